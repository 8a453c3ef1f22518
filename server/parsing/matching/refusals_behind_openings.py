"""A "no" behind an opening refuses what is named right behind it: "sorry, no onions", where "sorry, no, a latte" corrects.

Only where a text begins so, or a pause parts the two: in a sentence "no" takes back what was said before it.
"""

from collections.abc import Sequence

from server.parsing.matching.spans import NOTHING, Span
from server.parsing.text.cue_phrases import Word
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token

_OPENING = Word(frozenset({"filler"}))
_BEFORE = ("filler", "and", "but", "also")
_NUMBER = ("number", "article")


def refuse_behind_openings(spans: Sequence[Span], tokens: Sequence[Token], spoken: Language) -> list[Span]:
    """The spans, a correction that ends in "no" as talk and a refusal where a text begins with it."""
    found = list(spans)
    for at, span in enumerate([] if spoken.head_final else spans):
        if span.names or not span.has(*_BEFORE, "correction"):
            break
        if span.has("correction") and _refuses(spans, at, tokens, spoken):
            last = span.end - 1
            no = spoken.trie.get((tokens[last].text,)) or NOTHING
            opening = Span(span.start, last, word=_OPENING, pause=span.pause)
            found[at : at + 1] = [opening, Span(last, span.end, word=no, pause=tokens[last].pause)]
            break
    return found


def _refuses(spans: Sequence[Span], at: int, tokens: Sequence[Token], spoken: Language) -> bool:
    """Whether the correction at span `at` ends in "no", of what is named right behind it."""
    span, behind = spans[at], spans[at + 1] if at + 1 < len(spans) else None
    if behind is None or behind.pause or not behind.names or behind.has(*_NUMBER):
        return False
    first, last = (spoken.trie.get((tokens[i].text,)) for i in (span.start, span.end - 1))
    is_said_twice = first is not None and "no" in first.kinds
    return last is not None and "no" in last.kinds and not is_said_twice
