"""What is told right behind a dish that cannot have it, and came to an earlier one: "a burger and a side salad with no tomato"."""

from server.parsing.matching.drinks import is_drink
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis

_LEADS = ("with", "without")
_SMALL = ("with", "without", "no", "article", "that", "of", "amount", "filler")


def doubt_told_of_earlier(h: Hypothesis, m: Lexicon) -> None:
    """Leave open which dish is meant where "with" or "without" stands between a food and an option that another one took."""
    if len(h.drafts) < 2 or not m.says(*_LEADS):  # noqa: PLR2004 - there is no earlier dish
        return
    for food in h.drafts:
        at = _told_behind(m, food) if _is_new_food(m, food) else 0
        if at and any(_has_taken(draft, at) for draft in h.drafts if draft is not food):
            h.pay("target_untold")
            return


def _has_taken(draft: Draft, at: int) -> bool:
    """Whether what is named at span `at` came to a dish, and is not its own name."""
    return at in draft.spans and not _is_of_head(draft, at)


def _is_of_head(draft: Draft, at: int) -> bool:
    return draft.head is not None and draft.head[0] <= at <= draft.head[2]


def _is_new_food(m: Lexicon, draft: Draft) -> bool:
    is_new = draft.item is not None and draft.line is None and draft.head is not None and not draft.removed
    return is_new and draft.item is not None and not is_drink(m.index, draft.item)


def _told_behind(m: Lexicon, food: Draft) -> int:
    """The name that stands behind a dish without a pause, led by "with" or "without", and is no option of it; else 0."""
    assert food.head is not None  # noqa: S101
    first = at = food.head[2] + 1
    while m.has(at, *_SMALL) and not (m.spans[at].names or m.spans[at].pause):
        at += 1
    is_led = at < len(m) and not m.spans[at].pause and any(m.has(i, *_LEADS) for i in range(first, at))
    is_named = is_led and bool(m.spans[at].names)
    return at if is_named and not any(m.fits(at, item_id) for item_id in food.ids) else 0
