"""Dishes of the order that are called by their kind, where they are taken away, counted anew or had again."""

from typing import Any

import pytest

from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import menu_of, turns

TAPS = [{"name": name, "price": 6} for name in ("Peroni", "Titanic Plum Porter", "Madri")]
HOT = [{"name": name, "price": 3} for name in ("Americano", "Flat White", "Earl Grey")]
WINES = [{"name": name, "price": 7} for name in ("Malbec", "Picpoul de Pinet")]
FOOD = [
    {"name": name, "price": 9}
    for name in ("Cinnamon Bun", "Chelsea Bun", "Sausage Bap", "Ploughman's", "Nachos")
]
BAP: dict[str, Any] = {"name": "Breakfast Bap", "price": 6, "aliases": ["bun"]}


def _menu() -> MenuIndex:
    return menu_of(*FOOD, BAP, under={"Draught": TAPS, "Coffee & Tea": HOT, "Wines": WINES})


def _told(heard: Understood) -> dict[str, int]:
    return {line.item.name: line.quantity for line in heard.lines}


KINDS = (("Peroni", "beer"), ("Titanic Plum Porter", "beer"), ("Americano", "coffee"), ("Flat White", "coffee"), ("Earl Grey", "tea"), ("Malbec", "wine"), ("Picpoul de Pinet", "wine"), ("Madri", "drink"), ("Chelsea Bun", "bun"))  # fmt: skip
AWAY = ("cancel the {}", "actually forget the {}", "scrap the {}, I've got a meeting", "take the {} off", "I'm driving so ditch the {}", "can you lose that {} please")  # fmt: skip


@pytest.mark.parametrize(("dish", "kind"), KINDS)
@pytest.mark.parametrize("said", AWAY)
def test_a_dish_called_by_its_kind_is_taken_away(dish: str, kind: str, said: str) -> None:
    """The one dish of the order that is of the kind goes, and the other stays."""
    heard = turns(_menu(), f"nachos and a {dish}", said.format(kind))
    assert (_told(heard), heard.complete) == ({"Nachos": 1}, True)


@pytest.mark.parametrize(("dish", "kind"), KINDS)
@pytest.mark.parametrize(
    "said", ["same again on the {}s", "same again for the {}s please", "another round of {}s"]
)
def test_a_kind_had_again_doubles_no_other_dish(dish: str, kind: str, said: str) -> None:
    """As many again are of the kind, and of nothing else."""
    heard = turns(_menu(), f"nachos and two {dish}", said.format(kind))
    assert _told(heard) == {"Nachos": 1, dish: 4}


def test_all_drinks_are_had_again_or_taken_away() -> None:
    """Every drink of the order is meant by a word for drinks, and no food."""
    order = "nachos, a peroni and two malbec"
    assert _told(turns(_menu(), order, "same again for the drinks")) == {
        "Nachos": 1,
        "Peroni": 2,
        "Malbec": 4,
    }
    assert _told(turns(_menu(), order, "another round of drinks")) == {"Nachos": 1, "Peroni": 2, "Malbec": 4}
    assert _told(turns(_menu(), order, "cancel the drinks")) == {"Nachos": 1}
    assert _told(turns(_menu(), order, "cancel all the drinks")) == {"Nachos": 1}


def test_a_kind_counted_anew_is_the_dish_of_the_order() -> None:
    """Another dish of the menu that is called so is not meant."""
    assert _told(turns(_menu(), "three cinnamon buns", "make that four buns please")) == {"Cinnamon Bun": 4}
    assert _told(turns(_menu(), "three peroni and nachos", "make that four beers")) == {
        "Nachos": 1,
        "Peroni": 4,
    }


def test_one_of_two_dishes_of_a_kind_is_asked_for() -> None:
    """Which of two beers goes was not told."""
    heard = turns(_menu(), "a peroni and a madri", "cancel the beer")
    assert (_told(heard), heard.complete) == ({"Peroni": 1, "Madri": 1}, False)


def test_what_can_be_chosen_for_a_dish_is_no_kind() -> None:
    """An option that is called so is refused, though a dish of the order ends with the word."""
    group = {"name": "With", "options": [{"name": "Bun", "default": True}, {"name": "Pickles"}]}
    menu = menu_of({"name": "Beef Burger", "price": 9, "modifier_groups": [group]}, *FOOD)
    heard = turns(menu, "a beef burger and a chelsea bun", "take the bun off the burger")
    assert {line.item.name for line in heard.lines} == {"Beef Burger", "Chelsea Bun"}
