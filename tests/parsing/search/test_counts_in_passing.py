"""Numbers behind a dish: those of people besides who speaks, "four of them" of what comes in fours, one of what comes in twos."""

import pytest

from server.domain.menu import Category, Item, Menu, Variant
from server.parsing.matching.index import MenuIndex
from tests.parsing.random_menus import NUMBERS, Kitchen, random_kitchen
from tests.parsing.seeds import seeds


@pytest.mark.parametrize("seed", seeds(20))
@pytest.mark.parametrize("number", [2, 3, 4])
def test_who_speaks_is_counted_besides(seed: int, number: int) -> None:
    """ "For me and my two friends" are three, "for my two friends" two."""
    kitchen = random_kitchen(seed)
    dish = kitchen.names[2]
    name, said = dish.capitalize(), NUMBERS[number]
    for text, wanted in (
        (f"{dish}s for me and my {said} friends", number + 1),
        (f"a {dish} for me and my {said} mates", number + 1),
        (f"{dish}s for my {said} kids", number),
    ):
        understood = kitchen.heard(text)
        assert [(line.item.name, line.quantity) for line in understood.lines] == [(name, wanted)], text


PIECES = {
    "pakora": ((2, 4), 2),
    "gyoza": ((3, 6), 3),
    "slider": ((1, 2), 2),
}
"""Dishes, the pieces in which they come, and in how many they commonly do."""


def _in_pieces(dish: str) -> Kitchen:
    counts, usual = PIECES[dish]
    variants = tuple(
        Variant(n, f"{n} pieces" if n > 1 else "1 piece", n * 200, is_default=n == usual) for n in counts
    )
    items = (
        Item(1, 1, dish.capitalize(), variants=variants),
        Item(2, 1, "Lemonade", variants=(Variant(9, "Regular", 200, is_default=True),)),
    )
    return Kitchen(MenuIndex(Menu("GBP", (Category(1, "Bites", items=items),))), [dish], [], [])


@pytest.mark.parametrize(("dish", "number"), [("pakora", 4), ("gyoza", 6), ("gyoza", 3)])
def test_so_many_of_them_are_a_size(dish: str, number: int) -> None:
    """A number of what was just ordered tells in which size it is wanted, where it comes in so many."""
    for text in (f"{dish}, {NUMBERS[number]} of them", f"{dish}s, {number} of them, and a lemonade"):
        lines = _in_pieces(dish).heard(text).lines
        assert (lines[0].quantity, lines[0].variant and lines[0].variant.label) == (1, f"{number} pieces"), (
            text
        )


def test_one_of_what_comes_in_several_is_not_sure() -> None:
    """One piece may be meant where there is such a size, and one portion; "a" and what comes in no single ones is sure."""
    assert not _in_pieces("slider").heard("one slider").complete
    assert _in_pieces("slider").heard("a lemonade").complete
    assert _in_pieces("pakora").heard("one pakora").complete
