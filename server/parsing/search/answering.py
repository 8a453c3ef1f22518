"""Answers to what a line of the cart leaves open, where they were read as one more of its dish: "a pint then", "six, honey and soy"."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis

_ONE_MORE = ("another", "another_alone", "more", "same", "round", "has_same", "other", "adding", "as_many")
_AND = ("and", "also")
_APART = ("serving", "unit", "counter", "amount", "number", "size")


def answer_open(h: Hypothesis, m: Lexicon) -> None:
    """What is said of an unnamed dish goes to the one line of the cart that lacks it."""
    if m.says(*_ONE_MORE):
        return
    for i, answer in enumerate(h.drafts):
        if _may_be_choice(m, answer):
            _choose_named(h, m, i)
        if not _may_answer(m, answer):
            continue
        asked = _asked(h, answer)
        if asked >= 0:
            _take(h, asked, i)
        elif answer.quantity == 1:
            _deal_in_order(h, i)
    if not m.says("correction", "make", "or"):
        _deal_sizes(h)


def _may_answer(m: Lexicon, draft: Draft) -> bool:
    """Whether a line is of a dish that this text does not name, and nothing says that it is had besides."""
    is_new = draft.line is None and not draft.removed and draft.part_of < 0 and draft.item is not None
    if not (is_new and draft.repeated and draft.head is None and draft.spans):
        return False
    return not (m.has(0, *_AND) and not m.has(0, "then"))


def _may_be_choice(m: Lexicon, draft: Draft) -> bool:
    """Whether a new line is one plain dish of which nothing is said but its name: "a pepsi", not "a side of fries"."""
    if draft.line is not None or draft.removed or draft.head is None or draft.part_of >= 0:
        return False
    is_plain = not (draft.choices or draft.requests or draft.unclear or draft.variant_stated)
    first, named, _last = draft.head
    return is_plain and draft.quantity == 1 and not any(m.has(i, *_APART) for i in range(first, named))


def _choose_named(h: Hypothesis, m: Lexicon, index: int) -> None:
    """A dish is what one line of the cart still needs, where that may be had with it: "deal 1", "a margherita and a pepsi"."""
    head = h.drafts[index].head
    named = head[1] if head is not None else 0
    found = [
        (i, option)
        for i, d in enumerate(h.drafts)
        if d.line is not None and d.item is not None and not d.removed and d.quantity == 1
        for option in m.best_modifiers(named, d.item.id)
        if option[1].min_select and not _has_of(d, option[1].id)
    ]
    if len(found) == 1:
        i, option = found[0]
        h.drafts.own(i).choose(*option, "regular", 1)
        h.drafts.own(i).spans |= h.drafts[index].spans
        h.drafts.own(index).removed = True


def _has_of(draft: Draft, group_id: int) -> bool:
    return any(c.group.id == group_id and c.amount != "none" for c in draft.choices.values())


def _asked(h: Hypothesis, answer: Draft) -> int:
    """The one line of the cart that lacks what is said; -1 where none or several do."""
    found = [
        i
        for i, d in enumerate(h.drafts)
        if d.line is not None and not (d.removed or d.spans) and d.items == answer.items and _lacks(d, answer)
    ]
    counts = [i for i in found if h.drafts[i].quantity in (1, answer.quantity)]
    return counts[0] if len(found) == len(counts) == 1 else -1


def _deal_in_order(h: Hypothesis, index: int) -> None:
    """Two sizes answer two questions in the order of the lines: "a pint and a half", where a stout and a lager are open."""
    answer = h.drafts[index]
    lines = [i for i, d in enumerate(h.drafts) if d.line is not None and not d.removed]
    said = [i for i in lines if h.drafts[i].items == answer.items and _was_answered(h.drafts[i])]
    left = [i for i in lines if h.drafts[i].lacks_size and not h.drafts[i].spans]
    if len(said) != 1 or len(left) != 1 or left[0] > said[0] or not answer.variant_stated:
        return
    first, size = h.drafts.own(left[0]), h.drafts[said[0]].variant
    alike = [v for v in first.items[0].variants if size is not None and v.label == size.label]
    if alike:
        first.variant, first.variant_stated = alike[0], True
        first.spans |= h.drafts[said[0]].spans
        h.drafts.own(said[0]).spans = set()
        _take(h, said[0], index)


def _deal_sizes(h: Hypothesis) -> None:
    """Two sizes that one line took are of two lines that lacked one: "ración y media", where two dishes are open."""
    there = [i for i, d in enumerate(h.drafts) if d.line is not None and not d.removed]
    said = [i for i in there if _was_answered(h.drafts[i]) and len(h.drafts[i].sizes) == 2]  # noqa: PLR2004
    left = [i for i in there if h.drafts[i].lacks_size and not h.drafts[i].spans]
    if len(said) != 1 or len(left) != 1 or h.drafts[said[0]].quantity > 1:
        return
    sizes, lines = h.drafts[said[0]].sizes, sorted((said[0], left[0]))
    alike = [
        next((v for v in h.drafts[i].items[0].variants if v.label == s.label), None)
        for i, s in zip(lines, sizes, strict=True)
    ]
    if None in alike:
        return
    spans = h.drafts[said[0]].spans
    for i, size in zip(lines, alike, strict=True):
        own = h.drafts.own(i)
        own.variant, own.variant_stated, own.sizes, own.spans = size, True, (), own.spans | spans


def _was_answered(draft: Draft) -> bool:
    """Whether a line of the cart has its size since this text."""
    return draft.line is not None and draft.line.variant is None and draft.variant_stated


def _lacks(line: Draft, answer: Draft) -> bool:
    """Whether a line has no size, or nothing of a group that its dish requires, and the answer tells it."""
    if line.lacks_size:
        return answer.variant_stated
    had = {choice.group.id for choice in line.choices.values() if choice.amount != "none"}
    told = (choice.group for choice in answer.choices.values() if choice.amount != "none")
    return any(group.min_select and group.id not in had for group in told)


def _take(h: Hypothesis, asked: int, index: int) -> None:
    line, answer = h.drafts.own(asked), h.drafts.own(index)
    if answer.variant_stated:
        line.variant, line.variant_stated, line.sizes = answer.variant, True, answer.sizes
    line.choices = {**line.choices, **answer.choices}
    line.requests = [*line.requests, *answer.requests]
    line.unclear = [*line.unclear, *answer.unclear]
    line.quantity, line.spans = answer.quantity, line.spans | answer.spans
    answer.removed = True
    if h.focus == index:
        h.focus = asked
    if h.choices.get("again", 0.0) >= 1.0:
        h.pay("again", -1.0)
        h.choices = {name: times for name, times in h.choices.items() if times}
