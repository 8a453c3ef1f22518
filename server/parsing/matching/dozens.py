"""Dozens of a dish that comes by the dozen: "two dozen oysters" are two of that size, and not twenty-four dishes."""

from collections.abc import Sequence
from dataclasses import replace

from server.domain.menu import Item
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import PART
from server.parsing.matching.spans import NOTHING, Span, find_spans
from server.parsing.matching.written_names import measure_written_in
from server.parsing.text.tokens import Token

LEAST = 6
"""What a word counts at least that may be a size: half a dozen."""
_CHANGES = ("make", "correction", "rather", "after_all")
_BEFORE_DISH = ("of", "that", "filler", "article")


def count_dozens(
    spans: Sequence[Span],
    tokens: Sequence[Token],
    view: MenuWords,
    index: MenuIndex,
    ordered: Sequence[int],
) -> list[Span]:
    """The spans, a number of dozens as the number and the size where the dish behind it comes by the dozen.

    Where none is named behind it, it is of the one dish of the order (`ordered`) that does.
    """
    found: list[Span] = []
    names = any(span.names and not span.has("number") for span in spans)
    for at, span in enumerate(spans):
        if not names and ordered and (label := _size_made(spans, at, view, index, ordered)):
            found.append(replace(span, names={label: 0.0}, word=NOTHING))
            continue
        parts = _parts(span, tokens, view) if span.has("number") and span.end - span.start > 1 else ()
        label = _size_called(parts, _counted(spans, at, index, ordered), view, index) if parts else ""
        if label:
            size = replace(parts[1], names={label: 0.0}, word=NOTHING)
            found += [replace(parts[0], pause=span.pause), size]
        else:
            found.append(span)
    return found


def _size_made(
    spans: Sequence[Span], at: int, view: MenuWords, index: MenuIndex, ordered: Sequence[int]
) -> str:
    """The size of the one dish of the order that is called by a number behind a change: "make it a dozen"; "" where none is."""
    span, behind = spans[at], spans[at + 1 : at + 2]
    is_number = span.has("number") and span.word.value >= LEAST and not span.names
    if not is_number or not _is_change(spans, at):
        return ""
    if any(not one.pause and (one.names or one.has("number", "more")) for one in behind):
        return ""
    there = [index.items[i] for i in dict.fromkeys(ordered) if i in index.items]
    labels = [
        size.label.casefold()
        for item in there
        for size in item.variants
        if size.id in view.sizes_by_number(item).get(span.word.value, ())
        and not measure_written_in(size.label)
    ]
    return labels[0] if len(labels) == 1 and labels[0] in index.names else ""


def _is_change(spans: Sequence[Span], at: int) -> bool:
    """Whether a change stands before a number, or behind it: "make it a dozen", "just half a dozen actually"."""
    before, behind = spans[at - 1 : at] if at else (), spans[at + 1 : at + 2]
    if any(one.has(*_CHANGES) and not one.names for one in before):
        return True
    is_begin = all(one.has("filler", "only", "just") and not one.names for one in before)
    return is_begin and any(one.has(*_CHANGES) and not one.names for one in behind)


def _parts(span: Span, tokens: Sequence[Token], view: MenuWords) -> tuple[Span, ...]:
    """The two words of a number that multiplies: two times twelve; nothing where it is no such."""
    apart = [*find_spans(tokens[span.start : span.end], view, longest=1)]
    if apart and apart[-1].has("of") and not apart[-1].has("number"):
        apart.pop()
    moved = tuple(replace(one, start=one.start + span.start, end=one.end + span.start) for one in apart)
    if len(moved) != 2 or not all(one.has("number") for one in moved):  # noqa: PLR2004
        return ()
    many, dozen = (one.word.value for one in moved)
    return moved if dozen >= LEAST and many > 1 and many * dozen == span.word.value else ()


def _counted(spans: Sequence[Span], at: int, index: MenuIndex, ordered: Sequence[int]) -> list[Item]:
    """The dishes that a number counts: the one behind it, or those of the order where nothing is named there."""
    dish = at + 1
    while (
        dish < len(spans) and spans[dish].has(*_BEFORE_DISH) and not (spans[dish].names or spans[dish].pause)
    ):
        dish += 1
    if dish >= len(spans) or spans[dish].pause or not spans[dish].names:
        return [index.items[i] for i in dict.fromkeys(ordered) if i in index.items]
    phrase = index.phrases.of(spans[dish].names)
    return [index.items[i] for far, i in phrase.items if far < PART] or [
        index.items[i] for i in phrase.best_items
    ]


def _size_called(parts: Sequence[Span], counted: Sequence[Item], view: MenuWords, index: MenuIndex) -> str:
    """What the size is called that is a dozen of the one dish that has it, and of which no size is so many dozens."""
    many, dozen = (one.word.value for one in parts)
    sized = [(item, view.sizes_by_number(item)) for item in counted]
    labels = {
        size.label.casefold()
        for item, sizes in sized
        if many * dozen not in sizes
        for size in item.variants
        if size.id in sizes.get(dozen, ())
    }
    return next((label for label in labels if label in index.names), "") if len(labels) == 1 else ""
