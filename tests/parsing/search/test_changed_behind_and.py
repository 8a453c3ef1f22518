"""A dish of the cart that is named before the verb that changes it is changed, though "and" leads to it."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

SAID = {
    "es": ("Caña", "Tinto de verano", "una tortilla y una caña", ("y la caña cámbiala por un tinto de verano", "un flan, y la caña cámbiamela por un tinto de verano")),
    "it": ("Birra", "Chinotto", "una lasagna e una birra", ("e la birra cambiala con un chinotto", "un flan, e la birra la cambi con un chinotto")),
    "pt": ("Imperial", "Caneca", "uma bifana e uma imperial", ("e a imperial troca por uma caneca", "um flan, e a imperial troca por uma caneca")),
    "pl": ("Kompot", "Kefir", "żurek i kompot", ("i kompot proszę zamienić na kefir", "flan i kompot zamień na kefir")),
}  # fmt: skip
BESIDE = {"es": "Tortilla", "it": "Lasagna", "pt": "Bifana", "pl": "Żurek"}


@pytest.mark.parametrize("language", SAID)
def test_what_is_named_before_the_verb_is_changed(language: str) -> None:
    """The other dish takes its place, and neither stays beside it."""
    old, new, first, then = SAID[language]
    index = menu_of(*({"name": name, "price": 3} for name in (BESIDE[language], old, new, "Flan")))
    for text in then:
        flan = ["1 Flan"] if "flan" in text else []
        lines = sorted(told(line) for line in turns(index, first, text).lines)
        assert lines == sorted([f"1 {BESIDE[language]}", f"1 {new}", *flan]), text
