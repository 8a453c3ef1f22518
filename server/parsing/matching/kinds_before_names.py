"""A drink's kind said before its name, where the kind alone is another drink: "un caffè marocchino" beside a *Caffè*."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.called_by_kind import may_be_of_kind
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import ALIAS
from server.parsing.matching.spans import NOTHING, Span
from server.parsing.text.tokens import Token

_COUNTS = ("article", "number", "that")
_WISHES = frozenset({"request"})
""" "Cortado" is a wish elsewhere."""


def name_behind_kind(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> list[Span]:
    """The spans, the kind of a drink and a drink of that kind right behind it as this drink alone."""
    found: list[Span] = []
    for span in spans:
        if len(found) > 1 and _is_its_kind(found[-2], found[-1], span, tokens, view, index):
            kind = found.pop()
            found.append(replace(span, start=kind.start, pause=kind.pause, word=NOTHING))
        else:
            found.append(span)
    return found


def _is_its_kind(
    count: Span, kind: Span, span: Span, tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> bool:
    """Whether a word that is counted says the kind of the one drink that is named right behind it."""
    is_counted = count.has(*_COUNTS) and not (count.names or kind.pause or span.pause)
    if not is_counted or not span.word.kinds <= _WISHES or not kind.names or kind.end - kind.start != 1:
        return False
    dishes = _nearest(span, index)
    return (
        len(dishes) == 1
        and dishes.isdisjoint(_nearest(kind, index))
        and may_be_of_kind(tokens[kind.start].text, index.items[min(dishes)], view, index)
    )


def _nearest(span: Span, index: MenuIndex) -> set[int]:
    """The dishes that a span calls by their names."""
    near = [index.names[name] for name, far in span.names.items() if far <= ALIAS]
    return {item for named in near for item, far in named.items.items() if far <= ALIAS}
