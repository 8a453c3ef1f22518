"""What takes the place of a dish of the cart because a later text begins with a correction, and may be ordered besides."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft

_CHANGES = (
    "make",
    "change",
    "instead",
    "remove",
    "remove_after",
    "rather",
    "no",
    "not",
    "into",
    "after_all",
    "only",
    "just",
)
"""Kinds of words that tell, too, that something takes the place of another thing."""


def may_be_ordered_besides(m: Lexicon, there: Sequence[Draft]) -> bool:
    """Whether a dish under another heading took the place of one of several lines: "sorry, a portion of chips", of a stew."""
    opening = next((at for at in range(len(m)) if not m.has(at, "filler", "and", "also")), -1)
    if len(there) < 2 or not m.has(opening, "correction"):  # noqa: PLR2004 - one line alone is what is corrected
        return False
    if any(m.has(at, *_CHANGES) or m.has_word(at, "no") for at in range(len(m))):
        return False
    return any(_is_another_kind(draft) for draft in there if not draft.removed)


def _is_another_kind(draft: Draft) -> bool:
    before = draft.line.item if draft.line is not None else None
    return before is not None and draft.item is not None and draft.item.category_id != before.category_id


def was_thought_of(m: Lexicon) -> bool:
    """Whether a dish that was only thought of may be one of the cart, which goes then: "I was gonna get the pie but …"."""
    read = {i for span in m.spans for i in range(span.start, span.end)}
    told = m.phrases_said(m.view.language.considered)
    return any(not read.isdisjoint(range(first, after)) for first, after in told)
