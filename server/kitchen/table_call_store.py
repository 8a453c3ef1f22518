"""SQL of calls. The connection comes first; nothing here begins or commits a transaction."""

from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from server.db.pool import BasePool, Connection
from server.domain.table_call import TableCall
from server.wire.vocabulary import CallKind

COLUMNS = "restaurant_id, id, kind, text, table_identifier, created_at, done_at IS NOT NULL AS done, taken_by"
KEPT = timedelta(days=7)
"""How long calls that are done are kept."""


def _call(row: asyncpg.Record) -> TableCall:
    return TableCall(**dict(row))


async def find_table(connection: Connection | BasePool, restaurant_id: UUID, code: str) -> str | None:
    """Return the name of the table with this code; None where it is no table of the restaurant."""
    name: str | None = await connection.fetchval(
        "SELECT name FROM dining_tables WHERE code = $1 AND restaurant_id = $2", code, restaurant_id
    )
    return name


async def count_change(connection: Connection, restaurant_id: UUID) -> int:
    """Lock the restaurant's state, count a change of what its displays show, and return the change's number."""
    number: int = await connection.fetchval(
        "UPDATE restaurant_state SET changes = changes + 1 WHERE restaurant_id = $1 RETURNING changes",
        restaurant_id,
    )
    return number


async def list_open_calls(
    connection: Connection | BasePool, restaurant_id: UUID, table: str | None = None
) -> list[TableCall]:
    """Return the calls that wait, oldest first: of one table, or of all."""
    rows = await connection.fetch(
        f"""
        SELECT {COLUMNS} FROM table_calls
        WHERE restaurant_id = $1 AND done_at IS NULL AND ($2::text IS NULL OR table_identifier = $2)
        ORDER BY id
        """,
        restaurant_id,
        table,
    )
    return [_call(row) for row in rows]


async def insert_call(
    connection: Connection, restaurant_id: UUID, table: str, kind: CallKind, text: str, at: datetime
) -> TableCall:
    """Store a call, and forget those that were done long ago."""
    await connection.execute(
        "DELETE FROM table_calls WHERE restaurant_id = $1 AND done_at < $2", restaurant_id, at - KEPT
    )
    row = await connection.fetchrow(
        f"""
        INSERT INTO table_calls (restaurant_id, table_identifier, kind, text, created_at)
        VALUES ($1, $2, $3, $4, $5) RETURNING {COLUMNS}
        """,
        restaurant_id,
        table,
        kind,
        text,
        at,
    )
    assert row is not None  # noqa: S101  an INSERT without ON CONFLICT returns its row
    return _call(row)


async def find_call(connection: Connection | BasePool, restaurant_id: UUID, call_id: int) -> TableCall | None:
    """Return a call of a restaurant."""
    row = await connection.fetchrow(
        f"SELECT {COLUMNS} FROM table_calls WHERE restaurant_id = $1 AND id = $2", restaurant_id, call_id
    )
    return _call(row) if row else None


async def move_calls(connection: Connection, restaurant_id: UUID, table: str, to: str) -> list[TableCall]:
    """Let the open calls of a table be those of another, and return them, oldest first."""
    rows = await connection.fetch(
        f"""
        UPDATE table_calls SET table_identifier = $3
        WHERE restaurant_id = $1 AND table_identifier = $2 AND done_at IS NULL RETURNING {COLUMNS}
        """,
        restaurant_id,
        table,
        to,
    )
    return sorted(map(_call, rows), key=lambda call: call.id)


async def end_call(
    connection: Connection, restaurant_id: UUID, call_id: int, user_id: UUID, at: datetime
) -> TableCall | None:
    """Mark a call as done by a member; None where it was done already, or is none of the restaurant's."""
    row = await connection.fetchrow(
        f"""
        UPDATE table_calls
        SET done_at = $3, taken_by = coalesce((SELECT first_name FROM users WHERE id = $4), '')
        WHERE restaurant_id = $1 AND id = $2 AND done_at IS NULL RETURNING {COLUMNS}
        """,
        restaurant_id,
        call_id,
        at,
        user_id,
    )
    return _call(row) if row else None
