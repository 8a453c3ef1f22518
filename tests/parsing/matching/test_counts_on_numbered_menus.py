"""A number that counts the dish behind it, on a menu where dishes have the numbers 1 to 9 and sizes are numbers too."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

DISHES = (
    "Spring rolls", "Wontons", "Prawn crackers", "Satay skewers", "Lemon chicken", "Plum wine", "Still water",
    "Fried rice", "Sesame balls",
)  # fmt: skip
COUNTS = {"two": 2, "three": 3, "four": 4, "six": 6, "2": 2, "4": 4, "9": 9}
SHAPES = ("{count} {dish}", "{count} x {dish}", "{dish} x {count}", "{count} {dish} please")


@cache
def menu() -> MenuIndex:
    sizes = [{"label": f"{pieces} pieces", "price": pieces} for pieces in (2, 4, 6)]
    items = [
        {"name": name, "number": str(number), **({"variants": sizes} if number == 1 else {"price": 5})}
        for number, name in enumerate(DISHES, 1)
    ]
    document = {"name": "Dragon", "currency": "EUR", "categories": [{"name": "All", "items": items}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("said", COUNTS)
def test_a_number_beside_a_name_counts_it(shape: str, said: str) -> None:
    """Whatever dish has that number, and whatever size the first has: it is so many of the dish that is named."""
    for dish in DISHES[1:]:
        text = shape.format(count=said, dish=dish)
        heard = understand(menu(), text, (), "en")
        assert [told(line) for line in heard.lines] == [f"{COUNTS[said]} {dish}"], text
