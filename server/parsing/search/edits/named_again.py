"""A dish of the same text that is named again to tell more of it: "a pie and a waffle, waffle well done"."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis

_TELLS = ("with", "no", "request")
_OF_SOMEBODY = ("for", "mine", "theirs", "somebody", "also", "another", "other", "each")


def is_told_again(m: Lexicon, h: Hypothesis, at: int, draft: Draft) -> bool:
    """Whether a clause behind a list that "and" closes begins with a dish of it, uncounted, and tells how it is to be."""
    if h.pending is not None or h.mode.joined or not m.spans[at].pause or m.items(at)[0][0] >= PART:
        return False
    if h.mode.making or h.mode.correcting or not _is_plain(draft) or not closes_list(m, at):
        return False
    told, end = at + 1, m.end_of_clause(at + 1)
    if told >= end or any(m.has(i, *_OF_SOMEBODY) for i in range(told, end)):
        return False
    return (m.has(told, *_TELLS) and not m.items(told)) or _is_option(m, told, draft)


def _is_plain(draft: Draft) -> bool:
    """Whether it is a single new line of which no more than its dish was told."""
    is_single = draft.line is None and draft.part_of < 0 and draft.quantity == 1
    said = draft.requests or draft.variant_stated or any(c.stated for c in draft.choices.values())
    return is_single and draft.head is not None and not said


def closes_list(m: Lexicon, at: int) -> bool:
    """Whether the clause before the one that begins with span `at` ends a list with "and"."""
    return any(m.has(i, "and") for i in range(m.begin_of_clause(at - 1), at)) if at else False


def _is_option(m: Lexicon, at: int, draft: Draft) -> bool:
    """Whether a span names an option of the dish, and neither a dish nor a size."""
    is_else = bool(m.items(at)) or any(m.variants(at, item_id) for item_id in draft.ids)
    return not is_else and any(m.modifiers(at, item_id) for item_id in draft.ids)
