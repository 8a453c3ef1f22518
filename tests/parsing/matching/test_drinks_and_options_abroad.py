"""Drinks by their kind, what dishes may be had with, and corrections of sizes, for guests of another language."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told, turns

MENU = """
name: La Barraca
currency: EUR
modifier_groups:
  colour:
    name: Color
    min: 1
    max: 1
    options: [{name: Tinto}, {name: Blanco}, {name: Rosado}]
  eggs:
    name: Huevos
    min: 1
    max: 1
    options: [{name: Fritos}, {name: Revueltos}]
  filling:
    name: Relleno
    min: 1
    max: 1
    options: [{name: Cordero}, {name: Pollo}]
categories:
  - name: Para comer
    items:
      - {name: Desayuno Kontxa, price: 9, modifier_groups: [eggs]}
      - {name: Gyros Pita, price: 9, modifier_groups: [filling]}
      - {name: Setas & queso, price: 9}
      - {name: Bacalao a la brasa, price: 17}
  - name: Para beber
    items:
      - name: Cerveza Ambar
        variants: [{label: Caña 20 cl, price: 2}, {label: Jarra 50 cl, price: 4}]
      - {name: Cerveza sin alcohol, price: 3}
      - name: Vino de la tierra
        modifier_groups: [colour]
        variants: [{label: Copa, price: 3}, {label: Botella, price: 14}]
      - {name: Zumo de naranja, price: 3}
"""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a large mug of beer", ["1 Cerveza Ambar Jarra 50 cl"]),
        ("een grote pul bier", ["1 Cerveza Ambar Jarra 50 cl"]),
        ("zwei kleine Bier", ["2 Cerveza Ambar Caña 20 cl"]),
        ("deux petites bières", ["2 Cerveza Ambar Caña 20 cl"]),
        ("due birre analcoliche", ["2 Cerveza sin alcohol"]),
        ("an orange juice and a glass of rosé", ["1 Zumo de naranja", "1 Vino de la tierra Copa; Rosado"]),
        (
            "un jus d'orange et une bouteille de rouge",
            ["1 Zumo de naranja", "1 Vino de la tierra Botella; Tinto"],
        ),
        ("the desayuno kontxa with scrambled eggs", ["1 Desayuno Kontxa; Revueltos"]),
        ("einmal desayuno kontxa mit rührei", ["1 Desayuno Kontxa; Revueltos"]),
        ("een gyros pita met lam", ["1 Gyros Pita; Cordero"]),
        ("a gyros pita with chicken", ["1 Gyros Pita; Pollo"]),
    ],
)
def test_a_drink_and_an_option_are_told_by_their_kind(text: str, lines: list[str]) -> None:
    """A brand needs no saying, a size is none by being nearly what was said, an option is no unknown word of its dish."""
    heard = turns(MenuIndex(load_menu(MENU.encode(), "yaml")), text)
    assert [told(line) for line in heard.lines] == lines
    assert heard.complete


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("a small beer please", "no wait, rather a large one"),
        ("ein kleines Bier bitte", "ach nee, doch lieber ein großes"),
        ("una birra piccola", "anzi no, una grande"),
    ],
)
def test_a_correction_by_a_size_is_no_second_drink(first: str, then: str) -> None:
    """Behind a correction, a size with an article is the size of what was ordered."""
    heard = turns(MenuIndex(load_menu(MENU.encode(), "yaml")), first, then)
    assert [told(line) for line in heard.lines] == ["1 Cerveza Ambar Jarra 50 cl"]
