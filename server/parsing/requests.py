"""Wishes that no menu lists: how a dish is made, and allergies, kept in the diner's own words."""

from server.parsing.lexicon import Lexicon
from server.parsing.model import ALLERGY_PREFIX, MAX_REQUEST

WORDS_BEFORE_ALLERGY = 7
LONGEST_ALLERGEN = 12
"""Characters before the word for an allergy that name what it is about, where words are not spaced."""
_CARRIES_ON = ("request", "number", "article", "unit", "pronoun", "that", "preposition", "class", "or")
_ENDS_ALLERGY = ("with", "add", "make", "change")


def request_end(m: Lexicon, at: int, stop: int, items: list[int]) -> int:
    """The span after a wish that begins at `at`: "cut in four", "grilled onions" (with the option that it is about)."""
    end = at + 1
    while end < stop and not m.spans[end].pause:
        span = m.spans[end]
        if span.names:
            return (
                end + 1 if end == at + 1 and any(m.modifiers(end, i) for i in items) else _trimmed(m, at, end)
            )
        if span.known and not span.has(*_CARRIES_ON):
            break
        if not span.known and m.resembles_name(end, end + 1):
            break
        end += 1
    return _trimmed(m, at, end)


def _trimmed(m: Lexicon, at: int, end: int) -> int:
    """Without small words at its end that belong to what follows."""
    while (
        end > at + 1
        and m.has(end - 1, "article", "preposition", "or", "that")
        and not m.has(end - 1, "pronoun")
    ):
        end -= 1
    return end


def find_allergies(m: Lexicon) -> list[tuple[int, int]]:
    """Where the text speaks of an allergy: (first, after) spans, from "I'm allergic" to the end of the clause."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(m):
        if m.has(at, "allergy") and not m.has(at - 1, "no"):
            first, after = _allergy_start(m, at), _allergy_end(m, at)
            found.append((max(first, found[-1][1] if found else 0), after))
            at = after
        else:
            at += 1
    return found


def _allergy_start(m: Lexicon, at: int) -> int:
    """Back over "a severe nut" in "a severe nut allergy" and over "I'm" in "I'm allergic"."""
    if m.view.language.head_final:
        return _clause_start(m, at)
    first = at
    while first > 0 and not m.spans[first].pause and at - first < WORDS_BEFORE_ALLERGY:
        before = m.spans[first - 1]
        if before.names and first != at:
            break
        if before.known and not before.names and not before.has("filler", "article", "that", "request"):
            break
        first -= 1
    return first


def _clause_start(m: Lexicon, at: int) -> int:
    """Back to a pause, a dish or a phrase that ends a clause: where particles hang on words, no small word ends one."""
    first = at
    while first > 0 and not m.spans[first].pause and at - first < LONGEST_ALLERGEN:
        before = m.spans[first - 1]
        if before.names or (before.known and before.end - before.start > 1):
            break
        first -= 1
    return first


def _allergy_end(m: Lexicon, at: int) -> int:
    end = at + 1
    if m.view.language.head_final:
        return end
    while end < len(m) and m.spans[end].pause != ".":
        span = m.spans[end]
        if span.pause and not _lists_more(m, end):
            break
        if span.has(*_ENDS_ALLERGY) or (span.has("filler", "no", "remove", "but", "also") and not span.names):
            break
        if span.has("and") and m.has(end + 1, "article", "number", "filler", "no"):
            break
        end += 1
    return end


def _lists_more(m: Lexicon, at: int) -> bool:
    return bool(m.spans[at].names) or not m.spans[at].known or m.has(at, "and", "or")


def as_allergy(words: str) -> str:
    """A diner's words about an allergy, marked so that every kitchen display sees them as one."""
    return f"{ALLERGY_PREFIX}{words}"


def joined(requests: list[str]) -> str:
    """All requests of a line as one text, allergies first, each said once, as long as fits."""
    unique = sorted(
        dict.fromkeys(part for r in requests for part in map(str.strip, r.split("; ")) if part),
        key=lambda r: not r.startswith(ALLERGY_PREFIX),
    )
    return "; ".join(unique)[:MAX_REQUEST]
