"""A drink that is ordered by the choice of it: "a coke", of a *Fountain Drink*, where meals and refills offer it as well."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import ordered, turns

KITCHENS = {
    "en": ("Drinks", "Fountain Drink", "Fountain Drink Refill", "Bagel", "Lunch Deal", ("Coke", "Sprite", "Root beer")),
    "de": ("Getränke", "Softdrink", "Softdrink Nachfüllung", "Suppe", "Mittagstisch", ("Cola", "Spezi", "Sprite")),
    "fr": ("Boissons", "Soda", "Recharge Soda", "Soupe", "Formule midi", ("Coca", "Fanta", "Sprite")),
    "it": ("Bevande", "Bibita", "Ricarica bibita", "Zuppa", "Pranzo fisso", ("Chinotto", "Fanta", "Sprite")),
    "nl": ("Dranken", "Frisdrank", "Frisdrank refill", "Soep", "Lunchdeal", ("Cola", "Cassis", "Sprite")),
}  # fmt: skip
ONE_AND_TWO = {
    "en": ("a bagel and a {0}", "two {1}s"), "de": ("eine Suppe und ein {0}", "zwei {1}"), "fr": ("une soupe et un {0}", "deux {1}"),
    "it": ("una zuppa e un {0}", "due {1}"), "nl": ("een soep en een {0}", "twee {1}"),
}  # fmt: skip


@cache
def _kitchen(code: str, *, sized: bool = False) -> MenuIndex:
    heading, drink, refill, food, meal, kinds = KITCHENS[code]
    kind = {"name": "Sort", "min": 1, "max": 1, "options": [{"name": name} for name in kinds]}
    side = {"name": "Side", "min": 1, "max": 1, "options": [{"name": "Pommes"}, {"name": "Purée"}]}
    price = (
        {"variants": [{"label": "0,3 l", "price": 3}, {"label": "0,5 l", "price": 4}]}
        if sized
        else {"price": 3}
    )
    foods = [
        {"name": food, "price": 5},
        {"name": meal, "price": 9, "modifier_groups": ["side", "kind"]},
    ]
    drinks = [
        {"name": refill, "price": 1, "modifier_groups": ["kind"]},
        {"name": "2 l", "price": 6, "modifier_groups": ["kind"]},
        {"name": drink, "modifier_groups": ["kind"], **price},
    ]
    document = {
        "name": "A", "currency": "EUR", "modifier_groups": {"kind": kind, "side": side},
        "categories": [{"name": "Kitchen", "items": foods}, {"name": heading, "items": drinks}],
    }  # fmt: skip
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("code", KITCHENS)
def test_a_kind_of_drink_is_the_plain_drink_of_that_kind(code: str) -> None:
    """Neither the meal nor the refill nor the bottle that offer it too, which nobody named; the order is complete."""
    _heading, drink, _refill, food, _meal, kinds = KITCHENS[code]
    one, two = (text.format(*kinds) for text in ONE_AND_TWO[code])
    answer, more = turns(_kitchen(code), one), turns(_kitchen(code), two)
    assert ordered(answer) == sorted([f"1 {food}".casefold(), f"1 {drink}; {kinds[0]}".casefold()])
    assert ordered(more) == [f"2 {drink}; {kinds[1]}".casefold()]
    assert answer.complete
    assert more.complete


@pytest.mark.parametrize("code", KITCHENS)
def test_a_kind_listed_behind_dishes_is_a_drink_of_its_own(code: str) -> None:
    """With no article, behind a comma."""
    _heading, drink, _refill, food, _meal, kinds = KITCHENS[code]
    answer = turns(_kitchen(code), f"{food}, {kinds[0]}")
    assert ordered(answer) == sorted([f"1 {food}".casefold(), f"1 {drink}; {kinds[0]}".casefold()])


@pytest.mark.parametrize("code", KITCHENS)
def test_a_refill_that_is_named_is_meant(code: str) -> None:
    """What else offers the kind stays away."""
    _heading, _drink, refill, _food, _meal, kinds = KITCHENS[code]
    answer = turns(_kitchen(code), f"{refill} {kinds[0]}")
    assert ordered(answer) == [f"1 {refill}; {kinds[0]}".casefold()]


@pytest.mark.parametrize("code", KITCHENS)
def test_the_size_of_a_kind_of_drink_is_asked(code: str) -> None:
    """Nothing but the size is open."""
    _heading, drink, _refill, _food, _meal, kinds = KITCHENS[code]
    answer = turns(_kitchen(code, sized=True), ONE_AND_TWO[code][1].format(*kinds))
    assert ordered(answer) == [f"2 {drink}; {kinds[1]}".casefold()]
    assert [question.kind for question in answer.questions] == ["choose_variant"]


def test_two_plain_drinks_of_a_kind_are_a_question() -> None:
    """A glass and a bottle of the same wine."""
    sort = {"name": "Sort", "min": 1, "max": 1, "options": [{"name": "Merlot"}, {"name": "Malbec"}]}
    drinks = [
        {"name": name, "price": 5, "modifier_groups": ["sort"]}
        for name in ("Glass of wine", "Bottle of wine")
    ]
    document = {"name": "A", "currency": "EUR", "modifier_groups": {"sort": sort}, "categories": [{"name": "Wine", "items": drinks}]}  # fmt: skip
    answer = turns(MenuIndex(load_menu(json.dumps(document).encode(), "json")), "a merlot please")
    assert not answer.lines
    assert [len(question.options) for question in answer.questions] == [2]
