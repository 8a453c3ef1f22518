"""Names that an option shares: with another group of its dish (the onion bagel, the onion on it), or with the dish itself."""

from collections.abc import Sequence

from server.domain.menu import Modifier, ModifierGroup
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Mode

Option = tuple[Modifier, ModifierGroup]


def options_meant(m: Lexicon, at: int, draft: Draft, item_id: int, mode: Mode) -> list[Option]:
    """The options of a dish that span `at` means: the nearest, but for a choice that is made already, or refused.

    "Plain bagel with lox and onion" has onion on it; "no onion" is told of what is on the bagel.
    """
    nearest = m.best_modifiers(at, item_id)
    if not nearest or not all(_is_settled(draft, group, mode) for _option, group in nearest):
        return nearest
    others = [one for one in m.modifiers(at, item_id) if one[0] <= PART and not is_choice(one[2])]
    least = min((far for far, _option, _group in others), default=0.0)
    return [(option, group) for far, option, group in others if far == least] or nearest


def is_choice(group: ModifierGroup) -> bool:
    """Whether one option of a group has to be chosen, and no more."""
    return group.min_select > 0 and group.max_select == 1


def is_told_of_dish(m: Lexicon, at: int, draft: Draft, options: Sequence[Option]) -> bool:
    """Whether what is refused is told of a dish itself, and no option of it is."""
    return _is_described(m, at, draft, options) or _is_more_of_dish(m, at, draft, options)


def is_amount_of_dish(m: Lexicon, at: int, draft: Draft, options: Sequence[Option], amount: str) -> bool:
    """Whether less of what a dish is made with is wanted, or more than an option gives: "double mozzarella", of a margherita."""
    if amount == "light":
        return is_told_of_dish(m, at, draft, options)
    return amount == "extra" and _is_described(m, at, draft, options)


def _is_described(m: Lexicon, at: int, draft: Draft, options: Sequence[Option]) -> bool:
    """Whether it is in a dish by its description, and only a part of an extra's name: "senza mozzarella", not the buffalo's."""
    if draft.item is None or any(o.is_default or o.id in draft.choices for o, _group in options):
        return False
    said, stems_of = m.stems(at), m.view.stems_of
    described = set(stems_of(draft.item.description))
    if not said <= described:
        return False
    called = [[set(stems_of(name)) for name in (o.name, *o.aliases)] for o, _group in options]
    is_part = all(said not in names and any(said < name for name in names) for names in called)
    return is_part and not any(names[0] <= described for names in called)


def is_made_with_extra(m: Lexicon, draft: Draft, option: Option) -> bool:
    """Whether a dish has by its description what is an extra of it, too, and was not ordered: the olives of a pizza."""
    (modifier, group), stems_of = option, m.view.stems_of
    if draft.item is None or group.max_select == 1 or modifier.id in draft.choices:
        return False
    described = set(stems_of(draft.item.description))
    return any(set(stems_of(name)) <= described for name in (modifier.name, *modifier.aliases))


def _is_more_of_dish(m: Lexicon, at: int, draft: Draft, options: Sequence[Option]) -> bool:
    """Whether it is told of a dish itself, which only has more of it as an option: "no broccoli", of *Extra broccoli*."""
    is_only_more = bool(options) and all(
        m.index.is_called_more(option.name) and not option.is_default and option.id not in draft.choices
        for option, _group in options
    )
    return is_only_more and not m.index.is_called_more(m.words(at))


def is_choice_of_next(m: Lexicon, at: int) -> bool:
    """Whether span `at` is by its very name what has to be chosen of the dish right behind it: "a plain bagel"."""
    nxt = at + 1
    if nxt >= len(m) or m.spans[nxt].pause or not m.items(nxt):
        return False
    far, item_id = m.items(nxt)[0]
    options = m.best_modifiers(at, item_id) if far < PART else []
    is_named = bool(options) and m.modifier_distance(at, item_id) == 0
    return is_named and all(is_choice(group) for _option, group in options)


def is_other_choice(m: Lexicon, at: int, index: int, options: Sequence[Option], mode: Mode) -> bool:
    """Whether a choice follows behind a pause in the place of the one that was refused: "no mash, chips"."""
    refused = mode.refused
    if refused is None or refused[1] != index or mode.negation != "no" or not m.spans[at].pause:
        return False
    return all(is_choice(group) and group.id == refused[3].id for _option, group in options)


def is_more_behind(m: Lexicon, at: int, draft: Draft, options: Sequence[Option], mode: Mode) -> bool:
    """Whether "and" leads from what was refused to an option that is called more of something: "no olives and extra cheese"."""
    is_joined = bool(mode.negation) and m.has(at - 1, "and") and m.index.is_called_more(m.words(at))
    is_new = is_joined and not any(option.id in draft.choices for option, _group in options)
    return is_new and all(m.index.is_called_more(option.name) for option, _group in options)


def _is_settled(draft: Draft, group: ModifierGroup, mode: Mode) -> bool:
    if not is_choice(group):
        return False
    return bool(mode.negation) or (is_made(draft, group) and not (mode.making or mode.correcting))


def is_made(draft: Draft, group: ModifierGroup) -> bool:
    """Whether the choice of a new dish is made by what was said of it before."""
    chosen = (c for c in draft.choices.values() if c.group.id == group.id and c.amount != "none" and c.stated)
    return draft.line is None and not draft.inherits and draft.quantity == 1 and any(chosen)


def comes_with(m: Lexicon, at: int, draft: Draft | None) -> bool:
    """Whether span `at` names what a line comes with."""
    options = (option for i in (draft.ids if draft else ()) for option in m.best_modifiers(at, i))
    return any(modifier.is_default for modifier, _group in options)
