"""Who uses a database: servers share a lock for as long as they run, a restore has it alone.

It is a lock of a session (pg_advisory_lock), which PostgreSQL lets go when the connection ends, however it ends.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

import asyncpg

from server.background import Work, going_on, telling
from server.db.errors import TRANSIENT_ERRORS, DatabaseError
from server.db.pool import Connection, connect

LOCK = 0x61697173
"""The lock's number: "aiqs" in ASCII, one after that of migrations."""
HEARTBEAT = 5.0
"""Seconds between two looks whether the connection that holds the lock is still there."""
RETRY = 0.5
LOST = (*TRANSIENT_ERRORS, asyncpg.InterfaceError)
"""What the next statement on a lost connection raises."""


@asynccontextmanager
async def marked_in_use(dsn: str, report: Callable[[str], None]) -> AsyncIterator[None]:
    """Keep restores away while the block runs; waits where one is under way, and says so by `report`."""
    held = [await _share(dsn, report)]
    keeping = Work("marking the database as in use", partial(_keep, held, dsn, report))
    try:
        async with going_on(keeping, tell=telling(report)):
            yield
    finally:
        with contextlib.suppress(*LOST):
            await held[0].close(timeout=1)


async def _keep(held: list[asyncpg.Connection], dsn: str, report: Callable[[str], None]) -> None:
    """Hold the lock until cancelled: on a new connection where the one in `held` is lost, or does not answer.

    The old connection is let go after the new one has the lock: it may be slow only, and still hold it.
    """
    while True:
        await asyncio.sleep(HEARTBEAT)
        try:
            await held[0].execute("SELECT 1", timeout=HEARTBEAT)
        except LOST:
            lost, held[0] = held[0], await _share_again(dsn, report)
            lost.terminate()


async def _share_again(dsn: str, report: Callable[[str], None]) -> asyncpg.Connection:
    while True:
        try:
            return await _share(dsn, report)
        except (*LOST, asyncpg.PostgresError):
            await asyncio.sleep(RETRY)


async def _share(dsn: str, report: Callable[[str], None]) -> asyncpg.Connection:
    connection = await connect(dsn, timeout=10)
    try:
        if not await connection.fetchval("SELECT pg_try_advisory_lock_shared($1)", LOCK):
            report("The database is being restored. The server starts when that is done.")
            await connection.execute("SET statement_timeout = 0")
            await connection.execute("SELECT pg_advisory_lock_shared($1)", LOCK)
    except BaseException:
        connection.terminate()
        raise
    return connection


async def take_alone(connection: Connection) -> None:
    """Keep servers away for as long as `connection` is open. Raises DatabaseError where one uses the database."""
    if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):
        raise DatabaseError(
            "A server uses this database. Nothing was changed. Stop the server, then try again."
        )
