"""What a database needs from time to time: partitions for the months to come, and old keys taken away."""

import asyncio
from collections.abc import Callable

import asyncpg

from server.db.errors import TRANSIENT_ERRORS
from server.db.locks import give_way
from server.db.partitions import MOVES_ROWS
from server.db.pool import Connection, connect

PAUSE = 3600.0
"""Seconds between two rounds."""
MONTHS_AHEAD = 3
BATCH = 5000
"""Keys deleted in one statement, so that none holds locks for long."""
OLD_KEYS = """
    DELETE FROM order_keys WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM order_keys WHERE created_at < now() - interval '25 hours' LIMIT $1
    ))
"""
"""Keys count for 24 hours; an hour more keeps this away from those in use."""

TAKE_STRAYS = """
    WITH taken AS (
        DELETE FROM orders_default
        WHERE id >= first_order_id(date_trunc('month', now(), 'UTC'))
          AND id < first_order_id(date_trunc('month', now(), 'UTC') + make_interval(months => $1 + 1))
        RETURNING orders_default.*
    )
    INSERT INTO strays TABLE taken
"""


async def run_forever(dsn: str, report: Callable[[str], None]) -> None:
    """Look after a database until cancelled; `report` gets a line where a round fails. The next one makes it good."""
    while True:
        try:
            await maintain(dsn)
        except TRANSIENT_ERRORS:
            pass  # the requests notice as well, and say so
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            report(
                f"The database could not be looked after: {error}. Orders are not affected; it is tried again."
            )
        await asyncio.sleep(PAUSE)


async def maintain(dsn: str) -> None:
    """Make the partitions of the coming months, and delete idempotency keys that no longer count.

    Any number of servers may do it at the same time.
    """
    connection = await connect(dsn, timeout=10, command_timeout=60)
    try:
        async with connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock(hashtext('aiqr partitions'))")
            await give_way(connection)
            await _make_partitions(connection)
        while await connection.execute(OLD_KEYS, BATCH) == f"DELETE {BATCH}":
            pass
    finally:
        await connection.close()


async def _make_partitions(connection: Connection) -> None:
    """Make them, with the orders that a clock far ahead has placed in their months before they were there."""
    await connection.execute(MOVES_ROWS)
    await connection.execute("CREATE TEMPORARY TABLE strays (LIKE orders) ON COMMIT DROP")
    await connection.execute(TAKE_STRAYS, MONTHS_AHEAD)
    await connection.execute("SELECT make_order_partitions($1)", MONTHS_AHEAD)
    await connection.execute("INSERT INTO orders TABLE strays")
