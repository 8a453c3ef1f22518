"""What was said of one line of a text and may have been meant for several of them: such an order is not complete."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import ALIAS
from server.parsing.result.doubtful_persons import (
    is_dish_for_somebody,
    is_for_two,
    is_of_one_of_several,
    is_of_untold_person,
)
from server.parsing.search.draft import Draft

_SMALL = ("no", "with", "and", "without", "remove", "article", "that", "amount", "filler", "adding")
_TELLING_WHICH = ("stand_in", "that", "ordinal", "other", "last", "mine", "theirs")


def may_be_for_several(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether what was said of one new line may be about the others too: "two burgers, one rare one medium, no onions"."""
    new = [d for d in drafts if d.line is None and not d.removed]
    if m.says("everybody") and any(_is_for_everybody(m, draft) for draft in new):
        return True
    if is_of_one_of_several(m, new) or is_dish_for_somebody(m, new) or _is_for_two_or_one_of_two(m, new):
        return True
    if m.says("rather", "instead") and any(_is_gone_again(m, draft, new) for draft in drafts):
        return True
    if any(
        _may_be_two_shares(m, draft, drafts) or _is_counted_of_each(m, draft)
        for draft in drafts
        if draft.part_of >= 0
    ):
        return True
    return len(new) > 1 and (
        any(
            _is_named_twice(m, before, draft)
            or _may_describe(m, before, draft)
            or _may_tell_how(m, before, draft)
            or _may_count_before(m, before, draft)
            for before, draft in pairwise(new)
        )
        or (len(new) == 2 and _may_be_of_number(m, *new))  # noqa: PLR2004
        or (m.says("yes") and any(_is_counted_again(m, *two) for two in pairwise(new)))
        or any(_leaves_what_others_come_with(draft, drafts) for draft in new)
        or (m.says("each", "apiece", "all") and any(_is_one_for_each(m, draft, new) for draft in new))
        or any(_is_said_of_last_share(m, shares) for shares in _shares(new))
        or any(_says_in_vain(draft, drafts) for draft in new)
        or (m.says("but") and any(_is_told_of_size(m, draft, new) for draft in new))
        or (m.says("another", "more") and any(_may_be_alike(m, *two) for two in pairwise(new)))
        or (m.says("somebody") and is_of_untold_person(m, new))
        or (m.says("only", "just") and any(_keeps_what_one_has_only(draft, new) for draft in new))
    )


def _is_for_two_or_one_of_two(m: Lexicon, new: Sequence[Draft]) -> bool:
    """Whether what is told of persons leaves open how many of a dish there are, or whose."""
    if m.says("somebody") and any(is_for_two(m, draft) for draft in new):
        return True
    return m.says("somebody", "mine", "theirs") and _is_one_of_two(m, new)


def _is_named_twice(m: Lexicon, before: Draft, draft: Draft) -> bool:
    """Whether a dish follows itself with nothing between: 「アペロールアペロールスプリッツ」 is one name of it.

    So is it said again where only the second time tells more: "lamb chops, lamb chops with salad", 鸡翅,鸡翅来六个.
    """
    if before.head is None or draft.head is None or before.item is None or before.item != draft.item:
        return False
    first, tells_more = draft.head[0], draft.quantity > 1 or bool(draft.choices) or draft.variant_stated
    is_counted = before.quantity_stated or m.has(before.head[0], "article")
    is_bare = not (is_counted or before.choices or before.variant_stated)
    is_next = first == before.head[2] + 1
    return is_next and is_bare and (tells_more or not m.spans[first].pause)


def _is_counted_of_each(m: Lexicon, share: Draft) -> bool:
    """Whether the number of a share may count an option of all of them: "two teas, both with one sugar"."""
    return any(
        m.has(at, "number") and m.has(at - 1, "all") and m.ends_as(at - 1, "with") for at in share.spans
    )


