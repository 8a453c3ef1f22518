"""The database that a server runs on: its own, started and kept running, or another's, waited for and checked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from urllib.parse import urlsplit

import asyncpg

from server.background import Work, going_on, telling
from server.db import pool
from server.db.address import read_address
from server.db.embedded.postgres import EmbeddedPostgres
from server.db.errors import TRANSIENT_ERRORS, DatabaseError, EmbeddedPostgresError
from server.db.in_use import marked_in_use
from server.db.maintenance import run_forever
from server.db.migrate import migrate, require_current
from server.db.pool import CONNECT_PATIENCE
from server.process.plan import Plan

Report = Callable[[str], None]
"""Takes one line for the person who runs the server."""

REFUSED = (asyncpg.PostgresError, asyncpg.InterfaceError, ValueError)
LONGEST_PAUSE = 10.0


@asynccontextmanager
async def running_database(plan: Plan, report: Report) -> AsyncIterator[Plan]:
    """Hold a database that is up and migrated; yields the plan that names it.

    The embedded one is started, migrated, and started again whenever it ends. Another's is waited for, and never
    migrated: that is a command of its own. Raises DatabaseError.
    """
    if dsn := plan.dsn:
        for note in read_address(dsn).notes:
            report(note)
        await wait_for(dsn, report, require_current)
        async with marked_in_use(dsn, report), going_on(_care(dsn, report), tell=telling(report)):
            yield plan
        return
    postgres = EmbeddedPostgres(plan.folder)
    dsn = postgres.start()
    try:
        async with marked_in_use(dsn, report):
            await migrate(dsn)
            keeping = Work("keeping the database up", partial(_keep_running, postgres, report))
            async with going_on(keeping, _care(dsn, report), tell=telling(report)):
                yield plan.with_values(DATABASE_URL=dsn)
    finally:
        postgres.stop()


def _care(dsn: str, report: Report) -> Work:
    return Work("looking after the database", partial(run_forever, dsn, report))


async def _keep_running(postgres: EmbeddedPostgres, report: Report) -> None:
    pause = 0.5
    while True:
        await asyncio.sleep(pause)
        if postgres.running():
            pause = 0.5
            continue
        report(
            "The database has ended; starting it again. Orders are answered with «try again» until it is up."
        )
        try:
            postgres.start()
        except EmbeddedPostgresError as error:
            pause = min(pause * 2, LONGEST_PAUSE)
            report(f"{error} Trying again in {pause:.0f} s.")


async def wait_for(dsn: str, report: Report, check: Callable[[asyncpg.Connection], Awaitable[None]]) -> None:
    """Wait until the database answers, saying once for what, then check it.

    Raises DatabaseError where it answers with a refusal that waiting does not change.
    """
    said = False
    while True:
        try:
            connection = await connect(dsn)
            break
        except TRANSIENT_ERRORS as error:
            if not said:
                report(f"Waiting for the database at {place_of(dsn)} ({_reason(error)}). Ctrl-C stops.")
                said = True
            await asyncio.sleep(0.5)
    try:
        await check(connection)
    finally:
        await connection.close()


async def connect(dsn: str) -> asyncpg.Connection:
    """Open one connection. Raises one of TRANSIENT_ERRORS, or DatabaseError with what to do."""
    try:
        return await pool.connect(dsn, timeout=CONNECT_PATIENCE, command_timeout=60)
    except TRANSIENT_ERRORS:
        raise
    except REFUSED as error:
        raise DatabaseError(
            f"The database at {place_of(dsn)} refuses the connection: {error}. "
            "Check DATABASE_URL, or POSTGRES_HOST, POSTGRES_PORT, POSTGRES_DB, POSTGRES_USER and POSTGRES_PASSWORD."
        ) from None


async def require_answer(dsn: str) -> None:
    """See that a database answers. Raises DatabaseError with what to do where it does not."""
    try:
        await (await connect(dsn)).close()
    except TRANSIENT_ERRORS as error:
        raise DatabaseError(
            f"The database at {place_of(dsn)} does not answer ({_reason(error)}). Nothing was changed. "
            "Start it, or correct DATABASE_URL or POSTGRES_HOST and POSTGRES_PORT."
        ) from None


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError) and not str(error):
        return "no answer"
    return str(getattr(error, "strerror", None) or error)


def place_of(dsn: str) -> str:
    """Return host and port of an address, without its password, for a person to read."""
    return urlsplit(dsn).netloc.rpartition("@")[2] or "its unix socket"
