"""A word of a dish's name right behind the rest of it is no extra of the dish: "un salmone avocado", of *Salmone & Avocado Roll*."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.text.tokens import words


def leave_out_words_of_names(h: Hypothesis, m: Lexicon) -> None:
    """Take from new dishes the extras that are called as a word of their names, and stand right behind the others."""
    for i, draft in enumerate(h.drafts):
        if draft.line is not None or draft.removed or draft.item is None or draft.head is None:
            continue
        for key in [key for key in draft.choices if _is_of_name(m, draft, key)]:
            del h.drafts.own(i).choices[key]


def _is_of_name(m: Lexicon, draft: Draft, key: int) -> bool:
    """Whether a choice is said once only, without anything between it and the part of the name before it."""
    choice = draft.choices[key]
    if draft.head is None or draft.item is None or choice.amount != "regular" or not choice.stated:
        return False
    first, _at, last = draft.head
    behind = last + 1
    if choice.group.min_select or choice.quantity > 1 or choice.modifier.is_default or behind >= len(m):
        return False
    if m.spans[behind].pause or key not in {
        option.id for option, _group in m.best_modifiers(behind, draft.item.id)
    }:
        return False
    option, name = _stems(m, choice.modifier.name), _stems(m, draft.item.name)
    said = {stem for at in range(first, behind) for stem in _stems(m, m.words(at))}
    others = {stem for at in range(behind + 1, len(m)) for stem in _stems(m, m.words(at))}
    is_part = option <= name and said.isdisjoint(option) and not said.isdisjoint(name)
    return is_part and others.isdisjoint(option)


def _stems(m: Lexicon, said: str) -> set[str]:
    return {m.view.language.stem(word) for word in words(said)}
