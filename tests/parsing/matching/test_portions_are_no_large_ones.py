"""Words for a portion or a number of pieces, for guests of another language than the menu's."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

BOWLS = menu_of(
    {
        "name": "牛丼",
        "variants": [{"label": "並", "price": 600, "default": True}, {"label": "大盛り", "price": 800}],
    },
    {"name": "味噌汁", "price": 200},
    {"name": "冷たいお茶", "price": 200},
)
SNACKS = menu_of(
    {
        "name": "Chicken Wings",
        "variants": [{"label": "6 pcs", "price": 5, "default": True}, {"label": "12 pcs", "price": 9}],
    },
    {"name": "Garlic Bread with Cheese", "price": 4},
    {"name": "Fish and Chips", "price": 9},
)


@pytest.mark.parametrize(
    "text",
    [
        "a portion of beef bowl",
        "eine Portion Gyudon",
        "una ración de gyudon",
        "一份牛肉盖饭",
        "een portie gyudon",
    ],
)
def test_a_portion_is_no_large_portion(text: str) -> None:
    """A word for a portion alone tells no size that is a large or a small one."""
    heard = turns(BOWLS, text)
    assert [told(line) for line in heard.lines] == ["1 牛丼"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("鸡翅十二个", ["1 Chicken Wings 12 pcs"]),
        ("鸡翅十二份", ["12 Chicken Wings"]),
        ("鸡翅六个", ["1 Chicken Wings 6 pcs"]),
        ("鸡翅两个", ["2 Chicken Wings"]),
    ],
)
def test_pieces_behind_a_dish_are_its_size(text: str, lines: list[str]) -> None:
    """As many pieces as a size has are that size, as many portions are a number of the dish."""
    assert [told(line) for line in turns(SNACKS, text).lines] == lines
