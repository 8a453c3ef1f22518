"""What is said as an attribute before a dish is moved behind it: its options, and the refusals of them.

"A burger without onion" for "양파 뺀 햄버거".
"""

from collections.abc import Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kinds_of_names import has_option, is_dish, is_option
from server.parsing.matching.particles import MAX_BETWEEN, PARTICLES
from server.parsing.matching.spans import Span


def attributes_behind(spans: list[Span], index: MenuIndex) -> list[Span]:
    """The spans with refusals and options behind the dishes that they are said before."""
    return _options_behind(_refusals_behind(spans, index), index)


def _options_behind(spans: list[Span], index: MenuIndex) -> list[Span]:
    """An option right before the dish that has it, behind another dish, is moved behind its own: "차가운 대추차"."""
    ordered = list(spans)
    for at in range(1, len(ordered) - 1):
        option = ordered[at]
        dish = next((i for i in range(at + 1, min(len(ordered), at + 3)) if is_dish(ordered[i], index)), None)
        if dish is None or not ordered[at - 1].has("and", "also") or ordered[at - 1].names:
            continue
        between = ordered[at + 1 : dish]
        if is_dish(option, index) or not all(span.has("number") and not span.pause for span in between):
            continue
        if not ordered[dish].pause and has_option(ordered[dish], option, index):
            ordered[at : dish + 1] = [*between, ordered[dish], option]
    return ordered


def _refusals_behind(spans: list[Span], index: MenuIndex) -> list[Span]:
    """Refusals that are said as an attribute behind their dish: "a burger without onion" for "양파 뺀 햄버거"."""
    ordered: list[Span] = []
    at = 0
    while at < len(spans):
        dish = _dish_of_attribute(spans, at, index) if spans[at].has("attribute") else None
        if dish is None or _is_of_dish_before(ordered, spans, at, dish, index):
            ordered.append(spans[at])
            at += 1
            continue
        begin = next(i for i in range(at + 1, dish + 1) if spans[i].known and not is_option(spans[i], index))
        spans[begin].pause, spans[at].pause = spans[at].pause, spans[begin].pause
        ordered += [*spans[begin : dish + 1], *spans[at:begin]]
        at = dish + 1
    return ordered


def _is_of_dish_before(
    ordered: Sequence[Span], spans: Sequence[Span], at: int, dish: int, index: MenuIndex
) -> bool:
    """Whether a refusal is said of the dish before it, as the next one has its own number: "bir pilav etsiz bir çay"."""
    if not ordered or spans[at].pause or not is_dish(ordered[-1], index):
        return False
    is_counted_anew = any(span.has("number") and not span.names for span in spans[at + 1 : dish])
    return is_counted_anew and any(has_option(ordered[-1], span, index) for span in spans[at + 1 : dish])


def _dish_of_attribute(spans: Sequence[Span], at: int, index: MenuIndex) -> int | None:
    """The dish behind a refusal and its options, where nothing but small words stands between."""
    for i in range(at + 1, min(len(spans), at + 1 + MAX_BETWEEN)):
        span = spans[i]
        if span.pause and i > at + 1:
            return None
        if is_dish(span, index) and not is_option(span, index):
            return i if i > at + 1 else None
        if span.known and not (is_option(span, index) or span.has("number", "and", "size", *PARTICLES)):
            return None
    return None
