"""Guests abroad say a dish with its kind, and name what only one kitchen has; nothing of it becomes another dish."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.forms_by_meaning import forms_of
from server.parsing.matching.index import MenuIndex
from server.parsing.text.language import language
from tests.parsing.kitchens import told

TOASTIES = """
name: Melt
currency: GBP
categories:
  - name: Toasties
    items:
      - {name: Blue Cheese & Pear, price: 8}
      - {name: The Classic, description: Mature cheddar, price: 7, aliases: [cheese toastie]}
      - {name: Kimchi Cheese, price: 8}
  - name: Fried things
    items:
      - {name: Fried chicken, price: 9}
      - {name: Fried prawns, price: 9}
"""
ODEN = """
name: おでん
currency: JPY
categories:
  - name: おでん
    items:
      - {name: ちくわ, price: 160}
      - {name: 牛すじ, price: 280}
      - {name: 餅巾着, price: 220}
      - {name: 玉ねぎ, price: 120}
      - {name: たまご, price: 150}
"""


def _said(menu: str, text: str) -> list[str]:
    return [told(line) for line in understand(MenuIndex(load_menu(menu.encode(), "yaml")), text).lines]


@pytest.mark.parametrize(
    ("text", "dish"),
    [
        ("un sándwich de queso azul y pera", "1 Blue Cheese & Pear"),
        ("ブルーチーズと洋梨のホットサンドを一つ", "1 Blue Cheese & Pear"),
        ("ein Toast mit Blauschimmelkäse und Birne", "1 Blue Cheese & Pear"),
        ("一个泡菜芝士吐司", "1 Kimchi Cheese"),
        ("un toast pere e formaggio erborinato", "1 Blue Cheese & Pear"),
    ],
)
def test_a_dish_said_with_the_kind_of_its_heading_is_that_dish(text: str, dish: str) -> None:
    """The kind that the heading names is said with the dish, though an option or another dish is called so."""
    assert _said(TOASTIES, text) == [dish]


@pytest.mark.parametrize("text", ["un frito", "una frita", "etwas Gebratenes"])
def test_how_something_is_cooked_names_no_dish_alone(text: str) -> None:
    """ "Fried" is none of the fried dishes."""
    assert _said(TOASTIES, text) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("two of the mochi pouches and a beef tendon", ["2 餅巾着", "1 牛すじ"]),
        ("due sacchettini di tofu e un tendine di manzo", ["2 餅巾着", "1 牛すじ"]),
        ("치쿠와 하나, 소힘줄 두 개 주세요", ["1 ちくわ", "2 牛すじ"]),
        ("年糕福袋两个,牛筋一个", ["2 餅巾着", "1 牛すじ"]),
        ("ein Ei und eine Zwiebel", ["1 たまご", "1 玉ねぎ"]),
    ],
)
def test_what_one_kitchen_has_is_known_to_guests_of_others(text: str, lines: list[str]) -> None:
    """Words of single kitchens are understood from other languages."""
    assert sorted(_said(ODEN, text)) == sorted(lines)


@pytest.mark.parametrize(
    ("name", "thing", "is_named"),
    [("玉ねぎ", "egg", False), ("半熟卵", "egg", True), ("玉ねぎ", "onion", True)],
)
def test_a_character_of_a_longer_word_is_no_thing_of_its_own(
    name: str, thing: str, *, is_named: bool
) -> None:
    """An onion is no egg because its first character alone means one, but a soft-boiled egg is."""
    forms = forms_of(name, language("ja"))
    assert any(thing in things for form in forms for things in form.things) is is_named