def _may_be_two_shares(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a share has two options of which each is counted as it is: "one less sugar one iced", of three coffees."""
    if draft.removed or draft.item is None or draft.quantity >= drafts[draft.part_of].quantity:
        return False
    options = [at for at in draft.spans if draft.item.id in m.items_with_option(at)]
    counts = (m.has(at - 1, "number") and not m.spans[at - 1].names for at in options)
    return sum(counts) > 1


def _may_be_of_number(m: Lexicon, before: Draft, draft: Draft) -> bool:
    """Whether some of a number of a dish are another one whose name has its words too: "due caffè, uno macchiato"."""
    if before.item is None or draft.item is None or draft.head is None or draft.quantity >= before.quantity:
        return False
    if before.choices or before.requests:
        return False
    words = m.view.item_words
    is_kind = words[before.item.id] < words[draft.item.id]
    first, at, last = draft.head
    said = m.stems(at)
    is_part = not words[before.item.id] <= {stem for i in range(first, last + 1) for stem in m.stems(i)}
    return is_kind and is_part and bool(said) and m.spans[first].pause == "," and not m.has(first, "also")


def _may_count_before(m: Lexicon, before: Draft, draft: Draft) -> bool:
    """Whether a number between two dishes of a heading may count either, where no blank tells: 可乐两瓶雪碧."""
    if before.head is None or draft.head is None or before.item is None or draft.item is None:
        return False
    first = draft.head[0]
    is_between = first == before.head[2] + 1 and m.has(first, "number") and not m.spans[first].pause
    is_open = is_between and not before.quantity_stated and draft.quantity > 1
    language = m.view.language
    tells_no_order = bool(language.script) and not language.head_final
    return is_open and tells_no_order and before.item.category_id == draft.item.category_id


def _may_describe(m: Lexicon, before: Draft, draft: Draft) -> bool:
    """Whether a dish known by less than its name may tell of what the next one is: "a half of cider", "a white americano"."""
    if before.head is None or draft.head is None or draft.quantity_stated:
        return False
    found, first = m.items(before.head[1]), draft.head[0]
    if not found or found[0][0] <= ALIAS or before.head[2] < before.head[1]:
        return False
    between = range(before.head[2] + 1, first)
    if m.spans[first].pause or any(m.spans[at].pause or not m.has(at, "of") for at in between):
        return False
    is_led = m.has(before.head[0], "article") and first == draft.head[1]
    is_rather_else = is_led and min(m.spans[before.head[1]].names.values()) < found[0][0]
    return bool(between) or is_rather_else or m.view.language.code != m.index.language


def _is_one_of_two(m: Lexicon, new: Sequence[Draft]) -> bool:
    """Whether there is one dish where something is told of two people's: "mine is without cheese, theirs with it"."""
    return m.says("mine") and m.says("theirs") and len(new) == 1 and new[0].quantity == 1


def _may_tell_how(m: Lexicon, before: Draft, draft: Draft) -> bool:
    """Whether an uncounted dish behind a counted one may tell how that is to be: "un cortado descafeinado", "crepe de atún"."""
    if before.head is None or draft.head is None or draft.quantity_stated or not m.view.language.head_first:
        return False
    first = draft.head[1]
    between = range(before.head[2] + 1, first)
    is_apart = m.spans[first].pause or any(m.spans[at].pause or not m.has(at, "of") for at in between)
    is_counted = m.has(before.head[0], "article", "number")
    return is_counted and not is_apart and draft.head[0] == first and m.length(first) == 1


def _is_counted_again(m: Lexicon, before: Draft, draft: Draft) -> bool:
    """Whether the same number of the same dish is only confirmed: "three colas, yeah, three colas"."""
    if before.head is None or draft.head is None or before.item is None or before.item != draft.item:
        return False
    if before.quantity != draft.quantity or draft.choices.keys() != before.choices.keys():
        return False
    between = range(before.head[2] + 1, draft.head[0])
    small = (m.has(at, "yes", "filler", "number", "article", "ordering") for at in between)
    return all(small) and any(m.has(at, "yes") for at in between)


def _leaves_what_others_come_with(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether some of a number are said to have what all come with, so that the others may be meant without.

    "Sugar in two"; "two plain, two with cheese", where cheese is on all of them.
    """
    if draft.part_of < 0:
        return False
    whole = drafts[draft.part_of]
    parts = [d for d in drafts if d.part_of == draft.part_of and not d.removed]
    of_others = [d.choices for d in (whole, *parts) if d is not draft]
    own = [c for key, c in draft.choices.items() if c.stated and not any(key in of for of in of_others)]
    implies = [c.amount == "regular" and c.modifier.is_default and c.group.max_select != 1 for c in own]
    is_plain = any(not any(c.stated for c in d.choices.values()) for d in parts if d is not draft)
    return bool(own) and all(implies) and (is_plain or whole.quantity > sum(d.quantity for d in parts))


def _is_for_everybody(m: Lexicon, draft: Draft) -> bool:
    """Whether a dish that was not counted is for everybody: "poppadoms for everyone", "für alle ein Bier"."""
    if draft.head is None or draft.quantity > 1 or draft.quantity_stated:
        return False
    first = before = draft.head[0]
    while m.has(before, "article", "filler", "size") and not m.has(before, "everybody"):
        before -= 1
    if m.has(before, "everybody") or m.has(before - 1, "everybody"):
        return True
    counts = m.has(first, "number") or any(
        m.has(i, "article", "that") for i in (first - 1, *range(max(0, before), first + 1))
    )
    return not counts and (_is_led_by_everybody(m, first) or m.has(_last_of(draft) + 1, "everybody"))


def _is_led_by_everybody(m: Lexicon, first: int) -> bool:
    """Whether everybody is told before a name, and no other name in between: "me and my son want hot dogs"."""
    said = (at for at in m.places_of("everybody") if at < first)
    return any(
        not any(m.spans[i].pause == "." or m.spans[i].names for i in range(at + 1, first)) for at in said
    )


def _is_gone_again(m: Lexicon, draft: Draft, new: Sequence[Draft]) -> bool:
    """Whether a dish of this text went for another behind which "instead" stands, and both may be wanted: "la cotoletta invece"."""
    if draft.line is not None or not draft.removed:
        return False
    ends = {at for d in new if d.head is not None for at in (d.head[2], _last_of(d))}
    return any(at - 1 in ends for at in m.places_of("rather", "instead"))


def _may_be_alike(m: Lexicon, before: Draft, draft: Draft) -> bool:
    """Whether one more of a dish is told by what it goes without, and may have what the one before has: "one more without peas"."""
    if draft.head is not None or draft.item is None or draft.items != before.items or draft.inherits:
        return False
    said = [c for c in draft.choices.values() if c.stated]
    had = [c for c in before.choices.values() if c.stated and c.amount != "none"]
    is_more = any(m.has(at, "another", "more") for at in draft.spans)
    return is_more and bool(said and had) and all(c.amount == "none" for c in said)


def _is_told_of_size(m: Lexicon, draft: Draft, new: Sequence[Draft]) -> bool:
    """Whether one more was taken from what may only say which one is meant: "a beer please, but a small one"."""
    if draft.head is not None or draft.item is None or draft.part_of >= 0 or not draft.spans:
        return False
    first = min(draft.spans)
    while m.has(first - 1, "article", "number", "that"):
        first -= 1
    return m.has(first - 1, "but") and any(d is not draft and d.item == draft.item for d in new)


def _is_one_for_each(m: Lexicon, draft: Draft, new: Sequence[Draft]) -> bool:
    """Whether a single dish stands before "each", behind others, or behind "both with": "a korma, a madras, rice each"."""
    if draft.quantity > 1 or draft.head is None or draft is new[0]:
        return False
    first, behind = draft.head[0], _last_of(draft) + 1
    counts = m.has(behind + 1, "number", "counter") or m.view.language.head_final
    is_before = m.has(behind, "each", "apiece") and not (counts or m.spans[behind].names)
    while m.has(first - 1, "article"):
        first -= 1
    has_with = m.has(first - 1, "with") and m.has(first - 2, "all", "each")
    return is_before or has_with or (m.has(first - 1, "all", "each") and m.ends_as(first - 1, "with"))


def _last_of(draft: Draft) -> int:
    """The last span that names a dish or is said of it."""
    return max([*draft.spans, draft.head[2] if draft.head is not None else -1])


def _shares(new: Sequence[Draft]) -> list[list[Draft]]:
    """The lines that are parts of one number of a dish, as they were said."""
    parts = sorted((d for d in new if d.part_of >= 0 and d.spans), key=lambda d: d.part_of)
    return [sorted(own, key=lambda d: min(d.spans)) for _whole, own in groupby(parts, lambda d: d.part_of)]


def _is_said_of_last_share(m: Lexicon, shares: Sequence[Draft]) -> bool:
    """Whether an option behind a pause came to the last share, and the others can have it as well."""
    if len(shares) < 2:  # noqa: PLR2004 - of a single one it is said
        return False
    last, others = shares[-1], shares[:-1]
    if any(_behind_pause(m, other) for other in others):
        return False
    apart = [at for at in _behind_pause(m, last) if not _tells_which(m, at)]
    return any(
        m.fits(at, item_id) and at not in other.spans
        for at in apart
        for other in others
        for item_id in other.ids
    )


def _says_in_vain(whole: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a number has an option of which none of its shares is left: "prata two plain one egg one cheese"."""
    parts = [d for d in drafts if d.part_of >= 0 and drafts[d.part_of] is whole and not d.removed]
    if not parts or sum(part.quantity for part in parts) < whole.quantity:
        return False
    told = [{c.modifier.id: c.group.id for c in d.choices.values() if c.amount != "none"} for d in parts]
    said = [c for c in whole.choices.values() if c.stated and c.amount != "none" and c.group.max_select == 1]
    return any(all(c.group.id in own.values() and c.modifier.id not in own for own in told) for c in said)


def _behind_pause(m: Lexicon, share: Draft) -> list[int]:
    """Where options of a share are named that a pause keeps from what it is told apart by."""
    named = sorted(at for at in share.spans if m.spans[at].names)
    return [at for at in named[1:] if _begins_anew(m, at, named[0])]


def _tells_which(m: Lexicon, at: int) -> bool:
    """Whether the words behind an option say whose it is: "no onion in the hot one"."""
    behind = at + 1
    while behind < len(m) and not m.spans[behind].pause:
        if m.has(behind, *_TELLING_WHICH):
            return True
        behind += 1
    return False


def _begins_anew(m: Lexicon, at: int, after: int) -> bool:
    """Whether a pause stands before a name, or before the small words that lead to it."""
    while at > after + 1 and not m.spans[at].pause and m.has(at - 1, *_SMALL) and not m.spans[at - 1].names:
        at -= 1
    return bool(m.spans[at].pause)


def _keeps_what_one_has_only(draft: Draft, new: Sequence[Draft]) -> bool:
    """Whether what one line alone was to have comes with another by itself: "salt on the lime ones only"."""
    own = {c.modifier.id for c in draft.choices.values() if c.modifier.is_default and c.amount != "none"}
    others = (d for d in new if d is not draft and d.item is not None and d.item == draft.item)
    return any(own - other.choices.keys() for other in others)
