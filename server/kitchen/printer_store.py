"""SQL of printers. The connection comes first; nothing here begins or commits a transaction."""

from datetime import timedelta
from uuid import UUID

from server.db.pool import BasePool, Connection
from server.domain.printer import SILENT_AFTER, Printer

KEPT = timedelta(hours=18)
"""A printer of which nothing was heard for so long is not in use."""


async def upsert_printer(connection: Connection, restaurant_id: UUID, printer: Printer) -> bool:
    """Note how a printer is, and forget those that are not in use. Whether it is otherwise than before."""
    await connection.execute(
        "DELETE FROM printers WHERE restaurant_id = $1 AND told_at < $2",
        restaurant_id,
        printer.told_at - KEPT,
    )
    same: bool | None = await connection.fetchval(
        """
        WITH old AS (SELECT problem, waiting FROM printers WHERE restaurant_id = $1 AND name = $2),
        stored AS (
            INSERT INTO printers (restaurant_id, name, problem, waiting, told_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (restaurant_id, name) DO UPDATE
            SET problem = excluded.problem, waiting = excluded.waiting, told_at = excluded.told_at
        )
        SELECT (problem, waiting) = ($3, $4) FROM old
        """,
        restaurant_id,
        printer.name,
        printer.problem,
        printer.waiting,
        printer.told_at,
    )
    return not same


async def count_printers(connection: Connection, restaurant_id: UUID, but: str) -> int:
    """How many other printers a restaurant has than the one named."""
    count: int = await connection.fetchval(
        "SELECT count(*) FROM printers WHERE restaurant_id = $1 AND name <> $2", restaurant_id, but
    )
    return count


async def count_failing(connection: Connection | BasePool) -> int:
    """How many printers of all restaurants print nothing now, or are silent."""
    count: int = await connection.fetchval(
        "SELECT count(*) FROM printers WHERE told_at >= now() - $1::interval AND (problem <> '' OR told_at < now() - $2::interval)",
        KEPT,
        SILENT_AFTER,
    )
    return count
