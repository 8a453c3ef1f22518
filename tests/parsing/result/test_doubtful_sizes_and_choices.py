"""Orders in which a number or a choice went where it cannot have been meant stay open."""

import pytest

from tests.parsing.kitchens import menu_of, turns

SAUCE = {
    "name": "Sauce",
    "min": 1,
    "max": 1,
    "options": [{"name": n} for n in ("Smoky", "Tamarind", "Plain")],
}
SIDE = {"name": "Side", "min": 0, "max": 1, "options": [{"name": "Lemon rice"}, {"name": "Noodles"}]}
MEAT = {"name": "Meat", "min": 1, "max": 1, "options": [{"name": "Duck"}, {"name": "Goat"}]}
MENU = menu_of(
    {
        "name": "Drumsticks",
        "modifier_groups": [SAUCE],
        "variants": [{"label": "4 pieces", "price": 6}, {"label": "8 pieces", "price": 10}],
    },
    {"name": "Red curry", "price": 9, "modifier_groups": [SIDE, MEAT]},
    {"name": "Lemon rice", "price": 3},
)
OPEN = (
    "8 drumsticks, 4 smoky and 4 tamarind",
    "8 drumsticks: 4 smoky, 4 plain",
    "8 drumsticks, half smoky half plain",
    "lemon rice with duck",
    "lemon rice with goat please",
)
SURE = (
    "8 drumsticks smoky",
    "red curry with duck and lemon rice",
    "two red curries with goat, and a lemon rice",
)


@pytest.mark.parametrize("text", OPEN)
def test_it_is_not_complete(text: str) -> None:
    """Neither are there eight times four, nor is there a curry that nobody spoke of."""
    assert not turns(MENU, text).complete


@pytest.mark.parametrize("text", SURE)
def test_what_was_said_in_full_is(text: str) -> None:
    """Sizes by their number and dishes with their choices are complete."""
    assert turns(MENU, text).complete
