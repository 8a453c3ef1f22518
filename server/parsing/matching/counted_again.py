"""A dish that was counted and is told of once more with another number counts anew: 枝豆二つ、あ、枝豆は三つで is three.

Chinese, Japanese and Korean say so by a particle or small word alone, between the dish and its new number.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.counts_first import MAKE
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word

MOST_SPANS = 60
"""Spans of a text that are looked at, at most."""
MOST_SMALL_WORDS = 4
"""Small words between the parts of a count, at most."""
CHANGE = Word(frozenset({"correction", "into", "make", "topic"}))


def counted_again(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """The spans, what tells the new number of a dish that was counted before as "make it"."""
    found = list(spans)
    _recount_last(found, index)
    counted: set[str] = set()
    for at in range(min(len(found), MOST_SPANS)):
        dish = _dish(found[at], index)
        if not dish:
            continue
        if dish in counted:
            _recount(found, at)
        elif _is_counted(found, at):
            counted.add(dish)
    return found


def _recount_last(spans: list[Span], index: MenuIndex) -> None:
    """Make a call before a number alone say "make it", where the clause before it counted a dish: コーラ二つ、あ、三つで."""
    for at in range(1, min(len(spans), MOST_SPANS) - 1):
        call = spans[at]
        is_call = (
            call.pause and call.word.kinds == {"filler"} and not call.names and call.end - call.start == 1
        )
        if not (is_call and _is_number(spans, at + 1) and _ends(spans, at + 2)):
            continue
        begin = at - 1
        while begin > 0 and not spans[begin].pause:
            begin -= 1
        named = [i for i in range(begin, at) if spans[i].names]
        if len(named) == 1 and _dish(spans[named[0]], index) and _is_counted(spans, named[0]):
            spans[at] = replace(call, word=CHANGE)


def _dish(span: Span, index: MenuIndex) -> str:
    """The name of the dish that a span is by its full name; "" where it is none."""
    name = min(span.names, key=lambda name: span.names[name], default="")
    return name if name and span.names[name] < 1 and index.names[name].items else ""


def _is_number(spans: Sequence[Span], at: int) -> bool:
    return 0 <= at < len(spans) and spans[at].has("number") and not spans[at].names


def _is_counted(spans: Sequence[Span], at: int) -> bool:
    before = at - 1
    while (
        before > 0 and spans[before].has("counter") and not (spans[before].names or spans[before + 1].pause)
    ):
        before -= 1
    is_before = _is_number(spans, before) and not spans[before + 1].pause
    return is_before or (_is_number(spans, at + 1) and not spans[at + 1].pause)


def _recount(spans: list[Span], at: int) -> None:
    """Make the particle behind the dish at a place say "make it", where only a number is told of it."""
    told = at + 1
    if told >= len(spans) or spans[told].pause or spans[told].names or spans[told].has("make", "change"):
        return
    if not spans[told].has("topic", "filler", "correction"):
        return
    if _is_number(spans, at - 1) and spans[told].has("topic") and _ends(spans, told + 1):
        make = replace(spans.pop(told), word=MAKE, pause=spans[at - 1].pause)
        spans[at - 1] = replace(spans[at - 1], pause="")
        spans.insert(at - 1, make)
    elif _is_number(spans, told + 1) and not spans[told + 1].pause and _ends(spans, told + 2):
        spans[told] = replace(spans[told], word=CHANGE)


def _ends(spans: Sequence[Span], at: int) -> bool:
    """Whether nothing but measure words and small talk follows in the clause."""
    for span in spans[at : at + MOST_SMALL_WORDS]:
        if span.pause:
            return True
        if span.names or not span.has("counter", "filler", "change"):
            return False
    return at + MOST_SMALL_WORDS >= len(spans)
