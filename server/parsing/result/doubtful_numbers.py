"""Numbers that may count no dish of their own: people, what is listed behind them, and one of several."""

from collections.abc import Sequence

from server.parsing.matching.called_by_kind import is_of_kind
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft

LEAST_LISTED = 2
"""Dishes behind a number that announces them, at least."""


def has_doubtful_numbers(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a number of new dishes may be told of people, of the dishes behind it, or of one of them."""
    new = [d for d in drafts if d.line is None and not d.removed and d.part_of < 0 and d.head is not None]
    several = [d for d in new if d.quantity > 1]
    if not several:
        return False
    return (
        (m.says("for") and any(_is_for_people(m, draft) for draft in several))
        or any(_announces(m, draft, new) for draft in several)
        or (all(_says_nothing(d) for d in drafts if d.part_of >= 0) and _tells_of_one(m))
    )


def _says_nothing(part: Draft) -> bool:
    return not (part.choices or part.requests or part.variant_stated)


def _is_for_people(m: Lexicon, draft: Draft) -> bool:
    """Whether as many were ordered as people were told of behind one dish: "a bottle of white for four", not "coffee for two"."""
    assert draft.head is not None  # noqa: S101
    first, named, _last = draft.head
    is_one = m.has(first, "article") and not m.spans[first].names
    return is_one and any(
        m.has(at, "number") and m.spans[at].word.value == draft.quantity and m.has(at - 1, "for")
        for at in range(named + 1, len(m))
    )


def _announces(m: Lexicon, draft: Draft, new: Sequence[Draft]) -> bool:
    """Whether as many drinks of the kind that a number counts are listed behind it: "two coffees, a latte and a mocha"."""
    assert draft.head is not None  # noqa: S101
    behind = list(new[new.index(draft) + 1 :])
    listed: list[Draft] = []
    while behind and sum(d.quantity for d in listed) < draft.quantity:
        listed.append(behind.pop(0))
    is_all = len(listed) >= LEAST_LISTED and sum(d.quantity for d in listed) == draft.quantity
    word = m.token(draft.head[1])
    return is_all and all(
        d.item is not None and d.item != draft.item and is_of_kind(word, d.item, m.view, m.index)
        for d in listed
    )


def _tells_of_one(m: Lexicon) -> bool:
    """Whether something is said of one, and came to all: "two lasagnes with no cheese on one of them"."""
    return any(
        m.spans[at].word.value == 1
        and m.has(at - 1, "preposition", "with", "for", "into")
        and m.has(at + 1, "pronoun", "of", "among")
        and not m.spans[at].names
        for at in m.places_of("number")
    )
