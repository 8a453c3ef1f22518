"""A drink that is told by its choice and by what it is served in: "two bottles of cola", where cans and bottles have the same."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import ordered, turns

KINDS = ("Coke", "Fanta", "Vimto")
DISHES = {
    "en": ("Can of Pop (330ml)", "Bottle of Pop (500ml)"),
    "de": ("Dose Limonade 0,33", "Flasche Limonade 0,5"),
    "fr": ("Canette de soda (33 cl)", "Bouteille de soda (50 cl)"),
    "it": ("Lattina di bibita (33 cl)", "Bottiglia di bibita (50 cl)"),
    "es": ("Lata de refresco (33 cl)", "Botella de refresco (50 cl)"),
    "nl": ("Blikje frisdrank 33 cl", "Flesje frisdrank 50 cl"),
}
ORDERS = {
    "en": ("a can of {0}", "two bottles of {0}", "a {0}"),
    "de": ("eine Dose {0}", "zwei Flaschen {0}", "eine {0}"),
    "fr": ("une canette de {0}", "deux bouteilles de {0}", "un {0}"),
    "it": ("una lattina di {0}", "due bottiglie di {0}", "una {0}"),
    "es": ("una lata de {0}", "dos botellas de {0}", "una {0}"),
    "nl": ("een blikje {0}", "twee flesjes {0}", "een {0}"),
}


@cache
def _kitchen(code: str) -> MenuIndex:
    kind = {"name": "Kind", "min": 1, "max": 1, "options": [{"name": name} for name in KINDS]}
    drinks = [{"name": name, "price": 3, "modifier_groups": ["kind"]} for name in DISHES[code]]
    document = {
        "name": "A", "currency": "EUR", "modifier_groups": {"kind": kind},
        "categories": [{"name": "Pizza", "items": [{"name": "Margherita", "price": 8}]}, {"name": "Extras", "items": drinks}],
    }  # fmt: skip
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", DISHES)
def test_the_vessel_tells_which_of_the_drinks_with_the_same_choice_it_is(code: str, kind: str) -> None:
    """It is ordered at once; without the vessel it is asked which one is meant."""
    (can, bottle), (one, two, either) = DISHES[code], ORDERS[code]
    answers = [turns(_kitchen(code), text.format(kind)) for text in (one, two)]
    expected = (f"1 {can}; {kind}", f"2 {bottle}; {kind}")
    assert [ordered(answer) for answer in answers] == [[line.casefold()] for line in expected]
    assert all(answer.complete for answer in answers)
    open_ = turns(_kitchen(code), either.format(kind))
    assert not open_.complete
    assert not open_.lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a bottle of vimto and a can of coke", ["1 bottle of pop (500ml); vimto", "1 can of pop (330ml); coke"]),
        ("two cans of coke and a bottle of coke", ["1 bottle of pop (500ml); coke", "2 can of pop (330ml); coke"]),
        ("can of fanta, bottle of coke", ["1 bottle of pop (500ml); coke", "1 can of pop (330ml); fanta"]),
    ],
)  # fmt: skip
def test_another_vessel_is_another_drink(text: str, lines: list[str]) -> None:
    """It is no second one in the vessel that was said before, and no choice of that."""
    answer = turns(_kitchen("en"), text)
    assert ordered(answer) == lines
    assert answer.complete


def test_a_change_into_another_vessel_is_asked() -> None:
    """It is not ordered beside the drink that it may stand for."""
    assert not turns(_kitchen("en"), "a bottle of vimto", "make that a can of coke").complete
