"""The database that the commands about it use, whether or not the server runs just now."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from server.db.backup import count_contents
from server.db.embedded.postgres import EmbeddedPostgres, find_running
from server.db.errors import DatabaseInUse
from server.db.migrate import read_status
from server.db.pool import database_dsn
from server.process.configuration import data_dir
from server.process.database import connect, place_of
from server.settings import Settings

SIZE = "SELECT pg_database_size(current_database())"


async def describe(dsn: str) -> dict[str, object]:
    """Return what a person wants to know of a database. Raises DatabaseError."""
    contents = await count_contents(dsn)
    connection = await connect(dsn)
    try:
        status = await read_status(connection)
        return {
            "address": place_of(dsn),
            "postgresql": await connection.fetchval("SHOW server_version"),
            "revision": status.current or "none",
            "pending_migrations": len(status.pending),
            "size_mb": round(await connection.fetchval(SIZE) / 1e6, 1),
            **asdict(contents),
        }
    finally:
        await connection.close()


@contextmanager
def command_database(settings: Settings) -> Iterator[str]:
    """Give a command the address of the server's database, whether or not the server runs just now.

    The embedded one is started for the command's time where no server runs it. Raises DatabaseError.
    """
    if not settings.uses_embedded_database:
        yield database_dsn(settings)
        return
    folder = data_dir(settings)
    postgres = EmbeddedPostgres(folder)
    try:
        dsn = postgres.start()
    except DatabaseInUse:
        yield _running(folder)
        return
    try:
        yield dsn
    finally:
        postgres.stop()


def _running(folder: Path) -> str:
    dsn = find_running(folder)
    if dsn is None:
        raise DatabaseInUse(f"Another aiqr uses {folder} and its database is not up. Try again in a moment.")
    return dsn
