"""Leave that is asked for somebody, and that orders: "my son is allergic to nuts, can he have the curry with rice, no egg".

Where nobody is allergic it always orders. Otherwise the dish alone, or a question mark, makes a question of it.
"""

from collections.abc import Sequence

from server.parsing.asides.diner_questions import has_mark
from server.parsing.matching.lexicon import Lexicon

_ORDERS = ("with", "no", "number", "another", "please")


def without_leave_that_orders(m: Lexicon, free: Sequence[bool], *, is_allergic: bool) -> list[bool]:
    """The spans that are `free` to be a part of a question: no words for leave that orders, nor what is ordered so."""
    found = list(free)
    for at in m.places_of("may_have"):
        if not is_allergic:
            found[at] = False
        elif end := _end_of_order(m, at):
            found[at:end] = [False] * (end - at)
    return found


def _end_of_order(m: Lexicon, at: int) -> int:
    """The end of the sentence whose words for leave at span `at` order; 0 where they ask."""
    end = next(end for begin, end in m.sentences() if begin <= at < end)
    named = [i for i in range(at + 1, end) if m.spans[i].names]
    if has_mark(m, end) or not any(map(m.items, named)):
        return 0
    says_more = len(named) > 1 or any(m.has(i, *_ORDERS) for i in range(at + 1, end))
    return end if says_more else 0
