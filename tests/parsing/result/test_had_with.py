"""A word of another dish's name behind "with", which may be had on the dish before: such an order is not complete."""

import pytest

from server.domain.menu import Category, Item, Menu, Variant
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

NAMES = ("Lamb Korma", "Mango Lassi", "Garlic Naan", "Raspberry Ripple", "Pilau Rice")
PRICE = (Variant(1, "Regular", 500, is_default=True),)
MENU = MenuIndex(
    Menu(
        "GBP",
        (Category(1, "All", items=tuple(Item(n, 1, x, variants=PRICE) for n, x in enumerate(NAMES, 1))),),
    )
)


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("a lamb korma with garlic", False),
        ("a mango lassi with raspberry", False),
        ("a lamb korma with garlic naan", True),
        ("a lamb korma with a garlic naan", True),
        ("a lamb korma with pilau rice and a mango lassi", True),
    ],
)
def test_part_of_a_name_behind_with(text: str, is_sure: bool) -> None:  # noqa: FBT001 - a row of the table
    """The whole name, or an article before it, orders the dish; a word alone may tell what is on the one before."""
    assert understand(MENU, text).complete == is_sure
