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
    foods = [draft for draft in h.drafts if _is_new_food(m, draft)]
    for draft in h.drafts:
        named = [at for at in draft.spans if m.spans[at].names and not _is_of_head(draft, at)]
        if any(_is_told_of(m, at, food) for at in named for food in foods if food is not draft):
            h.pay("target_untold")
            return


def _is_of_head(draft: Draft, at: int) -> bool:
    return draft.head is not None and draft.head[0] <= at <= draft.head[2]


def _is_new_food(m: Lexicon, draft: Draft) -> bool:
    is_new = draft.item is not None and draft.line is None and draft.head is not None and not draft.removed
    return is_new and draft.item is not None and not is_drink(m.index, draft.item)


def _is_told_of(m: Lexicon, at: int, food: Draft) -> bool:
    """Whether span `at` stands behind a dish without a pause, led by "with" or "without", and is no option of it."""
    assert food.head is not None  # noqa: S101
    between = range(food.head[2] + 1, at)
    if not between or any(m.spans[i].pause for i in (*between, at)):
        return False
    is_led = any(m.has(i, *_LEADS) for i in between)
    return (
        is_led
        and all(m.has(i, *_SMALL) and not m.spans[i].names for i in between)
        and not any(m.fits(at, item_id) for item_id in food.ids)
    )
