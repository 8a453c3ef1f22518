"""How guests say their first order, over random menus: halves, kinds said again, wishes, and what they tell of themselves."""

import random
from dataclasses import dataclass
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import told
from tests.parsing.seeds import seeds

SEEDS = seeds(8)
BEERS = ("Helles", "Stout", "Porter", "Kolsch", "Saison", "Bitter")
SOUPS = ("Ramen", "Laksa", "Goulash", "Chowder", "Gazpacho")
FILLINGS = ("Halloumi", "Falafel", "Tempeh", "Brisket", "Salmon")
TEXTURES = ("Firm", "Soft", "Springy", "Tender")
SAUCES = ("Chipotle", "Teriyaki", "Sriracha", "Harissa")


@dataclass(frozen=True)
class Kitchen:
    """A random menu: two beers by the half, a soup with noodles, two wraps, wings with sauces, coffee and decaf coffee."""

    index: MenuIndex
    beers: list[str]
    soup: str
    fillings: list[str]
    textures: list[str]
    sauces: list[str]

    def hear(self, text: str) -> Understood:
        """What a text comes to."""
        return understand(self.index, text)


@cache
def _kitchen(seed: int) -> Kitchen:
    rng = random.Random(seed)  # noqa: S311
    beers, fillings = rng.sample(BEERS, 2), rng.sample(FILLINGS, 2)
    textures, sauces, soup = rng.sample(TEXTURES, 2), rng.sample(SAUCES, 2), rng.choice(SOUPS)
    half = rng.choice(["Half pint", "Half glass", "Half litre"])
    document = f"""
name: Random
currency: USD
modifier_groups:
  noodles: {{name: Noodles, max: 1, options: [{", ".join(f"{{name: {t}}}" for t in textures)}]}}
  sauces: {{name: Sauce, max: 2, options: [{", ".join(f"{{name: {s}, max_quantity: 2}}" for s in sauces)}]}}
categories:
  - name: Beers
    items:
{
        "".join(
            f'''      - name: {b}
        variants: [{{label: {half}, price: 3}}, {{label: Pint, price: 5, default: true}}]
'''
            for b in beers
        )
    }
  - name: Kitchen
    items:
      - {{name: {soup}, price: 9, modifier_groups: [noodles]}}
      - {{name: Extra noodles, price: 2}}
      - name: Wings
        modifier_groups: [sauces]
        variants: [{{label: 6 pieces, price: 6}}, {{label: 12 pieces, price: 10}}]
{"".join(f"      - {{name: {f} wrap, price: 7}}{chr(10)}" for f in fillings)}
  - name: Hot drinks
    items: [{{name: Coffee, price: 3}}, {{name: Decaf coffee, price: 3}}]
"""
    return Kitchen(MenuIndex(load_menu(document.encode(), "yaml")), beers, soup, fillings, textures, sauces)


@pytest.fixture(params=SEEDS)
def kitchen(request: pytest.FixtureRequest) -> Kitchen:
    """A random menu."""
    return _kitchen(request.param)


def _lines(understood: Understood) -> list[str]:
    return sorted(told(line) for line in understood.lines)


def _is_settled(understood: Understood) -> bool:
    return not (understood.questions or understood.unmatched)


@pytest.mark.parametrize("text", ["half a {beer}", "a half of {beer}", "{beer}, a half please"])
def test_half_tells_the_size_that_is_called_so(kitchen: Kitchen, text: str) -> None:
    """ "Half a stout" is the stout of the size that has "half" in its name."""
    beer = kitchen.beers[0]
    understood = kitchen.hear(text.format(beer=beer))
    assert [(line.item.name, line.variant and line.variant.label[:4]) for line in understood.lines] == [
        (beer, "Half")
    ]
    assert _is_settled(understood)


def test_the_pieces_of_a_dish_may_be_two_halves(kitchen: Kitchen) -> None:
    """ "12 wings, half of this sauce half of that" are one line with both."""
    one, other = kitchen.sauces
    understood = kitchen.hear(f"12 wings half {one} half {other}")
    assert _lines(understood) == [f"1 Wings 12 pieces; {one}; {other}"]
    assert _is_settled(understood)


def test_a_word_of_the_group_behind_its_option_names_no_dish(kitchen: Kitchen) -> None:
    """ "With firm noodles" is the option, not the dish of noodles besides."""
    texture = kitchen.textures[0]
    assert _lines(kitchen.hear(f"{kitchen.soup} with {texture} noodles")) == [f"1 {kitchen.soup}; {texture}"]
    understood = kitchen.hear(f"{kitchen.soup} and extra noodles")
    assert _lines(understood) == sorted(["1 Extra noodles", f"1 {kitchen.soup}"])


