"""What is told of "both" or "each" and came to one line alone: "a tea and a coffee, no sugar in either"."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft

_KINDS = ("all", "each", "apiece")


def may_be_for_each(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a clause ends so, and only one of several dishes before it has what the clause says."""
    new = [d for d in drafts if d.line is None and not d.removed and d.head is not None]
    return len(new) > 1 and any(_came_to_one(m, at, new) for at in m.places_of(*_KINDS))


def _came_to_one(m: Lexicon, at: int, new: Sequence[Draft]) -> bool:
    closes = at + 1 >= len(m) or bool(m.spans[at + 1].pause) or m.has(at + 1, "and", "filler")
    begin = m.begin_of_clause(at)
    if m.spans[at].names or not closes or begin == 0:
        return False
    before = [d for d in new if d.head is not None and d.head[2] < begin]
    told = [d for d in before if any(begin <= i <= at for i in d.spans)]
    return len(before) > 1 and len(told) == 1 and told[0].quantity == 1
