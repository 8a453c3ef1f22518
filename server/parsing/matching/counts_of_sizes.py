"""A size that is called one of a measure counts, where some of a dish in that size are told of: 酸梅汤两杯,一杯要冰的.

Of 一杯 and 一扎 the first is the size of both glasses, and 一杯要冰的 is one of the two.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.name_forms import is_one_measure
from server.parsing.matching.names import PART
from server.parsing.matching.said_behind import as_count
from server.parsing.matching.spans import Span
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token, words

MOST_SPANS = 60
"""Spans of a text that are looked at, at most."""
_CHANGES = ("into", "change", "make", "instead")


def counts_of_sizes_had(
    spans: Sequence[Span],
    tokens: Sequence[Token],
    view: MenuWords,
    index: MenuIndex,
    had: Sequence[tuple[int, int]],
) -> list[Span]:
    """The spans, such a size as a number and its measure word where so many of a dish in it are told of.

    It is the size of a dish of the cart (`had`: dish and size), or the default of one that was named before.
    """
    if len(spans) > MOST_SPANS:
        return list(spans)
    sizes = {size for _item, size in had}
    found: list[Span] = []
    for at, span in enumerate(spans):
        is_counted = bool(at) and span.has("counter") and spans[at - 1].has("number")
        is_had = bool(span.names) and not sizes.isdisjoint(_sizes(span, index, view.language))
        if is_had and is_counted and (_follows_dish(spans, at, index) or _tells_of_some(spans, at, index)):
            found.append(replace(span, names={}))
        elif is_had and not span.word.kinds and _tells_of_some(spans, at, index):
            found += as_count(span, tokens, view) or [span]
        else:
            found.append(span)
        sizes |= _default_sizes(span, index)
    return found


def _default_sizes(span: Span, index: MenuIndex) -> set[int]:
    items = {item for name, far in span.names.items() if far < PART for item in index.names[name].items}
    return {size.id for item in items for size in index.items[item].variants if size.is_default}


def _follows_dish(spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    """Whether a number and its measure word stand right behind a dish, and end their clause: 酸梅汤两杯."""
    dish = spans[at - 2] if at > 1 else None
    ends = at + 1 >= len(spans) or bool(spans[at + 1].pause)
    return dish is not None and ends and not spans[at - 1].pause and bool(_default_sizes(dish, index))


def _sizes(span: Span, index: MenuIndex, spoken: Language) -> set[int]:
    """The sizes called one of a measure that a span names; none where it may be anything else."""
    named = [index.names[name] for name in span.names]
    if any(one.items or one.modifiers for one in named):
        return set()
    found = [size for one in named for its in one.variants.values() for size, _far in its]
    return {size.id for size in found if is_one_measure(words(size.label), spoken)}


def _tells_of_some(spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    """Whether a clause begins with so many, names no dish and goes on to an option."""
    begin = at - 1 if at and spans[at].has("counter") and spans[at - 1].has("number") else at
    if begin and not spans[begin].pause and not _sizes_or_options(spans[begin - 1], index):
        return False
    if begin and spans[begin - 1].has(*_CHANGES):
        return False
    behind = spans[at + 1 : next((i for i in range(at + 1, len(spans)) if spans[i].pause), len(spans))]
    named = [span for span in behind if span.names]
    return bool(named) and not any(index.names[name].items for name in named[0].names)


def _sizes_or_options(span: Span, index: MenuIndex) -> bool:
    """Whether the clause goes on behind an option: the second 一杯 of 一杯冰的一杯常温."""
    return bool(span.names) and not any(index.names[name].items for name in span.names)
