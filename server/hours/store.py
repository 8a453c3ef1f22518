"""SQL of when orders are taken. The connection comes first; nothing here begins or commits a transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from server.db.pool import BasePool, Connection
from server.domain.schedule import ServiceTimes, Throttle, read_times
from server.restaurants.store import update_columns

COLUMNS = "is_open, timezone, hours, paused_until, pause_reason, throttle_orders, throttle_minutes, hours_exceptions"
CHANGEABLE = (
    "hours",
    "paused_until",
    "pause_reason",
    "throttle_orders",
    "throttle_minutes",
    "hours_exceptions",
)


async def find_times(connection: Connection | BasePool, restaurant_id: UUID) -> ServiceTimes | None:
    """Read when a restaurant takes orders; None where it is gone."""
    row = await connection.fetchrow(
        f"SELECT {COLUMNS} FROM restaurants WHERE id = $1 AND archived_at IS NULL", restaurant_id
    )
    return read_times(dict(row)) if row else None


async def update_times(connection: Connection, restaurant_id: UUID, values: Mapping[str, Any]) -> None:
    """Store `values`, of the columns CHANGEABLE."""
    await update_columns(connection, restaurant_id, CHANGEABLE, values)


async def next_place(
    connection: Connection | BasePool, restaurant_id: UUID, throttle: Throttle
) -> datetime | None:
    """Tell when the next order is taken, as far as can be seen now; None where one is now. Holds nothing."""
    moment: datetime | None = await connection.fetchval(
        """
        SELECT o.created_at + $3::interval FROM orders o
        WHERE o.restaurant_id = $1 AND o.status <> 'cancelled' AND o.id >= first_order_id(now() - $3::interval)
        ORDER BY o.id DESC OFFSET $2::integer - 1 LIMIT 1
        """,
        restaurant_id,
        throttle.orders,
        throttle.span,
    )
    return moment


async def throttled_until(
    connection: Connection, restaurant_id: UUID, key: str | None, throttle: Throttle
) -> datetime | None:
    """Tell when the next order is taken; None where one is now, or `key` names one already.

    Holds the restaurant's state until the transaction ends.
    """
    moment: datetime | None = await connection.fetchval(
        "SELECT throttled_until($1, $2, $3, $4)", restaurant_id, key, throttle.orders, throttle.span
    )
    return moment
