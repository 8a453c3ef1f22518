"""Bring a database to the revision that this code needs: the SQL files of `migrations/`, in the order of their names.

Each file runs in one transaction under an advisory lock, so that any number of servers may migrate at the
same moment, and one that fails leaves nothing behind.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from server.db.errors import DatabaseTooNew, NotMigrated
from server.db.locks import PAUSES, give_way
from server.db.pool import Connection, connect

FOLDER = Path(__file__).with_name("migrations")
LOCK = 0x61697172
"""The advisory lock's number: "aiqr" in ASCII."""
CREATE_VERSION_TABLE = (
    "CREATE TABLE IF NOT EXISTS alembic_version (version_num varchar(32) NOT NULL PRIMARY KEY)"
)
"""Its name and its one column are fixed: older servers that still run during an upgrade, and backups, are read by them."""


@dataclass(frozen=True)
class Status:
    """Where a database stands: its revision (None where it is empty), and those that it lacks."""

    current: str | None
    pending: tuple[str, ...]


def known_revisions() -> tuple[str, ...]:
    """Return the ids of all revisions of this code, oldest first: the numbers that their files begin with."""
    return tuple(sorted(file.name.split("_")[0] for file in FOLDER.glob("[0-9]*_*.sql")))


async def read_status(connection: Connection) -> Status:
    """Return where the database stands.

    Raises DatabaseTooNew where it has a revision that this code does not know.
    """
    current: str | None = None
    if await connection.fetchval("SELECT to_regclass('alembic_version')") is not None:
        current = await connection.fetchval("SELECT version_num FROM alembic_version")
    return Status(current, _after(current))


def _after(current: str | None) -> tuple[str, ...]:
    known = known_revisions()
    if current is None:
        return known
    if current not in known:
        raise DatabaseTooNew(
            f"The database is at revision {current}, and this aiqr knows none after {known[-1]}: a newer aiqr has "
            "migrated it. Nothing was changed. Start the newer aiqr, or restore a backup made before."
        )
    return known[known.index(current) + 1 :]


async def require_current(connection: Connection) -> None:
    """Raise NotMigrated where the database lacks a revision, DatabaseTooNew where it has one too many."""
    status = await read_status(connection)
    if status.pending:
        raise NotMigrated(
            f"The database lacks {len(status.pending)} migration(s), the first is {status.pending[0]}. "
            "Run `aiqr db migrate`, then start again."
        )


async def migrate(dsn: str) -> Sequence[str]:
    """Run what the database lacks, one revision at a time, and return the ids of what was run."""
    connection = await connect(dsn, timeout=10, command_timeout=None)
    try:
        done: list[str] = []
        while (revision := await _run_next(connection)) is not None:
            done.append(revision)
        return done
    finally:
        await connection.close()


async def _run_next(connection: asyncpg.Connection) -> str | None:
    for pause in PAUSES:
        try:
            return await _run_next_once(connection)
        except (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
            await asyncio.sleep(pause)
    return await _run_next_once(connection)


async def _run_next_once(connection: asyncpg.Connection) -> str | None:
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
        status = await read_status(connection)
        if not status.pending:
            return None
        await give_way(connection)
        await _run(connection, status.pending[0])
        return status.pending[0]


async def migrate_within(connection: asyncpg.Connection, last: str | None = None) -> None:
    """Run in the caller's transaction what the database lacks, up to the revision `last` where it is given."""
    for revision in (await read_status(connection)).pending:
        if last is not None and revision > last:
            break
        await _run(connection, revision)


async def _run(connection: asyncpg.Connection, revision: str) -> None:
    await connection.execute(CREATE_VERSION_TABLE)
    await connection.execute(read_sql(revision))
    await connection.execute("DELETE FROM alembic_version")
    await connection.execute("INSERT INTO alembic_version (version_num) VALUES ($1)", revision)


def read_sql(revision: str) -> str:
    """Return the statements of one revision."""
    (file,) = FOLDER.glob(f"{revision}_*.sql")
    return file.read_text("utf-8")
