"""For how many a dish is, where it was told how many people there are or that it is for all: such an order is not complete."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.result.readings import Reading
from server.parsing.search.draft import Draft


def has_doubtful_count(m: Lexicon, reading: Reading) -> bool:
    """Whether a dish, or what one dish has, may have been meant for several people or dishes."""
    new = [d for d in reading.drafts if d.line is None and not d.removed and d.part_of < 0]
    return (
        (m.says("persons_are") and bool(new) and all(_is_uncounted(m, draft) for draft in new))
        or (m.says("each", "apiece") and _is_for_each_of_untold(m, new))
        or (m.says("all") and any(_is_for_all(m, at, new) for at in m.places_of("all")))
        or _is_for_people(m, new)
        or ("again" in reading.choices and any(_is_of_number(m, at) for at in m.places_of("number")))
    )


def _is_uncounted(m: Lexicon, draft: Draft) -> bool:
    """Whether neither a number nor an article tells how many: "we are six, can we start with the tasting platter"."""
    if draft.head is None or draft.quantity > 1 or draft.quantity_stated or draft.variant_stated:
        return False
    first, at, _last = draft.head
    return not any(m.has(i, "article") for i in range(first, max(first + 1, at)))


def _is_for_all(m: Lexicon, at: int, new: Sequence[Draft]) -> bool:
    """Whether what stands before "with both" came once: "a korma, a madras, rice with both"."""
    leads = at - 1
    if m.spans[at].names or not m.has(leads, "with", "for", "preposition") or m.spans[leads].names:
        return False
    if at + 1 < len(m) and not m.spans[at + 1].pause:
        return False
    named = leads - 1
    if named < 0 or not m.spans[named].names or m.has(named, "no") or m.has(named - 1, "no"):
        return False
    heads = [d for d in new if d.head is not None and d.head[2] == named]
    taking = heads or [d for d in new if named in d.spans]
    is_once = sum(d.quantity for d in taking) == 1
    return is_once and (len(new) > 1 or (bool(heads) and m.has(leads, "for")))


def _is_for_people(m: Lexicon, new: Sequence[Draft]) -> bool:
    """Whether "for" and a number tell for how many all is, and no one dish is told of: "the 40 and the 46 for 4"."""
    led = [at for at in m.places_of("number") if m.has(at - 1, "for") and not m.spans[at - 1].names]
    if len(led) != 1 or m.spans[led[0]].pause:
        return False
    at = led[0]
    closes = at + 1 >= len(m) or bool(m.spans[at + 1].pause) or m.has(at + 1, "filler", "and")
    before = [d for d in new if d.head is not None and d.head[2] < at]
    counts = any(d.quantity == m.spans[at].word.value > 1 for d in new)
    return closes and counts and len(before) != 1


def _is_of_number(m: Lexicon, at: int) -> bool:
    """Whether a number tells of how many some are, and was counted once more: "two teas, one of the two without milk"."""
    is_told = m.has(at - 1, "that") and m.has(at - 2, "of") and m.has(at - 3, "number")
    return at > 2 and is_told and not m.spans[at].pause and not (at + 1 < len(m) and m.spans[at + 1].names)  # noqa: PLR2004


def _is_for_each_of_untold(m: Lexicon, new: Sequence[Draft]) -> bool:
    """Whether everybody has one, and nobody said how many they are: "a beer each"."""
    if m.says("persons_each", "persons_all", "persons_are"):
        return False
    behind = {max([d.head[2], *d.spans]) + 1 for d in new if d.head is not None and d.quantity == 1}
    said = m.places_of("each", "apiece")
    if len(new) > 1:
        alone = (at for at in said if not (m.spans[at].pause or m.has(at + 1, "number", "counter")))
        return not m.view.language.head_final and not behind.isdisjoint(alone)
    if not behind or not any(at >= min(behind) for at in said):
        return False
    return not any(m.spans[at].word.value > 1 for at in range(len(m)))
