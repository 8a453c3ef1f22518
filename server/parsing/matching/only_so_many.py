"""Korean and Japanese: "only" behind a number says how many there shall be, and a verb that goes on ends its clause.

콜라는 하나만 is one cola and no more; what stands behind 주시고 is told of the next dish.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.around_names import SMALL_TALK
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kinds_of_names import is_dish
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token

_MOST_WORDS = 3
"""Spans of a number with its measure word and "only", at most."""


def end_clauses(spans: list[Span], tokens: Sequence[Token], index: MenuIndex, spoken: Language) -> None:
    """Put a pause behind each verb that ends its clause before another dish: 주시고, 할게요."""
    for at in range(len(spans) - 1):
        said = tuple(token.text for token in tokens[spans[at].start : spans[at].end])
        if said in spoken.ends_clause and not spans[at].names and _names_dish(spans, at + 1, index):
            spans[at + 1].pause = spans[at + 1].pause or ","
        elif _goes_on_adding(spans, at, tokens, spoken):
            spans[at] = replace(spans[at], word=SMALL_TALK)
            spans[at + 1].pause = spans[at + 1].pause or ","


def _goes_on_adding(spans: Sequence[Span], at: int, tokens: Sequence[Token], spoken: Language) -> bool:
    """Whether an "and" makes a verb of the end of the option before it: the 하고 of 치즈 추가하고, where *치즈 추가* is an option."""
    if not at or not spans[at].has("and") or spans[at].names or spans[at].pause or not spans[at - 1].names:
        return False
    before = spans[at - 1]
    ends = (
        tuple(token.text for token in tokens[first : before.end])
        for first in range(before.start + 1, before.end)
    )
    verbs = (
        spoken.trie.get((*end, *(token.text for token in tokens[spans[at].start : spans[at].end])))
        for end in ends
    )
    return any(verb is not None and "adding" in verb.kinds for verb in verbs)


def _names_dish(spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    """Whether a dish is the first thing that is named from a span on, before a pause."""
    for i in range(at, len(spans)):
        if i > at and spans[i].pause:
            return False
        if spans[i].names:
            return is_dish(spans[i], index)
    return False


def count_only_so_many(spans: Sequence[Span]) -> list[Span]:
    """The spans, each number that "only" ends its clause behind as one that says that no more is wanted: 하나만."""
    found: list[Span] = []
    for at, span in enumerate(spans):
        number = _number_before(found) if _is_told_of_number(spans, at) else -1
        if number < 0:
            found.append(span)
            continue
        first = found[number]
        kinds = first.word.kinds | {"just"}
        first.word = Word(kinds, first.word.value)
        first.end = span.end
        del found[number + 1 :]
    return found


def _is_told_of_number(spans: Sequence[Span], at: int) -> bool:
    """Whether "only" ends its clause at span `at`."""
    if not spans[at].has("only") or spans[at].names or spans[at].pause:
        return False
    behind = at + 1
    while behind < len(spans) and not spans[behind].pause and spans[behind].has("filler", "ordering"):
        behind += 1
    return behind >= len(spans) or bool(spans[behind].pause)


def _number_before(spans: Sequence[Span]) -> int:
    """The number that ends the spans, its measure words behind it; -1 where none does."""
    at = len(spans) - 1
    while at > 0 and spans[at].has("counter") and not (spans[at].names or spans[at].pause):
        at -= 1
    is_number = at >= 0 and spans[at].has("number") and not spans[at].names
    return at if is_number and len(spans) - at < _MOST_WORDS else -1
