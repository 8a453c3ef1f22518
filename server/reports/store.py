"""SQL of the figures. Orders are found by their id, whose first bits are the time, so that old months cost nothing.

Cancelled orders count only as cancelled, those that wait for their payment not at all; orders in a currency that the restaurant has left do not count.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from server.db.pool import BasePool
from server.domain.ids import first_id
from server.wire.reports import ReportBy

MAX_ROWS = 500

_TIMES = """
    (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM o.ready_at - coalesce(o.released_at, o.created_at)))
        FILTER (WHERE o.ready_at IS NOT NULL))::integer AS median_seconds_to_ready,
    (percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM o.ready_at - coalesce(o.released_at, o.created_at)))
        FILTER (WHERE o.ready_at IS NOT NULL))::integer AS p90_seconds_to_ready
"""
_MADE = "coalesce(line ->> 'state', '') = ''"
"""Of a line that was not taken off."""
_DISHES = (
    f"(SELECT sum((line ->> 'quantity')::bigint) FROM jsonb_array_elements(o.lines) AS line WHERE {_MADE})"
)
_TAKEN = """
    FROM orders AS o
    WHERE o.restaurant_id = $1 AND o.id >= $2 AND o.id < $3 AND o.currency = $4 AND o.status NOT IN ('cancelled', 'unpaid')
"""

_BY_TIME = f"""
    SELECT {{label}} AS label, count(*) AS orders, sum({_DISHES})::bigint AS quantity,
           sum(o.total)::bigint AS revenue, {_TIMES}
    {_TAKEN}
    GROUP BY 1 ORDER BY 1 LIMIT $5
"""
_ROWS: dict[ReportBy, str] = {
    "day": _BY_TIME.format(label="o.day::text"),
    "hour": _BY_TIME.format(label="to_char(o.created_at AT TIME ZONE $6::text, 'HH24')"),
    "item": f"""
        WITH dishes AS (
            SELECT i.id, CASE WHEN count(*) OVER (PARTITION BY lower(i.name)) > 1
                              THEN c.name || ' / ' || i.name ELSE i.name END AS label
            FROM items AS i JOIN categories AS c ON c.id = i.category_id
            WHERE i.restaurant_id = $1
        )
        SELECT coalesce(d.label, line ->> 'name') AS label, count(DISTINCT o.id) AS orders,
               sum((line ->> 'quantity')::bigint)::bigint AS quantity,
               sum((line ->> 'line_total')::bigint)::bigint AS revenue,
               NULL::integer AS median_seconds_to_ready, NULL::integer AS p90_seconds_to_ready
        FROM orders AS o CROSS JOIN jsonb_array_elements(o.lines) AS line
        LEFT JOIN dishes AS d ON d.id = (line ->> 'menu_item_id')::bigint
        WHERE o.restaurant_id = $1 AND o.id >= $2 AND o.id < $3 AND o.currency = $4 AND o.status NOT IN ('cancelled', 'unpaid')
          AND {_MADE}
        GROUP BY 1 ORDER BY quantity DESC, label LIMIT $5
    """,
    "words": """
        SELECT words AS label, 0 AS orders, sum(times)::bigint AS quantity, 0 AS revenue,
               NULL::integer AS median_seconds_to_ready, NULL::integer AS p90_seconds_to_ready
        FROM misunderstandings
        WHERE restaurant_id = $1
          AND day BETWEEN ($2::timestamptz AT TIME ZONE $3::text)::date
                      AND (($4::timestamptz - interval '1 microsecond') AT TIME ZONE $3::text)::date
        GROUP BY 1 ORDER BY quantity DESC, label LIMIT $5
    """,
}


LARGEST_PARTY = 12
"""Lines of an order that says something of what goes with what."""
NEWEST_ORDERS = 1000
LEAST_TIMES = 3
"""How often two dishes were ordered together before one is offered with the other."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which orders count: of a restaurant, in its currency, from `since` to before `until`."""

    restaurant_id: UUID
    currency: str
    timezone: str
    since: datetime
    until: datetime


async def sum_up(connection: BasePool, span: Span) -> dict[str, Any]:
    """Return orders, cancelled, revenue in minor units, and the median and 90th percentile of seconds to ready."""
    row = await connection.fetchrow(
        f"""
        SELECT count(*) AS orders, coalesce(sum(o.total), 0)::bigint AS revenue, {_TIMES},
               (
                   SELECT count(*) FROM orders AS c
                   WHERE c.restaurant_id = $1 AND c.id >= $2 AND c.id < $3 AND c.status = 'cancelled'
               ) AS cancelled
        {_TAKEN}
        """,
        *_orders_of(span),
    )
    return dict(row) if row else {}


async def list_rows(connection: BasePool, span: Span, by: ReportBy) -> list[dict[str, Any]]:
    """Return at most MAX_ROWS rows `label, orders, quantity, revenue` and seconds to ready, of what `by` names."""
    if by == "words":
        arguments: tuple[Any, ...] = (span.restaurant_id, span.since, span.timezone, span.until, MAX_ROWS)
    else:
        arguments = (*_orders_of(span), MAX_ROWS, *([span.timezone] if by == "hour" else []))
    return [dict(row) for row in await connection.fetch(_ROWS[by], *arguments)]


async def most_ordered(connection: BasePool, span: Span, most: int) -> list[int]:
    """Return the ids of the dishes that were ordered most in the span, the first most often."""
    rows = await connection.fetch(
        f"""
        SELECT (line ->> 'menu_item_id')::bigint AS item_id
        FROM orders AS o CROSS JOIN jsonb_array_elements(o.lines) AS line
        WHERE o.restaurant_id = $1 AND o.id >= $2 AND o.id < $3 AND o.currency = $4 AND o.status NOT IN ('cancelled', 'unpaid')
          AND {_MADE}
        GROUP BY 1 ORDER BY sum((line ->> 'quantity')::bigint) DESC, 1 LIMIT $5
        """,
        *_orders_of(span),
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
        *_orders_of(span),
        LARGEST_PARTY,
        NEWEST_ORDERS,
        LEAST_TIMES,
    )
    return {row["item_id"]: row["others"] for row in rows}


def _orders_of(span: Span) -> tuple[UUID, UUID, UUID, str]:
    return span.restaurant_id, first_id(span.since), first_id(span.until), span.currency
