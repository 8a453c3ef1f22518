"""A dish of the menu that was taken for a wish of the dish before it leaves the order open."""

import pytest

from tests.parsing.kitchens import menu_of, turns

MENU = menu_of(
    {"name": "Potato Wedges", "price": 4},
    {"name": "Chicken Bites", "price": 6},
    {"name": "Garlic Dip", "price": 1},
)


@pytest.mark.parametrize("text", ["chicken bites, wedges", "2 garlic dips and wedges"])
def test_a_dish_is_no_wish_of_another(text: str) -> None:
    """Wedges are how a lemon is cut, and a dish of this menu."""
    after = turns(MENU, text)
    wished = any("wedges" in line.special_requests for line in after.lines)
    assert not (wished and after.complete)
