"""Lines that are called by the choice which makes them: "drop the coke" of a *Fountain pop* [Coke], "make the coke a diet"."""

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


def line_of_choice(m: Lexicon, h: Hypothesis, at: int) -> int:
    """The one line of the cart that "the coke" tells of, where the last one has another choice of that group; else -1."""
    line = h.line
    is_definite = m.has(at - 1, "that") or m.begins_as(at, "that") or m.ends_as(at - 1, "that")
    if line is None or line.line is None or not is_definite or h.mode.negation or m.spans[at].pause:
        return -1
    if not _has_another(m, line, at):
        return -1
    having = [i for i, d in enumerate(h.drafts) if d.line is not None and not d.removed and _has(m, d, at)]
    return having[0] if len(having) == 1 else -1


def _has(m: Lexicon, draft: Draft, at: int) -> bool:
    """Whether a line has what a name says as the one choice of a group that has to be made."""
    named = {modifier.id for id_ in draft.ids for modifier, _group in m.best_modifiers(at, id_)}
    return any(_is_what_it_is(choice) and choice.modifier.id in named for choice in draft.choices.values())


def _has_another(m: Lexicon, draft: Draft, at: int) -> bool:
    groups = {group.id for id_ in draft.ids for _modifier, group in m.best_modifiers(at, id_)}
    chosen = {c.group.id for c in draft.choices.values() if _is_what_it_is(c)}
    return not groups.isdisjoint(chosen) and not _has(m, draft, at)
