"""Two parts of one dish's name with "and" between them are that dish."""

from typing import Any

import pytest

from tests.parsing.kitchens import menu_of, told, turns

SOUP, SANDWICH, TACO = "Soup of the Day w/ Crusty Roll", "Egg Mayonnaise & Cress Sandwich", "Baja Fish Taco"
DISHES: list[dict[str, Any]] = [
    {"name": SOUP, "price": 6},
    {"name": SANDWICH, "price": 5, "modifier_groups": ["bread"]},
    {"name": TACO, "price": 4},
    {"name": "Bacon", "price": 2},
    {"name": "Fried tomatoes", "price": 2},
    {"name": "Bacon and tomato bap", "price": 4},
]
BREAD = {"name": "Bread", "min": 0, "max": 1, "options": [{"name": "White"}, {"name": "Brown"}]}
SAID = [
    ("the soup and roll", [f"1 {SOUP}"]),
    ("egg and cress on brown, and a taco", [f"1 {SANDWICH}; Brown", f"1 {TACO}"]),
    ("two egg and cress", [f"2 {SANDWICH}"]),
    ("a taco and the soup", [f"1 {TACO}", f"1 {SOUP}"]),
    ("bacon and fried tomatoes", ["1 Bacon", "1 Fried tomatoes"]),
]


@pytest.mark.parametrize(("text", "lines"), SAID)
def test_parts_of_a_name(text: str, lines: list[str]) -> None:
    """One dish is ordered where the parts call nothing by themselves, and each its own where they do."""
    menu = menu_of(*[{**d, "modifier_groups": [BREAD] if "modifier_groups" in d else []} for d in DISHES])
    assert [told(line) for line in turns(menu, text).lines] == lines