def test_a_kind_is_said_before_its_dishes(kitchen: Kitchen) -> None:
    """A heading orders nothing itself; "a wrap with falafel" is the falafel wrap."""
    one, other = kitchen.beers
    understood = kitchen.hear(f"beers: two {one}, one {other}")
    assert _lines(understood) == sorted([f"2 {one}", f"1 {other}"])
    assert _is_settled(understood)
    understood = kitchen.hear(f"a wrap with {kitchen.fillings[0]}")
    assert _lines(understood) == [f"1 {kitchen.fillings[0]} wrap"]
    assert _is_settled(understood)


def test_fewer_of_a_kind_are_some_of_what_was_counted(kitchen: Kitchen) -> None:
    """ "Four coffees, one decaf" are four in all; joined by "and" they are five."""
    assert _lines(kitchen.hear("four coffees, one decaf")) == ["1 Decaf coffee", "3 Coffee"]
    assert _lines(kitchen.hear("four coffees and one decaf")) == ["1 Decaf coffee", "4 Coffee"]


@pytest.mark.parametrize("times", ["2x", "two times", "x2", "times two"])
def test_a_number_of_times_behind_a_dish_counts_it(kitchen: Kitchen, times: str) -> None:
    """Whatever it is called, and where a list goes on behind it."""
    one, other = kitchen.fillings
    understood = kitchen.hear(f"{one} wrap {times}, {other} wrap")
    assert _lines(understood) == sorted([f"2 {one} wrap", f"1 {other} wrap"])


def test_double_before_an_option_doubles_it(kitchen: Kitchen) -> None:
    """It is no size of the dish before it."""
    sauce = kitchen.sauces[0]
    (line,) = kitchen.hear(f"12 wings, double {sauce}").lines
    assert [(c.modifier.name, c.quantity) for c in line.choices] == [(sauce, 2)]


def test_both_on_the_side_is_said_of_both(kitchen: Kitchen) -> None:
    """Two sauces that are wanted on the side are both."""
    one, other = kitchen.sauces
    (line,) = kitchen.hear(f"12 wings with {one} and {other}, both on the side").lines
    assert {(c.modifier.name, c.amount) for c in line.choices} == {(one, "side"), (other, "side")}


@pytest.mark.parametrize(
    "wish",
    ["cut it into small pieces", "put it in my own box", "wrap it separately", "bring it with the cake"],
)
def test_how_a_dish_is_to_be_handled_is_one_wish(kitchen: Kitchen, wish: str) -> None:
    """All words of the clause reach the kitchen, and none of them is left over."""
    understood = kitchen.hear(f"a {kitchen.fillings[0]} wrap, please {wish}")
    assert [line.special_requests for line in understood.lines] == [wish]
    assert _is_settled(understood)


@pytest.mark.parametrize(
    "talk",
    ["I'm driving", "because we are celebrating", "my brother dared me", "they can't decide"],
)
@pytest.mark.parametrize("before", [True, False])
def test_what_is_told_of_people_is_handed_on(kitchen: Kitchen, talk: str, *, before: bool) -> None:
    """It orders nothing, is not asked about, and is never lost."""
    order = f"one {kitchen.beers[0]}"
    understood = kitchen.hear(f"{talk}, {order}" if before else f"{order}, {talk}")
    assert _lines(understood) == [f"1 {kitchen.beers[0]}"]
    assert talk in understood.state.note or talk == "because we are celebrating"
    assert _is_settled(understood)


@pytest.mark.parametrize("text", ["I'm having a lemonade", "she drinks fanta", "we'd like a sherbet"])
def test_a_wish_for_something_else_is_no_talk(kitchen: Kitchen, text: str) -> None:
    """What somebody wants that is not to be had is told to the diner."""
    understood = kitchen.hear(f"one {kitchen.beers[0]}, {text}")
    assert not understood.complete
    assert understood.unmatched or understood.questions


@pytest.mark.parametrize("said", ["{who} wants a {beer}", "{who}: a {beer}", "{who} will have a {beer}"])
@pytest.mark.parametrize("who", ["Priya", "Tom", "Chloe"])
def test_who_orders_is_no_dish(kitchen: Kitchen, who: str, said: str) -> None:
    """A name before "wants" or a colon is passed over."""
    beer = kitchen.beers[0]
    understood = kitchen.hear(said.format(who=who, beer=beer))
    assert _lines(understood) == [f"1 {beer}"]
    assert _is_settled(understood)


def test_a_dislike_is_not_refused_twice(kitchen: Kitchen) -> None:
    """ "I hate it, so without" is one refusal, and nothing is left over."""
    sauce = kitchen.sauces[0]
    understood = kitchen.hear(f"I can't stand {sauce}, so 12 wings without it")
    assert understood.unmatched == ()
    assert all(c.amount == "none" for line in understood.lines for c in line.choices)


@pytest.mark.parametrize("place", ["room 12", "bed 4", "my 7 year old"])
def test_a_number_that_can_count_nothing_keeps_no_order_open(kitchen: Kitchen, place: str) -> None:
    """The words beside it say what it is, and it is told to the staff."""
    understood = kitchen.hear(f"one {kitchen.beers[0]} for {place}")
    assert understood.complete
    assert place.removeprefix("my ") in understood.state.note
