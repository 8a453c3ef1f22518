"""What is said behind "instead of": an option that never was there cannot be what is replaced."""

import json

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

SIDE = {
    "name": "Potato",
    "min": 1,
    "max": 1,
    "options": [{"name": "Chips", "default": True}, {"name": "Mash"}],
}
SAUCE = {
    "name": "Sauce",
    "max": 1,
    "options": [{"name": "Pepper sauce"}, {"name": "Cheese sauce"}],
}
STEAK = {"name": "Steak", "price": 20, "modifier_groups": [SIDE, SAUCE]}  # fmt: skip


@pytest.fixture(scope="module")
def menu() -> MenuIndex:
    """A steak with chips, which may be mash, and with sauces to be paid for."""
    document = {"name": "A", "currency": "GBP", "categories": [{"name": "Food", "items": [STEAK]}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("joint", [" and ", ", and ", ", with ", " and with "])
@pytest.mark.parametrize("sauce", ["Pepper sauce", "Cheese sauce"])
def test_what_follows_the_exchange_is_wanted(menu: MenuIndex, joint: str, sauce: str) -> None:
    """Only what the dish comes with is left out; what it does not come with is added."""
    heard = understand(menu, f"a steak with mash instead of chips{joint}{sauce.lower()}")
    assert [told(line) for line in heard.lines] == [f"1 Steak; Mash; {sauce}"]
