"""The kitchen's day: found by a word, told with its times. Pure."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from kds_tui.core.ages import age_words
from kds_tui.core.choices import Choice
from kds_tui.core.terminal_text import plain
from server.wire.kitchen_day import DayOrder, KitchenDay


def day_choices(day: KitchenDay, query: str, zone: tzinfo | None) -> list[Choice]:
    """The orders of the day that have every word of `query`, newest first; the key is the order's id."""
    words = query.casefold().split()
    found = (one for one in day.orders if all(word in _searchable(one, zone) for word in words))
    return [Choice(str(one.id), _row(one, zone)) for one in found]


def day_details(order: DayOrder, zone: tzinfo | None) -> str:
    """All that the day knows of an order: what it was, when what happened to it, and how long it took."""
    return "\n".join([f"#{order.number}  {_place(order)}", *order_dishes(order), "", *_times(order, zone)])


def order_dishes(order: DayOrder) -> list[str]:
    """The dishes, one a row."""
    return [f"  {plain(dish)}" for dish in order.dishes]


def _times(order: DayOrder, zone: tzinfo | None) -> Iterator[str]:
    ended = "cancelled" if order.status == "cancelled" else "completed"
    happened = (
        ("placed", order.created_at),
        ("promised", order.estimated_ready_at),
        ("preparing", order.preparing_at),
        ("ready", order.ready_at),
        (ended, order.ended_at),
    )
    for word, moment in happened:
        if moment is not None:
            yield f"  {word:<10} {_clock(moment, zone)}{_after(order, word, moment)}"
    if order.reason:
        yield f"  because: {plain(order.reason)}"


def _after(order: DayOrder, word: str, moment: datetime) -> str:
    if word in {"placed", "promised"}:
        return ""
    return f"   after {age_words(max(0, int((moment - order.created_at).total_seconds())))}"


def _row(order: DayOrder, zone: tzinfo | None) -> str:
    dishes = ", ".join(plain(dish) for dish in order.dishes)
    return f"#{order.number}  {_clock(order.created_at, zone)}  {_place(order)}  {order.status}  {dishes}"


def _searchable(order: DayOrder, zone: tzinfo | None) -> str:
    return _row(order, zone).casefold()


def _place(order: DayOrder) -> str:
    where = f"Table {plain(order.table_identifier)}" if order.table_identifier else "COUNTER"
    return f"{where} · {plain(order.customer_name)}" if order.customer_name else where


def _clock(moment: datetime, zone: tzinfo | None) -> str:
    return f"{moment.astimezone(zone):%H:%M}"
