"""Orders that go to another table with their guests."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from server.db.pool import Connection
from server.domain.ids import to_the_millisecond
from server.domain.order import Order
from server.orders import store


async def bring_to(
    connection: Connection, orders: Iterable[Order], table: str, number_of: Callable[[int], int]
) -> list[tuple[int, Order]]:
    """Bring orders to another table, in the caller's transaction, in which their restaurant is locked.

    `number_of` gives the number that each guest has there. Returns the changes, to be told once they are committed.
    """
    now = to_the_millisecond(datetime.now(UTC))
    changed = []
    for order in orders:
        lines = tuple(replace(line, guest=number_of(line.guest)) for line in order.lines)
        there = replace(
            order, table_identifier=table, lines=lines, revision=order.revision + 1, updated_at=now
        )
        changed.append((await store.save_table(connection, there), there))
    return changed
