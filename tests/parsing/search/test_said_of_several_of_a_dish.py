"""What is said of a dish that stands in the cart as several lines, and numbers that are no number of it."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

TEA = menu_of(
    {"name": "Thé", "price": 3},
    {"name": "Caffè", "price": 3},
    {"name": "Café", "price": 3},
    {"name": "Cappuccino", "price": 3},
    {"name": "Galão", "price": 3},
    {"name": "Wiener", "price": 6, "description": "1 Paar mit Senf"},
    {"name": "Brezel", "price": 3},
)


@pytest.mark.parametrize(
    ("first", "then", "lines"),
    [
        ("tre caffè", "uno dei caffè è un cappuccino", ["2 Caffè", "1 Cappuccino"]),
        ("três cafés", "um dos cafés é um galão", ["2 Café", "1 Galão"]),
        ("quatro cafés", "dois dos cafés são galões", ["2 Café", "2 Galão"]),
    ],
)
def test_some_of_a_line_are_another_dish(first: str, then: str, lines: list[str]) -> None:
    """ "É" and "è" are no "and": so many of a line are what is named behind them."""
    assert [told(line) for line in turns(TEA, first, then).lines] == lines


@pytest.mark.parametrize(
    ("text", "line"),
    [("ein Paar Wiener", "1 Wiener"), ("ein Paar Brezeln", "2 Brezel"), ("zwei Wiener", "2 Wiener")],
)
def test_a_pair_is_one_dish_that_comes_as_a_pair(text: str, line: str) -> None:
    """A dish that comes by what a number is called is not counted by it."""
    heard = turns(TEA, text)
    assert [told(one) for one in heard.lines] == [line]
    assert heard.complete


BAR = MenuIndex(
    load_menu(
        b"""
name: A
currency: EUR
modifier_groups:
  syrup:
    name: Sirop
    min: 1
    max: 1
    options: [{name: Cassis}, {name: Menthe}]
  bun:
    name: Dans le pain
    options: [{name: Cornichon, default: true}, {name: Laitue, default: true}]
categories:
  - name: B
    items:
      - {name: Kir, price: 5, modifier_groups: [syrup]}
      - {name: Panini, price: 8, modifier_groups: [bun]}
""",
        "yaml",
    )
)


@pytest.mark.parametrize(
    ("first", "then", "lines"),
    [
        (
            "deux kirs, un cassis et un menthe",
            "finalement deux cassis",
            ["2 Kir; Cassis"],
        ),
        (
            "deux paninis, un sans cornichon",
            "mets pas de laitue dans les deux",
            ["1 Panini; none Laitue", "1 Panini; none Cornichon; none Laitue"],
        ),
    ],
)
def test_what_may_be_said_of_all_of_a_dish_is_not_taken_for_some(
    first: str, then: str, lines: list[str]
) -> None:
    """Where a correction or "both" changed one of several lines of a dish, the order is not complete."""
    heard = turns(BAR, first, then)
    assert not heard.complete or [told(line) for line in heard.lines] == lines


@pytest.mark.parametrize("then", ["再来一个抹茶蛋仔", "再要一份抹茶蛋仔", "再来一个热的拿铁"])
@pytest.mark.parametrize("first", ["一杯大杯绿茶", "一杯美式"])
def test_one_more_with_an_option_before_its_dish_repeats_nothing(first: str, then: str) -> None:
    """ "Another" before an option and its dish is a new line, and counts the line before no higher."""
    menu = MenuIndex(
        load_menu(
            """
name: A
currency: CNY
modifier_groups:
  taste: {name: 口味, max: 1, options: [{name: 原味}, {name: 抹茶}]}
  heat: {name: 冷热, max: 1, options: [{name: 冰的}, {name: 热的}]}
categories:
  - name: B
    items:
      - {name: 蛋仔, price: 9, modifier_groups: [taste]}
      - {name: 拿铁, price: 9, modifier_groups: [heat]}
      - {name: 美式, price: 9, modifier_groups: [heat]}
      - name: 绿茶
        variants: [{label: 中杯, price: 5}, {label: 大杯, price: 6}]
""".encode(),
            "yaml",
        )
    )
    heard = turns(menu, f"{first}, {then}")
    assert [line.quantity for line in heard.lines] == [1, 1]
