"""What every word had an effect in, and which is not complete all the same; over random menus."""

import pytest

from tests.parsing.random_menus import Kitchen, random_kitchen

SEEDS = range(6)
LEFT_OPEN = (
    ("a {a}", "{a} with {x}"),
    ("a {a}", "{a} with less {x}"),
    ("a {a} and a {b}", "{a}"),
    ("three {a}s; my {a} with {x}",),
    ("a {a} or a {b}",),
    ("a {a} with {x} or {y}",),
    ("a {a} or two",),
    ("my {a} was cold",),
    ("where is my {a}",),
    ("nobody wants the {a}",),
    ("this {a} has no {x}",),
    ("a {a} but only if it's fresh",),
    ("two {a}s with {x} and one with {y}",),
    ("two {a}s with {x}, one without",),
    ("two {a}s and a {b}", "one"),
    ("two {a}s and a {b}", "more"),
    ("two {a}s and a {b}", "the other one"),
    ("a {a} with {x}", "make that {y}"),
    ("a {a} with {x}", "I said {y}"),
    ("a {a} with {x}", "no I want {y}"),
    ("a {a} without {x}", "actually with"),
    ("a {a} with {x} and a {b}", "same on the {b}"),
    ("a {a} and a {b}, scratch that, just the {b}",),
    ("three {a}s, all but one with {x}",),
    ("three {a}s with {x} except one",),
    ("four {a}s without {x} and two with",),
    ("a {a}", "how much is the {b}? I'll take two"),
    ("we'll both have a {a} and a {b}",),
    ("a large {a} for me, small for her",),
)
"""Turns after the last of which something is open: which line, which of two, or whether anything is meant."""
TOLD: tuple[tuple[tuple[str, ...], list[str]], ...] = (
    (("a {a} with {x}, sorry, with {y}",), ["1 {A}; {y}"]),
    (("a {a} with {x}, no, {y}",), ["1 {A}; {y}"]),
    (("two {a}s with {x} and one without",), ["1 {A}; none {x}", "2 {A}; {x}"]),
    (("a {a} with {x}, wait no {x}",), ["1 {A}; none {x}"]),
    (("a {a} with {x}", "another one, plain this time"), ["1 {A}", "1 {A}; {x}"]),
    (("two {a}s", "another with {x}"), ["1 {A}; {x}", "2 {A}"]),
    (("two {a}s, {x} on one only",), ["1 {A}", "1 {A}; {x}"]),
    (("two {a}s with {x} on one and {y} on the other",), ["1 {A}; {x}", "1 {A}; {y}"]),
    (("a {a} and a {b}, the latter with {x}",), ["1 {A}", "1 {B}; {x}"]),
    (("a {a} and a {b}, the former with {x}",), ["1 {A}; {x}", "1 {B}"]),
    (("a {a} with {x} and a {b} with the same",), ["1 {A}; {x}", "1 {B}; {x}"]),
    (("two {a}s and as many {b}s",), ["2 {A}", "2 {B}"]),
    (("two {a}s and the same number of {b}s",), ["2 {A}", "2 {B}"]),
    (("we'll both have the {a}",), ["2 {A}"]),
    (("both of us will have the {a} with {x}",), ["2 {A}; {x}"]),
    (("all three of us want {a}s",), ["3 {A}"]),
    (("a {a} each for me and my wife",), ["2 {A}"]),
    (("two {a}s and three {b}s, sorry, three {a}s and two {b}s",), ["2 {B}", "3 {A}"]),
    (("a {a} and a {b}", "remove the first and the last"), []),
    (("a {a}, a {b} and two {a}s with {x}", "remove the first two"), ["2 {A}; {x}"]),
    (("a {a} and a {b}", "replace the {b} with two {a}s with {x}"), ["1 {A}", "2 {A}; {x}"]),
    (("three {a}s and a {b}", "swap the {b} for another {a}"), ["4 {A}"]),
    (("three {a}s and a {b}", "everything except the {b}"), ["3 {A}"]),
    (("a {a} and a {b}", "just the {b} after all"), ["1 {B}"]),
    (("a {a} and a {b}", "for the {a}, {x} please"), ["1 {A}; {x}", "1 {B}"]),
    (("three {a}s", "add two"), ["5 {A}"]),
    (("three {a}s", "drop it down to two"), ["2 {A}"]),
    (("three {a}s", "only two after all"), ["2 {A}"]),
    (
        ("four {a}s: 2 large, 2 small, one of the small ones with {x}",),
        ["1 {A} Small", "1 {A} Small; {x}", "2 {A} Large"],
    ),
    (("a {a} and a {b}", "both extra hot"), ["1 {A} «extra hot»", "1 {B} «extra hot»"]),
    (("a {a} and a {b}", "cut the {a} in half"), ["1 {A} «cut the {a} in half»", "1 {B}"]),
    (("a {b} and a {a}, really soft",), ["1 {A} «really soft»", "1 {B}"]),
)
"""Turns, and the lines that they come to."""


def names_of(kitchen: Kitchen) -> dict[str, str]:
    """Two plain dishes, as they are said and as they are written, and two extras."""
    first, second = kitchen.names[2:]
    small = {"a": first, "b": second, "x": kitchen.extras[0], "y": kitchen.extras[1]}
    return small | {"A": first.capitalize(), "B": second.capitalize()}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_left_open_is_not_complete(seed: int) -> None:
    """Nobody is told that an order is complete of which it was not said which line, or which thing, is meant."""
    kitchen = random_kitchen(seed)
    dialogs = [[turn.format(**names_of(kitchen)) for turn in turns] for turns in LEFT_OPEN]
    assert [turns for turns in dialogs if kitchen.heard(*turns).complete] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_told_is_done(seed: int) -> None:
    """Corrections, places, persons, shares of shares and wishes of all come to the lines that were meant."""
    kitchen = random_kitchen(seed)
    names = names_of(kitchen)
    found = {turns: kitchen.order(*(turn.format(**names) for turn in turns)) for turns, _ in TOLD}
    wanted = {turns: (sorted(line.format(**names) for line in lines), False) for turns, lines in TOLD}
    assert found == wanted
