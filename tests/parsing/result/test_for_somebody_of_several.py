"""What one of several people does not want, and what somebody has who has the same, may be told of too much or too little."""

from itertools import product

import pytest

from tests.parsing.kitchens import menu_of, told, turns

GRAVY = {"name": "With it", "options": [{"name": "Gravy", "default": True}]}
MENU = menu_of(
    {"name": "Pork Pie", "price": 9, "modifier_groups": [GRAVY]},
    {"name": "Bean Pie", "price": 9, "modifier_groups": [GRAVY]},
    {"name": "Lemonade", "price": 3},
    {"name": "Ginger Beer", "price": 3},
)
PERSONS = ("my mum", "my son", "she", "he")


@pytest.mark.parametrize(
    ("person", "thing"), [*product(PERSONS, ("the lemonade", "lemonade", "gravy", "the gravy"))]
)
def test_what_one_does_not_want_is_not_taken_from_several(person: str, thing: str) -> None:
    """Of two that have it nobody knows that both should lose it: the order stays open."""
    text = f"{person} doesn't want {thing}"
    assert not turns(MENU, "2 pork pies and 2 lemonades", text).complete


@pytest.mark.parametrize("person", PERSONS)
def test_what_one_does_not_want_goes_where_there_is_one(person: str) -> None:
    """The only one is meant."""
    understood = turns(MENU, "a pork pie and a lemonade", f"{person} doesn't want the lemonade")
    assert [told(line) for line in understood.lines] == ["1 Pork Pie"]
    assert understood.complete


@pytest.mark.parametrize(
    "text",
    [
        "my husband wants the same",
        "same but bean pie",
        "the same for my wife but with ginger beer",
        "my wife will have the same but with a ginger beer",
    ],
)
def test_the_same_of_several_dishes_is_not_one_of_them(text: str) -> None:
    """One line more is not all that was ordered: the order stays open."""
    understood = turns(MENU, "a pork pie and a lemonade", text)
    assert not understood.complete or sum(line.quantity for line in understood.lines) == 4


def test_the_same_of_all_is_complete() -> None:
    """Everything is had once more."""
    understood = turns(MENU, "a pork pie and a lemonade", "same for my wife")
    assert [told(line) for line in understood.lines] == ["2 Pork Pie", "2 Lemonade"]
    assert understood.complete
