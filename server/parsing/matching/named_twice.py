"""Chinese, Japanese and Korean: a dish that is named alone and right behind a pause again with its number is one order of it.

鸡翅,鸡翅来六个 are six.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.around_names import SMALL_TALK
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kinds_of_names import is_dish
from server.parsing.matching.spans import Span

_FURTHER = ("another", "also", "more")
MOST_SMALL_WORDS = 4
"""Small words beside a name in its clause, at most."""


def named_once(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """The spans, each name of a dish that is only said before it is counted as small talk."""
    return [
        replace(span, names={}, word=SMALL_TALK) if _is_said_before(spans, at, index) else span
        for at, span in enumerate(spans)
    ]


def _is_said_before(spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    if not is_dish(spans[at], index) or not _begins(spans, at):
        return False
    behind = _past(spans, at + 1, "filler")
    if behind >= len(spans) or not spans[behind].pause:
        return False
    again = (
        behind if spans[behind].names else _past(spans, behind + 1, "filler", "ordering", "number", "counter")
    )
    if (
        again >= len(spans)
        or spans[again].names != spans[at].names
        or (again > behind and spans[again].pause)
    ):
        return False
    if any(span.has(*_FURTHER) for span in spans[behind:again]):
        return False
    before = any(span.has("number") for span in spans[behind:again])
    count = _past(spans, again + 1, "filler", "ordering")
    return before or (count < len(spans) and spans[count].has("number") and not spans[count].pause)


def _begins(spans: Sequence[Span], at: int) -> bool:
    """Whether nothing but small talk stands before a name in its clause."""
    first = at
    while first > 0 and not spans[first].pause and at - first < MOST_SMALL_WORDS:
        if spans[first - 1].names or not spans[first - 1].has("filler", "ordering"):
            return False
        first -= 1
    return not first or bool(spans[first].pause)


def _past(spans: Sequence[Span], at: int, *kinds: str) -> int:
    """The place behind the small words of some kinds that begin at one, within their clause."""
    end = min(len(spans), at + MOST_SMALL_WORDS)
    while at < end and spans[at].has(*kinds) and not (spans[at].names or spans[at].pause):
        at += 1
    return at
