"""Those of the cart that are called so by a part of their name, where the word means another dish of the menu."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

MILK = [{"name": "Milch", "options": [{"name": name} for name in ("Soja", "Hafer")]}]
ORDERS = [
    ("Koffie verkeerd", "Latte macchiato", "twee latte macchiato", "één van die lattes met soja"),
    ("Koffie verkeerd", "Latte macchiato", "drie latte macchiato", "twee van die lattes met soja"),
    ("Milchkaffee", "Latte Macchiato", "zwei Latte Macchiato", "einen von den Lattes mit Soja"),
]


@pytest.mark.parametrize(("other", "ordered", "first", "then"), ORDERS)
def test_the_line_of_the_cart_is_meant(other: str, ordered: str, first: str, then: str) -> None:
    """No other dish is ordered instead, though it is called so in other words."""
    index = menu_of(
        {"name": other, "price": 3, "modifier_groups": MILK},
        {"name": ordered, "price": 4, "modifier_groups": MILK},
        {"name": "Brood" if "die" in then else "Brot", "price": 2},
    )
    lines = [told(line) for line in turns(index, first, then).lines]
    assert all(ordered in line for line in lines)
    assert any(line.endswith("; Soja") for line in lines)
