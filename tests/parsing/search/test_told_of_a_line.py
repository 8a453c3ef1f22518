"""What is told of a line behind it, in place of it or together with others: each over menus of different words."""

from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import ordered, wanted

MENU = """
name: Told
slug: told
currency: GBP
modifier_groups:
  on: {{name: On it, options: [{{name: {one}}}, {{name: {two}, price_adjustment: 1}}]}}
  comes: {{name: Comes with, options: [{{name: {own}, default: true}}, {{name: {other}, default: true}}]}}
  kind: {{name: Meat, min: 1, max: 1, options: [{{name: {meat}}}, {{name: {fish}}}]}}
  with: {{name: Served with, min: 1, max: 1, options: [{{name: {side}}}, {{name: {leaf}}}]}}
categories:
  - name: Food
    items:
      - {{name: {dish}, price: 6, modifier_groups: [on, comes]}}
      - {{name: {snack}, price: 6, modifier_groups: [on]}}
      - {{name: {main}, price: 9, modifier_groups: [kind, with]}}
      - {{name: {stew}, price: 9, modifier_groups: [kind, with]}}
  - name: Drinks
    items:
      - name: {drink}
        variants: [{{label: Regular, price: 3, default: true}}, {{label: Large, price: 5}}]
        modifier_groups: [on]
      - name: {juice}
        variants: [{{label: Cup, price: 3, default: true}}, {{label: Carafe, price: 5}}]
      - {{name: {water}, price: 2, modifier_groups: [on]}}
"""
WORLDS = (
    {"one": "Cheese", "two": "Bacon", "own": "Lettuce", "other": "Tomato", "meat": "Chicken", "fish": "Prawn", "side": "Chips",
     "leaf": "Salad", "dish": "Burger", "snack": "Hot Dog", "main": "Korma", "stew": "Madras", "drink": "Latte", "juice": "Cider",
     "water": "Lemonade"},
    {"one": "Feta", "two": "Falafel", "own": "Onion", "other": "Parsley", "meat": "Lamb", "fish": "Squid", "side": "Rice",
     "leaf": "Slaw", "dish": "Wrap", "snack": "Flatbread", "main": "Moussaka", "stew": "Stifado", "drink": "Mocha",
     "juice": "Retsina", "water": "Ayran"},
    {"one": "Kimchi", "two": "Egg", "own": "Sesame", "other": "Seaweed", "meat": "Pork", "fish": "Tofu", "side": "Noodles",
     "leaf": "Pickle", "dish": "Bibimbap", "snack": "Gimbap", "main": "Bulgogi", "stew": "Jjigae", "drink": "Matcha",
     "juice": "Makgeolli", "water": "Cola"},
)  # fmt: skip
KINDS = (
    (("three {dish}s, one with {one}, two {snack}s",), ["2 {dish}", "1 {dish}; {one}", "2 {snack}"]),
    (("three {dish}s, one without {own}, and a {snack}",), ["2 {dish}", "1 {dish}; none {own}", "1 {snack}"]),
    (("a {drink} with {one}, a large one, and a {water}",), ["1 {drink} Large; {one}", "1 {water}"]),
    (("a {drink}, a large one, {snack}",), ["1 {drink} Large", "1 {snack}"]),
    (("three {drink}s, one with {one} and one {two}",), ["1 {drink}", "1 {drink}; {one}", "1 {drink}; {two}"]),
    (("a {dish} with {one} and mum wants the {snack}",), ["1 {dish}; {one}", "1 {snack}"]),
    (("a {dish} with {one} and she'll have the {snack}",), ["1 {dish}; {one}", "1 {snack}"]),
    (("two {dish}s", "another round of {dish}s"), ["4 {dish}"]),
    (("two {dish}s and a {water}", "one more round of the {dish}s please"), ["4 {dish}", "1 {water}"]),
    (("a {dish} and a {water}", "cancel the {water}, i'll have a large {drink} instead"), ["1 {dish}", "1 {drink} Large"]),
    (("a {dish}", "actually three of them and no {own} in any"), ["3 {dish}; none {own}"]),
    (("a {main} with {meat} and {side}", "swap the {main} for a {stew}, same meat"), ["1 {stew}; {meat}; {side}"]),
    (("two {juice}s", "put them in the carafes"), ["2 {juice} Carafe"]),
    (("a {juice}", "in a carafe"), ["1 {juice} Carafe"]),
    (("a {dish} and a {water}", "nvm on the {water}"), ["1 {dish}"]),
    (("a {dish}, nothing too spicy",), ["1 {dish} «nothing too spicy»"]),
    (("a {main} with {fish} and {side}, as hot as it comes",), ["1 {main}; {fish}; {side} «as hot as it comes»"]),
)  # fmt: skip


@cache
def _menu(world: int) -> MenuIndex:
    return MenuIndex(load_menu(MENU.format(**WORLDS[world]).encode(), "yaml"))


def _after(world: int, turns: tuple[str, ...]) -> Understood:
    understood = Understood()
    for text in turns:
        understood = understand(_menu(world), text.format(**WORLDS[world]), understood.lines)
    return understood


@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_what_is_told_of_a_line_changes_that_line(world: int) -> None:
    """Some of a line, its size, another round of it and what stands in its place: no other line takes what is said."""
    for turns, lines in KINDS:
        understood = _after(world, turns)
        assert (turns, ordered(understood)) == (turns, wanted(lines, WORLDS[world]))
        assert (turns, understood.unmatched) == (turns, ())


@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_everything_that_costs_extra_is_not_taken_for_granted(world: int) -> None:
    """Where nothing comes with a dish, "everything" adds what has to be paid for: somebody has to look at it."""
    assert not _after(world, ("a {snack} with everything",)).complete
    assert _after(world, ("a {snack} with everything but {two}",)).complete


@pytest.mark.parametrize("world", range(len(WORLDS)))
@pytest.mark.parametrize("text", ["300 grams of {dish}", "both {snack}s", "all the {dish}s and a {water}"])
def test_a_number_that_nobody_said_is_not_complete(world: int, text: str) -> None:
    """A weight that the dish does not come in, and all of what there may be several of."""
    told = _after(world, (text,))
    assert (max(line.quantity for line in told.lines), told.complete) == (1, False)


@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_what_somebody_allergic_could_have_leaves_the_rest_open(world: int) -> None:
    """It may be asked or ordered, so that the dish beside it is no whole order."""
    told = _after(world, ("my son is coeliac. could he have the {dish}, and i'll have a {water}",))
    assert ([line.item.name for line in told.lines], told.complete) == ([WORLDS[world]["water"]], False)


@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_a_round_of_what_nobody_has_is_not_complete(world: int) -> None:
    """How many of another dish a round is nobody said."""
    assert not _after(world, ("two {dish}s", "another round of {water}s")).complete
