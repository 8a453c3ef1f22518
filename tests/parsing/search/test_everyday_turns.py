"""Short turns of ordinary diners, over menus of two kinds: what goes, what is one more, and what is a part of another."""

from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Line
from tests.parsing.kitchens import told
from tests.parsing.search.test_meals import hear, lines

MENU = """
name: {name}
slug: everyday
currency: EUR
modifier_groups:
  kind: {{name: Kind, min: 1, max: 1, options: [{{name: {one}}}, {{name: {two}}}, {{name: {three}}}]}}
  taste: {{name: Taste, min: 1, max: 1, options: [{{name: {sweet}}}, {{name: {hot}}}]}}
  served: {{name: Served in, min: 1, max: 1, options: [{{name: Cone, default: true}}, {{name: Waffle cone}}, {{name: Tub}}]}}
  beside: {{name: Comes with, min: 1, max: 1, options: [{{name: {side}, default: true}}, {{name: Rice}}]}}
  plate: {{name: On the plate, options: [{{name: Bean cake, default: true, max_quantity: 3}}, {{name: Toast, default: true}}, {{name: Ham}}]}}
categories:
  - name: Plates
    items:
      - {{name: {box}, price: 9, description: "A small {part} and a drink", modifier_groups: [taste, kind]}}
      - {{name: Morning Plate, price: 8, modifier_groups: [plate]}}
      - {{name: {roast}, price: 12, modifier_groups: [beside]}}
      - {{name: Hash, price: 7}}
      - {{name: Schnitzel, price: 9, modifier_groups: [{{name: Cut, min: 1, max: 1, options: [{{name: Lamb}}, {{name: Duck}}]}}]}}
      - {{name: Half Duck, price: 9, aliases: [duck]}}
  - name: Ices
    items:
      - name: Gelato
        variants: [{{label: One dollop, price: 2}}, {{label: Two dollops, price: 3}}]
        modifier_groups: [kind, served]
      - {{name: Soft Cone, price: 2, modifier_groups: [{{name: Cone, max: 1, options: [{{name: Waffle cone}}]}}]}}
  - name: Snacks
    items:
      - name: {part}
        variants: [{{label: Small, price: 3}}, {{label: Large, price: 5}}]
        modifier_groups: [taste]
      - name: Prawn Bites
        aliases: [bites]
        variants: [{{label: 6 bites, price: 6}}, {{label: 12 bites, price: 9}}]
        modifier_groups: [taste]
      - name: Tofu Bites
        variants: [{{label: 6 bites, price: 5}}, {{label: 12 bites, price: 8}}]
        modifier_groups: [taste]
      - {{name: {side}, price: 4, modifier_groups: [{{name: In it, options: [{{name: Onion, default: true}}]}}]}}
  - name: Drinks
    items:
      - name: House Fizz
        variants: [{{label: Small, price: 2, default: true}}, {{label: Medium, price: 3}}, {{label: Large, price: 4}}]
        modifier_groups: [kind]
      - {{name: Brew, price: 2, modifier_groups: [{{name: In the cup, options: [{{name: Milk}}, {{name: Sugar}}]}}]}}
"""
WORLDS = (
    {"name": "Fair", "one": "Lime", "two": "Plum", "three": "Pear", "sweet": "Honeyed", "hot": "Peppery",
     "side": "Slaw", "box": "Fair Box", "part": "Crackling", "roast": "Lamb Roast"},
    {"name": "Pool", "one": "Peach", "two": "Mango", "three": "Guava", "sweet": "Sugared", "hot": "Spiced",
     "side": "Beetroot", "box": "Swim Deal", "part": "Puffs", "roast": "Nut Roast"},
)  # fmt: skip


@cache
def _menu(world: int) -> MenuIndex:
    return MenuIndex(load_menu(MENU.format(**WORLDS[world]).encode(), "yaml"))


