"""A database in one file and back: PostgreSQL's own archive, consistent while orders come in."""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import asyncpg

from server.db.embedded.os_user import client_program
from server.db.errors import DatabaseError, DatabaseTooNew
from server.db.migrate import known_revisions, migrate

Progress = Callable[[str], None]
"""Takes the name of each table as its rows are written."""
EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
MAGIC = b"PGDMP"
"""What every archive of pg_dump begins with."""
COUNT_TABLES = """
    SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
SERVERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'aiqr' AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Contents:
    """How much is in a database."""

    users: int
    restaurants: int
    orders: int


async def count_tables(dsn: str) -> int:
    """Return how many tables a backup goes through."""
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        return int(await connection.fetchval(COUNT_TABLES))
    finally:
        await connection.close()


async def count_contents(dsn: str) -> Contents:
    """Return how much is in a database; nothing where it was never migrated."""
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        if await connection.fetchval("SELECT to_regclass('orders')") is None:
            return Contents(0, 0, 0)
        row = await connection.fetchrow(
            "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM restaurants), (SELECT count(*) FROM orders)"
        )
        return Contents(*row) if row else Contents(0, 0, 0)
    finally:
        await connection.close()


def back_up(dsn: str, file: Path, progress: Progress, table: str | None = None) -> None:
    """Write the database, or one `table`, as it is at this moment, to a new file that this user alone can read.

    When it returns, the file is on the disk and was read back from end to end; otherwise there is none.
    Raises DatabaseError.
    """
    if file.exists():
        raise DatabaseError(f"{file} exists already. Nothing was written: choose another name.")
    work = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        work.touch(mode=0o600)
        _dump(dsn, work, progress, table)
        _read_through(work)
        with work.open("rb") as written:
            os.fsync(written.fileno())
        work.rename(file)
    except OSError as error:
        raise DatabaseError(
            f"{file} cannot be written: {error.strerror}. Nothing is left of it. Choose another place."
        ) from error
    finally:
        work.unlink(missing_ok=True)


def _dump(dsn: str, file: Path, progress: Progress, table: str | None) -> None:
    where, environment = _connection(dsn)
    what = [
        "-Fc",
        "--no-owner",
        "--no-privileges",
        "--verbose",
        *(["-t", f"public.{table}"] if table else []),
    ]
    with subprocess.Popen(  # noqa: S603  # a program of PostgreSQL
        [_program("pg_dump"), *what, "-f", str(file), "-d", where],
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as dump:
        last = ""
        for line in dump.stderr or ():
            last = line.strip()
            if found := re.search(r'dumping contents of table "public\.(\w+)"', line):
                progress(found[1])
    if dump.returncode != 0:
        raise DatabaseError(f"The backup was not made: {last}. Nothing was written.")


async def restore(dsn: str, file: Path, *, replace: bool) -> Contents:
    """Put a backup in the place of what a database holds, all or nothing, and migrate it.

    Raises DatabaseError: where the file is no backup or of a newer aiqr, a server uses the database, or it holds data
    and `replace` is false. The database is then as it was.
    """
    revision = _revision_in(file)
    if revision not in known_revisions():
        raise DatabaseTooNew(
            f"{file} was made by a newer aiqr (revision {revision}). Nothing was changed. Restore it with that one."
        )
    await _refuse_in_use(dsn)
    if not replace and (await count_contents(dsn)).users:
        raise DatabaseError(
            "The database holds data already. Nothing was changed. Add --replace to put the backup in its place."
        )
    load(dsn, file, first=EMPTY)
    await migrate(dsn)
    return await count_contents(dsn)


def _revision_in(file: Path) -> str:
    require_archive(file)
    script = _run([_program("pg_restore"), "--data-only", "-t", "alembic_version", "-f", "-", str(file)])
    found = re.search(r"^COPY .*alembic_version.*\n(\w+)$", script, re.MULTILINE)
    if found is None:
        raise DatabaseError(
            f"{file} is a backup of an empty database, or of another program's. Nothing was changed."
        )
    return found[1]


def require_archive(file: Path) -> None:
    """Read a backup from end to end. Raises DatabaseError where it is none, or damaged."""
    try:
        with file.open("rb") as archive:
            begins = archive.read(len(MAGIC))
    except OSError as error:
        raise DatabaseError(f"{file} cannot be read: {error.strerror}. Nothing was changed.") from error
    if begins != MAGIC:
        raise DatabaseError(f"{file} is not a backup made by aiqr. Nothing was changed.")
    _read_through(file)


def tables_in(file: Path) -> list[str]:
    """Return the names of the tables in a backup."""
    listing = _run([_program("pg_restore"), "--list", str(file)])
    return re.findall(r"^\d+; \d+ \d+ TABLE public (\w+) ", listing, re.MULTILINE)


async def _refuse_in_use(dsn: str) -> None:
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        if await connection.fetchval(SERVERS):
            raise DatabaseError(
                "A server uses this database. Nothing was changed. Stop the server, then try again."
            )
    finally:
        await connection.close()


def load(dsn: str, file: Path, *, first: str) -> None:
    """Run the statements `first`, then put in what a backup holds: all or nothing. Raises DatabaseError."""
    where, environment = _connection(dsn)
    quiet = ["-X", "-q", "-o", os.devnull]
    whole = ["--single-transaction", "-v", "ON_ERROR_STOP=1"]
    with subprocess.Popen(  # noqa: S603  # a program of PostgreSQL
        [_program("pg_restore"), "--no-owner", "--no-privileges", "-f", "-", str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as reading:
        loading = subprocess.run(  # noqa: S603  # a program of PostgreSQL
            [_program("psql"), *quiet, *whole, "-d", where, "-c", first, "-f", "-"],
            stdin=reading.stdout,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if loading.returncode != 0:
        raise DatabaseError(
            f"The backup was not restored: {_last_line(loading.stderr)}. Nothing was changed."
        )


def _read_through(file: Path) -> None:
    _run([_program("pg_restore"), "-f", os.devnull, str(file)])


def _program(name: str) -> str:
    return str(client_program(name))


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # of PostgreSQL
    if done.returncode != 0:
        raise DatabaseError(f"The backup cannot be read: {_last_line(done.stderr)}.")
    return done.stdout


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2] or "it said nothing"


def _connection(dsn: str) -> tuple[str, dict[str, str]]:
    """Take the password out of an address: the list of processes shows arguments to everybody."""
    parts = urlsplit(dsn)
    user, _, host = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    where = parts._replace(netloc=f"{name}@{host}" if name else host).geturl()
    environment = {**os.environ, "LC_ALL": "C"}
    if password:
        environment["PGPASSWORD"] = unquote(password)
    return where, environment
