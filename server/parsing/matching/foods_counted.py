"""Words for food behind an article that are small words elsewhere: "un tè" is no "te", "een thee" no "the"."""

from collections.abc import Sequence

from server.parsing.matching.names import PART
from server.parsing.matching.spans import NOTHING, Span
from server.parsing.text.foods import foods, is_adjective, is_manner, is_measure, is_vessel
from server.parsing.text.tokens import Token

_SMALL = frozenset({"filler", "that", "pronoun", "request"})
"""Kinds of words that name nothing, and are overlooked or told as a wish."""
_BEHIND = ("and", "with", "also", "filler")


def count_foods(spans: Sequence[Span], tokens: Sequence[Token], code: str) -> None:
    """Read what an article or a number counts, and is food, as nothing but a name of that, on the menu or not."""
    for at in range(1, len(spans)):
        span = spans[at]
        is_known = bool(span.names) and min(span.names.values()) < PART
        is_small = bool(span.word.kinds) and span.word.kinds <= _SMALL
        if (
            is_small
            and not is_known
            and _is_counted(spans, at)
            and _is_food(tokens[span.start : span.end], code)
        ):
            span.word = NOTHING


def _is_counted(spans: Sequence[Span], at: int) -> bool:
    """Whether a determiner stands right before a span, and nothing that it could be said of behind it."""
    before, behind = spans[at - 1], spans[at + 1] if at + 1 < len(spans) else None
    is_led = before.has("article", "number") and not (before.names or spans[at].pause)
    return is_led and (behind is None or bool(behind.pause) or (behind.has(*_BEHIND) and not behind.names))


def _is_food(said: Sequence[Token], code: str) -> bool:
    things = foods(code).things_in([token.text for token in said]) if len(said) == 1 else ()
    others = (is_adjective, is_manner, is_measure, is_vessel)
    return any(not (thing.startswith("=") or any(is_other(thing) for is_other in others)) for thing in things)
