"""One more of a dish whose size is said before its name: "noch ein kleines Bier"."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

SAID = {
    "de": ("Spezi", "klein", "groß", "ein {s}es Spezi", "noch ein {s}es Spezi"),
    "nl": ("Cassis", "klein", "groot", "een {s}e cassis", "nog een {s}e cassis"),
    "pl": ("Lemoniada", "mała", "duża", "{s} lemoniada", "jeszcze jedna {s} lemoniada"),
    "fr": ("Limonade", "petite", "grande", "une {s} limonade", "encore une {s} limonade"),
    "it": ("Spremuta", "piccola", "grande", "una {s} spremuta", "ancora una {s} spremuta"),
    "es": ("Horchata", "pequeña", "grande", "una {s} horchata", "otra {s} horchata"),
    "pt": ("Vitamina", "pequena", "grande", "uma {s} vitamina", "outra {s} vitamina"),
    "en": ("Cordial", "small", "large", "a {s} cordial", "another {s} cordial"),
}


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("more", ["", "bun"])
def test_one_more_in_the_same_size_is_added_to_its_line(language: str, more: str) -> None:
    """The line has two of it then, whatever else was ordered, and the order is complete."""
    dish, small, large, first, again = SAID[language]
    sizes = [{"label": small, "price": 3}, {"label": large, "price": 5}]
    menu = menu_of({"name": dish, "variants": sizes}, {"name": "Bun", "price": 2})
    size = "klein" if language == "nl" else small
    order = first.format(s=size) + (f", {more}" if more else "")
    understood = turns(menu, order, again.format(s=size))
    beside = ["1 Bun"] if more else []
    assert sorted(told(line) for line in understood.lines) == sorted([f"2 {dish} {small}", *beside])
    assert understood.complete


@pytest.mark.parametrize("language", ["de", "nl", "pl", "fr", "it", "en"])
def test_one_more_in_another_size_is_a_line_of_its_own(language: str) -> None:
    """What is there stays as it is."""
    dish, small, large, first, again = SAID[language]
    other = {"de": "große", "nl": "grot"}.get(language, large)
    menu = menu_of({"name": dish, "variants": [{"label": small, "price": 3}, {"label": large, "price": 5}]})
    said = again.replace("{s}es", "großes").replace("{s}e", "grote").format(s=other)
    lines = [told(line) for line in turns(menu, first.format(s=small), said).lines]
    assert sorted(lines) == sorted([f"1 {dish} {small}", f"1 {dish} {large}"])
