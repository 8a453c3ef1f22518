"""Texts of which every word had an effect, and which may have meant something else all the same."""

from collections.abc import Sequence
from functools import lru_cache

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.matching.numbers import counts_speaker_too, number_at
from server.parsing.result.conditions import orders_on_condition
from server.parsing.result.doubtful_additions import may_be_no_dish
from server.parsing.result.doubtful_changes import has_doubtful_change
from server.parsing.result.doubtful_counts import has_doubtful_count
from server.parsing.result.doubtful_each import may_be_for_each
from server.parsing.result.doubtful_groups import may_be_for_several
from server.parsing.result.doubtful_ingredients import is_ingredient_alone, names_kind_alone
from server.parsing.result.doubtful_lines import is_doubtful_line
from server.parsing.result.doubtful_numbers import has_doubtful_numbers
from server.parsing.result.doubtful_pairs import may_be_for_both
from server.parsing.result.doubtful_parts import is_doubtful_part
from server.parsing.result.doubtful_pieces import has_doubtful_pieces
from server.parsing.result.doubtful_refusals import refuses_doubtfully
from server.parsing.result.doubtful_repeats import may_be_told_again
from server.parsing.result.doubtful_restarts import may_restart
from server.parsing.result.doubtful_words import CHECKS_OF_DOUBTFUL_WORDS, Check, has_doubtful_lines
from server.parsing.result.given_up import may_be_given_up
from server.parsing.result.readings import Reading
from server.parsing.search.draft import Draft

_ADDS = (
    "number",
    "multiple",
    "another",
    "more",
    "same",
    "add",
    "adding",
    "also",
    "each",
    "counter",
    "times",
    "meal_behind",
)
"""Kinds of words by which a dish that is ordered already is wanted once more."""
_ONE_MORE = tuple(kind for kind in _ADDS if kind not in ("number", "multiple", "counter", "times", "each"))
_KINDS_PASSED_OVER = ("amount", "unit", "serving", "size", "class")
"""Kinds of small words that sizes and options are called by, too."""
_SMALL = ("article", "that", "filler", "number", "with", "preposition", "amount", "another", "ordering")


def is_untold(m: Lexicon, reading: Reading) -> bool:
    """Whether something is left open that nobody asks about: which line is meant, which of two things, or whether any."""
    drafts = reading.drafts
    if (
        "share_more_than_whole" in reading.choices
        or orders_on_condition(m)
        or ("replaces" not in reading.choices and (_tells_of_no_order(m) or names_kind_alone(m, drafts)))
    ):
        return True
    for at in range(len(m)):
        for is_doubtful in _checks_of(m.kinds(at)):
            if is_doubtful(m, at, reading):
                return True
    if (
        has_doubtful_lines(m, drafts)
        or may_be_no_dish(m, drafts)
        or is_ingredient_alone(m, drafts)
        or _only_names_with_mark(m)
        or _replaces_nothing(m, reading)
    ):
        return True
    if (
        refuses_doubtfully(m, drafts)
        or is_doubtful_part(m, drafts)
        or has_doubtful_count(m, reading)
        or has_doubtful_pieces(m, drafts)
        or has_doubtful_numbers(m, drafts)
        or may_be_for_several(m, drafts)
        or may_be_for_both(m, drafts)
        or may_be_for_each(m, drafts)
        or may_restart(m, drafts)
        or may_be_told_again(m, drafts)
        or may_be_given_up(m, drafts)
    ):
        return True
    for draft in drafts:
        if _divides_what_has_options(draft, drafts) or _is_open(m, draft, drafts):
            return True
    return any(draft.line is not None for draft in drafts) and _leaves_cart_open(m, reading)


@lru_cache(maxsize=4096)
def _checks_of(kinds: frozenset[str]) -> Sequence[Check]:
    """What is asked of a cue word of these kinds."""
    return [
        check for of_kinds, check in (*_CHECKS, *CHECKS_OF_DOUBTFUL_WORDS) if not kinds.isdisjoint(of_kinds)
    ]


