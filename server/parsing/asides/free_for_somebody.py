"""Who has none of an allergen, told in a clause of its own: "my daughter is lactose-free, a latte", "everything gluten-free"."""

from collections.abc import Iterator

from server.parsing.asides.allergy_words import AllergyWords

LONGEST = 6
"""Spans of such a clause, at most."""
_WHO = ("somebody", "allergy_head")
OF_ALL = ("everything", "everybody")
"""Kinds of words for all that is ordered, or for all who order."""
_SMALL = ("filler", "allergy_tail", "preposition", "topic", "that")


def find_free_for_somebody(told: AllergyWords) -> Iterator[tuple[int, int]]:
    """The spans (first, after) of each clause that says who it is and what they have none of, and nothing else.

    "Let me have it lactose-free" orders, and so does all that is told behind a dish.
    """
    m = told.m
    for first in m.places_of(*_WHO):
        if any(map(told.is_dish, range(first))):
            return
        if first and not m.spans[first].pause:
            continue
        if after := _end(told, first):
            yield first, after


def _end(told: AllergyWords, first: int) -> int:
    """The span after the clause that begins at span `first`; 0 where it says anything else."""
    m, free = told.m, 0
    for at in range(first + 1, min(len(m), first + LONGEST)):
        if m.spans[at].pause or (free and m.has(at - 1, "allergy_tail") and not m.has(at, *_SMALL)):
            return at if free else 0
        if told.is_without_allergen(at) or ((free or m.has(at - 1, "no")) and at in told.named):
            free = at
        elif not m.has(at, "no") and (m.spans[at].names or _wants(told, at) or not m.has(at, *_SMALL)):
            return 0
    return len(m) if free and len(m) <= first + LONGEST else 0


def _wants(told: AllergyWords, at: int) -> bool:
    """Whether somebody orders it: "ben laktozsuz alayim"."""
    m = told.m
    said = (token.text for token in m.tokens[m.spans[at].start : m.spans[at].end])
    return not m.has(at, "enough") and not told.spoken.wanting.isdisjoint(said)


def find_free_for_all(told: AllergyWords) -> Iterator[tuple[int, int]]:
    """The spans (first, after) of each clause that says of all that there is to be none of an allergen, and nothing else.

    What is called so on the menu is an option of all that is ordered.
    """
    m = told.m
    for first, after in m.clauses():
        said = range(first, after)
        is_of_all = any(m.has(at, *OF_ALL) for at in said)
        if is_of_all and after - first <= LONGEST and _is_only_free(told, said):
            yield first, after


def _is_only_free(told: AllergyWords, said: range) -> bool:
    m = told.m
    free = [at for at in said if told.is_without_allergen(at) or (at in told.named and m.has(at - 1, "no"))]
    others = [at for at in said if at not in free and not m.has(at, *OF_ALL)]
    is_small = all(m.has(at, "no", *_SMALL) and not m.spans[at].names for at in others)
    return bool(free) and is_small and not any(m.is_option_somewhere(at) for at in free)
