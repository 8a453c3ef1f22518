"""Wishes that no menu lists: how a dish is made, kept in the diner's own words."""

from typing import TYPE_CHECKING

from server.parsing.matching.names import PART, RARE, SHORTENED
from server.parsing.model import MAX_REQUEST
from server.wire.allergy_marks import ALLERGY_PREFIX

if TYPE_CHECKING:
    from server.parsing.matching.lexicon import Lexicon

_CARRIES_ON = ("request", "number", "article", "unit", "pronoun", "that", "preposition", "class", "or")


def request_end(m: "Lexicon", at: int, stop: int, items: list[int]) -> int:
    """The span after a wish that begins at `at`: "cut in four", "grilled onions" (with the option that it is about)."""
    if m.has(at, "handling"):
        return _clause_end(m, at + 1, stop)
    end = at + 1
    while end < stop and not m.spans[end].pause:
        span = m.spans[end]
        if span.names and not _says_how(m, end, items):
            return (
                end + 1 if end == at + 1 and any(m.modifiers(end, i) for i in items) else _trimmed(m, at, end)
            )
        if span.known and not span.has(*_CARRIES_ON):
            break
        far = RARE if end == at + 1 and m.has(at, "serving_time", "first") else SHORTENED
        if span.has("number") and (_counts_option(m, end + 1, stop, items) or _counts_dish(m, end + 1, far)):
            break
        if not span.known and m.resembles_name(end, end + 1):
            break
        end += 1
    return _trimmed(m, at, end)


def handled_as_choice(m: "Lexicon", at: int, items: list[int]) -> bool:
    """Whether how a dish is handled is a size or an option that it has: "put them in the souvenir cups"."""
    named = at + 1
    while m.has(named, "preposition", "that", "article", "pronoun") and not m.spans[named].names:
        named += 1
    ends = named + 1 >= len(m) or bool(m.spans[named + 1].pause) or m.has(named + 1, "filler", "and")
    if named == at + 1 or named >= len(m) or not ends or m.spans[named].pause:
        return False
    return any(m.variants(named, item_id) or m.modifiers(named, item_id) for item_id in items)


def _counts_option(m: "Lexicon", at: int, stop: int, items: list[int]) -> bool:
    """Whether an option stands behind a number, which counts it: the sugars of "black two sugars"."""
    is_next = at < stop and bool(m.spans[at].names) and not m.spans[at].pause
    return is_next and any(m.modifiers(at, item_id) for item_id in items)


def _counts_dish(m: "Lexicon", at: int, far: float) -> bool:
    """Whether a dish, no farther from its name, or a size stands behind a number: "first two lattes", "en premier deux demis"."""
    if at >= len(m) or m.spans[at].pause:
        return False
    found = m.items(at)
    return (bool(found) and found[0][0] <= far) or m.is_variant_somewhere(at)


def _clause_end(m: "Lexicon", at: int, stop: int) -> int:
    """The span after all that is told of how a dish is handled: "cut the macaroni small", "put it in my own cup"."""
    first = at
    while at < stop and not (m.spans[at].pause or m.has(at, "ordering", "also", "but") or _lists_on(m, at)):
        at += 1
    while at > first and m.has(at - 1, "filler") and not m.spans[at - 1].names:
        at -= 1
    return at


def _lists_on(m: "Lexicon", at: int) -> bool:
    """Whether "and" goes on to another dish."""
    following = at + 1
    if not m.has(at, "and") or following >= len(m):
        return False
    return bool(m.spans[following].names) or m.has(
        following, "article", "number", "filler", "another", "request"
    )


def _says_how(m: "Lexicon", at: int, items: list[int]) -> bool:
    """Whether a word that begins names of the menu too only says how a dish is made: the "hot" of "not too hot"."""
    is_option = any(m.modifiers(at, i) for i in items)
    return m.has(at, "request") and not is_option and min(m.spans[at].names.values()) >= PART


def _trimmed(m: "Lexicon", at: int, end: int) -> int:
    """Without small words at its end that belong to what follows."""
    while (
        end > at + 1
        and m.has(end - 1, "article", "preposition", "or", "that")
        and not m.has(end - 1, "pronoun")
    ):
        end -= 1
    return end


def joined(requests: list[str]) -> str:
    """All requests of a line as one text, allergies first, each said once, as long as fits."""
    if not requests:
        return ""
    unique = sorted(
        dict.fromkeys(part for r in requests for part in map(str.strip, r.split("; ")) if part),
        key=lambda r: not r.startswith(ALLERGY_PREFIX),
    )
    return "; ".join(unique)[:MAX_REQUEST]
