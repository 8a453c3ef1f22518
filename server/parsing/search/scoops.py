"""How many scoops one dish has: "two scoops of ice cream, vanilla and mango" are one ice cream of two kinds."""

from collections import Counter
from functools import lru_cache

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.text.foods import foods

SCOOP = "scoop"


def count_scoops(h: Hypothesis, m: Lexicon) -> None:
    """Order one of a new dish whose number is that of its scoops, where as many kinds are told."""
    for i, draft in enumerate(h.drafts):
        if draft.line is None and not draft.removed and draft.quantity > 1 and _has_as_many(draft):
            scoops = _scoops(m, draft)
            if scoops:
                own = h.drafts.own(i)
                own.quantity, own.scoops = 1, draft.quantity
                h.use(scoops.start, scoops.stop)


def _has_as_many(draft: Draft) -> bool:
    """Whether as many options of one group were chosen as there are to be of the dish."""
    chosen = Counter[int]()
    for choice in draft.choices.values():
        if choice.amount != "none" and choice.stated and choice.group.max_select != 1:
            chosen[choice.group.id] += choice.quantity
    return draft.quantity in chosen.values()


def _scoops(m: Lexicon, draft: Draft) -> range:
    """The spans from the number to the name that hold a word for scoops; an empty range where none does."""
    if draft.head is None:
        return range(0)
    first, _at, last = draft.head
    words = tuple([t.text for t in m.tokens[m.spans[first].start : m.spans[last].end]])
    return range(first, last + 1) if _are_for_scoops(m.view.language.code, words) else range(0)


@lru_cache(maxsize=1024)
def _are_for_scoops(code: str, words: tuple[str, ...]) -> bool:
    return SCOOP in foods(code).things_in(words)
