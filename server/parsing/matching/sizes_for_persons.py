"""Sizes that are called by who has them: "a pot of tea for one", of *Pot for One*, "the antipasto to share", of *For 2 to share*."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kinds_of_names import is_dish
from server.parsing.matching.spans import NOTHING, Span
from server.parsing.text.cue_phrases import Word
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token, words

LONGEST = 3
"""Words for a dish that several share, at most."""
_JOINTS = ("and", "also", "but", "with", "no", "filler", "please", "ordering")
_CHANGES = ("change", "make", "instead")


def name_sizes_for_persons(
    spans: Sequence[Span], tokens: Sequence[Token], index: MenuIndex, spoken: Language
) -> list[Span]:
    """The spans, words right behind a dish for who has it as the one size of the dish that is called so."""
    found = list(spans)
    for first, after, is_called in reversed([*_told(spans, tokens, spoken)]):
        labels = _labels(spans, first, after, index)
        called = {label for label in labels if is_called(label)}
        if len(called) == 1 < len(labels):
            names = {called.pop(): 0.0}
            found[first:after] = [replace(spans[first], end=spans[after - 1].end, names=names, word=NOTHING)]
    return found


def _told(
    spans: Sequence[Span], tokens: Sequence[Token], spoken: Language
) -> Iterator[tuple[int, int, Callable[[str], bool]]]:
    """Where spans tell who has a dish (first, after, whether a size is called so)."""
    for at, span in enumerate(spans):
        if span.has("shared"):
            yield at, at + 1, partial(_is_shared, spoken)
        behind = spans[at + 1] if at + 1 < len(spans) else None
        if span.names or not span.has("for") or behind is None or behind.pause:
            continue
        if behind.end - behind.start == 1 and behind.has("number", "article"):
            yield at, at + 2, partial(_is_for, spoken, _number(tokens[behind.start].text, behind.word))


def _number(said: str, word: Word) -> int:
    return int(said[:4]) if said.isdecimal() else word.value or 1


def _labels(spans: Sequence[Span], first: int, after: int, index: MenuIndex) -> set[str]:
    """The sizes of the dish right before, where nothing of another one follows, or is changed."""
    dish = spans[first - 1] if first else None
    ends = after == len(spans) or bool(spans[after].pause) or spans[after].has(*_JOINTS)
    if dish is None or not is_dish(dish, index) or spans[first].pause or not ends:
        return set()
    begin = max((i for i in range(first) if spans[i].pause), default=0)
    if any(span.has(*_CHANGES) for span in spans[begin : first - 1]):
        return set()
    items = {item for name in dish.names for item in index.names[name].items}
    return {size.label.casefold() for item in items for size in index.items[item].variants}


def _is_for(spoken: Language, many: int, label: str) -> bool:
    """Whether a size is for so many: *Pot for Two*."""
    said = words(label)
    return any(
        spoken.is_cue(word, "for") and many in spoken.numbers_in(after) for word, after in pairwise(said)
    )


def _is_shared(spoken: Language, label: str) -> bool:
    """Whether a size is to be shared: *For 2 to share*."""
    said = words(label)
    phrases = (said[at : at + many] for at in range(len(said)) for many in range(1, LONGEST + 1))
    return any((word := spoken.trie.get(phrase)) and "shared" in word.kinds for phrase in phrases)
