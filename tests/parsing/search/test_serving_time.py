"""When a dish is to come is told to the kitchen with the dish, and what comes first with the order, in every language."""

import tomllib
from pathlib import Path

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen, told

ORDERS = tomllib.loads(Path(__file__).with_name("serving_time.toml").read_text("utf-8"))


@pytest.mark.parametrize("menu", ORDERS)
def test_the_time_of_a_dish_stays_with_the_dish(menu: str) -> None:
    """Behind the dish, before it, or about all."""
    for text, lines, note in ORDERS[menu]:
        understood = understand(kitchen(menu), text)
        assert ([told(line) for line in understood.lines], understood.state.note) == (lines, note), text
