"""What is said of some of several, of all, and of one that was described: families over random menus."""

import pytest

from tests.parsing.random_menus import NUMBERS, random_kitchen
from tests.parsing.seeds import seeds

SEEDS = seeds(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_share_is_told_by_its_flavour(seed: int) -> None:
    """ "No honey in the mango one": what is said of a described share changes that one alone, whichever was said last."""
    kitchen = random_kitchen(seed)
    dish, (one, other), extra = kitchen.names[0], kitchen.flavours[:2], kitchen.extras[0]
    for chosen, left in ((one, other), (other, one)):
        wanted = sorted([f"1 {dish.capitalize()}; {chosen}; {extra}", f"1 {dish.capitalize()}; {left}"])
        for text in (
            f"two {dish}s, one {one} one {other}, {extra} on the {chosen} one",
            f"two {dish}s, one {one} and one {other}, {extra} in the {chosen} one",
            f"two {dish}s, one with {one} and one with {other}, extra {extra} with the {chosen} one",
            f"two {dish}s, one {one}, one {other}, the {chosen} one with {extra}",
        ):
            lines = [line.replace("extra ", "") for line in kitchen.order(text)[0]]
            assert lines == wanted, text


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_of_both_reaches_both(seed: int) -> None:
    """A size or an extra before "both", with or without a pause, is said of every dish of the text."""
    kitchen = random_kitchen(seed)
    first, second, extra = kitchen.names[2], kitchen.names[3], kitchen.extras[1]
    wanted = sorted(f"1 {name.capitalize()}; {extra}" for name in (first, second))
    for text in (
        f"a {first} and a {second}, {extra}, both",
        f"a {first} and a {second}, {extra} on both",
        f"a {first} and a {second}, both with {extra}",
        f"a {first} and a {second} with {extra}, both",
    ):
        assert kitchen.order(text) == (wanted, False), text
    sized = sorted(f"1 {name.capitalize()} Large" for name in (first, second))
    assert kitchen.order(f"a {first} and a {second}, large, both") == (sized, False)
    assert kitchen.order(f"a {first} and a {second}", f"{extra} on both") == (wanted, False)


@pytest.mark.parametrize("seed", SEEDS)
def test_another_size_is_no_share_of_those_whose_size_was_said(seed: int) -> None:
    """ "Three large, one small" are four, or a question of doubt, but never two large ones called complete."""
    kitchen = random_kitchen(seed)
    dish = kitchen.names[2]
    for number in range(2, 7):
        lines, _open = kitchen.order(f"{NUMBERS[number]} large {dish}s, one small")
        assert lines == sorted([f"{number} {dish.capitalize()} Large", f"1 {dish.capitalize()} Small"])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_described_one_is_the_dish_and_no_number(seed: int) -> None:
    """ "A small one for her" is the dish in small; "one" counts nothing there."""
    kitchen = random_kitchen(seed)
    dish, extra = kitchen.names[3], kitchen.extras[2]
    wanted = sorted([f"1 {dish.capitalize()} Large", f"1 {dish.capitalize()} Small; {extra}"])
    for text in (
        f"two {dish}s, one large for me, a small one for her with {extra}",
        f"a large {dish} and a small one with {extra}",
    ):
        assert kitchen.order(text)[0] == wanted, text


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_behind_a_flavour_is_said_of_that_one(seed: int) -> None:
    """Two flavours without numbers are one each, with what is said behind each; behind a pause it is said of both."""
    kitchen = random_kitchen(seed)
    dish, (one, other), (extra, more, _) = kitchen.names[1], kitchen.flavours[:2], kitchen.extras
    name = dish.capitalize()
    apart = [f"1 {name}; {one}; {extra}", f"1 {name}; {other}; {more}"]
    last = [f"1 {name}; {one}", f"1 {name}; {other}; {extra}"]
    both = [f"1 {name}; {extra}; {one}", f"1 {name}; {extra}; {other}"]
    for text, wanted in (
        (f"two {dish}s, {one} with {extra}, {other} with {more}", apart),
        (f"two {dish}s: {one} and {other} with {extra}", last),
        (f"two {dish}s, {one} and {other}, both with {extra}", both),
    ):
        assert kitchen.order(text) == (sorted(wanted), False), text
