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
    said = _said_of_all(m, at)
    before = [d for d in new if d.head is not None and said and d.head[2] < said[0]]
    told = [d for d in before if not d.spans.isdisjoint(said)]
    return len(before) > 1 and len(told) == 1 and told[0].quantity == 1


def _said_of_all(m: Lexicon, at: int) -> range:
    """The spans before a word for all that ends its clause, or behind "both with"; none where it is something else."""
    begin, after = m.begin_of_clause(at), at + 1
    if m.spans[at].names:
        return range(0)
    if after >= len(m) or m.spans[after].pause or m.has(after, "and", "filler"):
        return range(begin, after) if begin else range(0)
    if not (m.has(after, "with", "no") or m.ends_as(at, "with")):
        return range(0)
    return range(at, m.end_of_clause(after))
