"""For how many a dish is, where it was told how many people there are or that it is for all: such an order is not complete."""

import pytest

from tests.parsing.kitchens import dialog, menu_of, order, turns

LIKE = (
    ("we are six, can we start with the nachos", "we are six, can we start with two nachos"),
    ("there are four of us, onion rings please", "there are four of us, four onion rings please"),
    ("we're three, still water all around", "still water"),
    ("a chicken burger, a halloumi burger, nachos with both", "a chicken burger, a halloumi burger, nachos"),
    ("a greek salad, a halloumi burger, egg with both", "a chicken burger, a halloumi burger, egg with both"),
    ("onion rings for both", "onion rings for me"),
    ("four halloumi burgers, two plain, two with tomato", "four halloumi burgers, two plain, two with egg"),
)
"""Orders that leave open for how many something is meant, and what is like them and does not."""


@pytest.mark.parametrize(("doubtful", "plain"), LIKE)
def test_what_may_be_for_several_people_is_not_complete(doubtful: str, plain: str) -> None:
    """How many there are, that it is for both, or which of them it is about keeps the order from being complete."""
    assert not dialog(doubtful).complete
    assert dialog(plain).complete


@pytest.mark.parametrize(
    "persons", ["each, there are three of us", "each for three of us", "each for the three of us"]
)
def test_so_many_each_are_counted_for_everybody(persons: str) -> None:
    """Two each for three people are six, however the people are told."""
    assert order(f"two onion rings {persons}") == ["6 Onion rings"]


PIECES = {
    "ja": ("たこ焼き", "{n}個", "たこ焼き{n}個", "たこ焼きを三つ"),
    "ko": ("군만두", "{n}개", "군만두 {n}개", "군만두 세 접시"),
    "zh": ("小笼包", "{n}只", "小笼包{n}只", "小笼包三份"),
    "tr": ("Baklava", "{n} dilim", "{n} dilim baklava", "üç baklava"),
    "en": ("Nuggets", "{n} pieces", "{n} pieces of nuggets", "three portions of nuggets"),
}
"""By language: a dish that is sold by pieces, its sizes, how many pieces of it are ordered, and three of it."""


@pytest.mark.parametrize("language", PIECES)
def test_pieces_in_another_number_than_it_is_sold_by_are_not_sure(language: str) -> None:
    """A number that it is sold by is the size, and helpings are counted."""
    name, size, pieces, helpings = PIECES[language]
    sizes = [{"label": size.format(n=n), "price": n, "default": n == 6} for n in (6, 8)]
    index = menu_of({"name": name, "variants": sizes})
    assert not turns(index, pieces.format(n=16)).complete
    assert not turns(index, pieces.format(n=5)).complete
    (eight,) = turns(index, pieces.format(n=8)).lines
    assert (eight.quantity, eight.variant and eight.variant.label) == (1, size.format(n=8))
    three = turns(index, helpings)
    assert (three.complete, [line.quantity for line in three.lines]) == (True, [3])
