"""What a text says of one line of the cart, taken to another that it turns out to be about."""

from collections.abc import Collection
from dataclasses import replace

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
