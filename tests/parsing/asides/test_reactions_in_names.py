"""Words for a reaction that are what a dish is called."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

MENU = """
name: 小馆
slug: xiaoguan
currency: CNY
categories:
  - {name: 汤, items: [{name: 西红柿疙瘩汤, price: 8}, {name: 鲜虾疙瘩汤, price: 12}, {name: 花生米, price: 6}]}
"""
INDEX = MenuIndex(load_menu(MENU.encode(), "yaml"))


@pytest.mark.parametrize("dish", ["西红柿疙瘩汤", "鲜虾疙瘩汤", "西红柿疙瘩"])
@pytest.mark.parametrize("many", ["一碗", "来两碗"])
def test_a_dish_is_no_reaction(dish: str, many: str) -> None:
    """疙瘩汤, a dumpling soup, is ordered and tells no allergy, though 疙瘩 is a swelling as well."""
    understood = understand(INDEX, f"{many}{dish}", language="zh")
    assert [line.item.name[:2] for line in understood.lines] == [dish[:2]]
    assert understood.state.allergies == ()


def test_a_reaction_is_told_all_the_same() -> None:
    """A swelling from a food is an allergy."""
    assert understand(INDEX, "我吃花生会起疙瘩,一碗西红柿疙瘩汤", language="zh").state.allergies
