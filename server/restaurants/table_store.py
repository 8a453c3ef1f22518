"""SQL of tables. Every function takes the connection first and neither begins nor commits."""

from uuid import UUID

import asyncpg

from server.db.pool import BasePool, Connection
from server.restaurants.model import Table, TableLink


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
    """Store a table. UniqueViolationError where the name is taken."""
    row = await connection.fetchrow(
        "INSERT INTO dining_tables (restaurant_id, name, code) VALUES ($1, $2, $3) RETURNING id, name, code",
        restaurant_id,
        name,
        code,
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
    """Give a table another name. UniqueViolationError where it is taken."""
    row = await connection.fetchrow(
        """
        UPDATE dining_tables SET name = $3 WHERE restaurant_id = $1 AND id = $2 RETURNING id, name, code
        """,
        restaurant_id,
        table_id,
        name,
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
