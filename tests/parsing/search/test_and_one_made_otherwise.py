"""A second one of a dish of the cart, told by another option alone: "a steak medium" and then "and one rare"."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns


def _menu(dish: str, *options: str) -> MenuIndex:
    group = {"name": "A", "min": 1, "max": 1, "options": [{"name": name} for name in options]}
    return menu_of({"name": dish, "price": 9, "modifier_groups": [group]}, {"name": "Cola", "price": 3})


SECOND = [
    ("Bistec", "Poco hecho", "Muy hecho", "un bistec poco hecho", "y otro muy hecho"),
    ("Bistec", "Poco hecho", "Muy hecho", "un bistec poco hecho", "y uno muy hecho"),
    ("Diabolo", "Menthe", "Fraise", "un diabolo menthe", "et un fraise"),
    ("Galette", "Chèvre", "Jambon", "une galette chèvre", "et une autre jambon"),
    ("Calzone", "Ricotta", "Prosciutto", "un calzone ricotta", "e uno prosciutto"),
    ("Tagliata", "Al sangue", "Ben cotta", "una tagliata al sangue", "e una ben cotta"),
    ("Steak", "blutig", "durch", "ein Steak blutig", "und noch eins durch"),
    ("Bife", "Mal passado", "Bem passado", "um bife mal passado", "e outro bem passado"),
    ("Biefstuk", "Rood", "Doorbakken", "een biefstuk rood", "en nog een doorbakken"),
    ("Steak", "Rare", "Well done", "a steak rare", "and one well done"),
    ("Steak", "Rare", "Well done", "a steak rare", "and another well done"),
]


@pytest.mark.parametrize(("dish", "one", "other", "first", "then"), SECOND)
def test_and_one_made_otherwise_is_a_second_line(
    dish: str, one: str, other: str, first: str, then: str
) -> None:
    """The line of the cart keeps what it has."""
    understood = turns(_menu(dish, one, other), first, then)
    assert [told(line) for line in understood.lines] == [f"1 {dish}; {one}", f"1 {dish}; {other}"]


@pytest.mark.parametrize(
    ("dish", "one", "other", "first", "then"),
    [
        ("Bistec", "Poco hecho", "Muy hecho", "un bistec poco hecho", "mejor muy hecho"),
        ("Steak", "Rare", "Well done", "a steak rare", "actually make it well done"),
    ],
)
def test_a_change_still_changes_the_line(dish: str, one: str, other: str, first: str, then: str) -> None:
    """Without "and one" it is the same line."""
    understood = turns(_menu(dish, one, other), first, then)
    assert [told(line) for line in understood.lines] == [f"1 {dish}; {other}"]
