"""A word for a small or a large one in the diner's language is the menu's size that is called so in the menu's."""

import pytest

from server.domain.menu import Category, Item, Menu, Variant
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

PASTA = Item(
    1,
    1,
    "Mac and cheese",
    variants=(Variant(1, "Small", 600, is_default=True), Variant(2, "Large", 900)),
)
MENU = Menu("EUR", (Category(1, "All", items=(PASTA,)),))


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ("bir büyük boy mac and cheese lütfen", "Large"),
        ("bir küçük boy mac and cheese lütfen", "Small"),
        ("ich möchte eine große portion mac and cheese", "Large"),
        ("quisiera una ración pequeña de mac and cheese", "Small"),
        ("je voudrais une grande portion de mac and cheese", "Large"),
    ],
)
def test_a_size_is_told_by_its_rank(said: str, size: str) -> None:
    """The menu's language and the diner's are two; what is small is small in both."""
    (line,) = understand(MenuIndex(MENU), said).lines
    assert (line.item.name, line.variant and line.variant.label) == ("Mac and cheese", size)
