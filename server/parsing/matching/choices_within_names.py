"""A choice within a dish's name: "eggs on white toast" of *Eggs on Toast*, "tosta de pan integral con tomate"."""

from collections.abc import Sequence
from dataclasses import replace

from server.domain.menu import Item
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import ALIAS
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word
from server.parsing.text.tokens import Token, words

LONGEST = 5
"""Phrases from the first word of such a name to its last, at most."""
_TALK = Word(frozenset({"filler"}))


def name_around_choice(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> list[Span]:
    """The spans, the first of a name as all of it, where a choice of its dish stands before the last."""
    found = list(spans)
    for at, first in enumerate(spans):
        if not first.names or found[at].word is _TALK:
            continue
        for last in range(at + 2, min(len(spans), at + LONGEST)):
            if spans[last].pause:
                break
            if item := _called_around(spans[at : last + 1], tokens, view, index):
                found[at] = replace(first, names={item.name.casefold(): ALIAS})
                for i in (*range(at + 1, last - 1), last):
                    found[i] = replace(spans[i], names={}, word=_TALK)
                break
    return found


def _called_around(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> Item | None:
    """The dish whose whole name the phrases are, but for the one before the last, which is a choice of it."""
    *begin, choice, last = spans
    if not (choice.names and last.names) or choice.pause or any(span.pause for span in begin[1:]):
        return None
    stem = view.language.stem
    said = [stem(t.text) for span in (*begin, last) for t in tokens[span.start : span.end]]
    having = {id_ for name in choice.names for id_ in index.names[name].modifiers}
    called = {id_ for name in last.names for id_ in index.names[name].items}
    found = [id_ for id_ in having & called if [stem(w) for w in words(index.items[id_].name)] == said]
    item = index.items[found[0]] if len(found) == 1 else None
    return item if item is not None and item.name.casefold() in index.names else None
