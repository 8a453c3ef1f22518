"""Questions whether some kind of people may have a dish: "can a vegan have the soup?", "… for someone with an allergy".

They order nothing. A dish that is counted or has an indefinite article is ordered all the same.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from server.parsing.asides.leave_for_somebody import begins_another
from server.parsing.matching.lexicon import Lexicon

_ORDERS = ("ordering", "number", "add", "another", "remove", "change", "instead")


def find_asked_for_anybody(m: Lexicon, free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The spans (first, after) of each stretch of such a question; only spans that are `free` may be one's."""
    spoken = m.view.language
    people = [*m.phrases_said(spoken.anybody)]
    leave = [*m.phrases_said(spoken.leave_of_anybody)] if people else []
    for begin, after in m.sentences() if leave else ():
        end = next((at for at in range(begin + 1, after) if begins_another(m, at)), after)
        told = {at for place in people for at in range(begin, end) if _stands_in(m, at, place)}
        if told and _says(m, leave, begin, end) and _asks_of_dish(m, begin, end, told):
            yield from _free_stretches(free, begin, end)


def _stands_in(m: Lexicon, at: int, words: tuple[int, int]) -> bool:
    return m.spans[at].end > words[0] and m.spans[at].start < words[1]


def _says(m: Lexicon, phrases: Sequence[tuple[int, int]], begin: int, end: int) -> bool:
    words = range(m.spans[begin].start, m.spans[end - 1].end)
    return any(first in words and after - 1 in words for first, after in phrases)


def _asks_of_dish(m: Lexicon, begin: int, end: int, people: AbstractSet[int]) -> bool:
    """Whether a dish is named that is known to be meant, and nothing is ordered; the words for `people` name none."""
    dishes = [at for at in range(begin, end) if at not in people and m.spans[at].names and m.items(at)]
    is_counted = any(at > begin and m.ends_as(at - 1, "article", "number") for at in dishes)
    orders = any(m.has(at, *_ORDERS) and not m.spans[at].names for at in range(begin, end))
    return bool(dishes) and not (is_counted or orders)


def _free_stretches(free: Sequence[bool], begin: int, end: int) -> Iterator[tuple[int, int]]:
    first = begin
    for at in range(begin, end + 1):
        if at == end or not free[at]:
            if at > first:
                yield first, at
            first = at + 1
