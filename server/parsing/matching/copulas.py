"""Portuguese and Italian: "é" and "è" are no "and", from which only the accent tells them: "um dos cafés é descafeinado"."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.around_names import SMALL_TALK
from server.parsing.matching.spans import Span
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token


def told_from_and(spans: Sequence[Span], tokens: Sequence[Token], text: str, spoken: Language) -> list[Span]:
    """The spans, a single word for "is" as small talk where it is "and" but for its accent."""
    return [
        replace(span, word=SMALL_TALK) if _is_copula(span, tokens, text, spoken) else span for span in spans
    ]


def _is_copula(span: Span, tokens: Sequence[Token], text: str, spoken: Language) -> bool:
    if not span.has("and") or span.names or span.end > span.start + 1:
        return False
    token = tokens[span.start]
    said = text[token.start : token.end].casefold()
    return said != token.text and said in spoken.copulas
