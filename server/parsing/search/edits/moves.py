"""What a text says of one line, taken to another that it turns out to be about."""

from collections.abc import Collection
from dataclasses import replace

from server.domain.menu import Modifier
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis


def move_changes(h: Hypothesis, source: int, target: int, stay: Collection[int] = ()) -> None:
    """Take what the text chose and wished for a line of the cart to the line `target`, by the options' names.

    The options `stay`, by their ids, are left where they are.
    """
    if source in (target, -1):
        return
    before, after = h.drafts.own(source), h.drafts.own(target)
    line = before.line
    if line is None or before.part_of >= 0 or after.item is None:
        return
    original = {choice.modifier.id: choice for choice in line.choices}
    there = {m.name.casefold(): (m, g) for g in after.item.modifier_groups for m in g.modifiers}
    kept = {id_: c for id_, c in before.choices.items() if id_ in stay}
    fresh = [c for id_, c in before.choices.items() if c != original.get(id_) and id_ not in stay]
    for choice in fresh:
        if choice.modifier.name.casefold() not in there:
            return
    for choice in fresh:
        modifier, group = there[choice.modifier.name.casefold()]
        after.choices[modifier.id] = replace(choice, modifier=modifier, group=group)
        if h.mode.last is not None and h.mode.last[1:3] == (source, choice.modifier):
            h.mode.last = (h.mode.last[0], target, modifier, group)
    after.requests += before.requests[1 if line.special_requests else 0 :]
    after.spans |= before.spans
    before.choices, before.spans = {**original, **kept}, set(before.spans) if stay else set()
    before.requests = [line.special_requests] if line.special_requests else []


def move_said(m: Lexicon, h: Hypothesis, target: int, said: range) -> None:
    """Take the options that the spans `said` name, and what they wish, from new lines to the line `target`.

    The options are taken by their names.
    """
    _move_wishes(m, h, target, said)
    there = {
        modifier.name.casefold(): (modifier, group)
        for item in h.drafts[target].items
        for group in item.modifier_groups
        for modifier in group.modifiers
    }
    fresh = [i for i, d in enumerate(h.drafts) if d.line is None and i != target]
    named = [(i, at, modifier) for i in fresh for at in said for modifier in _named(m, h.drafts[i], at)]
    for source, at, modifier in named:
        choice = h.drafts[source].choices.get(modifier.id)
        if choice is None or at not in h.drafts[source].spans or modifier.name.casefold() not in there:
            continue
        h.drafts.own(source).forget(modifier)
        own, group = there[modifier.name.casefold()]
        h.drafts.own(target).choose(own, group, choice.amount, choice.quantity)


def _move_wishes(m: Lexicon, h: Hypothesis, target: int, said: range) -> None:
    """Take what the spans `said` wish, as they are the last that was wished of a new line, to the line `target`."""
    for source, draft in enumerate(h.drafts):
        if draft.line is not None or source == target or not draft.requests:
            continue
        if not draft.spans.isdisjoint(said) and _is_said(m, draft.requests[-1], said):
            wish = h.drafts.own(source).requests.pop()
            h.drafts.own(source).spans.difference_update(said)
            h.drafts.own(target).requests.append(wish)
            h.drafts.own(target).spans.update(said)


def _is_said(m: Lexicon, wish: str, said: range) -> bool:
    """Whether the words of a wish are those of spans next to each other among `said`."""
    if wish not in m.words(said.start, said.stop - 1):
        return False
    return any(m.words(first, last) == wish for first in said for last in range(first, said.stop))


def said_before(m: Lexicon, h: Hypothesis, at: int) -> range:
    """The spans before a place that say what is had there: "no ice or lemon" of "no ice or lemon in the coke"."""
    heads = {d.head[2] for d in h.drafts if d.head is not None}
    begin = at
    while begin > 0 and not m.spans[begin].pause and begin - 1 not in heads:
        if m.has(begin, "with") and begin < at - 1:
            break
        begin -= 1
    return range(begin, at)


def _named(m: Lexicon, draft: Draft, at: int) -> list[Modifier]:
    is_named = draft.ids and m.spans[at].names
    return [modifier for modifier, _group in m.best_modifiers(at, draft.ids[0])] if is_named else []
