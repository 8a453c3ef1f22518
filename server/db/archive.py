"""The orders of past months, out of the database into one file a month, and back."""

import asyncio
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import asyncpg

from server.db.backup import load_table, open_backup
from server.db.backup_file import PLAIN_SESSION, Backup, Description, Table, quoted, select_rows, write_backup
from server.db.errors import DatabaseError, reason_of
from server.db.locks import PAUSES, give_way
from server.db.migrate import read_status
from server.db.partitions import attach_partition, month_of, partition_of
from server.db.pool import connect

MONTHS = """
    SELECT relname::text, relispartition FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname ~ '^orders_[0-9]{4}_[0-9]{2}$'
      AND relname < $1
    ORDER BY relname
"""
COLUMNS = """
    SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute
    WHERE attrelid = 'orders'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    ORDER BY attnum
"""
OPEN = "SELECT count(*) FROM {} WHERE ended_at IS NULL"
"""Tries to have the table of orders for a moment; each waits up to 3 seconds, and others get in between."""


@dataclass(frozen=True)
class Archived:
    """A month that was taken out: how many orders it had, and the file (None where it had none)."""

    month: str
    orders: int
    file: Path | None


async def archive(dsn: str, before: date, folder: Path) -> list[Archived]:
    """Move the orders of all months before that of `before` into files in `folder`, oldest first.

    A month leaves the database once its file is on the disk and was read back. Raises DatabaseError where a month
    cannot be taken; those before it are done, it and those after are as they were.
    """
    if before > date.today():  # noqa: DTZ011  # months are coarse
        raise DatabaseError("Only past months can be archived. Nothing was changed.")
    connection = await connect(dsn, timeout=10)
    try:
        months = await connection.fetch(MONTHS, partition_of(f"{before:%Y-%m}"))
        return [
            await _archive_month(connection, row["relname"], folder, attached=row["relispartition"])
            for row in months
        ]
    finally:
        await connection.close()


async def _archive_month(
    connection: asyncpg.Connection, table: str, folder: Path, *, attached: bool
) -> Archived:
    month = month_of(table) or ""
    await _require_none_open(connection, table)
    if attached:
        await _alter(connection, f"ALTER TABLE orders DETACH PARTITION {table}")
    try:
        await _require_none_open(connection, table)  # until it was taken out, one could be recalled
        count: int = await connection.fetchval(f"SELECT count(*) FROM {table}")
        file = folder / f"orders-{month}.aiqr" if count else None
        if file is not None:
            await _write(connection, table, file)
    except BaseException:
        await _alter(connection, attach_partition(month))
        raise
    await connection.execute(f"DROP TABLE {table}")
    return Archived(month, count, file)


def find_months(folder: Path) -> list[tuple[str, Path]]:
    """Return the archived months in a folder, oldest first, with their files."""
    files = ((file.stem.removeprefix("orders-"), file) for file in folder.glob("orders-????-??.aiqr"))
    return sorted((month, file) for month, file in files if month_of(partition_of(month)))


async def _write(connection: asyncpg.Connection, table: str, file: Path) -> None:
    columns = tuple(row["attname"] for row in await connection.fetch(COLUMNS))
    description = await _describe(connection, table, columns)
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        await connection.execute(PLAIN_SESSION)
        await write_backup(connection, file, description, {table: select_rows(table, columns)}, _silent)


async def _describe(connection: asyncpg.Connection, table: str, columns: tuple[str, ...]) -> Description:
    return Description(
        revision=(await read_status(connection)).current or "",
        postgresql=await connection.fetchval("SHOW server_version"),
        month=month_of(table),
        tables=(Table(name=table, columns=columns),),
    )


async def _require_none_open(connection: asyncpg.Connection, table: str) -> None:
    still_open = await connection.fetchval(OPEN.format(table))
    if still_open:
        raise DatabaseError(
            f"{still_open} order(s) of {month_of(table)} are still open. Nothing was changed in that month. "
            "Complete or cancel them first."
        )


