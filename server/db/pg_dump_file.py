"""Backups of aiqr 0.1.0: archives of pg_dump, of which the data alone are taken, by pg_restore."""

import asyncio
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from server.db.backup_file import Description, Table
from server.db.embedded.os_user import installed_package
from server.db.errors import DatabaseError
from server.db.partitions import month_of

MAGIC = b"PGDMP"
"""What every archive of pg_dump begins with."""
ENTRY = r"^\d+; \d+ \d+ {} public (\w+) "
COPY = re.compile(rb'COPY public\.(\w+) \(([\w, "]+)\) FROM stdin;')
SET_SEQUENCE = re.compile(r"^SELECT pg_catalog\.setval\('public\.(\w+)', (\d+), true\);$", re.MULTILINE)
VERSION_TABLE = "alembic_version"


class PgDumpBackup:
    """An archive of pg_dump. Its statements are read for names and rows, and never executed."""

    def __init__(self, file: Path) -> None:
        """Open an archive and read it from end to end. DatabaseError where it is damaged or another program's."""
        self._file = file
        listing = self._pg_restore("--list")
        names = re.findall(ENTRY.format("TABLE DATA"), listing, re.MULTILINE)
        month = month_of(names[0]) if len(names) == 1 else None
        self.description = Description(
            revision="" if month else self._revision(),
            postgresql=_version(listing),
            month=month,
            tables=tuple(
                Table(name=name, columns=self._columns(name)) for name in names if name != VERSION_TABLE
            ),
            sequences=self._sequences(re.findall(ENTRY.format("SEQUENCE SET"), listing, re.MULTILINE)),
        )

    async def rows(self, table: str) -> AsyncIterator[bytes]:
        """Yield the rows of a table, line by line."""
        command = self._command("--data-only", "-t", table)
        reading = await asyncio.create_subprocess_exec(
            *command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, limit=1 << 30
        )
        assert reading.stdout is not None  # noqa: S101  # a pipe was asked for
        inside = False
        async for line in reading.stdout:
            if inside and line == b"\\.\n":
                break
            if inside:
                yield line
            inside = inside or COPY.match(line) is not None
        await reading.stdout.read()
        if await reading.wait():
            raise DatabaseError(f"{self._file} cannot be read: it is damaged. Nothing was changed.")

    def _columns(self, table: str) -> tuple[str, ...]:
        found = None
        with subprocess.Popen(  # noqa: S603  # a program of PostgreSQL
            self._command("--data-only", "-t", table), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as reading:
            for line in reading.stdout or ():
                found = found or COPY.match(line)  # the first: what follows is data
        if reading.returncode or found is None:
            raise DatabaseError(f"{self._file} cannot be read: it is damaged. Nothing was changed.")
        return tuple(name.strip(' "') for name in found[2].decode().split(","))

    def _revision(self) -> str:
        found = re.search(
            rf"^COPY public\.{VERSION_TABLE} .*\n(\w+)$",
            self._pg_restore("--data-only", "-t", VERSION_TABLE, "-f", "-"),
            re.MULTILINE,
        )
        if found is None:
            raise DatabaseError(
                f"{self._file} is a backup of an empty database, or of another program's. Nothing was changed."
            )
        return found[1]

    def _sequences(self, names: Iterable[str]) -> dict[str, int]:
        wanted = [part for name in names for part in ("-t", name)]
        script = self._pg_restore("--data-only", *wanted, "-f", "-") if wanted else ""
        return {name: int(value) for name, value in SET_SEQUENCE.findall(script)}

    def _command(self, *arguments: str) -> list[str]:
        return [str(find_pg_restore()), *arguments, "-f", "-", str(self._file)]

    def _pg_restore(self, *arguments: str) -> str:
        command = [str(find_pg_restore()), *arguments, str(self._file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # of PostgreSQL
        if done.returncode != 0:
            reason = done.stderr.strip().rpartition("\n")[2] or "pg_restore said nothing"
            raise DatabaseError(f"{self._file} cannot be read: {reason}. Nothing was changed.")
        return done.stdout


def _version(listing: str) -> str:
    found = re.search(r"Dumped from database version: (\S+)", listing)
    return found[1] if found else "unknown"


def find_pg_restore() -> Path:
    """Return pg_restore: the wheel's, else the system's. Raises DatabaseError where there is none."""
    installed = installed_package()
    if installed is not None:
        return installed / "pginstall" / "bin" / "pg_restore"
    found = shutil.which("pg_restore")
    if found is None:
        raise DatabaseError(
            "A backup made by aiqr 0.1.0 is read with pg_restore, which is not here. Nothing was changed. "
            "Install it with `pip install 'aiqr[embedded]'`, or the PostgreSQL client of your system."
        )
    return Path(found)
