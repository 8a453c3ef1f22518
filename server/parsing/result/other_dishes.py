"""Dishes that are not on the menu, and share a word with one that is: "a sausage roll", where there is a bacon roll."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.search.draft import Draft
from server.parsing.text.foods import foods
from server.parsing.text.similarity import fuzz
from server.parsing.text.tokens import words
from server.parsing.text.translation import is_whole_food

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
    if not found or found[0][0] < PART or m.view.language.code != m.index.language:
        return range(0)
    told = f"{draft.item.name} {draft.item.description} {m.index.headings.get(draft.item.id, '')}"
    if at > 0 and not m.spans[at].pause and _is_other_food(m, at - 1, told):
        return range(at - 1, last + 1)
    behind = last + 1
    is_named = behind < len(m) and not m.spans[behind].pause and _is_other_food(m, behind, told)
    return range(at, behind + 1) if is_named and is_whole_food(m.token(last), m.index.language) else range(0)


def _is_other_food(m: Lexicon, at: int, told: str) -> bool:
    if m.spans[at].known or m.length(at) != 1:
        return False
    said, code = m.token(at), m.view.language.code
    is_food = foods(code).knows(said) and not m.stems(at) <= set(m.view.stems_of(told))
    return is_food and not any(fuzz.ratio(said, word) >= SLIP for word in words(told))