TURNS = [
    (("a {box} with {sweet} {part} and {one}",), ["1 {box}; {sweet}; {one}"]),
    (("{box}, {hot} {part}, {two}",), ["1 {box}; {hot}; {two}"]),
    (("a {box} with {sweet} and {one}, and a large {hot} {part}",), ["1 {box}; {sweet}; {one}", "1 {part} Large; {hot}"]),
    (("12 bites {hot}",), ["1 Prawn Bites 12 bites; {hot}"]),
    (("6 bites, {sweet}",), ["1 Prawn Bites 6 bites; {sweet}"]),
    (("a {one} house fizz and my sister wants a {two} one",), ["1 House Fizz; {one}", "1 House Fizz; {two}"]),
    (("a medium no a large {one} fizz",), ["1 House Fizz Large; {one}"]),
    (("a small, no, a large {two} fizz",), ["1 House Fizz Large; {two}"]),
    (("3 {one} house fizz", "one {one} more"), ["4 House Fizz; {one}"]),
    (("a {one} fizz and a {two} fizz", "no {two} one after all"), ["1 House Fizz; {one}"]),
    (("a {one} fizz and a {two} fizz", "not the {one} one after all"), ["1 House Fizz; {two}"]),
    (("a morning plate", "another bean cake please"), ["1 Morning Plate; 2x Bean cake"]),
    (("a morning plate", "swap the toast for another bean cake"), ["1 Morning Plate; none Toast; 2x Bean cake"]),
    (("two morning plates", "ham on one of them", "remove the plain morning plate"), ["1 Morning Plate; Ham"]),
    (("two morning plates", "ham on one of them", "swap the plain morning plate for a hash"), ["1 Hash", "1 Morning Plate; Ham"]),
    (("a {roast}", "no onion in the {side}"), ["1 {roast} «no onion in the {side}»"]),
    (("a {roast} with {side}, no cumin on the {side}",), ["1 {roast}; {side} «no cumin on the {side}»"]),
    (("2 brews", "milk in both the brews", "one of the brews black"), ["1 Brew; Milk", "1 Brew; none Milk"]),
    (("2 brews with milk", "make one black"), ["1 Brew; Milk", "1 Brew; none Milk"]),
    (("2 brews", "make one extra hot"), ["1 Brew", "1 Brew «extra hot»"]),
    (("a schnitzel with lamb", "same for my brother, but duck"), ["1 Schnitzel; Lamb", "1 Schnitzel; Duck"]),
    (("two dollops of {one} in a waffle cone",), ["1 Gelato Two dollops; {one}; Waffle cone"]),
    (("a morning plate, no bean cake, I can't look at a bean cake today",), ["1 Morning Plate; none Bean cake"]),
    (("brew 4 me pls",), ["1 Brew"]),
]  # fmt: skip


@pytest.mark.parametrize("world", range(len(WORLDS)))
@pytest.mark.parametrize(("turns", "expected"), TURNS, ids=[" / ".join(turns) for turns, _ in TURNS])
def test_a_turn_does_what_it_says(turns: tuple[str, ...], expected: list[str], world: int) -> None:
    """A part of a combo is no dish beside it, a size that is taken back is none, one more adds, and what is told goes."""
    cart: tuple[Line, ...] = ()
    state = None
    for turn in turns:
        heard = understand(_menu(world), turn.format(**WORLDS[world]), cart, state=state)
        cart, state = heard.lines, heard.state
    assert [told(line) for line in cart] == [text.format(**WORLDS[world]) for text in expected]


TAKEN_OFF = {
    "en": ("take it off and give me a coke", "drop it and add a coke", "cancel it and give me a coke"),
    "de": ("nimm es wieder runter und gib mir eine Cola", "vergiss es und bring mir eine Cola"),
    "nl": ("haal het eraf en geef me een cola", "vergeet het en doe een cola"),
    "fr": ("enlève-le et donne-moi un coca", "laissez tomber et donnez-moi un coca"),
    "es": ("quítalo y dame una coca", "olvídalo y ponme una coca"),
    "it": ("toglilo e dammi una coca", "lascia stare e mi porti una coca"),
    "pt": ("tira isso e me dá uma coca", "esquece e me vê uma coca"),
    "ar": ("شيله وهات كولا",),
}


@pytest.mark.parametrize("first", ["a hot dog", "a cheeseburger with bacon"])
@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, all_ in TAKEN_OFF.items() for text in all_]
)
def test_what_is_taken_off_makes_room(language: str, text: str, first: str) -> None:
    """The only line goes, and what is ordered instead comes."""
    assert lines(hear(text, language, hear(first).lines)) == ["1 Coke"]


@pytest.mark.parametrize("text", TAKEN_OFF["en"])
def test_which_of_two_is_taken_off_stays_open(text: str) -> None:
    """Where two lines are there, nobody said which one goes."""
    assert not hear(text, "en", hear("a hot dog and a veggie burger").lines).complete


WITH_BOTH = {
    "en": "three cheeseburgers, one with bacon, one with onions and one with both",
    "de": "drei Cheeseburger, einer mit Bacon, einer mit Onions und einer mit beidem",
    "fr": "trois cheeseburgers, un avec bacon, un avec onions et un avec les deux",
    "es": "tres cheeseburgers, una con bacon, una con onions y una con ambos",
    "it": "tre cheeseburger, uno con bacon, uno con onions e uno con entrambi",
    "pt": "três cheeseburgers, um com bacon, um com onions e um com os dois",
    "nl": "drie cheeseburgers, een met bacon, een met onions en een met allebei",
    "pl": "trzy cheeseburgery, jeden z bacon, jeden z onions i jeden z oboma",
}


@pytest.mark.parametrize("language", WITH_BOTH)
def test_both_are_the_two_options_that_were_said(language: str) -> None:
    """The last share has what the two others have one of."""
    heard = hear(WITH_BOTH[language], language)
    assert lines(heard) == [
        "1 Cheeseburger; Bacon",
        "1 Cheeseburger; Onions",
        "1 Cheeseburger; Bacon; Onions",
    ]


def test_both_of_one_option_stays_open() -> None:
    """Where one option was said alone, nobody knows which other one is meant."""
    assert not hear("two cheeseburgers, one with bacon and one with both").complete
