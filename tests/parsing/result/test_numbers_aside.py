"""Numbers that are told to the staff: whether the order beside them is complete."""

import pytest

from tests.parsing.kitchens import kitchen, menu_of, turns

PIECES = menu_of(
    {"name": "Poppadom", "price": 1},
    {"name": "Mixed platter", "variants": [{"label": "per 1", "price": 9, "default": True}, {"label": "per 4", "price": 20}]},
)  # fmt: skip


@pytest.mark.parametrize(
    "said", ["pick up at 7", "we're by the window, chairs 2 and 3", "row 9 here", "we're nine people"]
)
@pytest.mark.parametrize("order", ["two lattes", "a garlic bread and a side salad"])
def test_an_order_that_counts_its_dishes_is_complete_beside_a_number(said: str, order: str) -> None:
    """A place, a time and how many people there are leave nothing open of what is counted itself."""
    told = turns(kitchen("harbour"), f"{said}: {order}")
    assert told.complete
    assert told.lines


@pytest.mark.parametrize(
    "text",
    ["poppadoms for four people", "for four people: poppadoms", "a mixed platter for 4 people", "is a poppadom enough for four people?"],
)  # fmt: skip
def test_a_number_that_may_be_of_a_dish_leaves_the_order_open(text: str) -> None:
    """Nobody counted the dish, or the number may be its size, or something was asked of it."""
    assert not turns(PIECES, text).complete
