"""Small words right beside a name, which alone decide what it is about: each kind over menus of different words."""

from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import ordered, wanted

MENU = """
name: Words
slug: words
currency: GBP
modifier_groups:
  on: {{name: Toppings, options: [{{name: {one}}}, {{name: {two}}}, {{name: {three}}}]}}
  sauces: {{name: Sauces, options: [{{name: Ketchup}}, {{name: Brown sauce}}, {{name: Mayo}}]}}
  served: {{name: Served, options: [{{name: Warmed up}}]}}
  comes: {{name: Comes with, options: [{{name: {own}, default: true}}, {{name: {other_own}, default: true}}]}}
  milk: {{name: Milk, max: 1, options: [{{name: Milk, default: true}}, {{name: Oat milk}}]}}
  sugar: {{name: Sugar, options: [{{name: Sugar, max_quantity: 4}}, {{name: Sweetener}}]}}
  flavour: {{name: Flavour, min: 1, max: 1, options: [{{name: {fizz}}}, {{name: {pop}}}]}}
categories:
  - name: Food
    items:
      - {{name: {dish}, price: 6, modifier_groups: [on, sauces, comes]}}
      - {{name: {long} {dish}, price: 8, modifier_groups: [on, sauces, served]}}
  - name: Curries
    items:
      - {{name: {a} {kind}, price: 9}}
      - {{name: {b} {kind}, price: 9}}
  - name: Drinks
    items:
      - {{name: Coffee, price: 2, modifier_groups: [milk, sugar]}}
      - {{name: Latte, price: 3, modifier_groups: [milk, sugar]}}
      - {{name: {ale}, variants: [{{label: Half, price: 2}}, {{label: Pint, price: 4, default: true}}]}}
      - {{name: {cider}, variants: [{{label: Half, price: 2}}, {{label: Pint, price: 4, default: true}}]}}
      - name: {wine}
        variants: [{{label: 125ml, price: 4}}, {{label: 175ml, price: 5, default: true}}, {{label: 250ml, price: 7}}, {{label: Bottle, price: 21}}]
      - name: Fountain Drink
        variants: [{{label: Small, price: 2, default: true}}, {{label: Large, price: 3}}]
        modifier_groups: [flavour]
"""
WORLDS = (
    {"one": "Cheddar", "two": "Beans", "three": "Tuna", "own": "Feta", "other_own": "Olives", "fizz": "Cola", "pop": "Root beer",
         "dish": "Jacket", "long": "Loaded", "a": "Prawn", "b": "Lamb", "kind": "Korma", "ale": "Bitter",
         "cider": "Shandy", "wine": "Malbec"},
    {"one": "Bacon", "two": "Mushrooms", "three": "Sweetcorn", "own": "Lettuce", "other_own": "Tomato", "fizz": "Sprite", "pop": "Lemonade",
         "dish": "Baguette", "long": "Giant", "a": "Beef", "b": "Duck", "kind": "Ramen", "ale": "Lager",
         "cider": "Stout", "wine": "Merlot"},
)  # fmt: skip
KINDS = (
    ("two {ale}s and half a {cider}", ["2 {ale}", "1 {cider} Half"]),
    ("a {wine}, large, and a small {wine}", ["1 {wine} 250ml", "1 {wine} 125ml"]),
    ("{dish}, no gherkins, {one}", ["1 {dish}; {one} «no gherkins»"]),
    ("a {dish}, no sauces", ["1 {dish} «no sauces»"]),
    ("a {dish} with {one} and another with just {two}", ["1 {dish}; {one}", "1 {dish}; {two}"]),
    ("a {a} {kind} and a {b} one", ["1 {a} {kind}", "1 {b} {kind}"]),
    ("three coffees, two sugars in one of them", ["2 Coffee", "1 Coffee; 2x Sugar"]),
    ("{dish}, hold the {own} and the {other_own} on the side", ["1 {dish}; none {own}; side {other_own}"]),
    ("large {fizz}, large {pop}", ["1 Fountain Drink Large; {fizz}", "1 Fountain Drink Large; {pop}"]),
    ("four {dish}s: all {one}, two with {two}", ["2 {dish}; {one}", "2 {dish}; {one}; {two}"]),
    ("a coffee black and a latte", ["1 Coffee; none Milk", "1 Latte"]),
    ("a coffee black two sugars", ["1 Coffee; 2x Sugar; none Milk"]),
    ("a coffee and a latte, both with sugar", ["1 Coffee; Sugar", "1 Latte; Sugar"]),
    ("a coffee and a latte, oat milk and sugar with both", ["1 Coffee; Oat milk; Sugar", "1 Latte; Oat milk; Sugar"]),
    ("3 {dish}s: {one}, {one} and {two}, {three}", ["1 {dish}; {one}", "1 {dish}; {one}; {two}", "1 {dish}; {three}"]),
    ("a {dish} and could she have {one} on it", ["1 {dish}; {one}"]),
    ("a {dish} with the crusts cut off", ["1 {dish} «with the crusts cut off»"]),
    ("a latte but i don't want it too hot", ["1 Latte «don't want it too hot»"]),
    ("halves: two {ale}s, one {cider}; pints: a {cider}", ["2 {ale} Half", "1 {cider} Half", "1 {cider} Pint"]),
    ("two {dish}s, {one} with one and {two} with the other", ["1 {dish}; {one}", "1 {dish}; {two}"]),
    ("three {dish}s: {one}, {two} and a {three} one", ["1 {dish}; {one}", "1 {dish}; {two}", "1 {dish}; {three}"]),
    ("a coffee with oat milk and a latte without", ["1 Coffee; Oat milk", "1 Latte; none Oat milk"]),
    ("a {dish}, make it thick", ["1 {dish} «make it thick»"]),
    ("a {dish} half {one} half {two}", ["1 {dish}; {one}; {two} «half {one} half {two}»"]),
    ("a {dish} and a coffee, both {one}, the {dish} without {own}", ["1 {dish}; {one}; none {own}", "1 Coffee"]),
)  # fmt: skip
TURNS = (
    (("a {ale} and a coffee", "take the coffee off and put a latte on instead"), ["1 {ale}", "1 Latte"]),
    (("a {ale}", "and the same for Margaret, but a half"), ["1 {ale}", "1 {ale} Half"]),
    (("a {dish}", "and {one}, oh and make it a {long} {dish}"), ["1 {long} {dish}; {one}"]),
    (("two coffees with oat milk", "just one of them"), ["1 Coffee; Oat milk"]),
    (("two {ale}s", "another two of those"), ["4 {ale}"]),
    (("a {ale}", "a half, not a pint"), ["1 {ale} Half"]),
    (("a {long} {dish}", "and warm it up"), ["1 {long} {dish}; Warmed up"]),
    (("a coffee", "and a latte, both with oat milk"), ["1 Coffee; Oat milk", "1 Latte; Oat milk"]),
)


