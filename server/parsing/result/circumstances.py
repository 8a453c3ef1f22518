"""What stands around an order and tells how surely it is read: the kind of text, talk, wishes, and changes to the cart."""

import math
from collections.abc import Iterator, Mapping, Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis

LONG_TALK = 3
"""Words of small talk in one phrase that make it long."""
LONG_WISH = 4
"""Words of a wish that is not long."""


def of_circumstances(m: Lexicon, best: Hypothesis) -> dict[str, float]:
    """The features by name."""
    live = [draft for draft in best.drafts if not draft.removed]
    kept = [draft for draft in best.drafts if draft.line is not None]
    found = dict(_of_text(m, kept))
    if m.says("filler"):
        found |= _of_talk(m, best)
    if any(draft.requests for draft in live):
        found |= _of_wishes(m, live, kept)
    if kept:
        found |= _of_changes(m, best.drafts, kept)
    return found


def _of_text(m: Lexicon, kept: Sequence[Draft]) -> Mapping[str, float]:
    code = m.view.language.code
    return {
        f"language.{code}": 1.0,
        "abroad": float(code != m.index.language),
        "lines_of_cart": min(len(kept), 5) / 3,
        "dishes_of_menu": math.log(len(m.index.items) + 1) / 4,
    }


def _of_talk(m: Lexicon, best: Hypothesis) -> dict[str, float]:
    """Where small talk stands; between two words of an order it may have been a part of it."""
    told = {at for draft in best.drafts for at in _places(draft)}
    last, found = len(m) - 1, {}
    for at in m.places_of("filler"):
        if m.spans[at].names:
            continue
        if at in (0, last):
            found["talk_first" if at == 0 else "talk_last"] = 1.0
            continue
        found["talk_between"] = 1.0
        if at - 1 in told and at + 1 in told:
            found["talk_within"] = 1.0
        if m.has(at - 1, "filler") or m.has(at + 1, "filler"):
            found["talk_twice"] = 1.0
        if m.length(at) >= LONG_TALK:
            found["talk_long"] = 1.0
    return found


def _places(draft: Draft) -> Iterator[int]:
    yield from draft.spans
    if draft.head is not None:
        yield from range(draft.head[0], draft.head[2] + 1)


def _of_wishes(m: Lexicon, live: Sequence[Draft], kept: Sequence[Draft]) -> dict[str, float]:
    """How long the new wishes are, and what they stand at."""
    before = {d.line.special_requests for d in kept if d.line is not None}
    lengths = [len(wish.split()) for draft in live for wish in draft.requests if wish not in before]
    return {
        "wish_new": float(bool(lengths)),
        "wish_words": min(sum(lengths), 10) / 5,
        "wish_long": float(any(length > LONG_WISH for length in lengths)),
        "wish_of_one_word": float(1 in lengths),
        "wish_of_share": float(any(d.requests and d.part_of >= 0 for d in live)),
        "wish_among_lines": float(len(live) > 1),
        "wish_unmarked": float(bool(lengths) and not m.says("request")),
    }


def _of_changes(m: Lexicon, drafts: Sequence[Draft], kept: Sequence[Draft]) -> dict[str, float]:
    """What became of the lines of the cart."""
    changed = [draft for draft in kept if draft.removed or not draft.is_unchanged]
    fresh = any(draft.line is None and not draft.removed for draft in drafts)
    shares = (d for d in drafts if not d.removed and d.part_of >= 0)
    unnamed = bool(changed) and not _names_any(m, changed)
    return {
        "changes": min(len(changed), 3) / 2,
        "changes_nothing": float(not (changed or fresh)),
        "changes_and_adds": float(bool(changed) and fresh),
        "changes_several": float(len(changed) > 1),
        "changes_unnamed": float(unnamed),
        "changes_one_unnamed": float(unnamed and len(changed) == 1 < len(kept)),
        "changes_one_of_dish": float(_is_one_of_dish(changed, kept)),
        "changes_share": float(any(drafts[d.part_of].line is not None for d in shares)),
        **_of_each_change(changed),
    }


def _names_any(m: Lexicon, changed: Sequence[Draft]) -> bool:
    """Whether the dish of a line that is changed was named."""
    ids = {draft.line.item.id for draft in changed if draft.line is not None}
    return any(item_id in ids for at in range(len(m)) for _far, item_id in m.items(at))


def _is_one_of_dish(changed: Sequence[Draft], kept: Sequence[Draft]) -> bool:
    """Whether a line is changed beside which another one is of the same dish."""
    there = [draft.line.item.id for draft in kept if draft.line is not None]
    return any(there.count(draft.line.item.id) > 1 for draft in changed if draft.line is not None)


def _of_each_change(changed: Sequence[Draft]) -> dict[str, float]:
    found = {}
    for draft in changed:
        line = draft.line
        assert line is not None  # noqa: S101
        if line.quantity > 1:
            found["changes_counted"] = 1.0
        if draft.removed:
            found["changes_removed"] = 1.0
            continue
        if draft.quantity != line.quantity:
            found["changes_count"] = 1.0
        if len(draft.choices) != len(line.choices):
            found["changes_options"] = 1.0
        if draft.item is not None and draft.item.id != line.item.id:
            found["changes_dish"] = 1.0
    return found
