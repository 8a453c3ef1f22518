"""Sizes that are called by people: the kids of "the kids pork belly" are its size *Child*, and no talk of children."""

from collections.abc import Iterator, Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import Entry
from server.parsing.matching.spans import NOTHING, Span
from server.parsing.text.tokens import Token


def name_sizes_in_talk(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> list[Span]:
    """The spans, the last word of talk right before a dish as the size of the dish that it is."""
    return [part for at in range(len(spans)) for part in _parts(spans, at, tokens, view, index)]


def _parts(
    spans: Sequence[Span], at: int, tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> Iterator[Span]:
    span, last = spans[at], spans[at].end - 1
    sizes = _sizes_before(spans, at, tokens, view, index)
    if sizes:
        said = tuple(token.text for token in tokens[span.start : last])
        word = view.language.trie.get(said) or NOTHING
        yield Span(span.start, last, word=word, pause=span.pause)
        yield Span(last, span.end, sizes)
    else:
        yield span


def _sizes_before(
    spans: Sequence[Span], at: int, tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> Entry:
    """The sizes that the last word of talk is of the dish behind it."""
    span, behind = spans[at], spans[at + 1] if at + 1 < len(spans) else None
    if behind is None or behind.pause or not behind.names or span.names or span.end - span.start < 2:  # noqa: PLR2004
        return {}
    if span.word.kinds != {"filler"}:
        return {}
    dishes = {item for name in behind.names for item in index.names[name].items}
    return sizes_called(tokens[span.end - 1].text, dishes, view, index)


def sizes_called(word: str, dishes: set[int], view: MenuWords, index: MenuIndex) -> Entry:
    """The names of sizes of any of `dishes` that a word is."""
    said = view.trie.get((word,)) or view.trie.get((view.language.stem(word),)) or {}
    return {name: far for name, far in said.items() if not dishes.isdisjoint(index.names[name].variants)}
