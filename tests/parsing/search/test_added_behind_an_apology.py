"""A later text that begins with an apology or a correction and says that more is ordered takes nothing away."""

import pytest

from tests.parsing.kitchens import menu_of, turns

MAINS = [{"name": name, "price": 9} for name in ("Fish stew", "Lamb pie", "Bean curry")]
DRINKS = [{"name": name, "price": 3} for name in ("Lemonade", "Cider")]
SIDES = [{"name": name, "price": 4} for name in ("Onion rings", "Green salad")]
MENU = menu_of(*MAINS, under={"Drinks": DRINKS, "Sides": SIDES})
MORE = (
    "and sorry, {new}",
    "oh and sorry, could I get {new}",
    "sorry, {new} as well",
    "sorry, {new} with that",
    "actually, {new} too",
    "oh and actually, {new}",
    "wait, {new} as well",
)


@pytest.mark.parametrize("said", MORE)
@pytest.mark.parametrize("new", ["a cider", "a green salad", "a bean curry"])
@pytest.mark.parametrize("before", ["a fish stew and a lemonade", "a lemonade and a lamb pie"])
def test_what_is_said_to_be_more_is_added(said: str, new: str, before: str) -> None:
    """Both dishes of the order stay, and the new one stands behind them."""
    understood = turns(MENU, before, said.format(new=new))
    names = [line.item.name.casefold() for line in understood.lines]
    assert names == [*(f"{dish[2:]}" for dish in before.split(" and ")), new[2:]]


@pytest.mark.parametrize("opening", ["sorry", "wait", "actually"])
def test_a_dish_of_another_kind_behind_a_bare_correction_is_not_sure(opening: str) -> None:
    """Onion rings hardly take the place of a pie: such an order is not complete."""
    understood = turns(MENU, "a lemonade and a lamb pie", f"{opening}, onion rings")
    assert not understood.complete or len(understood.lines) == 3


def test_a_dish_of_the_kind_takes_its_place() -> None:
    """A drink behind a correction stands for the drink."""
    understood = turns(MENU, "a lamb pie and a lemonade", "actually a cider")
    assert [line.item.name for line in understood.lines] == ["Lamb pie", "Cider"]
    assert understood.complete
