"""The rows of a report: a statement for each kind."""

from collections.abc import Mapping
from typing import Any

from server.audit.log import WHO
from server.db.pool import BasePool
from server.reports.figures import LINES, MADE, NO_TIMES, ORDER_LABELS, TAKEN, TAKEN_LINES, TIMES
from server.reports.span import Span
from server.wire.reports import ReportBy

MAX_ROWS = 500

_DISHES = (
    f"(SELECT sum((line ->> 'quantity')::bigint) FROM jsonb_array_elements(o.lines) AS line WHERE {MADE})"
)
_OF_ORDERS = f"""
    SELECT {{label}} AS label, count(*) AS orders, sum({_DISHES})::bigint AS quantity,
           sum(o.total)::bigint AS revenue, {TIMES}
    {TAKEN}
    GROUP BY 1 ORDER BY {{order}} LIMIT $5
"""
_SUMS_OF_LINES = f"""
    count(DISTINCT o.id) AS orders, sum((line ->> 'quantity')::bigint)::bigint AS quantity,
    sum((line ->> 'line_total')::bigint)::bigint AS revenue, {NO_TIMES}
"""
_DISH_ID = "(line ->> 'menu_item_id')::bigint"
_LOGGED_CANCELLATIONS = f"""
    SELECT (a.after ->> 'order_id')::uuid AS order_id, coalesce(a.after -> 'lines', '[]') AS lines, {WHO} AS who
    FROM audit_log AS a LEFT JOIN users AS u ON u.id = a.actor_id
    WHERE a.restaurant_id = $1 AND a.at >= $6
      AND a.action IN ('order.cancelled', 'order.line_refused', 'order.line_cancelled')
"""

_ROWS: Mapping[ReportBy, str] = {
    "day": _OF_ORDERS.format(label=ORDER_LABELS["day"], order="label"),
    "hour": _OF_ORDERS.format(label=ORDER_LABELS["hour"], order="label"),
    "weekday": _OF_ORDERS.format(label=ORDER_LABELS["weekday"], order="label"),
    "table": _OF_ORDERS.format(label=ORDER_LABELS["table"], order="revenue DESC, label"),
    "source": _OF_ORDERS.format(label=ORDER_LABELS["source"], order="orders DESC, label"),
    # A dish that shares its name with another is told apart by its category.
    "item": f"""
        WITH dishes AS (
            SELECT i.id, CASE WHEN count(*) OVER (PARTITION BY lower(i.name)) > 1
                              THEN c.name || ' / ' || i.name ELSE i.name END AS label
            FROM items AS i JOIN categories AS c ON c.id = i.category_id
            WHERE i.restaurant_id = $1
        )
        SELECT coalesce((SELECT d.label FROM dishes AS d WHERE d.id = {_DISH_ID}), line ->> 'name') AS label,
               {_SUMS_OF_LINES}
        {TAKEN_LINES}
        GROUP BY 1 ORDER BY quantity DESC, label LIMIT $5
    """,
    "category": f"""
        WITH dishes AS (
            SELECT i.id, c.name AS label
            FROM items AS i JOIN categories AS c ON c.id = i.category_id
            WHERE i.restaurant_id = $1
        )
        SELECT coalesce((SELECT d.label FROM dishes AS d WHERE d.id = {_DISH_ID}), '') AS label, {_SUMS_OF_LINES}
        {TAKEN_LINES}
        GROUP BY 1 ORDER BY revenue DESC, label LIMIT $5
    """,
    "station": f"""
        SELECT line ->> 'station' AS label, {_SUMS_OF_LINES}
        {TAKEN_LINES}
        GROUP BY 1 ORDER BY revenue DESC, label LIMIT $5
    """,
    # Staff who cancel are in the log; what nobody logged was the diner's doing.
    "cancelled": f"""
        WITH logged AS MATERIALIZED ({_LOGGED_CANCELLATIONS})
        SELECT line ->> 'name' AS label,
               coalesce(
                   (SELECT l.who FROM logged AS l
                    WHERE l.order_id = o.id AND (l.lines = '[]' OR l.lines @> (line -> 'id')) LIMIT 1),
                   CASE WHEN line ->> 'state' = 'refused' THEN 'kitchen' ELSE 'diner' END
               ) AS cancelled_by,
               {_SUMS_OF_LINES}
        {LINES} AND (o.status = 'cancelled' OR NOT {MADE})
        GROUP BY 1, 2 ORDER BY quantity DESC, label, cancelled_by LIMIT $5
    """,
    "words": f"""
        SELECT words AS label, 0 AS orders, sum(times)::bigint AS quantity, 0 AS revenue, {NO_TIMES}
        FROM misunderstandings
        WHERE restaurant_id = $1
          AND day BETWEEN ($2::timestamptz AT TIME ZONE $3::text)::date
                      AND (($4::timestamptz - interval '1 microsecond') AT TIME ZONE $3::text)::date
        GROUP BY 1 ORDER BY quantity DESC, label LIMIT $5
    """,
}


async def list_rows(connection: BasePool, span: Span, by: ReportBy) -> list[dict[str, Any]]:
    """Return at most MAX_ROWS rows of what `by` names: `label, orders, quantity, revenue`, and `figures.TIMES`."""
    arguments: tuple[Any, ...] = (*span.orders(), MAX_ROWS)
    if by == "words":
        arguments = (span.restaurant_id, span.since, span.timezone, span.until, MAX_ROWS)
    elif by == "cancelled":
        arguments = (*arguments, span.since)
    return [dict(row) for row in await connection.fetch(_ROWS[by], *arguments)]
