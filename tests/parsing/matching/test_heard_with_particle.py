"""A Korean word with its particle is the word, whatever both together sound like of a menu in another language."""

import pytest

from server.domain.menu import Category, Item, Menu, Variant
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

NAMES = ("Corn on the cob", "Cola", "Lemonade", "Butter noodles")
MENU = Menu(
    "EUR",
    (
        Category(
            1,
            "All",
            items=tuple(
                Item(i, 1, name, variants=(Variant(i, "Regular", 300, is_default=True),))
                for i, name in enumerate(NAMES, 1)
            ),
        ),
    ),
)


@pytest.mark.parametrize("particle", ["는", "", "를", "랑", "도"])
def test_a_drink_with_a_particle_is_no_other_dish(particle: str) -> None:
    """콜라는 sounds like "corn", and is a cola."""
    lines = understand(MenuIndex(MENU), f"콜라{particle} 하나 주세요").lines
    assert [line.item.name for line in lines] == ["Cola"]
