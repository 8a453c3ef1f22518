"""Orders of a restaurant: read page by page, found by their number, written for a terminal."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cli import times
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.terminal import visible
from server.wire.menu import said_label
from server.wire.orders import KitchenOrder, Order, OrderLine
from server.wire.restaurants import Restaurant
from server.wire.vocabulary import OPEN

PAGE = 200


LOOKED_THROUGH = 5_000
"""Orders that are looked through, newest first, for one by its number."""


def span(found: Restaurant, since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """The moments that --since and --until mean at this restaurant."""
    where = times.zone(found.timezone)
    return (times.past(since, where) if since else None), (times.end_of(until, where) if until else None)


def every_order(
    found: Restaurant,
    *,
    status: str | None = None,
    span: tuple[datetime | None, datetime | None] = (None, None),
    limit: int = LOOKED_THROUGH,
) -> Iterator[KitchenOrder]:
    """Up to `limit` orders, newest first, page by page."""
    cursor: str | None = None
    while limit > 0:
        page = connect().orders(
            found.id, status=status, since=span[0], until=span[1], limit=min(limit, PAGE), cursor=cursor
        )
        yield from page.orders
        limit -= len(page.orders)
        cursor = page.next_cursor
        if cursor is None:
            return


def order_called(found: Restaurant, called: str) -> KitchenOrder:
    """The newest order of this number, or the one with this id. `CliError` where there is none."""
    wanted = called.lstrip("#")
    for order in every_order(found):
        if str(order.number) == wanted or str(order.id) == wanted.lower():
            return order
    raise CliError(
        f"{found.name} has no order {called}.",
        unchanged="Nothing was changed.",
        todo="`aiqr orders list` shows them with their numbers.",
        code=Exit.NOT_FOUND,
    )


def dishes(order: Order) -> str:
    """`2 Margherita, Coke`."""
    names = (f"{line.quantity} {line.name}" if line.quantity > 1 else line.name for line in order.items)
    return visible(", ".join(names))


def age_or_time(order: Order, where: ZoneInfo) -> str:
    """When the order was placed; how long ago too, while it is open."""
    placed = times.local(order.created_at, where)
    if order.status not in OPEN:
        return placed
    minutes = int((datetime.now(UTC) - order.created_at).total_seconds() // 60)
    return f"{placed}, {minutes} min ago"


def line_text(line: OrderLine, currency: str) -> str:
    """One line of a ticket, its modifiers and requests beneath it."""
    label = said_label(line.variant_label)
    variant = f", {label}" if label else ""
    mark = "✓" if line.done else " "
    parts = [f"{line.line_total:>10} {currency}  {mark} {line.quantity} × {line.name}{variant}"]  # times
    for modifier in line.modifiers:
        amount = {"none": "no ", "regular": "", "side": "on the side: "}.get(
            modifier.amount, f"{modifier.amount} "
        )
        count = f" × {modifier.quantity}" if modifier.quantity > 1 else ""  # times
        parts.append(f"{'':20}{amount}{modifier.name}{count}")
    if line.special_requests:
        parts.append(f"{'':20}“{line.special_requests}”")
    return visible("\n".join(parts))
