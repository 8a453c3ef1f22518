"""Words that a menu knows only a part of, in scripts without blanks: たこ焼き is no どて焼き, and 김치찌개 no 김치전."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.names import SHORTENED, SYNONYM
from server.parsing.matching.spans import Span
from server.parsing.text.tokens import Token, is_unspaced


def without_parts_of_compounds(
    spans: Sequence[Span], tokens: Sequence[Token], index: MenuIndex
) -> list[Span]:
    """The spans, a part of a name that is written together with a word that nobody knows as unknown, too."""
    return [
        replace(span, names={})
        if (_is_part(span) and _is_within_word(spans, at, tokens)) or _begins_word(spans, at, tokens, index)
        else span
        for at, span in enumerate(spans)
    ]


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
