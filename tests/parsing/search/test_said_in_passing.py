"""Kinds of sentences that no menu had a word for when they were met: each over menus of different words."""

from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import ordered, wanted

MENU = """
name: Passing
slug: passing
currency: GBP
modifier_groups:
  on: {{name: On it, options: [{{name: {one}}}, {{name: {two}}}, {{name: {three}}}]}}
  comes: {{name: Comes with, options: [{{name: {own}, default: true}}, {{name: {other}, default: true}}, {{name: {last}, default: true}}]}}
  with: {{name: Served with, min: 1, max: 1, options: [{{name: {side}}}, {{name: Salad}}]}}
  done: {{name: Cooked, max: 1, options: [{{name: Steamed, default: true}}, {{name: Blackened}}]}}
  fizz: {{name: Fizz, min: 1, max: 1, options: [{{name: {fizz}}}, {{name: {pop}}}]}}
  leaf: {{name: Leaf, min: 1, max: 1, options: [{{name: {leaf}}}, {{name: Mint}}]}}
  roll: {{name: Bread, max: 1, options: [{{name: White roll, default: true}}, {{name: Brown roll}}]}}
  fish: {{name: Fish, min: 1, max: 1, options: [{{name: {catch}}}, {{name: Sole}}]}}
  milk: {{name: Milk, max: 1, options: [{{name: Soya milk, aliases: [soya]}}, {{name: Oat milk}}]}}
categories:
  - name: Food
    items:
      - {{name: {dish}, price: 6, modifier_groups: [on, comes]}}
      - {{name: {main}, price: 9, modifier_groups: [with]}}
      - {{name: Fish Plate, price: 9, modifier_groups: [fish, done]}}
      - {{name: Filled Roll, price: 5, aliases: [roll], modifier_groups: [on, roll]}}
      - {{name: {bread}, price: 3}}
      - {{name: {a} pie, price: 6, modifier_groups: [on]}}
      - {{name: {b} pie, price: 6, modifier_groups: [on]}}
      - name: Portion of {side}
        aliases: [{side}]
        variants: [{{label: Regular, price: 3, default: true}}, {{label: Large, price: 5}}]
      - name: {soup}
        variants: [{{label: Cup, price: 3}}, {{label: Bowl, price: 5, default: true}}]
      - name: {wings}
        variants: [{{label: 6 pieces, price: 6}}, {{label: 12 pieces, price: 10}}]
        modifier_groups: [on]
  - name: Drinks
    items:
      - name: Fountain Drink
        variants: [{{label: Small, price: 2, default: true}}, {{label: Large, price: 3}}]
        modifier_groups: [fizz]
      - name: Chai
        variants: [{{label: Glass, price: 2, default: true}}, {{label: Pot, price: 5}}]
      - {{name: Pot of Tea, price: 3, modifier_groups: [leaf]}}
      - {{name: Leaf Box, price: 3, modifier_groups: [leaf]}}
      - {{name: Milkshake, aliases: [shake], price: 3}}
      - {{name: {coffee}, price: 3, modifier_groups: [milk]}}
      - {{name: Juice, price: 2}}
"""
WORLDS = (
    {"one": "Cheese", "two": "Bacon", "three": "Chili", "own": "Lettuce", "other": "Tomato", "last": "Pickles", "side": "Chips",
     "fizz": "Diet Cola", "pop": "Root beer", "leaf": "Earl Grey", "catch": "Catfish", "dish": "Burger", "main": "Macaroni",
     "bread": "Naan", "soup": "Gumbo", "wings": "Wings", "coffee": "Cappuccino", "a": "Lamb", "b": "Leek"},
    {"one": "Feta", "two": "Falafel", "three": "Harissa", "own": "Onion", "other": "Parsley", "last": "Sumac", "side": "Wedges",
     "fizz": "Ginger ale", "pop": "Lemonade", "leaf": "Lapsang", "catch": "Whiting", "dish": "Wrap", "main": "Moussaka",
     "bread": "Pita", "soup": "Chowder", "wings": "Tenders", "coffee": "Latte", "a": "Beef", "b": "Venison"},
)  # fmt: skip
KINDS = (
    ("large {fizz}, small {pop}, and a juice", ["1 Fountain Drink Large; {fizz}", "1 Fountain Drink Small; {pop}", "1 Juice"]),
    ("a {dish}, hold everything except the {last}, plus {one}", ["1 {dish}; none {own}; none {other}; {one}"]),
    ("a pot of chai and a juice", ["1 Chai Pot", "1 Juice"]),
    ("a juice, pot of {leaf}", ["1 Juice", "1 Pot of Tea; {leaf}"]),
    ("a juice with four extra {bread}s", ["1 Juice", "4 {bread}"]),
    ("a big portion of {side}", ["1 Portion of {side} Large"]),
    ("a {dish}, nae {own} or {last}", ["1 {dish}; none {own}; none {last}"]),
    ("two {dish}s, one with {one} and one with {two}, no {own} on that one",
     ["1 {dish}; {one}", "1 {dish}; {two}; none {own}"]),
    ("two {coffee}s, sorry no, one {coffee} one juice", ["1 {coffee}", "1 Juice"]),
    ("four {soup}s, no make that two cups and one bowl", ["2 {soup} Cup", "1 {soup} Bowl"]),
    ("four juices. no, five. five juices", ["5 Juice"]),
    ("two {catch} plates", ["2 Fish Plate; {catch}"]),
    ("a shake, the {main} with salad", ["1 Milkshake", "1 {main}; Salad"]),
    ("ooh okay we're up soon, a juice", ["1 Juice"]),
    ("light on the salt please, a {dish}", ["1 {dish} «light on the salt»"]),
    ("a {main} with salad, less salad", ["1 {main}; light Salad"]),
    ("pickup at 7, the name is Dariush, a juice", ["1 Juice"]),
)  # fmt: skip
TURNS = (
    (("two juices", "another round of those, and a {bread}"), ["4 Juice", "1 {bread}"]),
    (("a {soup} and a juice", "just a cup of the {soup}"), ["1 {soup} Cup", "1 Juice"]),
    (("12 {wings} with {one}", "another twelve but {two}"), ["1 {wings} 12 pieces; {one}", "1 {wings} 12 pieces; {two}"]),
    (("two {dish}s and a juice", "skip the {own} on one {dish}"), ["1 {dish}", "1 {dish}; none {own}", "1 Juice"]),
    (("two {main}s with {side}", "salad rather than {side} on one of them"), ["1 {main}; {side}", "1 {main}; Salad"]),
    (("a {coffee} and a juice", "the same for her but a soya {coffee}"), ["1 {coffee}", "1 {coffee}; Soya milk", "2 Juice"]),
    (("four {dish}s, two with {one}, two with {two}", "one more of the {one}"), ["3 {dish}; {one}", "2 {dish}; {two}"]),
    (("a {soup} and a juice", "oh and George wants a {soup} as well"), ["2 {soup}", "1 Juice"]),
    (("two {dish}s", "{one} on both, and one without {own}"), ["1 {dish}; {one}", "1 {dish}; {one}; none {own}"]),
    (("a roll with {one}", "same for my pal but on a brown roll"), ["1 Filled Roll; {one}", "1 Filled Roll; {one}; Brown roll"]),
    (("a {main} with salad, a juice and a portion of {side}", "forget the {side}, just do {side} instead of the salad"),
     ["1 {main}; {side}", "1 Juice"]),
    (("a {dish} with {one} and {two}", "jake hates {one}. {three} instead"), ["1 {dish}; none {one}; {two}; {three}"]),
    (("two {dish}s, one with {one}, one with {two}", "change the {one} one to {three}"), ["1 {dish}; {two}", "1 {dish}; {three}"]),
    (("two {dish}s, one with {one}, one with {two}", "and do the {one} ones {three} instead"), ["1 {dish}; {two}", "1 {dish}; {three}"]),
    (("a {main} with salad and a {dish} with {one}", "and another one just like it but all {two}"),
     ["1 {main}; Salad", "1 {dish}; {one}", "1 {dish}; {one}; {two}"]),
    (("two Fish Plates with {catch}", "blackened on one, steamed on the other"),
     ["1 Fish Plate; {catch}; Blackened", "1 Fish Plate; {catch}; Steamed"]),
    (("a {soup}, a bowl", "make it the cup one"), ["1 {soup} Cup"]),
    (("a {a} pie with {one}", "the same but a {b} one"), ["1 {a} pie; {one}", "1 {b} pie; {one}"]),
    (("a juice and a {bread}", "and a juice for my sister as well"), ["1 Juice", "1 Juice", "1 {bread}"]),
    (("three chais", "bring us a pot instead"), ["1 Chai Pot"]),
    (("a {soup} cup", "two more cups"), ["3 {soup} Cup"]),
    (("two {catch} plates", "blacken one of them"), ["1 Fish Plate; {catch}", "1 Fish Plate; {catch}; Blackened"]),
    (("6 {wings} with {one}", "we're hungrier than that make it 12"), ["1 {wings} 12 pieces; {one}"]),
)  # fmt: skip


