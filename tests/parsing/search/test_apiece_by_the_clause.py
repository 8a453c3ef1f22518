"""What each of several people has, and what is counted besides."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

MENU = """
name: 小馆
slug: xiaoguan
currency: CNY
categories:
  - {name: 吃喝, items: [{name: 北冰洋汽水, price: 8}, {name: 毛豆花生, price: 12}, {name: 烤鸡翅, price: 6}]}
"""
INDEX = MenuIndex(load_menu(MENU.encode(), "yaml"))


@pytest.mark.parametrize(("people", "many"), [("我们三个人", 3), ("我们四个人", 4)])
@pytest.mark.parametrize("more", ["一份毛豆花生", "再来一份毛豆花生", "再要一份毛豆花生"])
def test_what_is_counted_behind_is_for_all_together(people: str, many: int, more: str) -> None:
    """A bottle each, and one portion for all."""
    lines = understand(INDEX, f"{people},一人一瓶汽水,{more}", language="zh").lines
    assert [(line.quantity, line.item.name) for line in lines] == [(many, "北冰洋汽水"), (1, "毛豆花生")]
