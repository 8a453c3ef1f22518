"""What a later text says of several: numbers that a word behind them corrects, and words for all; over random menus."""

import pytest

from tests.parsing.random_menus import Kitchen, random_kitchen

SEEDS = range(6)
CORRECTIONS = ("actually", "sorry", "i mean", "after all", ", actually", ", sorry", "on second thoughts")

TOLD: tuple[tuple[tuple[str, ...], list[str]], ...] = (
    (("a {a} with {x} and a {b}", "two {a}s actually, both the same"), ["1 {B}", "2 {A}; {x}"]),
    (("a {a} and a {b}", "sorry, one more {a}"), ["1 {B}", "2 {A}"]),
    (("a {a} and a {b}", "two more {a}s actually"), ["1 {B}", "3 {A}"]),
    (("a {a} and a {b}", "another two {a}s, sorry"), ["1 {B}", "3 {A}"]),
    (("two large {a}s and two {b}s", "a large {a} and three {b}s after all"), ["1 {A} Large", "3 {B}"]),
    (("two large {a}s and two {b}s", "actually a large {a} and three {b}s"), ["1 {A} Large", "3 {B}"]),
    (("two {a}s and two {b}s", "a {a} and three {b}s, sorry"), ["1 {A}", "3 {B}"]),
    (("two {a}s, sorry, a {a} and two {b}s",), ["1 {A}", "2 {B}"]),
    (("two {a}s and a {b}", "one more {a} and make them all large"), ["1 {B}", "3 {A} Large"]),
    (("two {a}s", "one more and make them all large"), ["3 {A} Large"]),
    (("a {a} and a {b}", "another {a} and make both large"), ["1 {B}", "2 {A} Large"]),
    (("two {a}s and a {b}", "another {a}, all with {x}"), ["1 {B}", "3 {A}; {x}"]),
    (("two {a}s and a {b}", "make it three {a}s, all large"), ["1 {B}", "3 {A} Large"]),
    (("two {a}s", "one with {x}", "three {b}s. oh, and no {y} in either of the {a}s"),
     ["1 {A}; none {y}", "1 {A}; {x}; none {y}", "3 {B}"]),
    (("two {a}s and a {b}", "no {y} in both {a}s"), ["1 {B}", "2 {A}; none {y}"]),
)  # fmt: skip
"""Turns, and the lines that they come to."""


def _filled(kitchen: Kitchen, text: str) -> str:
    a, b = kitchen.names[2:]
    x, y, _ = kitchen.extras
    return text.format(a=a, b=b, A=a.capitalize(), B=b.capitalize(), x=x, y=y)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("word", CORRECTIONS)
def test_a_number_before_a_word_that_corrects_counts_anew(word: str, seed: int) -> None:
    """ "Two large lattes, sorry" after one are two, whatever was said of the one, and however the clause begins."""
    kitchen = random_kitchen(seed)
    for first, then, wanted in (
        ("a {a} and a {b}", "two {a}s {w}", ["1 {B}", "2 {A}"]),
        ("a large {a} and a {b}", "2 large {a}s {w}", ["1 {B}", "2 {A} Large"]),
        ("a {a} with {x} and a {b}", "two {a}s with {x} {w}", ["1 {B}", "2 {A}; {x}"]),
        ("a {b} and three {a}s", "and two {a}s {w}", ["1 {B}", "2 {A}"]),
        ("a {b} and two {a}s", "one {a} {w}", ["1 {A}", "1 {B}"]),
        ("two {a}s and two {b}s", "a {a} and three {b}s {w}", ["1 {A}", "3 {B}"]),
    ):
        turns = [
            _filled(kitchen, text).replace("{w}", word) for text in (first, then.replace("{w}", "{{w}}"))
        ]
        turns[1] = turns[1].replace(" ,", ",")
        assert kitchen.order(*turns) == (sorted(_filled(kitchen, line) for line in wanted), False), turns


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("turns", "lines"), TOLD)
def test_words_for_several_are_about_all_that_is_meant(
    turns: tuple[str, ...], lines: list[str], seed: int
) -> None:
    """ "One more and make them all large" is about those of the cart too, "either of the sandwiches" about these."""
    kitchen = random_kitchen(seed)
    said = [_filled(kitchen, text) for text in turns]
    assert kitchen.order(*said) == (sorted(_filled(kitchen, line) for line in lines), False), said


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("two {a}s and a {b}", "then cancel those"),
        ("two {a}s and a {b}", "forget those then"),
        ("a {a} and a {b}", "two {a}s instead"),
        ("a {a} with {x} and a {a} with {y}", "two {a}s actually"),
    ],
)
def test_what_may_mean_another_line_is_not_complete(first: str, then: str, seed: int) -> None:
    """Those that go, the place that is taken and the line that is counted anew were not told."""
    kitchen = random_kitchen(seed)
    assert not kitchen.heard(_filled(kitchen, first), _filled(kitchen, then)).complete
