"""What people say at a counter, first and later, over random menus: corrections, persons, shares, what is told anew."""

from functools import cache

import pytest

from tests.parsing.random_menus import Kitchen, random_kitchen
from tests.parsing.search.test_untold import names_of

SEEDS = (101, 102)
TOLD: tuple[tuple[tuple[str, ...], list[str]], ...] = (
    (("heeey can i get a {a} and a {b} pleaseee",), ["1 {A}", "1 {B}"]),
    (("I might do the {a}, and she'll also do the {b}",), ["1 {A}", "1 {B}"]),
    (("1. two {a}s 2. a {b}",), ["1 {B}", "2 {A}"]),
    (("1) a {a} with {x} 2) a {b}",), ["1 {A}; {x}", "1 {B}"]),
    (("a large {a} and a {b}, sorry, a small {a}",), ["1 {A} Small", "1 {B}"]),
    (("a {a} and a {b}, sorry, two {a}s and a {b}",), ["1 {B}", "2 {A}"]),
    (("two {a}s no three no wait four",), ["4 {A}"]),
    (("a {a}, not the {a}, the {b}",), ["1 {B}"]),
    (("a {a} with {x}, and a {b}. Oh, no {x} after all",), ["1 {A}; none {x}", "1 {B}"]),
    (("two {a}s, both with {x}, one with {y} as well",), ["1 {A}; {x}", "1 {A}; {x}; {y}"]),
    (("two {a}s, one with {y}, and both with {x}",), ["1 {A}; {x}", "1 {A}; {x}; {y}"]),
    (("two {a}s with extra {x} on one",), ["1 {A}", "1 {A}; extra {x}"]),
    (("both of us want the {a}, one with {x}",), ["1 {A}", "1 {A}; {x}"]),
    (("three of us would like the {a}",), ["3 {A}"]),
    (("my husband and I would both like the {a}",), ["2 {A}"]),
    (("a {a} for me, and my wife wants one too",), ["2 {A}"]),
    (("I'll have the {a} and the little one gets the {a} with {x}",), ["1 {A}", "1 {A}; {x}"]),
    (("a {a} with {x}, the same for my visitor but without {x}",), ["1 {A}; none {x}", "1 {A}; {x}"]),
    (("two {a}s", "both with {x}, one also with {y}"), ["1 {A}; {x}", "1 {A}; {x}; {y}"]),
    (("three {a}s", "can I get {x} with one of those"), ["1 {A}; {x}", "2 {A}"]),
    (("a {a} and a {b}", "two more of each"), ["3 {A}", "3 {B}"]),
    (("three {a}s", "no just two please"), ["2 {A}"]),
    (("a {a} and four {b}s", "sorry, six {b}s, not four"), ["1 {A}", "6 {B}"]),
    (("a {a} and four {b}s", "six {b}s instead of four"), ["1 {A}", "6 {B}"]),
    (("a {a} and two {b}s", "forget the {a}, we'll just have the {b}s"), ["2 {B}"]),
    (("a {a} and a {b}", "cancel the lot"), []),
    (("a {a} and a {b}", "strike the {b}"), ["1 {A}"]),
    (("two {a}s and a {b}", "and the bill for table six please"), ["1 {B}", "2 {A}"]),
    (("a {a} with {x} and a {a}", "{y} on the plain one"), ["1 {A}; {x}", "1 {A}; {y}"]),
    (("a {a} with {x} and a {a}", "make the plain one a {b}"), ["1 {A}; {x}", "1 {B}"]),
    (("a {a} with {x} and a {a}", "cancel the plain one"), ["1 {A}; {x}"]),
    (("a {f} {c}", "and a {g} one"), ["1 {C}; {f}", "1 {C}; {g}"]),
    (("two {c}s", "{f} and {g}"), ["1 {C}; {f}", "1 {C}; {g}"]),
    (("two {c}s", "{f} for me, {g} for her"), ["1 {C}; {f}", "1 {C}; {g}"]),
    (("three {c}s, two {f} and one {g}", "one less {f} one"), ["1 {C}; {f}", "1 {C}; {g}"]),
    (("three {c}s, two {f} and one {g}", "cancel one of the {f} ones"), ["1 {C}; {f}", "1 {C}; {g}"]),
    (("three {c}s, two {f} and one {g}", "another {g} one"), ["2 {C}; {f}", "2 {C}; {g}"]),
    (("a {f} {c} and a {g} {c}", "same again"), ["2 {C}; {f}", "2 {C}; {g}"]),
    (("a {c} with {f}, no, {g}",), ["1 {C}; {g}"]),
    (("a {a}", "two more, both with {x}"), ["1 {A}", "2 {A}; {x}"]),
    (("two {a}s and a {b}", "make that one {a} and two {b}s"), ["1 {A}", "2 {B}"]),
    (("a {a} with {x} and a {b}", "add {y}, remove {x}"), ["1 {A}", "1 {B}; {y}"]),
    (("three {a}s, one with {x}", "the normal ones with {y} please"), ["1 {A}; {x}", "2 {A}; {y}"]),
    (("a {a} and a {b}", "I'd like the {a} with {x} and the {b} with a lid"), ["1 {A}; {x}", "1 {B} «lid»"]),
)
"""Turns, and the lines that they come to."""
LEFT_OPEN = (
    ("two {a}s and two {b}s, one {a} with {x}",),
    ("a {a}, a {b}, {a} with {x}",),
    ("a {a} each",),
    ("three {a}s", "one {a} with {x}"),
    ("a {a} and whatever you recommend",),
    ("a {a}", "add the usual"),
    ("a {a}", "{x}?"),
    ("a {a} and a {b}", "leave the {b}"),
    ("a {a} and a {b}", "ok one of them please"),
    ("a {a} and a {b}", "then I'll take it instead of the {b}"),
    ("a {a} and a {b}", "same again but the {a} with {x}"),
    ("three {a}s and two {b}s", "it's two {a}s and three {b}s"),
    ("a {a}. Is there a {b}? I'd rather have that",),
    ("two {a}s and a {b}, everything with {x}",),
)
"""Turns after the last of which it is open what is meant."""


@cache
def menu(seed: int) -> Kitchen:
    """A menu, indexed once for all sentences."""
    return random_kitchen(seed)


def said_of(kitchen: Kitchen) -> dict[str, str]:
    """Besides the names of two plain dishes and two extras, a dish that comes in flavours, and two of these."""
    dish, (one, two, *_) = kitchen.names[0], kitchen.flavours
    return names_of(kitchen) | {"c": dish, "C": dish.capitalize(), "f": one, "g": two}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("turns", "wanted"), TOLD, ids=[" | ".join(turns) for turns, _wanted in TOLD])
def test_an_order_comes_to_what_a_person_would_hear(
    seed: int, turns: tuple[str, ...], wanted: list[str]
) -> None:
    """Every turn has the effect that somebody at the counter would give it, and no other."""
    kitchen = menu(seed)
    names = said_of(kitchen)
    found = kitchen.order(*(turn.format(**names) for turn in turns))
    assert found == (sorted(line.format(**names) for line in wanted), False)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("turns", LEFT_OPEN, ids=map(" | ".join, LEFT_OPEN))
def test_what_is_not_told_is_never_complete(seed: int, turns: tuple[str, ...]) -> None:
    """What may be meant in two ways, or leaves out what is wanted, is not called complete."""
    kitchen = menu(seed)
    names = said_of(kitchen)
    assert not kitchen.heard(*(turn.format(**names) for turn in turns)).complete
