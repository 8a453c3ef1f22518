"""Meals that are an option of a dish, their parts, and the choices of a deal in a later turn."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

DRINKS = ("Pepsi", "Tango")


def _grill(meal: str) -> MenuIndex:
    options = [{"name": name} for name in DRINKS]
    groups = [
        {"name": "Make it a meal", "max": 1, "options": [{"name": meal}]},
        {"name": "Can with the meal", "max": 1, "options": options},
    ]
    pizzas = {"name": "Pizza", "min": 1, "max": 1, "options": [{"name": "Margherita"}, {"name": "Hawaiian"}]}
    can = {"name": "Drink", "min": 1, "max": 1, "options": options}
    return menu_of(
        {"name": "Burger", "price": 7, "modifier_groups": groups},
        {"name": "Onion rings", "price": 3},
        {"name": "Deal 1", "price": 11, "modifier_groups": [pizzas, can]},
        *({"name": f"{name} 330ml", "price": 2} for name in DRINKS),
    )


@pytest.mark.parametrize("meal", ["Meal (+ chips & can)", "Regular meal"])
@pytest.mark.parametrize(("texts", "drink"), [
    (("a burger as a meal with pepsi",), ["pepsi"]),
    (("a burger, make it a meal with tango",), ["tango"]),
    (("a burger and onion rings", "make it a meal"), []),
    (("a burger and onion rings", "can I make it a meal with a pepsi"), ["pepsi"]),
    (("a burger with tango as a meal",), ["tango"]),
])  # fmt: skip
def test_an_option_makes_the_dish_a_meal(texts: tuple[str, ...], drink: list[str], meal: str) -> None:
    """The dish that can be one has it, though another was ordered last."""
    understood = turns(_grill(meal), *texts)
    told = [set(line.split("; ")) for line in ordered(understood)]
    assert {"1 burger", meal.casefold(), *drink} in told
    assert not understood.unmatched


@pytest.mark.parametrize("said", ["a burger with pepsi", "a burger and a tango", "a burger, tango"])
def test_a_drink_of_a_meal_alone_is_not_complete(said: str) -> None:
    """Where the menu has the drink by itself, it is no part of a meal that nobody ordered, or it is asked."""
    understood = turns(_grill("Meal"), said)
    alone = sorted(
        [f"1 {drink.casefold()} 330ml" for drink in DRINKS if drink.casefold() in said] + ["1 burger"]
    )
    assert ordered(understood) == alone or not understood.complete


@pytest.mark.parametrize("said", ["{p} and a {d}", "a {p} and a {d} please", "{p}, {d}"])
@pytest.mark.parametrize("pizza", ["margherita", "hawaiian"])
@pytest.mark.parametrize("drink", ["pepsi", "tango"])
def test_a_dish_is_what_a_deal_still_needs(drink: str, pizza: str, said: str) -> None:
    """The drink is chosen for the deal, and not ordered besides."""
    understood = turns(_grill("Meal"), "deal 1", said.format(p=pizza, d=drink))
    assert [sorted(line.split("; ")) for line in ordered(understood)] == [sorted(["1 deal 1", pizza, drink])]
    assert not understood.questions


def test_another_drink_is_no_choice_of_the_deal() -> None:
    """Where it is told that it comes besides, it is a line of its own."""
    assert "1 pepsi 330ml" in ordered(turns(_grill("Meal"), "deal 1 with a hawaiian", "and another pepsi"))
