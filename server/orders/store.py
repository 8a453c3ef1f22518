"""Orders in the database. Everything takes a connection (or the pool, for one statement) first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import orjson

from server.db.personal_data import set_erased
from server.db.pool import BasePool as Connection
from server.db.pool import Connection as HeldConnection
from server.domain.ids import first_id
from server.domain.order import (
    Order,
    Status,
    read_allergies,
    read_courses,
    read_lines,
)

MOST_UNPAID = 1_000
"""Orders that are looked at in one round, for payments of which nobody has told."""
FIELDS = tuple(field.name for field in fields(Order))
OF_RESTAURANT = {
    "restaurant_slug": "r.slug",
    "tax_rounding": "coalesce(r.money ->> 'tax_rounding', 'bill')",
}
"""Fields of an order that are its restaurant's own."""
STORED = tuple(name for name in FIELDS if name not in OF_RESTAURANT)
"""The columns of an order."""
COLUMNS = ", ".join(
    (*(f"{sql} AS {name}" for name, sql in OF_RESTAURANT.items()), *(f"o.{name}" for name in STORED))
)


def read_order(row: asyncpg.Record) -> Order:
    """Read a row of `COLUMNS`."""
    values = {name: row[name] for name in FIELDS}
    values["lines"] = read_lines(values["lines"])
    values["allergies"] = read_allergies(values["allergies"])
    values["courses"] = read_courses(values["courses"])
    return Order(**values)


async def find_order(connection: Connection | HeldConnection, order_id: UUID) -> Order | None:
    """Read one order, also one of an archived restaurant."""
    row = await connection.fetchrow(
        f"SELECT {COLUMNS} FROM orders o JOIN restaurants r ON r.id = o.restaurant_id WHERE o.id = $1",
        order_id,
    )
    return read_order(row) if row else None


async def erase_person(connection: HeldConnection, order_id: UUID) -> int | None:
    """Empty what is a person's in an order that has ended; returns the number of the change, None where it has not."""
    changes: int | None = await connection.fetchval(
        """
        UPDATE restaurant_state s SET changes = s.changes + 1 FROM orders o
        WHERE o.id = $1 AND s.restaurant_id = o.restaurant_id RETURNING s.changes
        """,
        order_id,
    )
    done = await connection.execute(
        f"""
        UPDATE orders SET {set_erased()}, revision = revision + 1, updated_at = now()
        WHERE id = $1 AND ended_at IS NOT NULL
        """,
        order_id,
    )
    return changes if done == "UPDATE 1" else None


async def lock_order(connection: HeldConnection, order_id: UUID) -> tuple[Order | None, bool]:
    """Read an order, and whether its restaurant has `auto_ready`, and hold the restaurant until the transaction ends.

    The restaurant is locked before the order, as `change_orders` does.
    """
    auto_ready = await connection.fetchval(
        """
        SELECT r.auto_ready FROM restaurant_state s JOIN restaurants r ON r.id = s.restaurant_id
        WHERE s.restaurant_id = (SELECT restaurant_id FROM orders WHERE id = $1) FOR NO KEY UPDATE OF s
        """,
        order_id,
    )
    return await find_order(connection, order_id), bool(auto_ready)


async def save_bump(connection: HeldConnection, order: Order) -> int:
    """Store what a bump or a fired course changes of an order that is locked; returns the number of the change.

    It happened at the order's `updated_at`.
    """
    await connection.execute(
        """
        UPDATE orders
        SET lines = $2::text::jsonb, status = $3, updated_at = $4, revision = $5,
            courses = $6::text::jsonb, estimated_ready_at = $7,
            preparing_at = CASE WHEN status NOT IN ($3, 'unpaid') AND $3 <> 'cancelled' THEN coalesce(preparing_at, $4)
                                ELSE preparing_at END,
            ready_at = CASE WHEN $3 = 'ready' THEN coalesce(ready_at, $4) ELSE ready_at END
        WHERE id = $1
        """,
        order.id,
        orjson.dumps(order.lines).decode(),
        order.status,
        order.updated_at,
        order.revision,
        orjson.dumps(order.courses).decode(),
        order.estimated_ready_at,
    )
    changes: int = await connection.fetchval(
        "UPDATE restaurant_state SET changes = changes + 1 WHERE restaurant_id = $1 RETURNING changes",
        order.restaurant_id,
    )
    return changes


