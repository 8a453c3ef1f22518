"""What must be true of a database whatever happened to it: nothing lost, nothing twice, every sum right."""

from collections.abc import Mapping

import asyncpg

from server.wire.vocabulary import OPEN

ORDERS = """
    SELECT id::text, customer_name AS key, restaurant_id, day, number, total, lines,
           (SELECT sum((line ->> 'line_total')::bigint) FROM jsonb_array_elements(lines) AS line) AS sum
    FROM orders
"""
LOOSE_KEYS = """
    SELECT count(*) FROM order_keys AS k FULL JOIN orders AS o ON o.id = k.order_id
    WHERE k.order_id IS NULL OR o.id IS NULL OR k.key <> o.customer_name
"""
"""Every diner of these tests orders with a key, and gives it as the name too."""
COUNTERS = """
    SELECT s.last_number, s.day, s.changes, count(o.id) AS orders, max(o.day) AS last_day,
           max(o.number) FILTER (WHERE o.day = s.day) AS highest, sum(o.revision) AS revisions
    FROM restaurant_state AS s JOIN orders AS o USING (restaurant_id)
    GROUP BY s.restaurant_id
"""


async def open_orders(connection: asyncpg.Connection) -> dict[str, int]:
    """The revisions of the open orders: what every screen must show."""
    rows = await connection.fetch("SELECT id::text, revision FROM orders WHERE status = ANY ($1)", list(OPEN))
    return {row["id"]: row["revision"] for row in rows}


async def consistent(connection: asyncpg.Connection) -> dict[str, str]:
    """Check all that must agree within a database, and return the orders' ids by their keys."""
    orders = await connection.fetch(ORDERS)
    by_key = {order["key"]: order["id"] for order in orders}
    assert len(by_key) == len(orders), "an order was stored twice"
    numbers = {(order["restaurant_id"], order["day"], order["number"]) for order in orders}
    assert len(numbers) == len(orders), "two orders have the same number"
    wrong = [order["id"] for order in orders if not order["lines"] or order["total"] != order["sum"]]
    assert not wrong, f"totals are not the sums of their lines: {wrong[:4]}"
    assert await connection.fetchval(LOOSE_KEYS) == 0, "keys and orders do not belong together"
    for row in await connection.fetch(COUNTERS):
        assert (row["day"], row["last_number"]) == (row["last_day"], row["highest"]), dict(row)
        assert row["changes"] >= row["revisions"], dict(row)
    return by_key


def none_lost(promised: Mapping[str, str], stored: Mapping[str, str]) -> None:
    """Every order that was promised is stored under the id that the diner was told."""
    lost = [key for key, order_id in promised.items() if stored.get(key) != order_id]
    assert not lost, f"{len(lost)} of {len(promised)} promised orders are lost or are others"
