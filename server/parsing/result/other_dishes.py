"""Dishes that are not on the menu, and share a word with one that is: "a sausage roll", where there is a bacon roll.

Or all its words: a "matcha latte", where there is a latte.
"""

from server.domain.menu import Item
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.search.draft import Draft
from server.parsing.text.foods import foods, is_adjective, is_colour
from server.parsing.text.similarity import fuzz
from server.parsing.text.tokens import words
from server.parsing.text.translation import is_whole_food

_BEFORE_A_DISH = ("article", "number", "and", "also", "ordering", "filler", "it", "that", "for")
"""What stands before a food that is the first word of a dish's name."""
SLIP = 80
"""From how alike, of 100, a word may be a slip in one that the dish is told by: "chillies" for "chilli"."""


def name_of_other(m: Lexicon, draft: Draft) -> range:
    """The spans that name another dish than the one ordered: the part of its name, and a food beside it that it does not have.

    Empty where they name none. In the menu's own language alone: elsewhere such a food may be the rest of the name.
    """
    if draft.line is not None or draft.removed or draft.head is None or draft.item is None:
        return range(0)
    _first, at, last = draft.head
    found = m.items(at)
    if not found or m.view.language.code != m.index.language:
        return range(0)
    told = f"{draft.item.name} {draft.item.description} {m.index.headings.get(draft.item.id, '')}"
    first = _first_other_food(m, at, told)
    if found[0][0] < PART:
        is_other = first < at and _may_begin_name(m, first) and not _is_told_by_choice(m, draft.item)
        return range(first, last + 1) if is_other else range(0)
    if first < at:
        return range(first, last + 1)
    if _has_other_colour(m, at, draft.item.name):
        return range(at - 1, last + 1)
    behind = last + 1
    is_named = behind < len(m) and not m.spans[behind].pause and _is_other_food(m, behind, told)
    return range(at, behind + 1) if is_named and is_whole_food(m.token(last), m.index.language) else range(0)


def _may_begin_name(m: Lexicon, at: int) -> bool:
    return at == 0 or bool(m.spans[at].pause) or m.has(at - 1, *_BEFORE_A_DISH)


def _is_told_by_choice(m: Lexicon, item: Item) -> bool:
    """Whether a food has to be chosen for a dish: one before its name may then tell a choice that there is not."""
    known = foods(m.index.language)
    return any(
        group.min_select
        and not any(modifier.is_default for modifier in group.modifiers)
        and any(
            not is_adjective(thing)
            for modifier in group.modifiers
            for thing in known.things_in(words(modifier.name))
        )
        for group in item.modifier_groups
    )


def _first_other_food(m: Lexicon, at: int, told: str) -> int:
    """The first span of the foods right before span `at` that are none of the dish's own; `at` where there is none."""
    first = at
    while first > 0 and not m.spans[first].pause and _is_other_food(m, first - 1, told):
        first -= 1
    return first


def _has_other_colour(m: Lexicon, at: int, name: str) -> bool:
    """Whether a colour stands right before a part of a dish's name that has another one: the black of "black pudding"."""
    if at == 0 or m.spans[at].pause or m.spans[at - 1].names:
        return False
    known, own = foods(m.view.language.code), foods(m.index.language)
    said, called = known.things_in([m.token(at - 1)]), own.things_in(words(name))
    said, called = frozenset(filter(is_colour, said)), frozenset(filter(is_colour, called))
    return bool(said) and bool(called) and said.isdisjoint(called)


def _is_other_food(m: Lexicon, at: int, told: str) -> bool:
    if m.spans[at].known or m.length(at) != 1:
        return False
    said, code = m.token(at), m.view.language.code
    is_food = foods(code).knows(said) and not m.stems(at) <= set(m.view.stems_of(told))
    return is_food and not any(fuzz.ratio(said, word) >= SLIP for word in words(told))
