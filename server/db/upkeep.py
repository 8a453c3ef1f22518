"""What a database needs from time to time: partitions for the months to come, and old keys taken away."""

import asyncio
from collections.abc import Callable

import asyncpg

from server.db.errors import AWAY

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


async def keep_up(dsn: str, report: Callable[[str], None]) -> None:
    """Look after a database until cancelled; `report` gets a line where a round fails. The next one makes it good."""
    while True:
        try:
            await look_after(dsn)
        except AWAY:
            pass  # the requests notice as well, and say so
        except asyncpg.PostgresError as error:
            report(
                f"The database could not be looked after: {error}. Orders are not affected; it is tried again."
            )
        await asyncio.sleep(PAUSE)


async def look_after(dsn: str) -> None:
    """Make the partitions of the coming months, and delete idempotency keys that no longer count.

    Any number of servers may do it at the same time.
    """
    connection = await asyncpg.connect(dsn, timeout=10, command_timeout=60)
    try:
        async with connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock(hashtext('aiqr partitions'))")
            await connection.execute("SET LOCAL lock_timeout = '3s'")
            await connection.execute("SELECT make_order_partitions($1)", MONTHS_AHEAD)
        while await connection.execute(OLD_KEYS, BATCH) == f"DELETE {BATCH}":
            pass
    finally:
        await connection.close()
