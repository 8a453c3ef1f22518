"""A food that somebody has none of for medical reasons: "strictly dairy-free for medical reasons" tells an allergy."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from server.parsing.asides.allergy_words import AllergyWords

FURTHEST = 6
"""Spans between the reason and the food, at most."""
_SMALL = ("filler", "it", "that", "pronoun", "preposition", "article", "request", "no", "medical_reason")


def find_medical_reasons(told: AllergyWords, taken: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    """The spans (first, after) of a reason with the allergen beside it; none of them is among those `taken`."""
    done = set(taken)
    for at in told.m.places_of("medical_reason"):
        cause = _cause(told, at)
        if cause < 0:
            continue
        place = _begin(told, min(at, cause)), _end(told, max(at, cause) + 1)
        if done.isdisjoint(range(*place)):
            done.update(range(*place))
            yield place


def _cause(told: AllergyWords, at: int) -> int:
    """The span that names the allergen, before the reason or behind it with nothing but small words between; else -1."""
    for places in (range(at - 1, max(-1, at - FURTHEST), -1), range(at + 1, min(len(told.m), at + FURTHEST))):
        for i in places:
            if told.m.spans[max(i, i - places.step)].pause == ".":
                break
            if i in told.named or told.says_free_of(i):
                return i
            if told.m.token(i) in told.spoken.free_of:
                continue
            if told.m.spans[i].names or not told.m.has(i, *_SMALL):
                break
    return -1


def _begin(told: AllergyWords, first: int) -> int:
    while (
        first > 0
        and not told.m.spans[first].pause
        and told.m.has(first - 1, "no", "remove", "medical_reason")
    ):
        first -= 1
    return first


def _end(told: AllergyWords, after: int) -> int:
    while after < len(told.m) and not told.m.spans[after].pause and told.m.has(after, "medical_reason"):
        after += 1
    return after