@cache
def _menu(world: int) -> MenuIndex:
    return MenuIndex(load_menu(MENU.format(**WORLDS[world]).encode(), "yaml"))


@pytest.mark.parametrize(("text", "lines"), KINDS)
@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_a_small_word_beside_a_name_tells_what_it_is_about(world: int, text: str, lines: list[str]) -> None:
    """Whatever the menu's words are, the sentence comes to the same lines."""
    words = WORLDS[world]
    understood = understand(_menu(world), text.format(**words))
    assert ordered(understood) == wanted(lines, words)
    assert understood.unmatched == ()


@pytest.mark.parametrize(("turns", "lines"), TURNS)
@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_a_later_turn_changes_only_what_it_names(
    world: int, turns: tuple[str, str], lines: list[str]
) -> None:
    """The line that is spoken of is changed, copied or replaced; the others stay."""
    words, understood = WORLDS[world], Understood()
    for text in turns:
        understood = understand(_menu(world), text.format(**words), understood.lines)
    assert ordered(understood) == wanted(lines, words)


def test_somebody_allergic_asks_whether_a_dish_may_be_had() -> None:
    """Where an allergy was told, "can he have" asks; where none was, it orders."""
    korma = understand(_menu(0), "can he have the lamb korma")
    asked = understand(_menu(0), "my son is allergic to nuts, can he have the lamb korma")
    assert ordered(korma) == ["1 lamb korma"]
    assert (ordered(asked), bool(asked.answers)) == ([], True)
