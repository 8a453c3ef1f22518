"""A dish of the cart whose name begins with an article, where it is spoken of again: "la Bergère sans noix", of *La Bergère*."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.spans import Span
from server.parsing.text.tokens import Token

_LEADING = ("article", "number", "another", "with", "in", "into", "change", "no")


def tell_articles_apart(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex, ordered: Sequence[int]
) -> list[Span]:
    """The spans, a definite article that begins the name of an ordered dish as a word of its own."""
    found: list[Span] = []
    for span in spans:
        article = view.language.trie.get((tokens[span.start].text,)) if ordered else None
        is_led = bool(found) and not span.pause and found[-1].has(*_LEADING)
        if article is None or "that" not in article.kinds or is_led or not _is_ordered(span, index, ordered):
            found.append(span)
            continue
        first = Span(span.start, span.start + 1, word=article, pause=span.pause)
        found += [first, replace(span, start=span.start + 1, pause="")]
    return found


def _is_ordered(span: Span, index: MenuIndex, ordered: Sequence[int]) -> bool:
    """Whether several words name nothing but dishes of the cart."""
    called = {item for name in span.names for item in index.names[name].items}
    return span.end - span.start > 1 and bool(called) and called.issubset(ordered)
