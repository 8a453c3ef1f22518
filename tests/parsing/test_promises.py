"""Whatever is said: nothing is invented, the menu's rules hold, every word is accounted for, always alike."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.menu import Item
from server.domain.pricing import breaches
from server.parsing.grammar import understand
from server.parsing.model import Line, Understood
from server.parsing.text.language import available, language
from server.parsing.text.tokens import MAX_TOKENS, tokenise
from tests.parsing.kitchens import LANGUAGES, kitchen

MENUS = ("harbour", "vento", *LANGUAGES)
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def _words_of(menu: str) -> list[str]:
    index = kitchen(menu)
    cues = [w for code in ("en", menu) if code in available() for w in sorted(language(code).spelling.words)]
    return [*index.names, *cues]


def _sentences(menu: str) -> st.SearchStrategy[str]:
    known = st.sampled_from(_words_of(menu))
    word = st.one_of(known, known, known, st.text(max_size=8), st.integers(0, 2000).map(str))
    return st.lists(word, max_size=25).map(" ".join)


def _said() -> st.SearchStrategy[tuple[str, str]]:
    return st.sampled_from(MENUS).flatmap(lambda menu: st.tuples(st.just(menu), _sentences(menu)))


def _check_line(line: Line, items: Mapping[int, Item]) -> None:
    assert items[line.item.id] is line.item
    assert line.variant is None or line.variant in line.item.variants
    assert 1 <= line.quantity <= 9_999
    assert len(line.special_requests) <= 500
    offered = {modifier.id for group in line.item.modifier_groups for modifier in group.modifiers}
    assert {choice.modifier.id for choice in line.choices} <= offered
    assert len({choice.modifier.id for choice in line.choices}) == len(line.choices)


def _check(understood: Understood, items: Mapping[int, Item]) -> None:
    asked = {question.line for question in understood.questions}
    for at, line in enumerate(understood.lines):
        _check_line(line, items)
        broken = breaches(line.item, (choice.picked for choice in line.choices))
        assert all(breach.kind == "too_few" for breach in broken)
        assert not broken or at in asked
        assert line.variant is not None or at in asked
    for question in understood.questions:
        assert question.line is None or 0 <= question.line < len(understood.lines)
    if understood.complete:
        assert understood.lines
        assert (understood.questions, understood.unmatched, understood.unavailable) == ((), (), ())


@settings(deadline=None)
@given(_said())
def test_no_text_breaks_the_rules_of_the_menu(said: tuple[str, str]) -> None:
    """Only dishes, sizes and options of the menu come out; groups keep their limits, and what is open is asked."""
    menu, text = said
    _check(understand(kitchen(menu), text, now=NOW), kitchen(menu).items)


@settings(deadline=None)
@given(st.text(max_size=2000))
def test_no_text_at_all_is_too_strange(text: str) -> None:
    """Any characters are read without an error, and what is read keeps the rules."""
    _check(understand(kitchen("harbour"), text, now=NOW), kitchen("harbour").items)


@settings(deadline=None)
@given(_said(), st.data())
def test_a_cart_stays_within_the_rules(said: tuple[str, str], data: st.DataObject) -> None:
    """A second text over the cart of a first one keeps the rules too."""
    menu, text = said
    cart = understand(kitchen(menu), text, now=NOW).lines
    second = data.draw(_sentences(menu))
    _check(understand(kitchen(menu), second, cart, now=NOW), kitchen(menu).items)


@settings(deadline=None)
@given(_said())
def test_the_same_words_are_always_understood_alike(said: tuple[str, str]) -> None:
    """Nothing but the words, the cart and the menu decides."""
    menu, text = said
    assert understand(kitchen(menu), text, now=NOW) == understand(kitchen(menu), text, now=NOW)


@settings(deadline=None)
@given(st.sampled_from(["xyzzyx", "qwkkwq", "brrrgx"]), st.integers(0, 3))
def test_a_word_that_nobody_knows_is_never_passed_over(word: str, at: int) -> None:
    """A strange word anywhere in an order stands in `unmatched` or in a request, and unmatched orders are not complete."""
    pieces = ["a large cola", "and two garlic breads", "with a pint of pale ale"]
    text = " ".join([*pieces[:at], word, *pieces[at:]])
    understood = understand(kitchen("harbour"), text, now=NOW)
    kept = [*understood.unmatched, *(line.special_requests for line in understood.lines)]
    assert any(word in phrase for phrase in kept)
    assert understood.complete is not any(word in phrase for phrase in understood.unmatched)


@pytest.mark.parametrize(
    "make", [lambda n: "a " * n, lambda n: "x" * n, lambda n: "no cola or " * n], ids=["a", "x", "no"]
)
def test_a_text_that_is_too_long_is_read_in_part_and_says_so(make: Callable[[int], str]) -> None:
    """What lies beyond the words that are read is told as unmatched, never dropped."""
    text = make(2 * MAX_TOKENS) + " flying carpet"
    understood = understand(kitchen("harbour"), text, now=NOW)
    assert not understood.complete
    assert understood.unmatched
    assert len(tokenise(text)) <= MAX_TOKENS
