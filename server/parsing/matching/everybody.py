"""A dish that so many people all want is ordered so often: 二人ともコーラで, 둘 다 콜라로, 我们两个都要冷面.

Where no dish follows such words, they speak of all that was ordered.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word

MOST_BEHIND = 8
"""Spans behind such words in which the dish is looked for, at most."""
ALL = Word(frozenset({"all"}))
_COUNTED_OTHERWISE = (
    "number",
    "no",
    "remove",
    "change",
    "make",
    "instead",
    "each",
    "only",
    "adding",
    "more",
    "same",
)
"""Kinds of words with which a clause tells something else than what all of them want."""


def counted_by_persons(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """The spans, words for so many people who all want a dish as the number before it."""
    found = list(spans)
    for at, span in enumerate(spans):
        if not span.has("persons_want"):
            continue
        dish = _dish_behind(found, at, index)
        if dish < 0:
            found[at] = replace(span, word=ALL)
            continue
        number = replace(span, word=Word(frozenset({"number"}), span.word.value), names={})
        found[at : dish + 1] = [number, *found[at + 1 : dish + 1]]
    return found


def _dish_behind(spans: Sequence[Span], at: int, index: MenuIndex) -> int:
    """Where the dish stands that all of them want, behind what is said of it; -1 where something else is told."""
    dish = -1
    for i in range(at + 1, min(len(spans), at + 1 + MOST_BEHIND)):
        span = spans[i]
        if span.pause:
            break
        if span.has(*_COUNTED_OTHERWISE) and not span.names:
            return -1
        if dish < 0 and span.names and any(index.names[name].items for name in span.names):
            dish = i
    return dish
