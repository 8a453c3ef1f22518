"""Changes to some of the lines of one dish in the cart, where all of that dish may have been meant."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft

_CORRECTS = ("correction", "after_all", "rather", "recount")
_LEADS = 3
"""Spans at the beginning of a text among which a correction is about all that was ordered, at most."""


def changes_some_of_dish(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether some of a dish that stands in the cart as several lines were changed, and all of it may have been meant."""
    there = [draft for draft in drafts if draft.line is not None]
    several = [d for d in there if sum(other.items == d.items for other in there) > 1]
    return bool(several) and (_corrects_number(m, drafts, several) or _leaves_one_out(m, several))


def is_raised_and_changed(m: Lexicon, draft: Draft) -> bool:
    """Whether more of a line were ordered and what it has changed, which may be told of those alone: 再来两瓶,要冰的."""
    if draft.line is None or draft.removed or draft.quantity <= draft.line.quantity:
        return False
    had = {(choice.modifier.id, choice.amount) for choice in draft.line.choices}
    has = {(id_, choice.amount) for id_, choice in draft.choices.items()}
    return had != has and m.says("another", "more") and not m.says("all")


def _corrects_number(m: Lexicon, drafts: Sequence[Draft], several: Sequence[Draft]) -> bool:
    """Whether a correction raised one of the lines: "actually two cassis", of one cassis and one peach."""
    if not any(m.has(at, *_CORRECTS) for at in range(min(_LEADS, len(m)))):
        return False
    if m.says("another", "more", "also", "add", "same", "ordinal"):
        return False
    raised = [d for d in several if not d.removed and d.line is not None and d.quantity > d.line.quantity]
    fresh = [d for d in drafts if d.line is None and not d.removed and d.part_of < 0 and d.quantity > 1]
    new = [d for d in fresh if any(d.items == other.items for other in several)]
    changed = raised or new
    return bool(changed) and not any(d.removed and d.items == changed[0].items for d in several)


def _leaves_one_out(m: Lexicon, several: Sequence[Draft]) -> bool:
    """Whether what is told of "both" came to one of the lines: "no onion on both"."""
    if not m.says("all"):
        return False
    changed = [d for d in several if not d.is_unchanged and not d.removed]
    same = [d for d in several if d.is_unchanged]
    alike = [draft for draft in same if any(draft.items == other.items for other in changed)]
    return any(_could_have(m, at, draft) for draft in alike for at in range(len(m)))


def _could_have(m: Lexicon, at: int, draft: Draft) -> bool:
    """Whether a line may have what a word says, and has it not yet."""
    options = [modifier.id for i in draft.ids for modifier, _group in m.best_modifiers(at, i)]
    has_it = any(option in draft.choices for option in options)
    return not has_it and any(m.fits(at, item_id) for item_id in draft.ids)
