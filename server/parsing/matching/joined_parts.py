"""A dish that is called by two parts of its name with "and" between: "soup and roll" of *Soup of the day w/ crusty roll*."""

from collections.abc import Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import PART
from server.parsing.matching.spans import Span
from server.parsing.text.tokens import Token

_LEADING = ("with", "no", "preposition", "instead", "add", "into")
"""Kinds of words behind which the parts are what a dish is had with."""


def join_parts(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> list[Span]:
    """The spans, two parts of the name of one dish and the "and" between them as one.

    Neither may call anything by itself: with *Eggs* and *Bacon* on the menu, "eggs and bacon" are two dishes.
    """
    if view.language.script or view.language.code != index.language:
        return list(spans)
    found: list[Span] = []
    for at, span in enumerate(spans):
        if len(found) > 1 and (name := _joined(spans, at, tokens, view, index)):
            first = found[-2]
            found[-2:] = [Span(first.start, span.end, {name: PART}, pause=first.pause)]
        else:
            found.append(span)
    return found


def _joined(
    spans: Sequence[Span], at: int, tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> str:
    """The name of the only dish that has the parts on both sides of an "and"; "" where there is none."""
    first, link, last = spans[at - 2], spans[at - 1], spans[at]
    if not (link.has("and") and first.names and last.names) or link.pause or last.pause:
        return ""
    if _is_had_with(spans, at - 2) or any(_calls_something(span, index) for span in (first, last)):
        return ""
    stem = view.language.stem
    said = frozenset(stem(t.text) for span in (first, last) for t in tokens[span.start : span.end])
    whole = [item_id for item_id, own in view.item_words.items() if said <= own and item_id in index.items]
    name = index.items[whole[0]].name.casefold() if len(whole) == 1 else ""
    return name if name in index.names else ""


def _is_had_with(spans: Sequence[Span], at: int) -> bool:
    """Whether something before in the clause is had with what follows: "a burger with cheese and …"."""
    while at > 0 and not spans[at].pause:
        at -= 1
        if spans[at].has(*_LEADING) and not spans[at].names:
            return True
    return False


def _calls_something(span: Span, index: MenuIndex) -> bool:
    """Whether a dish is called so, but for a part of its name, or only so an option."""
    named = [(index.names[name], far) for name, far in span.names.items()]
    of_dishes = [far for one, far in named if one.items]
    return not of_dishes or min(of_dishes) < PART
