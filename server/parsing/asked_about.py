"""Orders that point to the dish of which the text before asked: "is the korma hot?", "lovely, one of those then".

The text before is read again by itself: nothing is kept between two texts.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from server.domain.menu import Item
from server.parsing.grammar import analyse, understand
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Line, OrderState, Understood

_BEFORE = ("filler", "ordering", "yes", "article", "then", "also", "and", "size", "of")
"""Kinds of words that may stand before the one that points; words that nobody knows may, too."""
_POINTS = ("that", "pronoun", "stand_in")
MOST_BEFORE = 12
"""Spans before the word that points, at most."""


def understand_order_of_it(
    index: MenuIndex,
    text: str,
    asked: Understood,
    cart: Sequence[Line],
    language: str | None,
    state: OrderState,
) -> Understood | None:
    """The order after `text`, where it orders or takes back the one dish that `asked`, the text before, is about; else None."""
    item = _dish_asked_about(asked)
    if item is None:
        return None
    m = analyse(index, text, cart, language, state).m
    kept = [line for line in cart if line.item.id != item.id]
    if len(kept) < len(cart):
        return _without_it(index, m, kept, language, state)
    place = _pointed(m)
    if place is None:
        return None
    told = understand(
        index, f"{text[: place[0]]} {item.name} {text[place[1] :]}", cart, language, None, state
    )
    return told if any(line.item.id == item.id for line in told.lines) else None


def _without_it(
    index: MenuIndex, m: Lexicon, kept: Sequence[Line], language: str | None, state: OrderState
) -> Understood | None:
    """The order without a dish of the cart that was asked about: "does the pie have egg? leave it out then".

    It is never complete: what is to be left out may be the egg.
    """
    rest = _behind_taking_back(m)
    if rest < 0:
        return None
    told = understand(index, m.text[rest:], kept, language, None, state)
    return replace(told, complete=False, is_open=True)


def _behind_taking_back(m: Lexicon) -> int:
    """Where the text goes on behind words that take back what nothing but a pronoun names; -1 where it has none."""
    points = removes = refuses = False
    for at in range(min(len(m), MOST_BEFORE)):
        removes |= m.has(at, "remove", "remove_after")
        refuses |= m.has(at, "no")
        points |= m.has(at, "it", *_POINTS)
        span = m.spans[at]
        ends = removes or (refuses and points)
        if span.names or not span.known or (ends and m.has(at, "and", "ordering")):
            return m.place(at)[0] if ends and not m.has(at, "it", *_POINTS) else -1
        if m.has(at, "number") and not m.has(at, *_POINTS):
            return m.place(at)[0] if ends else -1
    return len(m.text) if removes or (refuses and points) else -1


def _dish_asked_about(asked: Understood) -> Item | None:
    """The one dish that a text asked about, where it left nothing else open."""
    items = {item.id: item for answer in asked.answers for item in answer.items}
    return next(iter(items.values())) if len(items) == 1 and not asked.questions else None


def _pointed(m: Lexicon) -> tuple[int, int] | None:
    """The place in the text that the dish's name belongs in: of the words that point, or behind those that count."""
    first = next((at for at in range(min(len(m), MOST_BEFORE)) if not _is_small(m, at)), len(m))
    if (one := _article_alone(m, first)) >= 0:
        return (m.place(one)[1],) * 2
    if first == len(m):
        return None
    first = _counted_behind(m, first)
    stands_in = m.has(first, "stand_in") and first > 0 and m.has(first - 1, "size", "article")
    if stands_in or not m.has(first, "number"):
        return (m.place(first)[0], m.place(_last(m, first))[1]) if m.has(first, *_POINTS) else None
    last = first
    while last + 1 < len(m) and m.has(last + 1, "size") and not m.spans[last + 1].pause:
        last += 1
    behind = last + 1
    if behind < len(m) and not m.spans[behind].pause:
        if m.has(behind, *_POINTS) and not m.has(behind, "number"):
            return m.place(behind)
        if m.spans[behind].names or not (m.has(behind, "filler", "and", "with", "then", "no", "also", "but")):
            return None
    return (m.place(last)[1],) * 2


def _article_alone(m: Lexicon, end: int) -> int:
    """An article before span `end` that stands for the dish: "dann nehm ich einen", "une s'il vous plaît"; -1 where none does."""
    for at in range(min(end, len(m))):
        after = at + 1
        closes = after >= len(m) or bool(m.spans[after].pause) or m.has(after, "filler", "with", "no", "and")
        is_one = m.has(at, "article") and not (m.spans[at].names or m.has(at, "among", "that", "of"))
        if is_one and closes and not (after < len(m) and m.spans[after].names):
            return at
    return -1


def _counted_behind(m: Lexicon, first: int) -> int:
    """The number behind a small word that only seems to point: the "to" of "to poproszę jednego"."""
    at = first + 1
    while at < len(m) and m.has(at, "filler", "ordering", "then") and not m.spans[at].names:
        at += 1
    counts = m.has(first, "that") and not m.has(first, "number") and m.has(at, "number")
    ends = at + 1 >= len(m) or bool(m.spans[at + 1].pause) or m.has(at + 1, "filler")
    return at if counts and ends else first


def _last(m: Lexicon, first: int) -> int:
    """The last of the words that point together: "that one"."""
    pointing = takewhile(lambda at: m.has(at, *_POINTS) and not m.spans[at].pause, range(first + 1, len(m)))
    return max(pointing, default=first)


def _is_small(m: Lexicon, at: int) -> bool:
    span = m.spans[at]
    if span.has("number", *_POINTS) or (span.names and not span.has("size")):
        return False
    return not span.known or span.has(*_BEFORE)
