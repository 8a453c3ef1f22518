"""Orders in the database. Everything takes a connection (or the pool, for one statement) first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import orjson

from server.db.pool import BasePool as Connection
from server.db.pool import Connection as HeldConnection
from server.orders.ids import first_id
from server.orders.model import OPEN, REACHED_FROM, Order, Status

COLUMNS = """
    o.restaurant_id, r.slug AS restaurant_slug, o.id, o.number, o.day, o.status, o.table_identifier,
    o.customer_name, o.raw_input, o.language, o.currency, o.total, o.reason, o.revision, o.rushed,
    o.created_at, o.updated_at, o.estimated_ready_at, o.lines
"""
FIELDS = tuple(Order.__dataclass_fields__)


def _order(row: asyncpg.Record) -> Order:
    return Order(**{name: row[name] for name in FIELDS})


async def find_order(connection: Connection, order_id: UUID) -> Order | None:
    """Read one order, also one of an archived restaurant."""
    row = await connection.fetchrow(
        f"SELECT {COLUMNS} FROM orders o JOIN restaurants r ON r.id = o.restaurant_id WHERE o.id = $1",
        order_id,
    )
    return _order(row) if row else None


async def list_open_orders(connection: Connection, restaurant_id: UUID) -> tuple[int, list[Order]]:
    """Read the open orders, oldest first, with the restaurant's count of changes at that same moment."""
    rows = await connection.fetch(
        f"""
        SELECT s.changes, {COLUMNS}
        FROM restaurant_state s
        JOIN restaurants r ON r.id = s.restaurant_id
        LEFT JOIN orders o ON o.restaurant_id = s.restaurant_id
                          AND o.status IN ('confirmed', 'preparing', 'ready')
        WHERE s.restaurant_id = $1
        ORDER BY o.id
        """,
        restaurant_id,
    )
    return (rows[0]["changes"] if rows else 0), [_order(row) for row in rows if row["id"]]


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
    return [_order(row) for row in rows]


class Placement(NamedTuple):
    """An order to be stored: `menu_version` is that of its prices, `fingerprint` what its `key` stands for."""

    order: Order
    menu_version: int
    key: str | None
    fingerprint: bytes
    table_code: str | None
    item_ids: list[int]


async def place_orders(
    connection: Connection | HeldConnection, placements: Sequence[Placement], patience: str = "0"
) -> list[asyncpg.Record]:
    """Store orders, sorted by restaurant, each once, in one statement and one commit.

    Returns for each `(outcome, order_id, number, placed_day, placed_table, changes)`: the number, the day and the
    table are decided there; the outcomes are described at `place_order` in the migrations. Raises
    asyncpg.PostgresError, and stores none of them, where one breaks the statement or, with sqlstate 55P03, where
    another holds a restaurant for longer than `patience`.
    """
    return await connection.fetch(_PLACE, patience, *zip(*map(_values, placements), strict=True))


_PLACE = f"SELECT * FROM place_orders({', '.join(f'${n}' for n in range(1, 19))})"


def _values(placement: Placement) -> tuple[Any, ...]:
    order = placement.order
    return (
        order.restaurant_id,
        placement.menu_version,
        placement.key,
        placement.fingerprint,
        order.id,
        order.day,
        order.created_at,
        placement.table_code,
        order.table_identifier,
        order.customer_name,
        order.raw_input,
        order.language,
        order.currency,
        order.total,
        order.estimated_ready_at,
        orjson.dumps(order.lines).decode(),
        f"{{{','.join(map(str, placement.item_ids))}}}",
    )


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


_CHANGE = """
    WITH changed AS (
        UPDATE orders AS u
        SET {assignments}, revision = u.revision + 1, updated_at = $4
        WHERE u.id = $1 AND role_of($2, $3, u.restaurant_id) IS NOT NULL AND {guard}
        RETURNING u.*
    ), counted AS (
        UPDATE restaurant_state AS s SET changes = s.changes + 1
        FROM changed WHERE s.restaurant_id = changed.restaurant_id
        RETURNING s.changes
    )
    SELECT counted.changes, {columns}
    FROM changed AS o JOIN restaurants r ON r.id = o.restaurant_id CROSS JOIN counted
"""

_MOVE = _CHANGE.format(
    columns=COLUMNS,
    assignments="""
        status = coalesce($5::text, u.status),
        reason = coalesce($6::text, u.reason),
        rushed = coalesce($7::boolean, u.rushed),
        preparing_at = CASE WHEN $5::text = 'preparing' THEN coalesce(u.preparing_at, $4::timestamptz) ELSE u.preparing_at END,
        ready_at = CASE WHEN $5::text = 'ready' THEN coalesce(u.ready_at, $4::timestamptz)
                        WHEN $5::text IN ('confirmed', 'preparing') THEN NULL ELSE u.ready_at END,
        ended_at = CASE WHEN $5::text IN ('completed', 'cancelled') THEN $4::timestamptz
                        WHEN $5::text IS NOT NULL THEN NULL ELSE u.ended_at END
    """,
    guard="""
        u.status = ANY ($8::text[])
        AND ($5::text IS NOT NULL OR u.rushed IS DISTINCT FROM $7::boolean OR u.reason IS DISTINCT FROM coalesce($6::text, u.reason))
    """,
)

_BUMP = _CHANGE.format(
    columns=COLUMNS,
    assignments="lines = jsonb_set(u.lines, ARRAY[($5::integer - 1)::text, 'done'], to_jsonb($6::boolean))",
    guard="""
        u.status IN ('confirmed', 'preparing', 'ready')
        AND $5::integer BETWEEN 1 AND jsonb_array_length(u.lines)
        AND (u.lines -> ($5::integer - 1) ->> 'done')::boolean IS DISTINCT FROM $6::boolean
    """,
)

Changed = tuple[int, Order]


async def move_order(
    connection: Connection,
    order_id: UUID,
    caller: tuple[UUID, UUID],
    at: datetime,
    *,
    status: Status | None,
    reason: str | None,
    rush: bool | None,
    seen: Status | None = None,
) -> Changed | None:
    """Move an order, or change its rush or reason, where the caller may and its state allows it; None otherwise.

    With `seen` only that state allows it.
    """
    allowed = [before for before in (REACHED_FROM[status] if status else OPEN) if seen in {None, before}]
    row = await connection.fetchrow(_MOVE, order_id, *caller, at, status, reason, rush, allowed)
    return (row["changes"], _order(row)) if row else None


async def bump_line(
    connection: Connection, order_id: UUID, caller: tuple[UUID, UUID], at: datetime, *, line: int, done: bool
) -> Changed | None:
    """Mark one line as done or not, where the caller may and it changes something; None otherwise."""
    row = await connection.fetchrow(_BUMP, order_id, *caller, at, line, done)
    return (row["changes"], _order(row)) if row else None
