"""New lines that may have been meant otherwise, by how many they are for and by what their sizes are called."""

from collections.abc import Sequence
from itertools import pairwise

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.matching.written_names import is_made_as_you_like, is_piece, pieces_written_in
from server.parsing.search.draft import Draft
from server.parsing.search.pending_phrases import COUPLE
from server.parsing.text.tokens import words

LONGEST_COUNT = 2
"""Words of a size that is a count, at most: "pair", "two pieces"; "one and one" counts several things."""


def is_doubtful_line(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a new line counts what a size is called, is for several, or may be one with another line, or sized as it is."""
    return (
        (m.says("number") and _is_counted_by_size(m, draft) and not _is_shared_out(draft, drafts))
        or _counts_another_size(m, draft)
        or _may_count_pieces(m, draft)
        or _may_count_couples(m, draft)
        or (not _is_shared_out(draft, drafts) and _may_be_of_one_piece(m, draft))
        or _is_size_for_persons(m, draft)
        or _is_told_by_what_it_comes_with(draft)
        or _is_told_by_another_dish(m, draft)
        or (m.says("filler") and _is_for_several(m, draft))
        or (m.says("just", "only") and _has_two_sizes(m, draft))
        or (
            len(drafts) > 1
            and (
                _is_had_within_other(m, draft, drafts)
                or _may_have_size_of_other(m, draft, drafts)
                or _may_be_had_with(m, draft, drafts)
            )
        )
    )


def _is_told_by_another_dish(m: Lexicon, draft: Draft) -> bool:
    """Whether a dish was only told by its choices, and one of these is a dish by itself: "egg fried rice with chicken"."""
    if not draft.implied or draft.removed or draft.line is not None:
        return False
    led = [at for at in draft.spans if m.has(at + 1, "with") and not m.spans[at + 1].pause]
    return any((found := m.items(at)) and found[0][0] < PART and found[0][1] not in draft.ids for at in led)


def _counts_another_size(m: Lexicon, draft: Draft) -> bool:
    """Whether as many of a size are ordered as another size has pieces: twelve times six, of "12 wings, 6 hot and 6 mild"."""
    if draft.item is None or draft.removed or draft.line is not None or draft.variant is None:
        return False
    is_stated = draft.quantity_stated and draft.variant_stated
    fewer = (n for n in range(2, draft.quantity) if draft.variant.id in m.sizes_of_number(n, draft.item))
    return is_stated and bool(m.sizes_of_number(draft.quantity, draft.item)) and any(fewer)


def _may_count_pieces(m: Lexicon, draft: Draft) -> bool:
    """Whether as many were said as the dish has pieces, or more: "twelve wings", of *Wings (6 pcs)*, not "wings twice"."""
    if draft.item is None or draft.line is not None or not draft.quantity_stated:
        return False
    says_portions = any(m.has(at, "portion", "multiple", "times") for at in draft.spans)
    says_portions = says_portions or _has_article_behind_number(m, draft)
    if says_portions or draft.quantity == 1:
        return False
    return 1 < pieces_written_in(draft.item.name) <= draft.quantity or _replaces_number_of_name(m, draft)


def _replaces_number_of_name(m: Lexicon, draft: Draft) -> bool:
    """Whether a number stands for the one that a dish's name begins with: "three boiled eggs", of *Two Eggs Any Style*."""
    if draft.item is None or draft.head is None or not is_made_as_you_like(draft.item.name):
        return False
    number = (words(draft.item.name) or ("",))[0]
    in_digits = number if number.isdecimal() else m.view.language.other_number(number)
    return in_digits.isdecimal() and int(in_digits) > 1 and not m.begins_as(draft.head[1], "number")


def _has_article_behind_number(m: Lexicon, draft: Draft) -> bool:
    """Whether an article parts the number of a dish from its name, so that it counts dishes: "zweimal die Würste"."""
    if draft.head is None:
        return False
    first, at, _last = draft.head
    return m.has(first, "number") and at == first + 2 and m.has(first + 1, "that", "article")


def _may_count_couples(m: Lexicon, draft: Draft) -> bool:
    """Whether two were said of what comes in twos, which may be two dishes or one: "two samosas", of *Samosa (2 pcs)*.

    Two pieces are one.
    """
    if draft.item is None or draft.line is not None or draft.head is None:
        return False
    at = draft.head[1]
    said = [token.text for token in m.tokens[m.spans[at].start : m.spans[at].end]]
    is_couple = pieces_written_in(draft.item.name) == COUPLE and not draft.quantity_stated
    counts = said[0] == str(COUPLE) or m.begins_as(at, "number")
    return is_couple and counts and not any(map(is_piece, said))


def _may_be_of_one_piece(m: Lexicon, draft: Draft) -> bool:
    """Whether one was ordered of what comes by the piece too, and commonly in more: "one bun", which come in twos."""
    if draft.item is None or draft.line is not None or draft.removed or not draft.quantity_stated:
        return False
    if draft.variant_stated or draft.quantity > 1 or draft.part_of >= 0 or len(draft.item.variants) == 1:
        return False
    sizes = m.sizes_of_number(1, draft.item)
    return bool(sizes) and not any(v.is_default and v.id in sizes for v in draft.item.variants)


def counts_other_size(m: Lexicon, draft: Draft) -> bool:
    """Whether so many were ordered of one size as another one holds: "half a dozen oysters, no, a dozen"."""
    if draft.item is None or draft.removed or draft.quantity < 2 or not draft.variant_stated:  # noqa: PLR2004
        return False
    sizes = m.sizes_of_number(draft.quantity, draft.item)
    return bool(sizes) and draft.variant is not None and draft.variant.id not in sizes


def counts_size_of_another(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a line of the cart came to as many as another one's size holds: "a dozen rather" beside six oysters."""
    there = [d for d in drafts if d.item is not None and not d.removed]
    for draft in there:
        if draft.line is None or draft.quantity == draft.line.quantity or draft.quantity <= 2:  # noqa: PLR2004 - a couple
            continue
        others = [d for d in there if d.line is not None and d.items != draft.items]
        if any(_has_other_size(m, other, draft.quantity) for other in others):
            return True
    return False


def _has_other_size(m: Lexicon, draft: Draft, number: int) -> bool:
    """Whether a dish comes in so many, and was ordered in another size."""
    sizes = m.sizes_of_number(number, draft.item) if draft.item is not None else []
    return bool(sizes) and draft.variant is not None and draft.variant.id not in sizes


def _is_counted_by_size(m: Lexicon, draft: Draft) -> bool:
    """Whether a word that counts a dish is what one of its sizes is called too: "a pair of kippers", which come as a pair."""
    if (
        draft.item is None
        or draft.line is not None
        or draft.removed
        or draft.head is None
        or draft.variant_stated
    ):
        return False
    first, at, _last = draft.head
    if first == at or len(draft.item.variants) <= 1:
        return False
    counts = [i for i in range(first, at) if m.has(i, "number") and not m.spans[i].names]
    tokens = [token.text for i in counts for token in m.tokens[m.spans[i].start : m.spans[i].end]]
    said = {word for word in tokens if not word.isdecimal()}
    others = [v for v in draft.item.variants if not (v.is_default and draft.quantity == 1)] if said else []
    labels = [words(variant.label) for variant in others if not _is_for_persons(m, variant.label)]
    return any(len(label) <= LONGEST_COUNT and not said.isdisjoint(label) for label in labels)


def _is_for_persons(m: Lexicon, label: str) -> bool:
    """Whether a size says for how many it is: "For one" counts persons, and no dishes."""
    known = m.view.language.trie.get((words(label)[0],)) if words(label) else None
    return known is not None and "for" in known.kinds


def _is_shared_out(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether some of a line are told of, so that its number counts it: "two kebabs, one with rice, one with chips"."""
    return any(d.part_of >= 0 and drafts[d.part_of] is draft and not d.removed for d in drafts)


def _is_size_for_persons(m: Lexicon, draft: Draft) -> bool:
    """Whether a dish was inferred from for how many another one is: "tea for two", where coffee alone comes so."""
    is_inferred = draft.implied and not draft.removed and draft.line is None
    return is_inferred and any(m.spans[at].names and m.begins_as(at, "for") for at in draft.spans)


def _is_told_by_what_it_comes_with(draft: Draft) -> bool:
    """Whether a dish was inferred from nothing but what it comes with anyway: "a portion of olives", of a salad that has them."""
    is_inferred = draft.implied and not draft.removed and draft.line is None and not draft.variant_stated
    wanted = [choice.modifier for choice in draft.choices.values() if choice.amount != "none"]
    return is_inferred and bool(wanted) and all(modifier.is_default for modifier in wanted)


def _is_for_several(m: Lexicon, draft: Draft) -> bool:
    """Whether one dish has what several persons were to have: "chips with ketchup for me, with mayo for my sister"."""
    if draft.line is not None or draft.removed or draft.quantity > 1 or draft.head is None:
        return False
    named = sorted(at for at in draft.spans if m.spans[at].names and at > draft.head[2])
    for before, behind in pairwise(named):
        between = range(before + 1, behind)
        persons = [at for at in between if m.begins_as(at, "for") and m.has(at, "filler")]
        if persons and any(m.spans[at].pause or m.has(at, "and") for at in range(persons[0] + 1, behind + 1)):
            return behind + 1 < len(m) and m.begins_as(behind + 1, "for")
    return False


def _has_two_sizes(m: Lexicon, draft: Draft) -> bool:
    """Whether a second size may be one more: "a pint of bitter for him, and I'll have just the half"."""
    if draft.item is None or draft.line is not None or draft.removed or m.says("correction", "recount", "no"):
        return False
    sized = [at for at in draft.spans if m.spans[at].names and m.variants(at, draft.item.id)]
    labels = {variant.label for at in sized for variant in m.variants(at, draft.item.id)[:1]}
    return len(labels) > 1 and any(m.has(at, "and") for at in range(min(sized), max(sized)))


def _is_had_within_other(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether "with" names what would make another dish of the one before: "a hopper with egg", beside an egg hopper."""
    if draft.line is not None or draft.removed or draft.head is None or draft.item is None:
        return False
    first, at, _last = draft.head
    if not m.has(first - 1, "with") or m.has(first - 2, "but", "same"):
        return False
    heads = (d.head[1] for d in drafts if d is not draft and d.head is not None and d.head[2] < first)
    return any(draft.item.id in m.items_with_both(at, before) for before in heads if m.spans[before].names)


def _may_be_had_with(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether "with" leads to a word of a dish's name that nobody counted, and may be had on the one before: "with garlic"."""
    if draft.line is not None or draft.removed or draft.head is None or not draft.items:
        return False
    first, at, last = draft.head
    if not m.has(first - 1, "with") or m.spans[first - 1].names or m.spans[first].pause:
        return False
    if m.has(first - 2, "but", "same"):
        return False
    is_behind_dish = any(d.head is not None and d.head[2] < first for d in drafts)
    found = m.items(at)
    return is_behind_dish and first == at == last and bool(found) and found[0][0] >= SHORTENED


def _may_have_size_of_other(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether "of" counts a dish as the one before was, whose size was said: "two bottles of red and one of the white"."""
    if draft.line is not None or draft.removed or draft.head is None or draft.item is None:
        return False
    at = draft.head[1]
    while m.has(at - 1, "that", "article"):
        at -= 1
    if draft.variant_stated or not (m.has(at - 1, "of") and m.has(at - 2, "number")):
        return False
    sizes = {variant.label for variant in draft.item.variants}
    before = (d for d in drafts if d.head is not None and d.head[1] < at and d.variant_stated and d.variant)
    return any(d.variant is not None and d.variant.label in sizes for d in before)
