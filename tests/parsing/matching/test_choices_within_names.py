"""A choice said within the name of its dish, and dishes of the order told of by their kind."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood

MENU = """
name: Cafe
slug: cafe
currency: GBP
modifier_groups:
  eggs: {name: Eggs, min: 1, max: 1, options: [{name: Poached}, {name: Fried}, {name: Scrambled}]}
  bread: {name: Bread, min: 1, max: 1, options: [{name: White}, {name: Rye}, {name: Gluten free}]}
  extras: {name: Extras, options: [{name: Bacon}, {name: Avocado}]}
  milk: {name: Milk, options: [{name: Oat milk}]}
categories:
  - name: Breakfast
    items:
      - {name: Eggs on Toast, price: 9, modifier_groups: [eggs, bread, extras]}
      - {name: Date Scone, price: 4}
  - name: Coffee
    items:
      - {name: Flat White, price: 4, modifier_groups: [milk]}
      - {name: Mocha, price: 4, modifier_groups: [milk]}
"""
INDEX = MenuIndex(load_menu(MENU.encode(), "yaml"))


def _told(*turns: str) -> list[tuple[int, str, tuple[str, ...]]]:
    understood = Understood()
    for text in turns:
        understood = understand(INDEX, text, understood.lines)
    assert understood.complete
    return sorted(
        (line.quantity, line.item.name, tuple(sorted(c.modifier.name for c in line.choices if c.stated)))
        for line in understood.lines
    )


@pytest.mark.parametrize("eggs", ["Poached", "Fried", "Scrambled"])
@pytest.mark.parametrize("bread", ["White", "Rye", "Gluten free"])
@pytest.mark.parametrize(
    ("more", "extras"), [("", ()), (" with bacon", ("Bacon",)), (" and a date scone", ())]
)
def test_a_choice_within_a_name_is_of_its_dish(
    eggs: str, bread: str, more: str, extras: tuple[str, ...]
) -> None:
    """ "Poached eggs on rye toast" is one *Eggs on Toast*, with both choices."""
    scone = [(1, "Date Scone", ())] if "scone" in more else []
    dish = (1, "Eggs on Toast", tuple(sorted((eggs, bread, *extras))))
    assert _told(f"{eggs.lower()} eggs on {bread.lower()} toast{more}") == sorted([*scone, dish])


@pytest.mark.parametrize(
    "change",
    ["oat milk in the coffee please", "can i get the coffee with oat milk", "make the coffee oat milk"],
)
@pytest.mark.parametrize("coffee", ["Flat White", "Mocha"])
def test_the_only_one_of_a_kind_is_told_of_by_the_kind(coffee: str, change: str) -> None:
    """ "The coffee" is the one coffee of the order, where the menu has none that is called so."""
    assert _told(f"a {coffee.lower()} and a date scone", change) == [
        (1, "Date Scone", ()),
        (1, coffee, ("Oat milk",)),
    ]


@pytest.mark.parametrize("again", ["one of the coffees with oat milk", "make one of the coffees oat milk"])
def test_one_of_a_kind_is_told_of_by_the_kind(again: str) -> None:
    """ "One of the coffees" is one of two."""
    assert _told("two flat whites", again) == [(1, "Flat White", ()), (1, "Flat White", ("Oat milk",))]
