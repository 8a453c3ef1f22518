"""Dishes told by what they come with or for whom they are, sizes of what is in the cart, and sauces of pepper."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told, turns

GASTHOF = """
name: Zur Post
currency: EUR
modifier_groups:
  salad:
    name: Im Salat
    options: [{name: Oliven, default: true}, {name: Zwiebeln, default: true}, {name: Ei}]
  sauce:
    name: Sauce
    min: 1
    max: 1
    options: [{name: Paprikasauce}, {name: Pfefferrahm}, {name: Rahmsauce}]
categories:
  - name: Küche
    items:
      - {name: Salatteller, price: 9, modifier_groups: [salad]}
      - {name: Kindernudeln m. Butter, price: 6}
      - {name: Kinderforelle m. Pommes, price: 7}
      - {name: Schweinesteak, price: 15, modifier_groups: [sauce]}
  - name: Getränke
    items:
      - name: Radler
        variants: [{label: "0,3 l", price: 3}, {label: "0,5 l", price: 4}]
      - name: Helles
        variants: [{label: "0,5 l", price: 4}, {label: "1,0 l", price: 8}]
      - {name: Coca-Cola, price: 3}
      - {name: Coca-Cola Zero, price: 3}
"""


def _after(*texts: str) -> tuple[list[str], bool]:
    heard = turns(MenuIndex(load_menu(GASTHOF.encode(), "yaml")), *texts)
    return [told(line) for line in heard.lines], heard.complete


@pytest.mark.parametrize(
    "text", ["eine Portion Oliven", "a portion of olives", "une portion d'olives", "eine Portion Zwiebeln"]
)
def test_what_a_dish_comes_with_does_not_order_it_surely(text: str) -> None:
    """Where nothing is said of a dish but what it has anyway, something else may have been meant."""
    assert not _after(text)[1]


@pytest.mark.parametrize(
    "text", ["a trout with chips", "una trucha con patatas fritas", "een forel met friet"]
)
def test_a_childrens_dish_is_not_meant_unsaid(text: str) -> None:
    """For whom a dish is, its name says and the order does not."""
    assert not _after(text)[1]


@pytest.mark.parametrize(
    ("text", "sauce"),
    [
        ("un steak de porc avec sauce au poivre", "Pfefferrahm"),
        ("una bistecca di maiale con salsa al pepe", "Pfefferrahm"),
    ],
)
def test_pepper_of_a_sauce_is_no_vegetable(text: str, sauce: str) -> None:
    """A sauce of paprika is another one."""
    assert _after(text) == ([f"1 Schweinesteak; {sauce}"], True)


@pytest.mark.parametrize(
    "text",
    [
        "due coca cola senza zucchero",
        "deux coca sans sucre",
        "dos coca cola sin azúcar",
        "twee cola zonder suiker",
    ],
)
def test_a_cola_without_sugar_is_its_own_drink(text: str) -> None:
    """No wish is made of it for the one with sugar."""
    assert _after(text) == (["2 Coca-Cola Zero"], True)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("zwei kleine Radler", "die Radler doch lieber groß"),
        ("two small radler", "make the radler large please"),
        ("dos radler pequeños", "los radler mejor grandes"),
    ],
)
def test_what_is_in_the_cart_gets_the_size_that_a_word_means(first: str, then: str) -> None:
    """The large one of two measures, though the line has a size already."""
    assert _after(first, then) == (["2 Radler 0,5 l"], True)
