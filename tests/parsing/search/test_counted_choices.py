"""How many things are chosen tells which dish is meant, where the menu writes one for each number of them."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import ordered, turns

KITCHENS = {
    "en": (("Baked Squash + 1 Topping", "Baked Squash + 2 Toppings"), ("Spinach", "Lentils", "Walnuts"), "baked squash with {}", "and"),
    "de": (("Ofenkürbis + 1 Beilage", "Ofenkürbis + 2 Beilagen"), ("Spinat", "Linsen", "Walnüsse"), "Ofenkürbis mit {}", "und"),
    "fr": (("Courge rôtie + 1 garniture", "Courge rôtie + 2 garnitures"), ("Épinards", "Lentilles", "Noix"), "une courge rôtie avec {}", "et"),
    "nl": (("Gepofte pompoen + 1 topping", "Gepofte pompoen + 2 toppings"), ("Spinazie", "Linzen", "Walnoten"), "gepofte pompoen met {}", "en"),
}  # fmt: skip


@cache
def _kitchen(code: str) -> MenuIndex:
    names, toppings, _text, _and = KITCHENS[code]
    options = [{"name": name} for name in toppings]
    groups = {f"g{n}": {"name": f"G{n}", "min": n, "max": n, "options": options} for n in (1, 2)}
    dishes = [{"name": name, "price": 4, "modifier_groups": [f"g{n}"]} for n, name in enumerate(names, 1)]
    document = {"name": "A", "currency": "EUR", "modifier_groups": groups, "categories": [{"name": "B", "items": dishes}]}  # fmt: skip
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("code", KITCHENS)
@pytest.mark.parametrize("count", [1, 2])
def test_as_many_as_were_told_are_the_dish_of_that_number(code: str, count: int) -> None:
    """One topping is that of one, two are that of two, and nothing is asked."""
    names, toppings, text, joins = KITCHENS[code]
    said = f" {joins} ".join(toppings[:count])
    answer = turns(_kitchen(code), text.format(said))
    assert ordered(answer) == [f"1 {names[count - 1]}; {'; '.join(toppings[:count])}".casefold()]
    assert answer.complete


@pytest.mark.parametrize("code", KITCHENS)
@pytest.mark.parametrize("count", [0, 3])
def test_a_number_that_no_dish_has_is_asked_about(code: str, count: int) -> None:
    """Three toppings and none."""
    _names, toppings, text, joins = KITCHENS[code]
    said = f" {joins} ".join(toppings[:count])
    answer = turns(_kitchen(code), text.format(said) if said else text.rsplit(" ", 2)[0])
    assert not answer.complete
    assert answer.questions


def test_another_one_with_two_is_the_dish_of_two() -> None:
    """Behind one of the same dish with a single topping, of which nothing is kept."""
    answer = turns(_kitchen("en"), "a baked squash with lentils and another one with spinach and walnuts")
    assert ordered(answer) == [
        "1 baked squash + 1 topping; lentils",
        "1 baked squash + 2 toppings; spinach; walnuts",
    ]


NUMBERED = """
name: A
currency: GBP
modifier_groups:
  two: {name: Any 2, min: 2, max: 2, options: [{name: Bean Patty}, {name: Corn Patty}, {name: Goat Patty}]}
  three: {name: Any 3, min: 3, max: 3, options: [{name: Bean Patty}, {name: Corn Patty}, {name: Goat Patty}]}
categories:
  - name: Combos
    items:
      - {name: "#1 Yard Pick 2 Combo", price: 9, aliases: [pick 2, pick two], modifier_groups: [two]}
      - {name: "#2 Town Pick 3 Combo", price: 12, aliases: [pick 3, pick three], modifier_groups: [three]}
  - name: Patties
    items:
      - {name: Goat Patties (6), price: 14}
"""


@pytest.mark.parametrize("said", ["number 2 combo", "the #2", "number two", "a number 2"])
def test_a_dish_number_behind_its_sign_is_no_number_of_another_name(said: str) -> None:
    """The 2 of "number 2" is the dish's of that number, and not that of *Pick 2*."""
    answer = turns(MenuIndex(load_menu(NUMBERED.encode(), "yaml")), f"{said} with bean, corn and goat patty")
    assert ordered(answer) == ["1 #2 town pick 3 combo; bean patty; corn patty; goat patty"]


def test_the_next_choice_is_no_dish_of_its_own_while_one_is_open() -> None:
    """Though another dish has the word and it has an article."""
    answer = turns(
        MenuIndex(load_menu(NUMBERED.encode(), "yaml")), "the pick 2, a bean patty and a goat patty"
    )
    assert ordered(answer) == ["1 #1 yard pick 2 combo; bean patty; goat patty"]
