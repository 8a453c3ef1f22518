"""A drink's kind said before its name, where the kind alone may be another drink, or one more.

"Un caffè marocchino" is no *Caffè* beside a *Marocchino*, and "two beers, Peroni please" are two.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.called_by_kind import may_be_of_kind
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import ALIAS
from server.parsing.matching.spans import NOTHING, Span
from server.parsing.text.tokens import Token

_COUNTS = ("article", "number", "that", "counter")
_WISHES = frozenset({"request"})
""" "Cortado" is a wish elsewhere."""
_BEHIND = ("filler", "and", "allergy_tail")


def name_behind_kind(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> list[Span]:
    """The spans, the kind of a drink and a drink of that kind right behind it as this drink alone."""
    found: list[Span] = []
    for at, span in enumerate(spans):
        first = _kind_before(found, span)
        ends = _ends(spans, at + 1) or (first == len(found) - 1 and not span.pause)
        count = _count_before(found, first, index)
        if count >= 0 and ends and _is_its_kind(found[count], found[first], span, tokens, view, index):
            kind = found[first]
            del found[first:]
            found.append(replace(span, start=kind.start, pause=kind.pause, word=NOTHING))
        else:
            found.append(span)
    return found


def _count_before(found: Sequence[Span], first: int, index: MenuIndex) -> int:
    """Where the count of a kind stands, right before it or before an option: "two cold beers"."""
    is_option = first > 1 and found[first - 1].names and not _nearest(found[first - 1], index)
    return first - 2 if is_option and not found[first - 1].pause else first - 1


def _kind_before(found: Sequence[Span], span: Span) -> int:
    """Where the kind of a drink may stand that is named at a span: right before it, but for one word of talk."""
    last = len(found) - 1
    is_talk = (
        last > 0 and found[last].word.kinds == {"filler"} and not (found[last].names or found[last].pause)
    )
    return last - 1 if is_talk and not span.pause else last


def _ends(spans: Sequence[Span], at: int) -> bool:
    """Whether nothing is told of the drink behind it, and no other one is listed: "two beers, Peroni please"."""
    if at >= len(spans) or (spans[at].has(*_BEHIND) and not spans[at].names):
        return True
    return spans[at].pause == "." or bool(spans[at].pause and spans[at].has("article", "number"))


def _is_its_kind(
    count: Span, kind: Span, span: Span, tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> bool:
    """Whether a word that is counted says the kind of the one drink that is named behind it.

    Behind a pause or some talk that is so only where no drink is called by the kind alone.
    """
    is_counted = count.has(*_COUNTS) and not (count.names or kind.pause)
    if not is_counted or not span.word.kinds <= _WISHES or kind.word.kinds or span.pause == ".":
        return False
    if any(index.names[name].modifiers or index.names[name].variants for name in kind.names):
        return False
    dishes, others = _nearest(span, index), _nearest(kind, index)
    is_apart = bool(span.pause) or kind.end < span.start
    if len(dishes) != 1 or not dishes.isdisjoint(others) or (others and is_apart):
        return False
    said = [token.text for token in tokens[kind.start : kind.end]]
    return may_be_of_kind(said, index.items[min(dishes)], view, index)


def _nearest(span: Span, index: MenuIndex) -> set[int]:
    """The dishes that a span calls by their names."""
    near = [index.names[name] for name, far in span.names.items() if far <= ALIAS]
    return {item for named in near for item, far in named.items.items() if far <= ALIAS}
