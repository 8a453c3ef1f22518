"""Wishes and options that may be something of the menu, and what is counted behind a dish, in several languages."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import told

KITCHEN = """
name: Osteria
slug: osteria
currency: EUR
categories:
  - name: Piatti
    items:
      - {name: Lasagne, price: 9.00, modifier_groups: [sopra]}
      - {name: Insalata mista, price: 6.00, modifier_groups: [dentro]}
      - {name: Pollo fritto, price: 9.00}
      - {name: Tagliere, price: 12.00, description: Salumi e formaggi}
      - {name: Waffle, price: 5.00, modifier_groups: [dolce]}
      - {name: Caffè, price: 2.00, modifier_groups: [temperatura]}
modifier_groups:
  sopra: {name: Sopra, min: 0, options: [{name: Parmigiano, default: true}]}
  dentro: {name: Dentro, min: 0, options: [{name: Tonno, price_adjustment: 2.00}, {name: Cipolla, price_adjustment: 0}]}
  dolce: {name: Con, min: 0, options: [{name: Fragole, price_adjustment: 1.00}, {name: Cioccolato, price_adjustment: 1.00}]}
  temperatura: {name: Temperatura, min: 1, max: 1, options: [{name: Caldo, default: true}, {name: Freddo, price_adjustment: 0}]}
"""
INDEX = MenuIndex(load_menu(KITCHEN.encode(), "yaml"))


def _dialog(*turns: str) -> Understood:
    understood = Understood()
    for text in turns:
        understood = understand(INDEX, text, understood.lines)
    return understood


@pytest.mark.parametrize(
    ("doubtful", "plain"),
    [
        ("one with tuna and a mixed salad", "one mixed salad with tuna"),
        ("ein Waffle, das Fleisch gut durch", "ein Waffle"),
    ],
)
def test_what_may_be_something_of_the_menu_is_not_complete(doubtful: str, plain: str) -> None:
    """A wish for a food of an option's kind, counted options before "and", a dish that may be told of."""
    assert not _dialog(doubtful).complete
    assert _dialog(plain).complete


@pytest.mark.parametrize(
    "text",
    [
        "a waffle with strawberries and the other with chocolate",
        "eine Waffel mit Erdbeeren und die zweite mit Schokolade",
        "un waffle con fragole e il secondo con cioccolato",
        "une gaufre avec des fraises et la deuxième au chocolat",
    ],
)
def test_the_other_one_of_a_single_dish_is_another(text: str) -> None:
    """Its options are not put on the first one."""
    assert [told(line) for line in _dialog(text).lines] == ["1 Waffle; Fragole", "1 Waffle; Cioccolato"]


@pytest.mark.parametrize("text", ["lazanya, iki tane", "lasagne, two"])
def test_a_number_behind_a_pause_counts_the_dish(text: str) -> None:
    """With a measure word and without one."""
    assert [told(line) for line in _dialog(text).lines] == ["2 Lasagne"]


@pytest.mark.parametrize(
    "text", ["一つだけ冷たいのにしてください", "하나만 차갑게 해주세요", "only one cold"]
)
def test_only_one_of_several_is_changed_and_none_is_lost(text: str) -> None:
    """What "only" stands beside tells how many are changed, not how many there are."""
    assert sum(line.quantity for line in _dialog("3 caffè", text).lines) == 3
