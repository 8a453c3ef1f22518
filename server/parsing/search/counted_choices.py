"""Dishes whose names tell how many things are chosen with them: *Jacket potato + 1 filling* and *+ 2 fillings*."""

from server.domain.menu import Item, ModifierGroup
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft


def dish_of_count(m: Lexicon, draft: Draft) -> int:
    """Of the dishes that a line may be, the one of as many choices as were told; -1 where none is, or several are."""
    told = {
        choice.modifier.name for choice in draft.choices.values() if choice.stated and choice.amount != "none"
    }
    groups = [_counted_group(m, item) for item in draft.items]
    if draft.implied or not told or any(group is None for group in groups):
        return -1
    found = [
        item.id
        for item, group in zip(draft.items, groups, strict=True)
        if group and draft.keeps_all_as(item) and len(told & _names_of(group)) == group.max_select
    ]
    return found[0] if len(found) == 1 else -1


def _counted_group(m: Lexicon, item: Item) -> ModifierGroup | None:
    """The group of a dish of which as many are chosen as its name says."""
    numbers = {*m.view.language.numbers_in(item.name), *m.view.written.numbers_in(item.name)}
    return next((group for group in item.modifier_groups if group.max_select in numbers), None)


def _names_of(group: ModifierGroup) -> set[str]:
    return {modifier.name for modifier in group.modifiers}
