"""Drinks that are ordered by their kind: "a coke", where it is the choice of a *Fountain Drink* and of meals as well."""

from collections.abc import Sequence

from server.domain.menu import Item, ModifierGroup
from server.parsing.matching.forms_by_meaning import forms_of, things_of
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.written_names import measure_written_in
from server.parsing.search.hypothesis import Waiting
from server.parsing.text.foods import is_beverage, is_refill
from server.parsing.text.language import language


def drinks_of_kind(m: Lexicon, items: Sequence[Item], waiting: Sequence[Waiting]) -> list[Item]:
    """Of several dishes those that are a drink of which the words that wait tell all that must be chosen.

    A refill, and what is called by its measure (*2-Liter Bottle*), are meant only where no other drink is.
    """
    said = [one.at for one in waiting if not one.negation]
    drinks = [item for item in items if _is_told(m, item, said) and _is_drink(m, item)]
    return [item for item in drinks if not _is_called_otherwise(m, item)] or drinks


def _is_told(m: Lexicon, item: Item, said: Sequence[int]) -> bool:
    """Whether each choice that a dish requires is made by what is said, and there is one."""
    required = {group.id for group in item.modifier_groups if _is_required(group)}
    chosen = {group.id for at in said for _option, group in m.best_modifiers(at, item.id)}
    return bool(required) and required <= chosen


def _is_required(group: ModifierGroup) -> bool:
    return group.min_select > 0 and not any(modifier.is_default for modifier in group.modifiers)


def _is_drink(m: Lexicon, item: Item) -> bool:
    """Whether a dish is called a drink, or its heading is."""
    known = language(m.index.language)
    called = (item.name, m.index.headings.get(item.id, ""))
    return any(is_beverage(thing) for name in called for thing in things_of(forms_of(name, known)))


def _is_called_otherwise(m: Lexicon, item: Item) -> bool:
    """Whether a drink is told from others by its measure, or is one more of what was had."""
    things = things_of(forms_of(item.name, language(m.index.language)))
    return bool(measure_written_in(item.name)) or any(map(is_refill, things))
