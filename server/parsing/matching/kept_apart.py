"""Two things that are to come apart of which the menu has one at most, as one wish: 面和汤分开装 is no *Extra noodles* aside."""

from collections.abc import Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kinds_of_names import is_dish
from server.parsing.matching.names import PART
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word

MOST_BEFORE = 6
"""Spans of the clause before the word that says "apart", at most."""
WISH = Word(frozenset({"request"}))
_SMALL = ("and", "filler", "change", "that", "all")


def kept_apart(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """The spans, what is to be kept apart as one wish where a thing among it is none of the menu's."""
    found: list[Span] = []
    for span in spans:
        begin = _begin(found, index) if span.word.amount == "side" and not span.names else len(found)
        things = [one for one in found[begin:] if one.names or not one.known]
        if len(things) > 1 and not all(map(_is_of_menu, things)) and not span.pause:
            first = found[begin]
            found[begin:] = [Span(first.start, span.end, word=WISH, pause=first.pause)]
        else:
            found.append(span)
    return found


def _is_of_menu(span: Span) -> bool:
    """Whether a span names something of the menu, and not by a part of a name: no rice of *Curry with rice*."""
    return bool(span.names) and min(span.names.values()) < PART


def _begin(spans: Sequence[Span], index: MenuIndex) -> int:
    """Where the things begin that end a clause, up to the dish that they are of."""
    at = len(spans)
    while at > max(0, len(spans) - MOST_BEFORE):
        span = spans[at - 1]
        if (_is_of_menu(span) and is_dish(span, index)) or (
            span.known and not (span.names or span.has(*_SMALL))
        ):
            break
        at -= 1
        if span.pause:
            break
    return at
