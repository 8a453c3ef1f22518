"""Orders in the database. Everything takes a connection (or the pool, for one statement) first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import orjson

from server.accounts.tokens import Caller
from server.db.pool import BasePool as Connection
from server.db.pool import Connection as HeldConnection
from server.domain.ids import first_id
from server.domain.order import Order, Status

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
    connection: Connection | HeldConnection, placements: Sequence[Placement], patience: str
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


class Change(NamedTuple):
    """A change of an order that a member wants.

    A move to `status` (None: none), its `reason` and `rush`, allowed in the states `before`; or, with a `line`
    (counted from 1), that line done or not.
    """

    order_id: UUID
    caller: Caller
    at: datetime
    status: Status | None = None
    reason: str | None = None
    rush: bool | None = None
    before: Sequence[Status] = ()
    line: int | None = None
    done: bool | None = None


Changed = tuple[int, Order]


async def change_orders(
    connection: Connection, wanted: Sequence[Change], patience: str
) -> list[Changed | None]:
    """Make changes in one statement and one commit; None for each that its caller may not, or that changes nothing.

    Raises asyncpg.PostgresError, and changes nothing, where one breaks the statement or, with sqlstate 55P03, where
    another holds a restaurant for longer than `patience`.
    """
    rows = await connection.fetch(_CHANGE, patience, *zip(*map(_change_values, wanted), strict=True))
    changed = {row["place"]: (row["changes"], _order(row)) for row in rows}
    return [changed.get(place) for place in range(1, len(wanted) + 1)]


_CHANGE = f"""
    SELECT c.place, c.changes, {COLUMNS}
    FROM change_orders($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS c
    CROSS JOIN LATERAL (SELECT (c.changed).*) AS o
    JOIN restaurants r ON r.id = o.restaurant_id
"""


def _change_values(change: Change) -> tuple[Any, ...]:
    return (
        change.order_id,
        change.caller.user_id,
        change.caller.session_id,
        change.at,
        change.status,
        change.reason,
        change.rush,
        f"{{{','.join(change.before)}}}",
        change.line,
        change.done,
    )
