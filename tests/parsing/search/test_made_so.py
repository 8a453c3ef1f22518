"""A dish of the order that is made so, or changed to it: what was chosen before of the same group goes."""

from collections.abc import Mapping, Sequence
from itertools import permutations

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, turns

GROUPS: Mapping[str, Sequence[str]] = {
    "Wings": ("Lemon Pepper", "Smoky BBQ", "Buffalo"),
    "Nachos": ("Guacamole", "Salsa Verde", "Chipotle"),
    "Gelato": ("Pistachio", "Stracciatella", "Amarena"),
}


def _menu(dish: str) -> MenuIndex:
    options = [{"name": name} for name in GROUPS[dish]]
    group = {"name": "Choose up to two", "min": 1, "max": 2, "options": options}
    return menu_of({"name": dish, "price": 9, "modifier_groups": [group]}, {"name": "Lemonade", "price": 3})


def _chosen(dish: str, *texts: str) -> list[str]:
    line = next(line for line in turns(_menu(dish), *texts).lines if line.item.name == dish)
    return [choice.modifier.name for choice in line.choices if choice.amount != "none"]


SAID = ("make the {dish} {new}", "change the {dish} to {new}", "make the {dish} {new} instead", "actually make the {dish} {new} please")  # fmt: skip


@pytest.mark.parametrize("dish", GROUPS)
@pytest.mark.parametrize("said", SAID)
def test_what_a_dish_is_made_takes_the_place_of_what_it_had(dish: str, said: str) -> None:
    """One of a group of which two can be had is changed for another one, not had beside it."""
    for old, new in permutations(GROUPS[dish], 2):
        change = said.format(dish=dish.casefold(), new=new.casefold())
        assert _chosen(dish, f"{dish} with {old} and a lemonade", change) == [new]


@pytest.mark.parametrize("dish", GROUPS)
@pytest.mark.parametrize("said", ["add {new} to the {dish}", "make the {dish} {new} as well", "and {new} on the {dish} too"])  # fmt: skip
def test_what_is_added_stands_beside_what_it_had(dish: str, said: str) -> None:
    """Words that add keep the choice of before."""
    old, new, _other = GROUPS[dish]
    added = said.format(dish=dish.casefold(), new=new.casefold())
    assert set(_chosen(dish, f"{dish} with {old} and a lemonade", added)) == {old, new}


def test_one_side_of_two_is_changed_for_another() -> None:
    """The side that is named goes, and the other one of the group stays, though each is a dish as well."""
    sides = [{"name": name} for name in ("Greens", "Slaw", "Fries")]
    group = {"name": "Two sides", "min": 2, "max": 2, "options": sides}
    plate = {"name": "Brisket Plate", "price": 15, "modifier_groups": [group]}
    menu = menu_of(plate, *({**side, "price": 4} for side in sides))
    line = turns(menu, "a brisket plate with greens and slaw", "switch the greens to fries").lines[0]
    assert {choice.modifier.name for choice in line.choices} == {"Slaw", "Fries"}
