"""What a dish does not have makes it the longer one of that name: "two eggs with bacon", of *Two Eggs with Meat*."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import ordered, turns

KITCHENS = {
    "en": ("Two Eggs Any Style", "two eggs", "Two Eggs with Meat", ("Scrambled", "Poached"), ("Bacon", "Ham"), "Omelet"),
    "de": ("Rührei Natur", "Rührei", "Rührei mit Fleisch", ("Weich", "Fest"), ("Speck", "Schinken"), "Omelett"),
    "nl": ("Uitsmijter naturel", "uitsmijter", "Uitsmijter met vlees", ("Zacht", "Hard"), ("Spek", "Ham"), "Omelet"),
}  # fmt: skip
WITH = {"en": "with", "de": "mit", "nl": "met"}


@cache
def _kitchen(code: str) -> MenuIndex:
    plain, alias, longer, ways, meats, other = KITCHENS[code]
    groups = {
        name: {"name": name, "min": 1, "max": 1, "options": [{"name": option} for option in options]}
        for name, options in (("cooked", ways), ("meat", meats))
    }
    items = [
        {"name": plain, "price": 8, "aliases": [alias], "modifier_groups": ["cooked"]},
        {"name": longer, "price": 10, "modifier_groups": ["cooked", "meat"]},
        {"name": other, "price": 9, "modifier_groups": ["meat"]},
    ]
    document = {"name": "A", "currency": "EUR", "modifier_groups": groups, "categories": [{"name": "B", "items": items}]}  # fmt: skip
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("code", KITCHENS)
@pytest.mark.parametrize("place", [0, 1])
def test_an_option_of_the_longer_name_makes_that_dish(code: str, place: int) -> None:
    """With all that was said of it before and behind."""
    _plain, alias, longer, ways, meats, _other = KITCHENS[code]
    texts = (
        f"{alias} {WITH[code]} {meats[place]}, {ways[0]}",
        f"{alias} {ways[0]} {WITH[code]} {meats[place]}",
    )
    for text in texts:
        (line,) = turns(_kitchen(code), text).lines
        assert line.item.name == longer
        assert {choice.modifier.name for choice in line.choices} == {meats[place], ways[0]}


@pytest.mark.parametrize("code", KITCHENS)
def test_without_it_the_dish_is_the_shorter_one(code: str) -> None:
    """As it is called."""
    plain, alias, _longer, ways, _meats, _other = KITCHENS[code]
    assert ordered(turns(_kitchen(code), f"{alias} {ways[1]}")) == [f"1 {plain}; {ways[1]}".casefold()]
