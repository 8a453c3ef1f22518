"""What a line of the cart can have and is a dish as well, told "on the side" in a later text: either may be meant."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, turns


def _menu() -> MenuIndex:
    extras = {"name": "Extras", "options": [{"name": "Potato Rosti"}, {"name": "Plum Jam"}]}
    return menu_of(
        {"name": "Ham Bun", "price": 4, "modifier_groups": [extras]},
        {"name": "Potato Rostis x2", "price": 2, "aliases": ["potato rostis"]},
    )


@pytest.mark.parametrize("said", ["and some potato rostis on the side", "potato rostis on the side please"])
def test_a_dish_that_becomes_an_option_of_the_cart_is_open(said: str) -> None:
    """It is never an option without a word."""
    assert not turns(_menu(), "a ham bun", said).complete


def test_what_is_no_dish_is_an_option() -> None:
    """The jam is nothing else, and the order is complete."""
    answer = turns(_menu(), "a ham bun", "and some plum jam on the side")
    assert answer.complete
    assert [choice.amount for choice in answer.lines[0].choices] == ["side"]