@cache
def _menu(world: int) -> MenuIndex:
    return MenuIndex(load_menu(MENU.format(**WORLDS[world]).encode(), "yaml"))


@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_a_first_turn_comes_to_the_lines_that_are_meant(world: int) -> None:
    """Whatever the menu's words are, each sentence comes to its lines, and nothing is left over."""
    words = WORLDS[world]
    for text, lines in KINDS:
        understood = understand(_menu(world), text.format(**words))
        assert (text, ordered(understood)) == (text, wanted(lines, words))
        assert (text, understood.unmatched) == (text, ())


@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_a_later_turn_comes_to_the_lines_that_are_meant(world: int) -> None:
    """The line that is spoken of is changed, copied, divided or taken away; the others stay."""
    words = WORLDS[world]
    for turns, lines in TURNS:
        understood = Understood()
        for text in turns:
            understood = understand(_menu(world), text.format(**words), understood.lines)
        assert (turns, ordered(understood)) == (turns, wanted(lines, words))


HELD_BACK = (
    ("two {dish}s and a juice", "nope, just two"),
    ("two juices", "and a {bread} for each of us"),
    ("a juice", "a {dish}, {own} makes me ill"),
)


@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_what_was_not_told_is_not_called_complete(world: int) -> None:
    """A number alone of several lines, one for each of nobody knows how many, and what a dish comes with all the same."""
    for turns in HELD_BACK:
        understood = Understood()
        for text in turns:
            before, understood = (
                understood,
                understand(_menu(world), text.format(**WORLDS[world]), understood.lines),
            )
        assert (turns, before.complete, understood.complete) == (turns, True, False)


def test_the_name_of_an_order_is_handed_on() -> None:
    """Under which name it is picked up stands in the note, as do the words that only tell something."""
    note = understand(_menu(0), "we're up soon, a juice to pick up under Danny").state.note
    assert ("under Danny" in note, "we're up soon" in note) == (True, True)
