"""Portions of a dish that are counted behind it: "sushi saumon sans wasabi, deux portions"."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.spans import Span

_ENDS_BEHIND = ("please", "filler", "and")


def count_portions_behind(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """The spans, a number of portions that ends a clause behind a dish as this number.

    It stays the size of a dish that comes in portions.
    """
    found: list[Span] = []
    for at, span in enumerate(spans):
        if span.has("portion") and _counts_before(spans, at, index):
            found[-1] = replace(found[-1], end=span.end, names={})
        else:
            found.append(span)
    return found


def _counts_before(spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    number = spans[at - 1] if at else None
    if number is None or spans[at].pause or not (number.pause and number.has("number")):
        return False
    behind = spans[at + 1] if at + 1 < len(spans) else None
    if behind is not None and not (behind.pause or (behind.has(*_ENDS_BEHIND) and not behind.names)):
        return False
    dishes = next((ids for span in reversed(spans[: at - 1]) if (ids := _dishes(span, index))), set())
    sizes = {item for name in spans[at].names for item in index.names[name].variants}
    return bool(dishes) and dishes.isdisjoint(sizes)


def _dishes(span: Span, index: MenuIndex) -> set[int]:
    return {item for name in span.names for item in index.names[name].items}