async def save_table(connection: HeldConnection, order: Order) -> int:
    """Store at which table an order is, and whose its lines are there; it is locked. Returns the number of the change."""
    await connection.execute(
        "UPDATE orders SET table_identifier = $2 WHERE id = $1", order.id, order.table_identifier
    )
    return await save_bump(connection, order)


async def save_removal(
    connection: HeldConnection, order: Order, gone: Mapping[int, int], *, given_back: bool
) -> tuple[int, list["DishLeft"]]:
    """Store an order that is locked without some of its lines; returns the number of the change, and what is left.

    `gone` are the portions that those lines took, by dishes; they are `given_back`, or the kitchen has none.
    """
    dishes = [{"id": item, "quantity": count} for item, count in gone.items()]
    portions = await connection.fetchval(
        "SELECT give_back_portions($1, $2::text::jsonb, $3)",
        order.id,
        orjson.dumps(dishes).decode(),
        int(given_back),
    )
    await connection.execute(
        """
        UPDATE orders
        SET total = $2, reason = $3, ended_at = CASE WHEN $4 = 'cancelled' THEN $5::timestamptz ELSE ended_at END
        WHERE id = $1
        """,
        order.id,
        order.total,
        order.reason,
        order.status,
        order.updated_at,
    )
    return await save_bump(connection, order), read_dishes_left(portions)


async def list_open_orders(connection: Connection, restaurant_id: UUID) -> tuple[int, list[Order]]:
    """Read the orders that the kitchen has, oldest first, with the restaurant's count of changes at that same moment."""
    rows = await connection.fetch(
        f"""
        SELECT s.changes, {COLUMNS}
        FROM restaurant_state s
        JOIN restaurants r ON r.id = s.restaurant_id
        LEFT JOIN orders o ON o.restaurant_id = s.restaurant_id
                          AND o.ended_at IS NULL AND o.status <> 'unpaid'
        WHERE s.restaurant_id = $1
        ORDER BY o.id
        """,
        restaurant_id,
    )
    return (rows[0]["changes"] if rows else 0), [read_order(row) for row in rows if row["id"]]


async def save_release(connection: HeldConnection, order: Order) -> int:
    """Store that the kitchen has got an order that was paid, and is locked; returns the number of the change."""
    await connection.execute(
        "UPDATE orders SET released_at = $2, estimated_ready_at = $3 WHERE id = $1",
        order.id,
        order.released_at,
        order.estimated_ready_at,
    )
    return await save_bump(connection, order)


UNPAID = f"""
    SELECT {COLUMNS} FROM orders o JOIN restaurants r ON r.id = o.restaurant_id
    WHERE o.ended_at IS NULL AND o.status = 'unpaid' ORDER BY o.id LIMIT $1
"""


async def list_unpaid(connection: Connection) -> list[Order]:
    """Read the orders of all restaurants that wait for their payment, at most MOST_UNPAID, oldest first."""
    return [read_order(row) for row in await connection.fetch(UNPAID, MOST_UNPAID)]


async def count_open(connection: Connection, restaurant_id: UUID) -> int:
    """Count the open orders of a restaurant."""
    count: int = await connection.fetchval(
        "SELECT count(*) FROM orders WHERE restaurant_id = $1 AND ended_at IS NULL", restaurant_id
    )
    return count


async def list_orders(
    connection: Connection,
    restaurant_id: UUID,
    *,
    status: Status | None,
    since: datetime | None,
    until: datetime | None,
    before: UUID | None,
    limit: int,
) -> list[Order]:
    """Read up to `limit` orders placed from `since` to before `until`, newest first, older than `before`."""
    upper = min((bound for bound in (before, until and first_id(until)) if bound), default=None)
    rows = await connection.fetch(
        f"""
        SELECT {COLUMNS}
        FROM orders o JOIN restaurants r ON r.id = o.restaurant_id
        WHERE o.restaurant_id = $1
          AND ($2::text IS NULL OR o.status = $2)
          AND o.id >= coalesce($3::uuid, '00000000-0000-0000-0000-000000000000')
          AND o.id < coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
        ORDER BY o.id DESC
        LIMIT $5
        """,
        restaurant_id,
        status,
        since and first_id(since),
        upper,
        limit,
    )
    return [read_order(row) for row in rows]


