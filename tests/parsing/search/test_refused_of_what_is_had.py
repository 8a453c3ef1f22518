"""An option refused or exchanged by a word that several have is the one that the dish was given."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

JELLIES = ("Coconut jelly", "Coffee jelly", "Grass jelly")
TEXTS = ("swap the jelly for red bean", "change the jelly to red bean", "no jelly, red bean instead")


@cache
def menu() -> MenuIndex:
    options = [{"name": name, "price_adjustment": 1} for name in (*JELLIES, "Red bean")]
    tea = {"name": "Milk Tea", "price": 5, "modifier_groups": [{"name": "Topping", "options": options}]}
    document = {"name": "T", "currency": "GBP", "categories": [{"name": "Teas", "items": [tea]}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("jelly", JELLIES)
@pytest.mark.parametrize("text", TEXTS)
def test_the_jelly_of_the_tea_goes(jelly: str, text: str) -> None:
    """Never one that it does not have."""
    first = understand(menu(), f"a milk tea with {jelly.lower()}")
    assert [told(line) for line in first.lines] == [f"1 Milk Tea; {jelly}"]
    (line,) = understand(menu(), text, first.lines, state=first.state).lines
    had = [choice.modifier.name for choice in line.choices if choice.amount != "none"]
    assert (had, line.special_requests) == (["Red bean"], "")
