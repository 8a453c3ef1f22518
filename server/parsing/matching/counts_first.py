"""Words that are brought before their clause or their dish: one that says that no more is wanted, and "one" behind its dish."""

from collections.abc import Sequence
from itertools import pairwise

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kinds_of_names import is_dish
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word

ONLY = Word(frozenset({"just", "only"}))
MAKE = Word(frozenset({"make"}))
_OF_SOME = ("times", "among", "pronoun", "of", "that")
"""Kinds of words right before a number that is no quantity of a new dish: 汉堡其中一个, "rice x4"."""
_JOINTS = ("and", "also", "with", "no")


def enough_first(
    spans: Sequence[Span], index: MenuIndex, *, counts_first: bool = False, numbers_last: bool = False
) -> list[Span]:
    """A word that says that no more is wanted, before its clause: "make it two" for "two are enough".

    `counts_first`: such a word says it right behind a number alone, as "iki olsun" does and "büyük olsun" does not.
    `numbers_last`: what is counted stands before its number, as in Japanese.
    """
    if not any("enough" in span.word.kinds for span in spans):
        return list(spans)
    ordered: list[Span] = []
    begin = 0
    for at, span in enumerate(spans):
        if span.pause or (span.has("and", "also") and not span.names):
            begin = len(ordered) + (0 if span.pause else 1)
        said = ordered[-1:] if counts_first else ordered[begin:]
        if span.has("enough") and _counts(said, index, numbers_last=numbers_last):
            span.word = MAKE
            span.pause, ordered[begin].pause = ordered[begin].pause, ""
            ordered.insert(begin, span)
        else:
            if not counts_first and at + 1 < len(spans) and _opens_count(span, spans[at + 1]):
                span.word = ONLY
            ordered.append(span)
    return ordered


def _opens_count(span: Span, behind: Span) -> bool:
    """Whether it is counted right behind a word that says that no more is wanted: "es reicht eine Suppe"."""
    is_count = behind.has("number", "article") and not (behind.names or behind.pause)
    return span.has("enough") and not span.names and is_count


def _counts(said: Sequence[Span], index: MenuIndex, *, numbers_last: bool) -> bool:
    """Whether a number is said; where it ends its clause, no option or size is behind it: not in 一つだけ大盛にしてください."""
    counts = [s.start for s in said if s.has("number", "article", "half")]
    behind = [s for s in said if counts and s.start > max(counts) and s.names and not is_dish(s, index)]
    return bool(counts) and not (numbers_last and behind)


def one_first(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """A "one" behind a dish and its sizes before it, where the dish has no number yet: "one burger" for "برجر واحد"."""
    ordered: list[Span] = []
    for span in spans:
        at = len(ordered)
        if span.has("number") and span.word.value == 1 and not span.names and not span.pause:
            while at and ordered[at - 1].names and not is_dish(ordered[at - 1], index):
                at -= 1
            at -= 1
            names_dish = at >= 0 and is_dish(ordered[at], index)
            at = at if names_dish and not (at and ordered[at - 1].has("number")) else len(ordered)
        if at < len(ordered):
            span.pause, ordered[at].pause = ordered[at].pause, ""
        ordered.insert(at, span)
    return ordered


def listed_counts_first(spans: Sequence[Span], index: MenuIndex, *, before_and: bool = False) -> list[Span]:
    """Numbers behind their dishes before them, where every dish of a list has one there: "two teas three colas".

    `before_and`: a number between a dish and "and", "with" or "no" is the dish's, even if no other number follows.
    """
    ordered: list[Span] = []
    begin = 0
    for at in range(1, len(spans) + 1):
        ends_with_joint = at < len(spans) and spans[at].has(*_JOINTS) and not spans[at].names
        if at == len(spans) or spans[at].pause or ends_with_joint:
            part = list(spans[begin:at])
            ordered += _counted_before(part, index, 1 if before_and and ends_with_joint else 2)
            begin = at
    return ordered


def _counted_before(part: list[Span], index: MenuIndex, fewest: int) -> list[Span]:
    """Spans without a pause between them, each number before the dish that it stands behind, if all stand so."""
    if sum(span.has("number") for span in part) < fewest:
        return part
    heads = [span for span in part if span.has("number") or _names_dish(span, index)]
    dishes, numbers = heads[::2], heads[1::2]
    alternate = len(dishes) == len(numbers) >= fewest and all(map(_only_counts, numbers))
    is_told = any(behind in numbers for span, behind in pairwise(part) if span.has(*_OF_SOME))
    if not alternate or is_told or any(span.has("number") for span in dishes):
        return part
    for dish, number in zip(dishes, numbers, strict=True):
        _bring_before(part, dish, number)
    return part


def _bring_before(part: list[Span], dish: Span, number: Span) -> None:
    """A number and its measure words right before a dish."""
    at, to = (next(i for i, span in enumerate(part) if span is one) for one in (number, dish))
    end = at + 1
    while end < len(part) and part[end].has("counter") and not part[end].names:
        end += 1
    counted = part[at:end]
    del part[at:end]
    counted[0].pause, dish.pause = dish.pause, ""
    part[to:to] = counted


def _names_dish(span: Span, index: MenuIndex) -> bool:
    """Whether what a span most nearly names is a dish."""
    nearest = min(span.names, key=lambda name: span.names[name], default="")
    return bool(nearest and index.names[nearest].items)


def _only_counts(span: Span) -> bool:
    return span.has("number") and not span.names
