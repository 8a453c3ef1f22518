"""What was read unsurely stays doubtful in later texts, until it is ordered no more."""

import asyncio

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.parsing.cascade import Understanders
from server.parsing.dialog import DialogReader
from server.parsing.model import Line, Understood
from server.parsing.result.doubt import doubted_after, held_to_doubt
from server.wire.parsing import ParseAnswer

TEA, CAKE = 1, 2


def item(id_: int, name: str) -> Item:
    lemon = ModifierGroup(id_, "Extras", 0, 3, (Modifier(id_, "Lemon", 0), Modifier(id_ + 10, "Cream", 0)))
    price = (Variant(id_, "Regular", 300, is_default=True),)
    return Item(id_, 1, name, variants=price, modifier_groups=(lemon,))


MENU = Menu("EUR", (Category(1, "All", items=(item(TEA, "Black tea"), item(CAKE, "Carrot cake"))),))


def answers(*turns: str) -> list[ParseAnswer]:
    return asyncio.run(DialogReader(MENU, Understanders("grammar"), "en").dialog(turns))


def complete(*turns: str) -> list[bool]:
    return [answer.complete for answer in answers(*turns)]


def test_an_unsure_text_leaves_the_later_order_open() -> None:
    """Of words that were left over nobody can say that the order is whole, whatever is ordered surely behind them."""
    assert complete("a carrot cake", "a black tea") == [True, True]
    assert complete("a carrot cake with zorgle", "a black tea", "make the tea two") == [False, False, False]


def test_what_was_doubtful_and_is_taken_away_is_doubtful_no_more() -> None:
    """The rest of the order was sure, and is complete again; what is ordered anew is as sure as its own words."""
    turns = (
        "a black tea",
        "a carrot cake with zorgle",
        "no carrot cake after all",
        "a carrot cake with cream",
    )
    assert complete(*turns) == [True, False, True, True]


@pytest.mark.parametrize(
    ("swap", "is_complete"),
    [
        ("a carrot cake instead", False),
        ("a carrot cake instead of the tea", True),
        ("change the tea to a cake", True),
    ],
)
def test_what_takes_the_place_of_an_unnamed_doubtful_dish_is_doubtful(
    swap: str, *, is_complete: bool
) -> None:
    """What was not understood may be meant as well; a dish that is named and goes takes its doubt along."""
    assert complete("a black tea and a zorgle", swap)[1] is is_complete
    assert held_to_doubt(*_swapped(), "the other one, not tea").complete
    assert not held_to_doubt(*_swapped(), "the other one").complete


def _swapped() -> tuple[Understood, set[int], list[Line]]:
    """A doubtful tea whose place the cake took."""
    tea, cake = MENU.categories[0].items
    return Understood((Line(cake),), complete=True), {TEA}, [Line(tea)]


def test_lines_that_changed_are_doubtful_and_all_where_none_did() -> None:
    """A text that changed nothing may have meant any of the lines; one that asked or was sure leaves no new doubt."""
    first, changed, lost, asked = answers(
        "a black tea", "a carrot cake zorgle", "zorgle", "is the cake vegan?"
    )
    assert doubted_after(first, [TEA]) == []
    assert doubted_after(changed) == [CAKE]
    assert sorted(doubted_after(lost)) == [TEA, CAKE]
    assert doubted_after(asked, [CAKE]) == [CAKE]
    assert doubted_after(first.model_copy(update={"complete": False}), [CAKE]) == [TEA]


def test_only_an_order_with_a_doubtful_dish_is_held_back() -> None:
    """Whoever understood the words: a dish that is ordered no more holds nothing back."""
    sure = Understood((Line(MENU.categories[0].items[0]),), complete=True)
    assert not held_to_doubt(sure, {TEA}).complete
    assert held_to_doubt(sure, {TEA}).is_open
    assert held_to_doubt(sure, {CAKE}) is sure


BREADS = ModifierGroup(5, "Bread", 1, 1, (Modifier(51, "Rye", 0), Modifier(52, "Sourdough", 0)))
SANDWICH = Item(
    7, 1, "Egg sandwich", variants=(Variant(7, "Regular", 600, is_default=True),), modifier_groups=(BREADS,)
)
CAKES = tuple(item(8 + i, f"{kind} cheesecake") for i, kind in enumerate(("Plum", "Berry")))
ASKING = Menu("EUR", (Category(1, "All", items=(item(TEA, "Black tea"), SANDWICH, *CAKES)),))


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (("an egg sandwich", "and a black tea"), [False, False]),
        (("an egg sandwich", "on rye"), [False, True]),
        (("an egg sandwich", "another egg sandwich on rye"), [False, False]),
        (("an egg sandwich", "no egg sandwich after all, a black tea"), [False, True]),
        (("a black tea and a cheesecake", "make it two teas"), [False, False]),
        (("a black tea and a cheesecake", "the plum cheesecake"), [False, True]),
        (("a cheesecake zorgle, an egg sandwich", "on rye"), [False, False]),
    ],
)
def test_a_question_that_the_next_text_passes_over_stays_open(
    turns: tuple[str, ...], expected: list[bool]
) -> None:
    """Whatever is ordered surely beside it: its line is as it was, or none of the dishes that it offered is there."""
    reader = DialogReader(ASKING, Understanders("grammar"), "en")
    assert [answer.complete for answer in asyncio.run(reader.dialog(turns))] == expected
