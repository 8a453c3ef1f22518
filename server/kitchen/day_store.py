"""SQL of a kitchen's day."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from server.db.pool import BasePool
from server.domain.ids import first_id
from server.domain.order import OrderLine, read_lines
from server.wire.kitchen_day import DayOrder, KitchenDay
from server.wire.menu import said_label

MOST = 500
"""Orders of a day that are told: the newest."""
LONGEST_DAY = timedelta(hours=48)
"""A business day with its clock set back, and what was placed before midnight."""


async def read_day(pool: BasePool, restaurant_id: UUID, now: datetime) -> KitchenDay:
    """Read the newest orders of the business day that the last order belongs to; none that waits for its payment."""
    rows = await pool.fetch(
        """
        SELECT o.id, o.number, o.status, o.table_identifier, o.customer_name, o.created_at, o.estimated_ready_at,
               o.preparing_at, o.ready_at, o.ended_at, o.reason, o.lines
        FROM orders o JOIN restaurant_state s ON s.restaurant_id = o.restaurant_id
        WHERE o.restaurant_id = $1 AND o.id >= $2 AND o.day = s.day AND o.status <> 'unpaid'
        ORDER BY o.id DESC LIMIT $3
        """,
        restaurant_id,
        first_id(now - LONGEST_DAY),
        MOST + 1,
    )
    return KitchenDay(orders=[_order(row) for row in rows[:MOST]], is_whole=len(rows) <= MOST)


def _order(row: asyncpg.Record) -> DayOrder:
    values: dict[str, Any] = dict(row)
    dishes = [_dish(line) for line in read_lines(values.pop("lines"))]
    return DayOrder(**values, dishes=dishes)


def _dish(line: OrderLine) -> str:
    label = said_label(line.variant_label)
    said = f"{line.quantity}× {line.name} · {label}" if label else f"{line.quantity}× {line.name}"
    return f"{said} ({line.state})" if line.state else said
