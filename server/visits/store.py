"""SQL of visits. The connection comes first; nothing here begins or commits a transaction."""

from typing import Any
from uuid import UUID

import asyncpg
import orjson

from server.db.pool import BasePool, Connection
from server.visits.model import Guest, TableVisit


def _visit(row: asyncpg.Record | None) -> TableVisit:
    if row is None:
        return TableVisit()
    state: dict[str, Any] = row["state"]
    guests = tuple(Guest(one["key"], one["name"]) for one in state.get("guests", ()))
    return TableVisit(row["since"], row["active_at"], row["version"], guests)


async def read_visit(connection: BasePool | Connection, restaurant_id: UUID, table_id: int) -> TableVisit:
    """Read what is kept of a table's visit, which may be over."""
    row = await connection.fetchrow(
        """
        SELECT since, active_at, version, state FROM table_visits WHERE restaurant_id = $1 AND table_id = $2
        """,
        restaurant_id,
        table_id,
    )
    return _visit(row)


async def lock_visit(connection: Connection, restaurant_id: UUID, table_id: int) -> TableVisit:
    """Read it, and hold the table until the transaction ends. ForeignKeyViolationError where the table is gone."""
    row = await connection.fetchrow(
        """
        INSERT INTO table_visits AS v (restaurant_id, table_id) VALUES ($1, $2)
        ON CONFLICT (restaurant_id, table_id) DO UPDATE SET version = v.version
        RETURNING since, active_at, version, state
        """,
        restaurant_id,
        table_id,
    )
    return _visit(row)


async def save_visit(connection: Connection, restaurant_id: UUID, table_id: int, visit: TableVisit) -> None:
    """Store a visit that is locked, as it is then."""
    state = {"guests": [{"key": guest.key, "name": guest.name} for guest in visit.guests]}
    await connection.execute(
        """
        UPDATE table_visits SET since = $3, active_at = $4, version = $5, state = $6::text::jsonb
        WHERE restaurant_id = $1 AND table_id = $2
        """,
        restaurant_id,
        table_id,
        visit.since,
        visit.active_at,
        visit.version,
        orjson.dumps(state).decode(),
    )


async def find_table_id(connection: BasePool, restaurant_id: UUID, name: str) -> int | None:
    """Return the id of the table with this name."""
    found: int | None = await connection.fetchval(
        "SELECT id FROM dining_tables WHERE restaurant_id = $1 AND name = $2", restaurant_id, name
    )
    return found
