"""SQL of the totals, and of what is ordered most and together. Orders are found by their id, whose first bits are the time.

Cancelled orders count only as cancelled, those that wait for their payment not at all; orders in a currency that the restaurant has left do not count.
"""

from typing import Any

from server.db.pool import BasePool
from server.reports.figures import TAKEN, TAKEN_LINES, TIMES
from server.reports.span import Span

LARGEST_PARTY = 12
"""Lines of an order that says something of what goes with what."""
NEWEST_ORDERS = 1000
LEAST_TIMES = 3
"""How often two dishes were ordered together before one is offered with the other."""


async def sum_up(connection: BasePool, span: Span) -> dict[str, Any]:
    """Return orders, cancelled, revenue in minor units, and what `TIMES` says of how long they took."""
    row = await connection.fetchrow(
        f"""
        SELECT count(*) AS orders, coalesce(sum(o.total), 0)::bigint AS revenue, {TIMES},
               (
                   SELECT count(*) FROM orders AS c
                   WHERE c.restaurant_id = $1 AND c.id >= $2 AND c.id < $3 AND c.status = 'cancelled'
               ) AS cancelled
        {TAKEN}
        """,
        *span.orders(),
    )
    return dict(row) if row else {}


async def most_ordered(connection: BasePool, span: Span, most: int) -> list[int]:
    """Return the ids of the dishes that were ordered most in the span, the first most often."""
    rows = await connection.fetch(
        f"""
        SELECT (line ->> 'menu_item_id')::bigint AS item_id
        {TAKEN_LINES}
        GROUP BY 1 ORDER BY sum((line ->> 'quantity')::bigint) DESC, 1 LIMIT $5
        """,
        *span.orders(),
        most,
    )
    return [row["item_id"] for row in rows]


async def ordered_together(connection: BasePool, span: Span) -> dict[int, list[int]]:
    """Return, for each dish of the span's newest orders, the dishes that were ordered with it, the most often first.

    Orders of large parties say nothing of what goes with what: they are left out.
    """
    rows = await connection.fetch(
        """
        WITH lately AS (
            SELECT id, lines FROM orders
            WHERE restaurant_id = $1 AND id >= $2 AND id < $3 AND currency = $4 AND status NOT IN ('cancelled', 'unpaid')
              AND jsonb_array_length(lines) BETWEEN 2 AND $5
            ORDER BY id DESC LIMIT $6
        ), dishes AS (
            SELECT DISTINCT lately.id, (line ->> 'menu_item_id')::bigint AS item_id
            FROM lately CROSS JOIN jsonb_array_elements(lately.lines) AS line
        ), pairs AS (
            SELECT one.item_id, other.item_id AS other_id, count(*) AS times
            FROM dishes AS one JOIN dishes AS other ON other.id = one.id AND other.item_id <> one.item_id
            GROUP BY 1, 2 HAVING count(*) >= $7
        )
        SELECT item_id, array_agg(other_id ORDER BY times DESC, other_id) AS others FROM pairs GROUP BY 1
        """,
        *span.orders(),
        LARGEST_PARTY,
        NEWEST_ORDERS,
        LEAST_TIMES,
    )
    return {row["item_id"]: row["others"] for row in rows}
