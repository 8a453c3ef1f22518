"""A backup as a file: a ZIP archive with a description and the rows of each table, as PostgreSQL's COPY writes them.

backup.json       Description: whose schema it is, which tables with which columns and how many rows, the sequences
tables/<name>     the rows of one table, COPY's text format in UTF-8

It holds data alone, no statements: every PostgreSQL reads it, and nothing in it is ever executed.
"""

import os
import zipfile
import zlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, Protocol

import asyncpg
from pydantic import BaseModel, Field, StringConstraints, ValidationError

from server.db.errors import DatabaseError

Progress = Callable[[str], None]
"""Takes the name of each table as its rows are written."""
MAGIC = b"PK"
"""What a ZIP archive begins with."""
DESCRIPTION = "backup.json"
CHUNK = 1 << 20
FORMAT = 1
MOST_DESCRIPTION = 1 << 22
"""Bytes of a description: that of a real backup has some thousands."""
VERSION_TABLE = "alembic_version"
MOST_MONTHS = 1_200
MOST_COMPRESSED = 200
"""How many times smaller than its rows a table may be: more is no backup, but made to fill a disk."""
SMALL = 64 * 1024 * 1024

Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")]


class Table(BaseModel):
    """A table in a backup; `rows` is None where the file does not say how many there are."""

    name: str
    columns: tuple[str, ...]
    rows: int | None = None


class Description(BaseModel):
    """What a backup says of itself.

    `month` is set where it is one month of orders and nothing else; `months` are the orders' partitions.
    """

    format: int = FORMAT
    revision: str
    postgresql: str
    month: Month | None = None
    months: Annotated[tuple[Month, ...], Field(max_length=MOST_MONTHS)] = ()
    tables: tuple[Table, ...] = ()
    sequences: dict[str, int] = {}


PLAIN_SESSION = """
    SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC';
    SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex';
    SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0
"""
"""How values are written and read, whatever the settings of a database or a role are, and without hurry."""


class Backup(Protocol):
    """A backup that was opened for reading."""

    description: Description

    def rows(self, table: str) -> AsyncIterator[bytes]:
        """Yield the rows of a table in COPY's text format. DatabaseError where they are damaged."""


class ZippedBackup:
    """A backup in the format of this module."""

    def __init__(self, file: Path) -> None:
        """Open a file and read it from end to end. DatabaseError where it is damaged."""
        with reading(file):
            self._zip = zipfile.ZipFile(file)
            if self._zip.getinfo(DESCRIPTION).file_size > MOST_DESCRIPTION:
                raise zipfile.BadZipFile
            self.description = Description.model_validate_json(self._zip.read(DESCRIPTION))
            _require_members(self.description, self._zip.namelist())
            _require_usual_sizes(self._zip.infolist())
            damaged = self._zip.testzip()
        if damaged is not None:
            raise DatabaseError(f"{file} cannot be read: {damaged} in it is damaged. Nothing was changed.")
        if self.description.format > FORMAT:
            raise DatabaseError(
                f"{file} was made by a newer aiqr. Nothing was changed. Restore it with that one."
            )

    async def rows(self, table: str) -> AsyncIterator[bytes]:
        """Yield the rows of a table, in pieces."""
        with self._zip.open(f"tables/{table}") as member:
            while piece := member.read(CHUNK):
                yield piece


def _require_members(description: Description, members: Sequence[str]) -> None:
    """BadZipFile where the tables are not those of a backup: each once, each with its rows, and none that migrations keep."""
    names = [table.name for table in description.tables]
    if len(set(names)) < len(names) or VERSION_TABLE in names:
        raise zipfile.BadZipFile
    if not {f"tables/{name}" for name in names} <= set(members):
        raise zipfile.BadZipFile


def _require_usual_sizes(members: Sequence[zipfile.ZipInfo]) -> None:
    """BadZipFile where a member would be unpacked to far more than rows are."""
    for member in members:
        if member.file_size > max(SMALL, MOST_COMPRESSED * member.compress_size):
            raise zipfile.BadZipFile


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Turn what can be wrong with a file into a DatabaseError that says so."""
    try:
        yield
    except OSError as error:
        raise DatabaseError(
            f"{file} cannot be read: {error.strerror or error}. Nothing was changed."
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValidationError) as error:
        raise DatabaseError(
            f"{file} cannot be read: it is damaged, or cut short. Nothing was changed. Take another backup."
        ) from error


async def write_backup(
    connection: asyncpg.Connection,
    file: Path,
    description: Description,
    selects: Mapping[str, str],
    progress: Progress,
    *,
    replace: bool = False,
) -> None:
    """Write the rows that `selects` (by the table's name) gives into `file`, then what `sequences` have come to.

    When it returns, the file is on the disk, readable by this user alone, and was read back from end to end;
    otherwise what was there before is. `connection` must be in a transaction with one snapshot. Raises DatabaseError.
    """
    if not replace:
        _require_new(file)
    work = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        descriptor = os.open(work, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "r+b") as stream:
            await _write(connection, stream, description, selects, progress)
            stream.flush()
            os.fsync(stream.fileno())
        ZippedBackup(work)
        work.replace(file)
    except OSError as error:
        raise DatabaseError(
            f"{file} cannot be written: {error.strerror}. Nothing is left of it. Choose another place."
        ) from error
    finally:
        work.unlink(missing_ok=True)


def _require_new(file: Path) -> None:
    if file.exists():
        raise DatabaseError(
            f"{file} exists already. Nothing was written. Choose another name, or add --replace."
        )


async def _write(
    connection: asyncpg.Connection,
    stream: BinaryIO,
    description: Description,
    selects: Mapping[str, str],
    progress: Progress,
) -> None:
    tables = []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for table in description.tables:
            with archive.open(f"tables/{table.name}", "w", force_zip64=True) as member:

                async def write(piece: bytes, member: BinaryIO = member) -> None:  # type: ignore[assignment]
                    member.write(piece)

                done = await connection.copy_from_query(selects[table.name], output=write)
            tables.append(table.model_copy(update={"rows": int(done.split()[-1])}))
            progress(table.name)
        complete = description.model_copy(
            update={"tables": tuple(tables), "sequences": await read_sequences(connection)}
        )
        archive.writestr(DESCRIPTION, complete.model_dump_json(indent=2))


async def read_sequences(connection: asyncpg.Connection) -> dict[str, int]:
    """Return how far each sequence that was used has come; read after the rows, so that none has more."""
    rows = await connection.fetch(
        "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
    )
    return {row["sequencename"]: row["last_value"] for row in rows}


def select_rows(table: str, columns: Sequence[str], schema: str = "public") -> str:
    """Return the statement that reads a table's columns."""
    return f"SELECT {', '.join(map(quoted, columns))} FROM {schema}.{quoted(table)}"


def quoted(name: str) -> str:
    """Return a name as PostgreSQL quotes it."""
    return '"' + name.replace('"', '""') + '"'