NO_ENDED_ORDERS = """
    SELECT count(*) FROM {}
    WHERE ended_at IS NULL
       OR CASE WHEN jsonb_typeof(lines) <> 'array' THEN true
               ELSE jsonb_array_length(lines) > 100
                    OR EXISTS (SELECT FROM jsonb_array_elements(lines) AS line WHERE jsonb_typeof(line) <> 'object') END
       OR octet_length(lines::text) > 1000000
"""
"""Rows that no archive has: they would stand on the kitchens' screens, or break every list that has them."""


async def bring_back(dsn: str, file: Path) -> str:
    """Put an archived month back among the orders, whole or not at all; returns the month. Raises DatabaseError.

    The file may be older than the table: columns that came since have their defaults, those that went are left out.
    """
    backup, month = _open_month(file)
    connection = await connect(dsn, timeout=10)
    try:
        async with connection.transaction():
            await connection.execute(PLAIN_SESSION)
            await _load_month(connection, backup, month)
            await _alter(connection, attach_partition(month))
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseError(
            f"{file} does not fit this database: {reason_of(error)}. Nothing was changed."
        ) from error
    finally:
        await connection.close()
    return month


def _open_month(file: Path) -> tuple[Backup, str]:
    backup = open_backup(file)
    month, tables = backup.description.month, backup.description.tables
    if month is None or len(tables) != 1 or month_of(tables[0].name) != month:
        raise DatabaseError(f"{file} is not an archived month. Nothing was changed.")
    return backup, month


async def stage_month(connection: asyncpg.Connection, file: Path, month: str) -> tuple[str, ...]:
    """Put a month's rows into the temporary table `staged` for the present transaction; returns its columns.

    Raises DatabaseError where the file is not that month's.
    """
    backup, found = _open_month(file)
    if found != month:
        raise DatabaseError(f"{file} is the month {found}. Nothing was changed in it: correct its name.")
    await connection.execute(PLAIN_SESSION)
    return await _stage(connection, backup)


async def write_staged_month(
    connection: asyncpg.Connection, file: Path, month: str, columns: tuple[str, ...]
) -> None:
    """Write what is staged in the place of a month's file."""
    table = partition_of(month)
    description = await _describe(connection, table, columns)
    select = select_rows("staged", columns, schema="pg_temp")
    await write_backup(connection, file, description, {table: select}, _silent, replace=True)


async def _load_month(connection: asyncpg.Connection, backup: Backup, month: str) -> None:
    """Make the month's table out of the file's rows, by the names of the columns."""
    table = partition_of(month)
    if await connection.fetchval("SELECT to_regclass($1)", table) is not None:
        raise DatabaseError(f"The orders of {month} are in the database already. Nothing was changed.")
    columns = await _stage(connection, backup)
    known_columns = {row["attname"] for row in await connection.fetch(COLUMNS)}
    known = ", ".join(quoted(name) for name in columns if name in known_columns)
    await connection.execute(f"CREATE TABLE {table} (LIKE orders INCLUDING ALL)")
    await connection.execute(f"INSERT INTO {table} ({known}) SELECT {known} FROM pg_temp.staged")
    if wrong := await connection.fetchval(NO_ENDED_ORDERS.format(table)):
        raise DatabaseError(
            f"{wrong} row(s) of the file are no orders that have ended. Nothing was changed. Take another copy of the file."
        )


async def _stage(connection: asyncpg.Connection, backup: Backup) -> tuple[str, ...]:
    (stored,) = backup.description.tables
    types = {row["attname"]: row["format_type"] for row in await connection.fetch(COLUMNS)}
    staged = ", ".join(f"{quoted(name)} {types.get(name, 'text')}" for name in stored.columns)
    await connection.execute(f"CREATE TEMPORARY TABLE staged ({staged}) ON COMMIT DROP")
    await load_table(connection, backup, stored, ("pg_temp", "staged"))
    return stored.columns


async def _alter(connection: asyncpg.Connection, statement: str) -> None:
    for pause in (*PAUSES, None):
        try:
            async with connection.transaction():
                await give_way(connection)
                await connection.execute(statement)
        except (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
            if pause is None:
                raise DatabaseError(
                    "The orders are too busy to be archived. Nothing was changed. Try later."
                ) from None
            await asyncio.sleep(pause)
        else:
            return


def _silent(_: str) -> None:
    return
