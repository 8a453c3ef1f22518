"""Languages that put "without", "more" and the number behind what they are about are brought into the order of English.

"피자 두 개, 양파 빼고" is read as "two pizzas, without onion". The spans keep their places in the text.
"""

from collections.abc import Sequence

from server.parsing.index import MenuIndex
from server.parsing.spans import Span

_PARTICLES = ("filler", "counter", "of")


def in_head_first_order(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """The spans with every negation, amount and number moved before the words that they follow."""
    ordered: list[Span] = []
    for span in spans:
        before = _place(ordered, span, index)
        if before < len(ordered):
            span.pause, ordered[before].pause = ordered[before].pause, ""
        ordered.insert(before, span)
    return ordered


def _place(ordered: Sequence[Span], span: Span, index: MenuIndex) -> int:
    end = len(ordered)
    if span.names or span.pause:
        return end
    if span.has("number"):
        return _before_dish(ordered, end, index)
    if span.has("no", "remove", "only"):
        return _before_list(ordered, end, index)
    return _before_name(ordered, end, index, through_numbers=True) if span.has("amount", "adding") else end


def _before_name(
    ordered: Sequence[Span], end: int, index: MenuIndex, *, through_numbers: bool = False
) -> int:
    """Before the name that ends here, particles and (for "more") its number left out of account."""
    at = end
    while at and ordered[at - 1].has(*_PARTICLES) and not ordered[at - 1].names:
        at -= 1
    if not at or not ordered[at - 1].names:
        return end
    at -= 1
    if _is_only_size(ordered[at], index):
        at = _dish_before(ordered, at, index)
    if through_numbers and at and ordered[at - 1].has("number"):
        at -= 1
    return at


MAX_BETWEEN = 8


def _before_dish(ordered: Sequence[Span], end: int, index: MenuIndex) -> int:
    """Before the dish that a number counts, past the options that are said between them."""
    before = _before_name(ordered, end, index)
    if before < end and (_is_dish(named := _named(ordered, before, end), index) or _is_counted(named, index)):
        return before
    at = end - 1
    while at >= max(0, end - MAX_BETWEEN) and not ordered[at].has("number"):
        if ordered[at].names and _is_dish(ordered[at], index):
            return at if before == end or at < before else before
        if ordered[at].pause or (not ordered[at].names and not ordered[at].word.kinds):
            break
        at -= 1
    return before


def _is_counted(span: Span, index: MenuIndex) -> bool:
    """Whether a span names an option of which several may be had: two sugars."""
    found = (
        m for name in span.names for its in index.names[name].modifiers.values() for m, _group, _far in its
    )
    return any(modifier.max_quantity > 1 for modifier in found)


def _named(ordered: Sequence[Span], at: int, end: int) -> Span:
    return next(span for span in ordered[at:end] if span.names)


def _dish_before(ordered: Sequence[Span], size: int, index: MenuIndex) -> int:
    """The dish that a size stands behind, or the size itself."""
    at = size
    while at and ordered[at - 1].has(*_PARTICLES) and not ordered[at - 1].names:
        at -= 1
    return at - 1 if at and _is_dish(ordered[at - 1], index) else size


def _before_list(ordered: Sequence[Span], end: int, index: MenuIndex) -> int:
    """Before the options that are joined by "and" and end here."""
    at = _before_name(ordered, end, index)
    while 1 < at < end and ordered[at - 1].has("and") and _is_option(ordered[at - 2], index):
        at -= 2
    return at


def _is_option(span: Span, index: MenuIndex) -> bool:
    return any(index.names[name].modifiers for name in span.names)


def _is_dish(span: Span, index: MenuIndex) -> bool:
    return any(index.names[name].items for name in span.names)


def _is_only_size(span: Span, index: MenuIndex) -> bool:
    return any(index.names[name].variants for name in span.names) and not _is_dish(span, index)
