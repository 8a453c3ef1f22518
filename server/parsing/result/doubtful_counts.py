"""For how many a dish is, where it was told how many people there are or that it is for all: such an order is not complete."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.result.readings import Reading
from server.parsing.search.draft import Draft
from server.parsing.search.pending_phrases import COUPLE
from server.parsing.text.tokens import words

LEAST_OF_TWO_NUMBERS = 10
"""A smaller number before that of a dish counts it: "two 23"."""


def has_doubtful_count(m: Lexicon, reading: Reading) -> bool:
    """Whether a dish, or what one dish has, may have been meant for several people or dishes."""
    new = [d for d in reading.drafts if d.line is None and not d.removed and d.part_of < 0]
    return (
        (m.says("persons_are") and bool(new) and all(_is_uncounted(m, draft) for draft in new))
        or (m.says("each", "apiece") and _is_for_each_of_untold(m, new))
        or any(_is_for_all(m, at, new) for at in m.places_of("all", "each", "apiece"))
        or (len(new) > 1 and any(_is_between_dishes(m, draft, new) for draft in new))
        or any(_may_be_pieces(m, draft) for draft in new if draft.quantity > COUPLE)
        or (m.says("correction") and _adds_what_corrects(m, reading))
        or _is_for_people(m, new)
        or any(_is_less_than_wanted(m, at, reading.drafts) for at in m.places_of("just"))
        or any(_may_be_two_numbers(m, draft) for draft in new if draft.quantity >= LEAST_OF_TWO_NUMBERS)
        or any(_may_be_refused(m, draft) for draft in new)
        or ("again" in reading.choices and any(_is_of_number(m, at) for at in m.places_of("number")))
    )


def _is_less_than_wanted(m: Lexicon, at: int, drafts: Sequence[Draft]) -> bool:
    """Whether fewer of a line are left than "only so many", as others were taken from it: 두 개만 주시고 하나는 사이다로."""
    wanted = m.spans[at].word.value
    return any(d.line is not None and 0 < d.quantity < wanted < d.line.quantity for d in drafts)


def _adds_what_corrects(m: Lexicon, reading: Reading) -> bool:
    """Whether a bare number behind a correction came to more of a dish, and not to that many: "tres dobles, no, mejor cuatro"."""
    behind = [at + 1 for at in m.places_of("correction") if m.has(at + 1, "number")]
    ends = any(at + 1 == len(m) and not m.spans[at].names for at in behind)
    return ends and not reading.choices.keys().isdisjoint(("again", "again_plain"))


def _may_be_two_numbers(m: Lexicon, draft: Draft) -> bool:
    """Whether the number of a dish stands right behind another one that counts it and may be a dish's too: "11 41"."""
    if draft.head is None:
        return False
    _first, at, last = draft.head
    return (
        last == at > 0 and m.token(at).isdecimal() and m.token(at - 1).isdecimal() and not m.spans[at].pause
    )


def _may_be_refused(m: Lexicon, draft: Draft) -> bool:
    """Whether "no" before the number of a dish may refuse it, where it stands right behind another dish: "43 no 42"."""
    if draft.head is None or draft.head[0] == 0 or not m.index.numbers:
        return False
    at = draft.head[1]
    sign, number = m.tokens[m.spans[at].start], m.tokens[m.spans[at].end - 1]
    is_sign = sign.end < number.start and number.pause != "." and m.has_within(at, "no")
    before = at - 1
    return is_sign and before >= 0 and bool(m.items(before))


def _is_uncounted(m: Lexicon, draft: Draft) -> bool:
    """Whether neither a number nor an article tells how many: "we are six, can we start with the tasting platter"."""
    if draft.head is None or draft.quantity > 1 or draft.quantity_stated or draft.variant_stated:
        return False
    first, at, _last = draft.head
    return not any(m.has(i, "article") for i in range(first, max(first + 1, at)))


def _is_for_all(m: Lexicon, at: int, new: Sequence[Draft]) -> bool:
    """Whether what stands before "with both" or "with each" came once: "a korma, a madras, rice with both"."""
    leads = at - 1
    led_by = ("with", "for", "preposition") if m.has(at, "all") else ("with",)
    if m.spans[at].names or not m.has(leads, *led_by) or m.spans[leads].names:
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


def _is_between_dishes(m: Lexicon, draft: Draft, new: Sequence[Draft]) -> bool:
    """Whether the number of a dish may be of the uncounted one right before it, which nothing parts from it: 米饭两碗可乐."""
    if not m.view.language.script or m.view.language.head_final or draft.head is None:
        return False
    first, named, _last = draft.head
    is_measured = m.has(first, "number") and m.has(named - 1, "counter") and named == first + 2
    if not is_measured or any(m.spans[at].pause for at in range(first, named + 1)):
        return False
    before = (d for d in new if d.head is not None and d.head[2] == first - 1)
    return any(d.quantity == 1 and not d.quantity_stated for d in before)


def _may_be_pieces(m: Lexicon, draft: Draft) -> bool:
    """Whether so many may be pieces of a dish that is sold by them, in another number: 16個 where there are 6個 and 8個."""
    if draft.head is None or draft.item is None or draft.variant_stated or len(draft.item.variants) < COUPLE:
        return False
    stem = m.view.language.stem
    labels = [words(size.label) for size in draft.item.variants]
    if not all(len(label) == COUPLE and label[0].isdecimal() for label in labels):
        return False
    measures = {stem(label[1]) for label in labels}
    counting = (at for at in {draft.head[0], *draft.spans} if m.spans[at].word.value == draft.quantity)
    ends = [m.spans[at].end for at in counting if m.has(at, "number")]
    return any(measures == {stem(m.tokens[end].text)} for end in ends if end < len(m.tokens))


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
