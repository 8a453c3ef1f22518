"""What is said for one person of several dishes that are alike is never given to all of them as if that were sure."""

import pytest

from tests.parsing.kitchens import menu_of, turns

WITH = {"name": "With", "options": [{"name": "Onion", "default": True}, {"name": "Bacon"}]}
MENU = menu_of({"name": "Pie", "price": 9, "modifier_groups": [WITH]}, {"name": "Cider", "price": 4})


@pytest.mark.parametrize("number", ["two", "three"])
@pytest.mark.parametrize(
    "told", ["no onion on mine", "bacon on hers", "no onion for my wife", "bacon for my son"]
)
def test_the_order_is_not_complete(number: str, told: str) -> None:
    """Nobody knows whether the others want it as well."""
    assert not turns(MENU, f"{number} pies, {told}").complete


@pytest.mark.parametrize("told", ["no onion on mine", "bacon on mine"])
def test_of_one_dish_it_is_sure(told: str) -> None:
    """One pie is that person's."""
    assert turns(MENU, f"a pie, {told}").complete
