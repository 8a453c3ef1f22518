"""Dishes that are not named, but told by a size and an option of theirs: "a litre of sparkling and half a litre of red"."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

TAVERN = MenuIndex(
    load_menu("""\
currency: EUR
categories:
- name: Piatti
  items:
  - {name: Coniglio, price: 15}
  - {name: Torta di mele, price: 5}
  - name: Gelato
    price: 5
    modifier_groups: [{name: Gusti, min: 1, max: 3, options: [{name: Fragola}, {name: Limone}, {name: Nocciola}]}]
- name: Bevande
  items:
  - name: Acqua minerale
    variants: [{label: "0,5 l", price: 2}, {label: "1 l", price: 3}]
    modifier_groups: [{name: Acqua, min: 1, max: 1, options: [{name: Naturale}, {name: Frizzante}]}]
  - name: Vino della casa
    variants: [{label: Calice, price: 4}, {label: Mezzo litro, price: 8}, {label: Litro, price: 14}]
    modifier_groups: [{name: Vino, min: 1, max: 1, options: [{name: Bianco}, {name: Rosso}]}]
""")
)
HALF_OF_RED = "1 Vino della casa Mezzo litro; Rosso"
GLASS_OF_WHITE = "1 Vino della casa Calice; Bianco"
BEHIND_DISH = [
    ("an apple cake and half a litre of red wine", ["1 Torta di mele", HALF_OF_RED]),
    ("an apple cake and a glass of white wine", ["1 Torta di mele", GLASS_OF_WHITE]),
    ("ein Apfelkuchen und einen halben Liter Rotwein", ["1 Torta di mele", HALF_OF_RED]),
    ("une tarte aux pommes et un demi-litre de vin rouge", ["1 Torta di mele", HALF_OF_RED]),
    ("een appeltaart en een halve liter rode wijn", ["1 Torta di mele", HALF_OF_RED]),
    ("una torta di mele e mezzo litro di rosso", ["1 Torta di mele", HALF_OF_RED]),
]
BEHIND_ANOTHER = [
    (
        "a litre of sparkling water and half a litre of red wine",
        ["1 Acqua minerale 1 l; Frizzante", HALF_OF_RED],
    ),
    ("a glass of white wine and half a litre of red wine", [GLASS_OF_WHITE, HALF_OF_RED]),
    ("un verre de vin blanc et un demi-litre de vin rouge", [GLASS_OF_WHITE, HALF_OF_RED]),
    ("ein Glas Weißwein und einen halben Liter Rotwein", [GLASS_OF_WHITE, HALF_OF_RED]),
    ("un litro di acqua frizzante e mezzo litro di rosso", ["1 Acqua minerale 1 l; Frizzante", HALF_OF_RED]),
]


@pytest.mark.parametrize(("text", "lines"), [*BEHIND_DISH, *BEHIND_ANOTHER])
def test_a_size_and_an_option_tell_a_dish_behind_and(text: str, lines: list[str]) -> None:
    """Behind "and" a size of another dish opens one more, whether "of" is said or not."""
    understood = understand(TAVERN, text)
    assert [told(line) for line in understood.lines] == lines
    assert understood.complete


SCOOPS = [
    "two scoops of ice cream, strawberry and lemon",
    "zwei Kugeln Eis, Erdbeere und Zitrone",
    "deux boules de glace, fraise et citron",
    "dos bolas de helado, fresa y limón",
    "twee bolletjes ijs, aardbei en citroen",
]


@pytest.mark.parametrize("text", SCOOPS)
def test_scoops_are_counted_in_one_ice_cream(text: str) -> None:
    """As many kinds as scoops are of one ice cream."""
    assert [told(line) for line in understand(TAVERN, text).lines] == ["1 Gelato; Fragola; Limone"]


def test_ice_creams_are_counted_as_before() -> None:
    """Two ice creams of two kinds are two, however many scoops they have."""
    assert [line.quantity for line in understand(TAVERN, "two ice creams, strawberry and lemon").lines] == [2]


def test_a_glass_tells_the_dish_that_is_called_so() -> None:
    """Of wine by the glass and by the jug a glass of red wine is the first."""
    menu = """\
currency: EUR
modifier_groups:
  vin: {name: Couleur, min: 1, max: 1, options: [{name: Rouge}, {name: Blanc}]}
categories:
- name: Boissons
  items: [{name: Vin au verre, price: 5, modifier_groups: [vin]}, {name: Pichet de vin, price: 9, modifier_groups: [vin]}]
"""
    index = MenuIndex(load_menu(menu))
    assert [told(line) for line in understand(index, "a glass of red wine").lines] == [
        "1 Vin au verre; Rouge"
    ]


def test_an_option_does_not_tell_the_dish_that_is_called_so() -> None:
    """A burger with bacon on it is not the bacon burger for a guest of another language."""
    menu = """\
currency: GBP
modifier_groups:
  fill: {name: On it, options: [{name: Onion}, {name: Bacon}]}
categories:
- name: Burgers
  items:
  - {name: Classic burger, price: 9, modifier_groups: [fill]}
  - {name: Bacon burger, price: 11, modifier_groups: [fill]}
"""
    understood = understand(MenuIndex(load_menu(menu)), "una hamburguesa con cebolla y bacon")
    assert [line.item.name for line in understood.lines] != ["Bacon burger"]
    assert not understood.complete
