"""Parts of a meal that nobody ordered: *Can with the meal*, of a burger that is had alone, where the menu has the can by itself."""

from collections.abc import Sequence

from server.domain.menu import Item, ModifierGroup
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.text.tokens import words


def has_part_of_no_meal(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether an option that comes with a meal was chosen for a dish that is none."""
    return any(_has_part(m, draft) for draft in drafts if not draft.removed and not draft.is_unchanged)


def _has_part(m: Lexicon, draft: Draft) -> bool:
    item = draft.item
    if item is None or not draft.choices:
        return False
    parts = [
        choice
        for choice in draft.choices.values()
        if choice.amount != "none" and not choice.group.min_select and _is_of_meal(m, choice.group.name)
    ]
    return any(_lacks_meal(m, draft, item, part.group) and _is_dish(m, part.modifier.name) for part in parts)


def _is_dish(m: Lexicon, name: str) -> bool:
    """Whether the menu has what an option is called by itself, too."""
    called = frozenset(m.view.stems_of(name))
    return any(called <= whole for whole in m.view.item_words.values())


def _lacks_meal(m: Lexicon, draft: Draft, item: Item, group: ModifierGroup) -> bool:
    """Whether a dish can be made a meal by another option than those of a group, and is not."""
    others = (other for other in item.modifier_groups if other.id != group.id)
    meals = [option.id for other in others for option in other.modifiers if _is_of_meal(m, option.name)]
    return bool(meals) and not any(id_ in draft.choices for id_ in meals)


def _is_of_meal(m: Lexicon, name: str) -> bool:
    """Whether a name of the menu has a word for a meal in it."""
    return any(m.view.written.is_cue(word, "meal_behind") for word in words(name))