MOST_OF_TABLE = 200
"""Orders of a table that are told: many times what a party orders in an evening."""
LONGEST_VISIT = timedelta(hours=12)


async def list_table_orders(
    connection: Connection | HeldConnection, restaurant_id: UUID, table: str, since: datetime
) -> list[Order]:
    """Read a table's latest orders that came with its code after `since`, newest first, without those that were cancelled."""
    rows = await connection.fetch(
        f"""
        SELECT {COLUMNS}
        FROM orders o JOIN restaurants r ON r.id = o.restaurant_id
        WHERE o.restaurant_id = $1 AND o.id >= $2 AND o.table_identifier = $3 AND o.table_proven
          AND o.created_at > $4 AND o.status <> 'cancelled'
        ORDER BY o.id DESC LIMIT $5
        """,
        restaurant_id,
        first_id(datetime.now(UTC) - LONGEST_VISIT),
        table,
        since,
        MOST_OF_TABLE,
    )
    return [read_order(row) for row in rows]


MOST_AT_TABLES = 3_000
"""Orders of all tables of a restaurant that are told."""


async def list_orders_at_tables(connection: Connection, restaurant_id: UUID) -> list[Order]:
    """Read the latest orders of a restaurant that came with a table's code, as `list_table_orders` does for one table."""
    rows = await connection.fetch(
        f"""
        SELECT {COLUMNS}
        FROM orders o JOIN restaurants r ON r.id = o.restaurant_id
        WHERE o.restaurant_id = $1 AND o.id >= $2 AND o.table_proven AND o.status <> 'cancelled'
        ORDER BY o.id DESC LIMIT $3
        """,
        restaurant_id,
        first_id(datetime.now(UTC) - LONGEST_VISIT),
        MOST_AT_TABLES,
    )
    return [read_order(row) for row in rows]


@dataclass(frozen=True, slots=True)
class OpenOrdersFilter:
    """Open orders of a table, placed from a moment on, with or without a table's code; None: whatever it is."""

    table: str | None
    placed_after: datetime | None
    proven: bool | None


async def find_open(connection: Connection, restaurant_id: UUID, which: OpenOrdersFilter) -> list[UUID]:
    """Return the ids of a restaurant's open orders that are meant, oldest first."""
    rows = await connection.fetch(
        """
        SELECT id FROM orders
        WHERE restaurant_id = $1 AND ended_at IS NULL
          AND ($2::text IS NULL OR table_identifier = $2)
          AND ($3::timestamptz IS NULL OR created_at >= $3)
          AND ($4::boolean IS NULL OR table_proven = $4)
        ORDER BY id
        """,
        restaurant_id,
        which.table,
        which.placed_after,
        which.proven,
    )
    return [row["id"] for row in rows]


async def find_key(
    connection: Connection, restaurant_id: UUID, key: str | None
) -> tuple[int, UUID | None, bytes | None]:
    """Read the version of the menu and, where the key names an order of the last 24 hours, it and its fingerprint."""
    row = await connection.fetchrow(
        """
        SELECT s.menu_version, k.order_id, k.fingerprint
        FROM restaurant_state s
        LEFT JOIN order_keys k ON k.restaurant_id = s.restaurant_id AND k.key = $2
                              AND k.created_at > now() - interval '24 hours'
        WHERE s.restaurant_id = $1
        """,
        restaurant_id,
        key,
    )
    return (row["menu_version"], row["order_id"], row["fingerprint"]) if row else (0, None, None)


class DishLeft(NamedTuple):
    """How many portions of a dish are left after an order took some, or gave them back."""

    menu_item_id: int
    name: str
    portions: int
    available: bool


def read_dishes_left(documents: Sequence[Mapping[str, Any]] | None) -> list[DishLeft]:
    """Read what `change_portions` in the migrations returns; None where nothing is counted."""
    return [DishLeft(one["id"], one["name"], one["portions"], one["available"]) for one in documents or ()]
