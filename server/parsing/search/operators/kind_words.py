"""Words that only tell of what kind the dish beside them is, by its heading: "a roast lamb" of the *Sunday roasts*."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.search.hypothesis import Hypothesis


def tells_kind_of_next(m: Lexicon, h: Hypothesis, at: int) -> bool:
    """Whether the dish right behind a word is of the kind that the word says: "two pizza diavola"."""
    if at + 1 >= len(m) or m.spans[at + 1].pause or not (m.items(at + 1) and _may_tell_kind(m, at)):
        return False
    if h.line is not None and any(m.fits(at, item_id) for item_id in h.line.ids):
        return False
    return any(_is_under(m, at, item_id) for item_id in m.best_items(at + 1))


def tells_kind_again(m: Lexicon, h: Hypothesis, at: int) -> bool:
    """Whether the dish right before a word is of the kind that the word says: "a margherita pizza"."""
    line = h.line
    if line is None or line.head is None or h.pending is not None or line.head[2] != at - 1:
        return False
    if m.spans[at].pause or not _may_tell_kind(m, at) or any(m.fits(at, item_id) for item_id in line.ids):
        return False
    return any(_is_under(m, at, item_id) for item_id in line.ids)


def _may_tell_kind(m: Lexicon, at: int) -> bool:
    """Whether a word names dishes by a part of their names alone."""
    found = m.items(at)
    return bool(found) and found[0][0] >= PART and m.length(at) == 1


def _is_under(m: Lexicon, at: int, item_id: int) -> bool:
    """Whether a word stands in the heading of a dish whose own name is without it."""
    stems_of, item = m.view.stems_of, m.index.items[item_id]
    said = m.stems(at)
    return said <= frozenset(stems_of(m.index.headings.get(item_id, ""))) and said.isdisjoint(
        stems_of(item.name)
    )
