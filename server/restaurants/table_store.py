"""SQL of tables. Every function takes the connection first and neither begins nor commits."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg

from server.db.pool import BasePool, Connection
from server.domain.ids import first_id
from server.restaurants.model import Table, TableLink

REMEMBERED_FOR = timedelta(hours=24)
"""How long what was ordered at a table may be of a visit, or is listed as not paid."""


def to_table(row: asyncpg.Record) -> Table:
    """Map a row with `id, name, code`."""
    return Table(row["id"], row["name"], row["code"])


async def list_tables(connection: Connection | BasePool, restaurant_id: UUID) -> list[Table]:
    """Return the tables in the order of their making."""
    rows = await connection.fetch(
        "SELECT id, name, code FROM dining_tables WHERE restaurant_id = $1 ORDER BY id", restaurant_id
    )
    return [to_table(row) for row in rows]


async def insert_table(connection: Connection | BasePool, restaurant_id: UUID, name: str, code: str) -> Table:
    """Store a table. UniqueViolationError where the name is taken.

    What was ordered at a table of this name that is no more is none of its guests': their visit begins now.
    """
    now = datetime.now(UTC)
    row = await connection.fetchrow(
        """
        WITH made AS (
            INSERT INTO dining_tables (restaurant_id, name, code) VALUES ($1, $2, $3) RETURNING id, name, code
        ), begun AS (
            INSERT INTO table_visits (restaurant_id, table_id, since)
            SELECT $1, id, $4 FROM made
            WHERE EXISTS (SELECT FROM orders WHERE restaurant_id = $1 AND id >= $5 AND table_identifier = $2)
        )
        SELECT id, name, code FROM made
        """,
        restaurant_id,
        name,
        code,
        now,
        first_id(now - REMEMBERED_FOR),
    )
    assert row is not None  # noqa: S101  an INSERT returns its row
    return to_table(row)


async def find_table(connection: Connection | BasePool, restaurant_id: UUID, table_id: int) -> Table | None:
    """Return a table by its id."""
    row = await connection.fetchrow(
        "SELECT id, name, code FROM dining_tables WHERE restaurant_id = $1 AND id = $2",
        restaurant_id,
        table_id,
    )
    return to_table(row) if row else None


async def rename_table(
    connection: Connection | BasePool, restaurant_id: UUID, table_id: int, name: str
) -> Table | None:
    """Give a table another name. UniqueViolationError where it is taken.

    What was ordered under that name before, at another table, is none of its guests': their visit begins now.
    """
    row = await connection.fetchrow(
        """
        WITH renamed AS (
            UPDATE dining_tables SET name = $3 WHERE restaurant_id = $1 AND id = $2 RETURNING id, name, code
        ), begun AS (
            INSERT INTO table_visits AS v (restaurant_id, table_id, since)
            SELECT t.restaurant_id, t.id, $4 FROM dining_tables t
            WHERE t.restaurant_id = $1 AND t.id = $2 AND t.name <> $3
            ON CONFLICT (restaurant_id, table_id)
            DO UPDATE SET since = excluded.since, version = v.version + 1
        )
        SELECT id, name, code FROM renamed
        """,
        restaurant_id,
        table_id,
        name,
        datetime.now(UTC),
    )
    return to_table(row) if row else None


async def update_code(
    connection: Connection | BasePool, restaurant_id: UUID, table_id: int, code: str
) -> Table | None:
    """Give a table another code; the old one leads nowhere."""
    row = await connection.fetchrow(
        """
        UPDATE dining_tables SET code = $3 WHERE restaurant_id = $1 AND id = $2 RETURNING id, name, code
        """,
        restaurant_id,
        table_id,
        code,
    )
    return to_table(row) if row else None


async def delete_table(connection: Connection | BasePool, restaurant_id: UUID, table_id: int) -> bool:
    """Remove a table. False where there is none."""
    deleted = await connection.fetchval(
        "DELETE FROM dining_tables WHERE restaurant_id = $1 AND id = $2 RETURNING true",
        restaurant_id,
        table_id,
    )
    return bool(deleted)


async def find_table_link(connection: Connection | BasePool, code: str) -> TableLink | None:
    """Return where a table's code leads; None for a code that is no table's of a restaurant that is there."""
    row = await connection.fetchrow(
        """
        SELECT restaurants.id, restaurants.slug, dining_tables.name, dining_tables.id AS table_id
        FROM dining_tables
        JOIN restaurants ON restaurants.id = dining_tables.restaurant_id AND restaurants.archived_at IS NULL
        WHERE dining_tables.code = $1
        """,
        code,
    )
    return TableLink(row["id"], row["slug"], row["name"], row["table_id"]) if row else None
