"""The kitchen's day: found by a word, told with its times. Pure."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from rich.cells import cell_len

from kds_tui.core.ages import age_words
from kds_tui.core.choices import Choice
from kds_tui.core.names import status_name
from kds_tui.core.terminal_text import justify, plain
from kds_tui.core.texts import gettext
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
    ended = gettext("cancelled") if order.status == "cancelled" else gettext("completed")
    happened = (
        (gettext("placed"), order.created_at),
        (gettext("promised"), order.estimated_ready_at),
        (gettext("preparing"), order.preparing_at),
        (gettext("ready"), order.ready_at),
        (ended, order.ended_at),
    )
    width = max(10, *(cell_len(word) for word, _ in happened))
    for place, (word, moment) in enumerate(happened):
        if moment is not None:
            after = _after(order, moment) if place > 1 else ""
            yield f"  {justify(word, '', width)} {_clock(moment, zone)}{after}"
    if order.reason:
        yield "  " + gettext("because: %s") % plain(order.reason)


def _after(order: DayOrder, moment: datetime) -> str:
    return "   " + gettext("after %s") % age_words(max(0, int((moment - order.created_at).total_seconds())))


def _row(order: DayOrder, zone: tzinfo | None) -> str:
    dishes = ", ".join(plain(dish) for dish in order.dishes)
    return f"#{order.number}  {_clock(order.created_at, zone)}  {_place(order)}  {status_name(order.status)}  {dishes}"


def _searchable(order: DayOrder, zone: tzinfo | None) -> str:
    return _row(order, zone).casefold()


def _place(order: DayOrder) -> str:
    where = (
        gettext("Table %s") % plain(order.table_identifier) if order.table_identifier else gettext("COUNTER")
    )
    return f"{where} · {plain(order.customer_name)}" if order.customer_name else where


def _clock(moment: datetime, zone: tzinfo | None) -> str:
    return f"{moment.astimezone(zone):%H:%M}"