def _is_open(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a new line may have been meant otherwise: as another one, some of one, or what it is had in."""
    if draft.line is not None or draft.removed:
        return False
    return (
        (len(drafts) > 1 and (_says_dish_again(m, draft, drafts) or _may_be_one_of(m, draft, drafts)))
        or (m.says("preposition") and _is_what_it_is_in(m, draft))
        or is_doubtful_line(m, draft, drafts)
    )


def _leaves_cart_open(m: Lexicon, reading: Reading) -> bool:
    """Whether it was not told which line of the cart is meant, or what is to become of it."""
    return (
        _counts_nothing_told(m, reading.drafts)
        or _adds_in_vain(m, reading)
        or _may_be_told_anew(m, reading.drafts)
        or _takes_one_for_several(m, reading)
        or has_doubtful_change(m, reading)
    )


def _tells_of_no_order(m: Lexicon) -> bool:
    """Whether somebody complains, tells what others have or what was wanted before: "my soup was cold"."""
    if not m.hints_at("no_order"):
        return False
    read = {i for span in m.spans for i in range(span.start, span.end)}
    told = m.phrases_said(m.view.language.of_no_order)
    return any(not read.isdisjoint(range(first, after)) for first, after in told)


def _leaves_choice(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether "or" stands between two things of which at least one is ordered: nobody said which one."""
    if m.spans[at].names:
        return False
    drafts = reading.drafts
    before, behind = at - 1, at + 1
    while behind < len(m) and m.has(behind, *_SMALL) and not m.spans[behind].names:
        behind += 1
    number = at + 1
    if (
        m.has(number, "number")
        and not m.spans[number].names
        and (number + 1 >= len(m) or m.spans[number + 1].pause)
    ):
        return True
    if before < 0 or behind >= len(m) or not (m.spans[before].names and m.spans[behind].names):
        return False
    begin = next((i for i in range(at, 0, -1) if m.spans[i].pause == "."), 0)
    if any(m.has(i, "no", "remove", "instead", "everything_but") for i in range(begin, behind)):
        return False
    wanted = {spot for d in drafts if not d.removed for spot in d.spans}
    are_dishes = bool(m.items(before)) and bool(m.items(behind))
    return (before in wanted and behind in wanted) or (are_dishes and (before in wanted or behind in wanted))


def _says_dish_again(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a dish of the cart is named with no word that adds: that line may be meant, or one more."""
    is_new = draft.line is None and not draft.removed and draft.part_of < 0 and not draft.repeated
    if not is_new or draft.head is None or draft.item is None:
        return False
    first, _at, last = draft.head
    is_in_cart = any(d.line is not None and d.line.item.id == draft.item.id for d in drafts)
    if is_in_cart and m.has(first - 1, "preposition") and not m.spans[first].pause:
        return True
    if draft.quantity_stated and (
        _is_some_of_counted(m, draft, drafts) or _is_some_of_cart(m, draft, drafts)
    ):
        return True
    if draft.quantity_stated or not (
        is_in_cart or _was_counted(draft, drafts) or _is_told_more(draft, drafts)
    ):
        return False
    begin = next((i for i in range(first, 0, -1) if m.spans[i].pause), 0)
    if m.has(first, "article") or m.has(first - 1, "and", "article"):
        return False
    end = last + 1
    while end < len(m) and not (m.spans[end].pause or m.spans[end].names or m.has(end, "with", "no")):
        end += 1
    also = next((i for i in range(last + 1, len(m)) if m.has(i, "also")), -1)
    return also < 0 and not any(m.has(i, *_ADDS) for i in range(begin, end))


def _may_be_one_of(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether one of several in the cart may be told of, or one more: "einen Burger bitte mit Käse", where there are two."""
    is_new = draft.line is None and not draft.removed and draft.part_of < 0 and not draft.repeated
    if not is_new or draft.head is None or draft.item is None:
        return False
    first, at, last = draft.head
    several = any(
        d.line is not None and d.line.item.id == draft.item.id and d.line.quantity > draft.quantity
        for d in drafts
    )
    if not several or not (draft.choices or draft.variant_stated) or m.has(first - 1, "and", *_ONE_MORE):
        return False
    begin = next((i for i in range(first, 0, -1) if m.spans[i].pause), 0)
    end = next((i for i in range(last + 1, len(m)) if m.spans[i].pause or m.spans[i].names), len(m))
    counts = m.has(first, "article", "number") and first < at
    adds = any(m.has(i, *_ONE_MORE) and not m.spans[i].has("with") for i in range(begin, end))
    return counts and not adds and not any(m.has(i, "also") for i in range(last + 1, len(m)))


def _is_some_of_counted(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether fewer of a dish that was counted are told of behind a pause: "two teas and two cakes, one tea without milk"."""
    if draft.head is None or not (draft.choices or draft.requests) or m.spans[draft.head[0]].pause != ",":
        return False
    before = drafts[: next(i for i, d in enumerate(drafts) if d is draft)]
    counted = (d for d in before if d.line is None and not d.removed and d.items == draft.items)
    return any(d.quantity > draft.quantity and not d.choices for d in counted)


def _is_some_of_cart(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether fewer of a dish than are in the cart are told of, with no word that adds: "one latte with oat", of three."""
    adds = (kind for kind in _ADDS if kind != "number")
    if not draft.choices or m.says(*adds) or any(not m.has(at, "whereas") for at in m.places_of("and")):
        return False
    there = (d.line for d in drafts if d.line is not None and not d.removed and d.items == draft.items)
    return any(line.quantity > draft.quantity and not line.choices for line in there if line is not None)


def _only_names_with_mark(m: Lexicon) -> bool:
    """Whether nothing but names is said, and a question mark: "bacon?"."""
    if not m.text.rstrip().endswith(("?", "\uff1f")):
        return False
    small = ("article", "number", "and", "with", "that", "also")
    is_all = len(m) > 0 and m.spans[-1].end == len(m.tokens)
    return is_all and all(span.names or span.has(*small) for span in m.spans)


def _may_be_told_anew(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether every dish of the cart is counted once more, with no word that adds: the numbers may be meant anew."""
    there = {d.line.item.id for d in drafts if d.line is not None and not d.removed}
    again = {d.item.id for d in drafts if d.line is None and d.item is not None and d.quantity_stated}
    adds = (kind for kind in _ADDS if kind != "number")
    return len(there) > 1 and there <= again and not m.says(*adds)


def _replaces_nothing(m: Lexicon, reading: Reading) -> bool:
    """Whether a line was taken away for something else, and nothing came: "I'll take it instead of the beer"."""
    if not m.says("instead") or "removes" not in reading.choices or "replaces" in reading.choices:
        return False
    there = [d for d in reading.drafts if not d.removed]
    return all(d.line is not None and d.is_unchanged for d in there)


def _takes_one_for_several(m: Lexicon, reading: Reading) -> bool:
    """Whether one of what is in the cart was taken away by a word for several: "cancel those", where others are too."""
    kept = [d.line for d in reading.drafts if d.line is not None]
    gone = [d for d in reading.drafts if d.line is not None and d.removed]
    is_single = len(kept) > 1 and len(gone) == 1 and gone[0].line is not None and gone[0].line.quantity == 1
    points = (at for at in range(1, len(m)) if m.has(at, "several") and m.has(at - 1, "remove"))
    return is_single and any(not m.spans[at].names for at in points)


def _is_told_more(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a dish of this text of which nothing was said is named again with an option: "a soup, a tea, soup no cream"."""
    before = drafts[: next(i for i, d in enumerate(drafts) if d is draft)]
    same = (d for d in before if d.line is None and not d.removed and d.items == draft.items)
    is_told = bool(draft.choices or draft.requests) and not draft.variant_stated
    return is_told and any(not (d.choices or d.requests or d.variant_stated) for d in same)


def _was_counted(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether several of a dish were ordered before it is named again: "three burgers; my burger with bacon"."""
    before = drafts[: next(i for i, d in enumerate(drafts) if d is draft)]
    return any(d.line is None and not d.removed and d.items == draft.items and d.quantity > 1 for d in before)


def _divides_what_has_options(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether "and one with …" may be another one, or one of several that have something else: "two with oat and one with soy"."""
    if draft.part_of < 0 or draft.removed or not draft.after_and or not draft.choices:
        return False
    whole = drafts[draft.part_of]
    parts = sum(d.quantity for d in drafts if d.part_of == draft.part_of and not d.removed)
    has_options = any(c.stated and c.amount != "none" for c in whole.choices.values())
    return whole.line is None and has_options and parts < whole.quantity


def _counts_nothing_told(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a number alone is said where several lines are in the cart."""
    there = sum(d.line is not None and not d.removed for d in drafts)
    alone = all(m.has(at, "number", "filler", "that") and not m.spans[at].names for at in range(len(m)))
    return there > 1 and alone and any(m.has(at, "number") for at in range(len(m)))


def _is_passed_over(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether a size or an option behind a pause was taken for a small word: "a small pie for me, regular for her"."""
    span = m.spans[at]
    if at == 0 or not span.names or at not in reading.used or min(span.names.values()) >= PART:
        return False
    begin = at
    while begin > 0 and not (m.spans[begin].pause or m.spans[begin - 1].names):
        begin -= 1
    is_apart = bool(m.spans[begin].pause) and not any(m.has(i, "no") for i in range(begin, at))
    if not is_apart or not span.has(*_KINDS_PASSED_OVER):
        return False
    there = [d for d in reading.drafts if not d.removed]
    said = any(at in d.spans or (d.head is not None and d.head[0] <= at <= d.head[2]) for d in there)
    return not said and any(m.fits(at, item_id) for d in there for item_id in d.ids)


def _is_what_it_is_in(m: Lexicon, draft: Draft) -> bool:
    """Whether words behind a preposition, which tell in what a dish is had, were taken for a dish: "a juice in a bowl"."""
    if draft.line is not None or draft.removed or draft.head is None or not m.items(draft.head[1]):
        return False
    first, at, _last = draft.head
    is_by_part = m.items(at)[0][0] >= PART
    return (
        is_by_part
        and m.has(first - 1, "preposition")
        and not (m.has(first - 1, "for") or m.spans[first].pause)
    )


def _leads_nowhere(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether "with" ends a clause, "four without ice and two with", or a number tells how many are excepted: "all but one"."""
    after = m.spans[at].end
    ends = after >= len(m.tokens) or bool(m.tokens[after].pause)
    if m.has(at, "everything_but") and m.has(at + 1, "number") and not m.spans[at + 1].names:
        return True
    if at > 0 and m.spans[at].has("with") and not m.spans[at].names and (ends or m.has(at + 1, "but")):
        heads = {d.head[2] for d in reading.drafts if d.head is not None and d.line is None and not d.removed}
        if at - 1 in heads:
            return not m.spans[at].has("also", "filler", "all")
    return (
        ends
        and at > 0
        and not (m.spans[at].names or m.spans[at - 1].names)
        and m.spans[at].has("with")
        and not m.spans[at].has("also", "filler", "all")
    )


_RECOUNTS = (
    "correction",
    "recount",
    "change",
    "make",
    "fewer",
    "remove",
    "rather",
    "instead",
    "no",
    "reset",
    "persons_each",
    "persons_all",
    "persons_are",
)
"""Kinds of words with which numbers of the order are others than those that were said."""


def _counts_in_vain(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether a number stands nowhere in the order: each is one of lines, shares, options, a size, or of a wish."""
    if m.spans[at].names or at not in reading.used:
        return False
    if at and m.has(at - 1, "number") and not m.spans[at].pause:
        return False
    value, after = number_at(m, at, len(m))
    value += counts_speaker_too(m, at)
    drafts = reading.drafts
    if value > 1 and after == at + 1 and _is_counted_twice(m, at):
        return True
    if value <= 1 or any(d.quantity == value or (d.head is not None and d.head[1] == at) for d in drafts):
        return False
    adds = m.has(after, "more", "times", "unit", "serving", "price_after") or m.has(
        at - 1, "another", "more", "add", "adding", "preposition", "that", "sign"
    )
    if adds or m.says(*_RECOUNTS):
        return False
    there = [d for d in drafts if not d.removed]
    told = {c.quantity for d in drafts for c in d.choices.values()} | {d.scoops for d in drafts}
    told |= {sum(d.quantity for d in there if d.part_of < 0), len(there)}
    told |= {d.number_of_size for d in there}
    told |= {d.quantity + sum(p.quantity for p in there if p.part_of == i) for i, d in enumerate(drafts)}
    told |= {abs(d.quantity - d.line.quantity) for d in there if d.line is not None}
    sizes = (d.variant.id in m.sizes_of_number(value, d.item) for d in there if d.variant and d.item)
    wished = (m.words(at, after - 1) in wish for d in there for wish in d.requests)
    return value not in told and not any(sizes) and not any(wished)


def _is_counted_twice(m: Lexicon, at: int) -> bool:
    """Whether a number behind a dish stands right before one that counts some of it: "bruschette tre una senza aglio"."""
    is_behind = at > 0 and bool(m.spans[at - 1].names and m.items(at - 1)) and not m.spans[at].pause
    counts = m.has(at + 1, "article", "number") and not (m.spans[at + 1].pause or m.spans[at + 1].names)
    return is_behind and counts and m.has(at + 2, "with", "no")


def _adds_in_vain(m: Lexicon, reading: Reading) -> bool:
    """Whether "another" added nothing to a cart from which nothing was taken."""
    kept = [d for d in reading.drafts if d.line is not None]
    if not kept or any(d.removed for d in kept) or "replaces" in reading.choices:
        return False
    before = sum(d.line.quantity for d in kept if d.line is not None and d.part_of < 0)
    now = sum(d.quantity for d in reading.drafts if not d.removed and d.part_of < 0)
    alone = (at for at in m.places_of("another") if not m.has(at - 1, "preposition"))
    return now <= before and any(not m.spans[at].names for at in alone)


_CHECKS: Sequence[tuple[Sequence[str], Check]] = (
    (("or",), _leaves_choice),
    (("with", "everything_but"), _leads_nowhere),
    (("number",), _counts_in_vain),
    (_KINDS_PASSED_OVER, _is_passed_over),
)
"""Kinds of cue words, and what is asked of each word of them."""
