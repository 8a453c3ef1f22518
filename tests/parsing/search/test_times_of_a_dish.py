""" "Three times" before or behind a dish counts it, and what is told of some of them behind that divides it."""

import pytest

from tests.parsing.random_menus import NUMBERS, random_kitchen
from tests.parsing.seeds import seeds


@pytest.mark.parametrize("seed", seeds(20))
@pytest.mark.parametrize("number", [2, 3, 4])
def test_some_of_what_was_ordered_so_many_times(seed: int, number: int) -> None:
    """A number behind "three times" and a pause counts some of them, and does not count them anew."""
    kitchen = random_kitchen(seed)
    dish, (extra, _other, _third) = kitchen.names[2], kitchen.extras
    name, times = dish.capitalize(), "twice" if number == 2 else f"{NUMBERS[number]} times"
    rest = f"{number - 1} {name}"
    for text in (
        f"{dish} {times}, one of them with {extra}",
        f"{dish} {times}, one with {extra}",
        f"{dish} {times}, once with {extra}",
        f"{times} {dish}, one of them with {extra}",
        f"{dish} {number} times, one with {extra}",
    ):
        assert kitchen.order(text) == (sorted([rest, f"1 {name}; {extra}"]), False), text


@pytest.mark.parametrize("seed", seeds(20))
def test_so_many_times_before_or_behind_a_dish(seed: int) -> None:
    """It counts the dish right behind it as a number does, the one before it as "twice" does, and both of two bare ones."""
    kitchen = random_kitchen(seed)
    first, second = kitchen.names[2:]
    one, other = first.capitalize(), second.capitalize()
    for text, wanted in (
        (f"three times {first}", [f"3 {one}"]),
        (f"a {second}, three times {first}", [f"3 {one}", f"1 {other}"]),
        (f"{first} times three and a {second}", [f"3 {one}", f"1 {other}"]),
        (f"{first} three times and a {second}", [f"3 {one}", f"1 {other}"]),
        (f"{first} and {second} three times", [f"3 {one}", f"3 {other}"]),
    ):
        assert kitchen.order(text)[0] == sorted(wanted), text
