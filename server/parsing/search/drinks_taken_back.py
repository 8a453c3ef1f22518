"""Drinks that are called by the choice which makes them: "drop the coke" of a *Fountain pop* [Coke] takes the line away."""

from server.parsing.matching.drinks import is_drink
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Choice
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis


def take_drinks_back(h: Hypothesis, m: Lexicon) -> None:
    """Take away the drinks of the cart that lost the one choice without which they cannot be had."""
    gone = [
        i
        for i, draft in enumerate(h.drafts)
        if draft.line is not None and not draft.removed and _lost_what_it_is(m, draft)
    ]
    for i in gone:
        h.drafts.own(i).removed = True
    if gone:
        h.refocus()


def _lost_what_it_is(m: Lexicon, draft: Draft) -> bool:
    item = draft.item
    assert draft.line is not None  # noqa: S101
    if item is None or item.id != draft.line.item.id or draft.part_of >= 0 or draft.unclear:
        return False
    if not is_drink(m.index, item):
        return False
    kept = {c.group.id for c in draft.choices.values() if c.amount != "none"}
    return any(_is_what_it_is(c) and c.group.id not in kept for c in draft.line.choices)


def _is_what_it_is(choice: Choice) -> bool:
    """Whether just one of its group has to be chosen and none is unless it is said."""
    group = choice.group
    is_one = group.min_select == 1 and group.max_select == 1
    return is_one and choice.amount != "none" and not any(m.is_default for m in group.modifiers)
