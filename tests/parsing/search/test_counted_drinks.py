"""A number before a drink counts it, though a combo has that number and the drink as a choice: "two cokes"."""

from typing import Any

import pytest

from tests.parsing.kitchens import menu_of, told, turns

DRINK = {"name": "Drink", "min": 1, "max": 1, "options": [{"name": "Coke"}, {"name": "Dr Pepper"}]}
COMBOS: list[dict[str, Any]] = [
    {"name": f"#{n} {name} combo", "price": 9, "modifier_groups": [DRINK]}
    for n, name in enumerate(("Burger", "Tender", "Philly"), 1)
]
SAID = [
    ("two cokes", ["2 Fountain drink; Coke"]),
    ("3 dr peppers", ["3 Fountain drink; Dr Pepper"]),
    ("2 coke", ["2 Fountain drink; Coke"]),
    ("a two with coke", ["1 #2 Tender combo; Coke"]),
    ("number 3 with dr pepper", ["1 #3 Philly combo; Dr Pepper"]),
    ("two number ones with coke", ["2 #1 Burger combo; Coke"]),
]


@pytest.mark.parametrize(("text", "lines"), SAID)
def test_counted_or_numbered(text: str, lines: list[str]) -> None:
    """The number is the combo's only where a sign, an article or "with" says so."""
    drinks = {"Drinks": [{"name": "Fountain drink", "price": 3, "modifier_groups": [DRINK]}]}
    assert [told(line) for line in turns(menu_of(*COMBOS, under=drinks), text).lines] == lines
