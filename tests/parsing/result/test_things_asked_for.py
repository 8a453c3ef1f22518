"""Things that are no food and are asked for beside an order: cups, bags, buckets of ice."""

import pytest

from tests.parsing.kitchens import hear


@pytest.mark.parametrize(
    "thing", ["an ice bucket", "eight clean glasses", "an extra cup", "a carrier bag", "two spare cups"]
)
@pytest.mark.parametrize("plain", ["two lattes", "a beef burger, medium"])
def test_things_that_are_no_food_are_told_to_the_kitchen_in_full(plain: str, thing: str) -> None:
    """They order no dish, and none of their words is left over."""
    heard = hear(f"{plain} and {thing}")
    assert [(line.item.name, line.quantity) for line in heard.lines] == [
        (line.item.name, line.quantity) for line in hear(plain).lines
    ]
    assert (thing.split(" ", 1)[1] in heard.lines[-1].special_requests, heard.unmatched) == (True, ())
