"""Dishes called by the last word of their names, where that is a small word otherwise: "un solo" is a *Café solo*."""

from collections.abc import Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import ALIAS, RARE
from server.parsing.matching.spans import Span
from server.parsing.text.tokens import Token, words

_COUNTS = ("article", "number", "that")
_ENDS = ("and", "with", "no", "into", "for", "filler")
"""Kinds of words before such a word, and behind it where it stands for a dish: "un solo y", not "un solo café"."""
_PLAIN = ("plain", "amount")


def name_small_words(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex, ordered: Sequence[int]
) -> list[Span]:
    """The spans, those with the names of dishes that mean a dish by a small word.

    Behind another dish, or one of the cart (`ordered`), "uno normal" tells how one of these is to be.
    """
    if view.language.code != index.language or not view.language.head_first:
        return [*spans]
    found: list[Span] = []
    for at, span in enumerate(spans):
        if _is_wish_for_dish(spans, at, index, tokens):
            found.append(Span(span.start, span.end, span.names, pause=span.pause))
            continue
        called, names = {}, {}
        if _stands_for_dish(spans, at, is_told=False):
            word = tokens[span.start].text
            called = _with_article(word, view, index) if span.has(*_PLAIN) else {}
            is_told = bool(ordered) or any(before.names for before in found)
            stands = bool(called) or _stands_for_dish(spans, at, is_told=is_told)
            names = (called or _ending_in(word, index)) if stands else {}
        means_dish = bool(names) and (bool(called) or span.names.keys() <= names.keys())
        found.append(Span(span.start, span.end, names) if means_dish else span)
    return found


def _stands_for_dish(spans: Sequence[Span], at: int, *, is_told: bool) -> bool:
    """Whether a word for "only" or "plain" stands where a dish does: counted, and nothing behind it that it is said of."""
    span, behind = spans[at], spans[at + 1 : at + 2]
    if at == 0 or span.pause or span.end - span.start != 1:
        return False
    if not spans[at - 1].has(*_COUNTS) or spans[at - 1].names:
        return False
    is_only, is_plain = span.has("only", "just"), span.has(*_PLAIN)
    if not (is_only or is_plain) or (is_plain and is_told):
        return False
    return all(b.pause or (b.has(*_ENDS) and not b.names) for b in behind)


def _is_wish_for_dish(spans: Sequence[Span], at: int, index: MenuIndex, tokens: Sequence[Token]) -> bool:
    """Whether a word for how a dish is to be stands behind an article, and names of dishes begin with it: "la tagliata"."""
    span = spans[at]
    if at == 0 or span.pause or not (span.names and span.has("request")) or span.end - span.start != 1:
        return False
    before = spans[at - 1]
    if not before.has(*_COUNTS) or (before.names and not before.has("number")):
        return False
    stem = index.view(index.language).language.stem
    said = stem(tokens[span.start].text)
    return any(
        stem(word) == said for name in span.names if index.names[name].items for word in words(name)[:1]
    )


def _with_article(word: str, view: MenuWords, index: MenuIndex) -> dict[str, float]:
    """The name of a dish that consists of an article and a word: *La Semplice*."""
    spoken = view.language
    said = {name: words(name) for name in index.names if name.endswith(word)}
    return {
        name: ALIAS
        for name, (first, *rest) in said.items()
        if rest == [word] and index.names[name].items and spoken.is_cue(first, "article", "that")
    }


def _ending_in(word: str, index: MenuIndex) -> dict[str, float]:
    """The names of dishes that end in a word, or in what it is the plural of."""
    stem = index.view(index.language).language.stem
    last = {
        name: said[-1] for name, named in index.names.items() if named.items and len(said := words(name)) > 1
    }
    return {name: RARE for name, end in last.items() if word.startswith(end) and stem(word) == stem(end)}
