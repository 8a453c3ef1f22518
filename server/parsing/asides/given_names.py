"""The name that an order is called by: "pick up under Danny", "the name is Dariush"; the staff is told, nothing is ordered."""

from collections.abc import Sequence

from server.parsing.asides.small_talk import may_be_ordered
from server.parsing.matching.lexicon import Lexicon

LONGEST = 2
"""Words of a name, at most."""
_CLOSING = ("and", "but", "filler", "ordering", "also")


def find_given_names(m: Lexicon, free: Sequence[bool]) -> list[tuple[int, int]]:
    """The places (first, after) of names with the words that lead to them, of the spans that are `free`."""
    if not m.says("name_before"):
        return []
    found = []
    for at in m.places_of("name_before"):
        after = _end_of_name(m, free, at + 1)
        if free[at] and not m.spans[at].names and after > at + 1:
            found.append((at, after))
    return found


def _end_of_name(m: Lexicon, free: Sequence[bool], first: int) -> int:
    """The span after the unknown words from `first` on that end a clause and are no food; `first` where there are none."""
    after = first
    while after < len(m) and after - first < LONGEST and free[after] and _is_of_name(m, after):
        after += 1
    closes = after >= len(m) or bool(m.spans[after].pause) or m.has(after, *_CLOSING)
    return after if closes else first


def _is_of_name(m: Lexicon, at: int) -> bool:
    return not (m.spans[at].known or m.spans[at].pause or may_be_ordered(m, at))
