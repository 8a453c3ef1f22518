"""Sizes and dishes within small words that are said for something else too.

The kids of "the kids pork belly" are its size *Child*, and no talk of children; the double of "dos dobles de Turia" is
its size *doble*, and no amount; in "troque o garoto" what is exchanged is a *Garoto*.
"""

from collections.abc import Iterator, Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import ALIAS, Entry
from server.parsing.matching.spans import NOTHING, Span
from server.parsing.text.tokens import Token


def name_sizes_in_talk(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> list[Span]:
    """The spans, a word of talk or of an amount as the size of the dish behind it or as the dish that it is."""
    return [part for at in range(len(spans)) for part in _parts(spans, at, tokens, view, index)]


def _parts(
    spans: Sequence[Span], at: int, tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> Iterator[Span]:
    span, last = spans[at], spans[at].end - 1
    if sizes := _sizes_before(spans, at, tokens, view, index):
        yield _small_word(span.start, last, span.pause, tokens, view)
        yield Span(last, span.end, sizes)
    elif sizes := _sizes_as_amount(spans, at, tokens, view, index):
        yield Span(span.start, span.start + 1, sizes, pause=span.pause)
        yield _small_word(span.start + 1, span.end, "", tokens, view)
    elif dishes := _dish_exchanged(spans, at, tokens, view, index):
        yield _small_word(span.start, last, span.pause, tokens, view)
        yield Span(last, span.end, dishes)
    else:
        yield span


def _small_word(first: int, end: int, pause: str, tokens: Sequence[Token], view: MenuWords) -> Span:
    """The words from `first` to `end` as the small word of the language that they are, if any."""
    said = tuple(token.text for token in tokens[first:end])
    return Span(first, end, word=view.language.trie.get(said) or NOTHING, pause=pause)


def _sizes_as_amount(
    spans: Sequence[Span], at: int, tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> Entry:
    """The sizes that the first word of an amount ("doble de") is of the dish behind it, which is no option."""
    span, behind = spans[at], spans[at + 1] if at + 1 < len(spans) else None
    is_apart = behind is None or behind.pause or span.names or span.end - span.start < 2  # noqa: PLR2004
    if is_apart or behind is None or not span.has("amount"):
        return {}
    dishes = {i for name in behind.names for i, far in index.names[name].items.items() if far <= ALIAS}
    return sizes_called(tokens[span.start].text, dishes, view, index)


def _dish_exchanged(
    spans: Sequence[Span], at: int, tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> Entry:
    """The names of a dish that the last word of talk ("o garoto") calls behind a verb of change or removal."""
    span, before = spans[at], spans[at - 1] if at else None
    if before is None or span.pause or span.names or span.end - span.start < 2:  # noqa: PLR2004
        return {}
    if span.word.kinds != {"filler"} or not before.has("change", "remove"):
        return {}
    said = view.trie.get((tokens[span.end - 1].text,)) or {}
    return {name: far for name, far in said.items() if far <= ALIAS and index.names[name].items}


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
