"""The size of a dish is told behind it, and what else it comes with behind that."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

SAUCES = {"name": "Sauce", "max": 2, "options": [{"name": "Aioli"}, {"name": "Salsa verde"}]}
KITCHENS = {
    "en": ("Seafood chowder", "Goulash", ("Cup", "Bowl"), ("{dish}, a bowl, with {sauce}", "the {dish}, just a bowl, with {sauce}", "{dish}, a bowl with {sauce}")),
    "de": ("Kürbissuppe", "Gulasch", ("Klein", "Groß"), ("{dish}, eine große, mit {sauce}",)),
    "nl": ("Vissoep", "Goulash", ("Klein", "Groot"), ("{dish}, een grote, met {sauce}",)),
}  # fmt: skip
ASKED = [(code, form, which) for code in KITCHENS for form in KITCHENS[code][3] for which in (0, 1)]


def _kitchen(code: str) -> MenuIndex:
    *dishes, labels, _forms = KITCHENS[code]
    sizes = [{"label": label, "price": price} for price, label in enumerate(labels, 4)]
    return menu_of(*({"name": name, "variants": sizes, "modifier_groups": [SAUCES]} for name in dishes))


@pytest.mark.parametrize(("code", "form", "which"), ASKED)
def test_a_size_and_an_option_behind_a_dish_are_of_it(code: str, form: str, which: int) -> None:
    """They order no second one beside the dish, of which the size would be asked."""
    dish, sauce = KITCHENS[code][:2][which], ("Aioli", "Salsa verde")[which]
    answer = turns(_kitchen(code), form.format(dish=dish.lower(), sauce=sauce.lower()))
    assert ordered(answer) == [f"1 {dish} {KITCHENS[code][2][1]}; {sauce}".casefold()]
    assert answer.complete


def test_a_number_and_an_and_order_further_ones() -> None:
    """Those that are counted, or joined to the first, are no size of that."""
    answer = turns(_kitchen("en"), "a cup of seafood chowder, and a bowl with aioli")
    assert ordered(answer) == ["1 seafood chowder bowl; aioli", "1 seafood chowder cup"]
