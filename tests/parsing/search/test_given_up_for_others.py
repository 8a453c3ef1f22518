"""A dish of the cart that is refused behind its name, for so many of another: it goes, and they come."""

import pytest

from tests.parsing.kitchens import dialog, told

GIVEN_UP = {
    "de": ("ein Hamburger und eine Cola", "den Hamburger doch nicht{} zwei Biere", "2 Bier", ", lieber", ", dafür", "."),
    "it": ("un hamburger e una cola", "l'hamburger no{} due birre", "2 Birra", ", meglio", ",", ", piuttosto"),
    "es": ("una hamburguesa y una cola", "la hamburguesa no{} dos cervezas", "2 Cerveza", ", mejor", ","),
    "pt": ("um hambúrguer e uma cola", "o hambúrguer não{} duas cervejas", "2 Cerveja", ", melhor", ","),
    "nl": ("een hamburger en een cola", "de hamburger toch niet{} twee bier", "2 Bier", ", liever", ", doe maar"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "joint"),
    [(code, joint) for code, (_a, _b, _c, *joints) in GIVEN_UP.items() for joint in joints],
)
def test_what_is_refused_behind_goes_for_the_others(language: str, joint: str) -> None:
    """Nothing is left of it, and the other dish is not its replacement: the number is its own."""
    first, then, new, *_joints = GIVEN_UP[language]
    heard = dialog(first, then.format(joint), menu=language)
    assert [told(line) for line in heard.lines] == ["1 Cola", new]
    assert not heard.unmatched
