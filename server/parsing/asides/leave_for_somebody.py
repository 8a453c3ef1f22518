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
    """The span after what is ordered by the words for leave at span `at`, before what somebody else has; 0 where they ask."""
    end = next(end for begin, end in m.sentences() if begin <= at < end)
    end = next((i for i in range(at + 1, end) if begins_another(m, i)), end)
    named = [i for i in range(at + 1, end) if m.spans[i].names]
    if has_mark(m, end) or not any(map(m.items, named)):
        return 0
    says_more = len(named) > 1 or any(m.has(i, *_ORDERS) for i in range(at + 1, end))
    return end if says_more else 0


def begins_another(m: Lexicon, at: int) -> bool:
    """Whether it is told from span `at` on what somebody else has: ", and I'll have", "and I want"."""
    is_joined = m.has(at, "and", "but", "also") and not m.spans[at].names
    is_said = is_joined and m.has(at + 1, "filler", "ordering")
    return m.has(at, "ordering") or is_said or (is_joined and bool(m.spans[at].pause))
