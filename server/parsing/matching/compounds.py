"""Words that a menu knows only a part of, in scripts without blanks: たこ焼き is no どて焼き, and 김치찌개 no 김치전."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.names import SHORTENED, SYNONYM
from server.parsing.matching.spans import Span
from server.parsing.text.foods import foods
from server.parsing.text.tokens import Token, is_unspaced

LONGEST_FOOD = 5
"""Spans that a word for a food is cut into, at most."""


def without_parts_of_compounds(
    spans: Sequence[Span], tokens: Sequence[Token], index: MenuIndex
) -> list[Span]:
    """The spans, a part of a name that is written together with a word that nobody knows as unknown, too."""
    return [
        replace(span, names={})
        if (_is_part(span) and _is_within_word(spans, at, tokens))
        or _begins_word(spans, at, tokens, index)
        or _is_end_of_word(spans, at, tokens)
        else span
        for at, span in enumerate(spans)
    ]


def _is_end_of_word(spans: Sequence[Span], at: int, tokens: Sequence[Token]) -> bool:
    """Whether a single character that is a part of names ends the word of the name before it: the 粉 of 孜然粉."""
    span = spans[at]
    is_single = span.end - span.start == 1 and _is_part(span) and not span.pause
    return is_single and at > 0 and bool(spans[at - 1].names) and _are_joined(spans[at - 1], span, tokens)


def _begins_word(spans: Sequence[Span], at: int, tokens: Sequence[Token], index: MenuIndex) -> bool:
    """Whether a single character that is another word for a dish begins a longer word: the 生 of 生卵, not of 生中ジョッキ."""
    span, behind = spans[at], spans[at + 1] if at + 1 < len(spans) else None
    is_other_word = span.end - span.start == 1 and bool(span.names) and min(span.names.values()) >= SYNONYM
    if not is_other_word or behind is None or not _are_joined(span, behind, tokens):
        return False
    return not behind.known or (
        bool(behind.names) and not any(index.names[name].variants for name in behind.names)
    )


def _is_part(span: Span) -> bool:
    """Whether a span is nothing but a part of names."""
    return bool(span.names) and not span.word.kinds and min(span.names.values()) >= SHORTENED


def _is_within_word(spans: Sequence[Span], at: int, tokens: Sequence[Token]) -> bool:
    before = at > 0 and not spans[at - 1].known and _are_joined(spans[at - 1], spans[at], tokens)
    if before or at + 1 >= len(spans) or not _are_joined(spans[at], spans[at + 1], tokens):
        return before
    is_single = spans[at].end - spans[at].start == 1
    return not spans[at + 1].known or (is_single and spans[at + 1].has("counter"))


def _are_joined(first: Span, second: Span, tokens: Sequence[Token]) -> bool:
    """Whether nothing stands between two spans, both in such a script."""
    end, begin = tokens[first.end - 1], tokens[second.start]
    return end.end == begin.start and is_unspaced(end.text[-1]) and is_unspaced(begin.text[0])


def as_whole_foods(spans: Sequence[Span], tokens: Sequence[Token], code: str) -> list[Span]:
    """The spans, those that are one word for a food together as one span: 玉ねぎ is no ねぎ, and 시금치 begins with no hour.

    It has the names of its last part where that is a word for the same food: 대파.
    """
    found: list[Span] = []
    at = 0
    while at < len(spans):
        end = (
            at
            if _is_measure(spans, at) or _is_measure(spans, at + 1)
            else _end_of_food(spans, at, tokens, code)
        )
        if end > at:
            last, whole = spans[end], _thing(spans[at].start, spans[end].end, tokens, code)
            names = last.names if whole == _thing(last.start, last.end, tokens, code) else {}
            found.append(Span(spans[at].start, last.end, names, pause=spans[at].pause))
        else:
            found.append(spans[at])
        at = end + 1
    return found


def _is_measure(spans: Sequence[Span], at: int) -> bool:
    """Whether a measure word stands right behind a number: 三份 is no food."""
    return (
        0 < at < len(spans)
        and spans[at].has("counter")
        and spans[at - 1].has("number")
        and not spans[at].pause
    )


def _end_of_food(spans: Sequence[Span], at: int, tokens: Sequence[Token], code: str) -> int:
    """The span that ends the word for a food that begins with a small word, or an unknown one; the place itself for none."""
    first = spans[at]
    if first.names or first.end - first.start > 1:
        return at
    end, is_joined, is_new = at, True, not first.known
    for i in range(at + 1, min(len(spans), at + LONGEST_FOOD)):
        is_joined = is_joined and not spans[i].pause and _are_joined(spans[i - 1], spans[i], tokens)
        is_new = is_new or bool(spans[i].names) or not spans[i].known
        if is_joined and is_new and _thing(first.start, spans[i].end, tokens, code):
            end = i
    return end


def _thing(begin: int, end: int, tokens: Sequence[Token], code: str) -> str:
    """The food that the words from one place to another are for; "" where they are for none, or for more."""
    said = [token.text for token in tokens[begin:end]]
    behind, thing = foods(code).thing_at(said, 0)
    return thing if behind == len(said) else ""
