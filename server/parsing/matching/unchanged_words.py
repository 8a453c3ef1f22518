"""Words for what stays as it is, where they could name something as well: "just the one chips still" is no *Still water*."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.spans import NOTHING, Span

_OF_NAME = ("that", "article", "with", "number", "filler")
_COUNTS = ("number", "article", "of", "and", "or")
"""Kinds of words that may stand between such a word and what stays, and those behind which it names something."""


def unnamed_where_unchanged(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """The spans; those of such words name nothing where they tell what stays, and are nothing else where they do not."""
    found = list(spans)
    for at, span in enumerate(spans):
        if span.names and span.has("unchanged"):
            stays = _leads(spans, at, index) or _ends(spans, at, index)
            found[at] = replace(span, names={}) if stays else replace(span, word=NOTHING)
    return found


def _leads(spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    """Whether it stands before something named, and nothing counts it: "still king prawn", "still no salad"."""
    if at and not spans[at].pause and spans[at - 1].has(*_COUNTS):
        return False
    behind = at + 1
    while behind < len(spans) and not spans[behind].pause and not spans[behind].names:
        if spans[behind].has("no"):
            return True
        if not spans[behind].has(*_OF_NAME):
            return False
        behind += 1
    if behind >= len(spans) or spans[behind].pause:
        return False
    return _dishes_of(spans[behind], index).isdisjoint(_dishes_of(spans[at], index))


def _ends(spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    """Whether it ends a clause behind a dish that is not had so: not that of "water still"."""
    is_last = at + 1 == len(spans) or bool(spans[at + 1].pause)
    if not is_last or at == 0 or spans[at].pause or not spans[at - 1].names:
        return False
    dishes = {item for name in spans[at - 1].names for item in index.names[name].items}
    return bool(dishes) and dishes.isdisjoint(_dishes_of(spans[at], index))


def _dishes_of(span: Span, index: MenuIndex) -> set[int]:
    """The dishes that a span may name, or that have an option or a size that is called so."""
    named = [index.names[name] for name in span.names]
    return {item for one in named for item in (*one.items, *one.modifiers, *one.variants)}
