"""The orders of past months, out of the database into one file a month, and back."""

import asyncio
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import asyncpg

from server.db.backup import back_up, load, require_archive, tables_in
from server.db.errors import DatabaseError

MONTHS = """
    SELECT relname, relispartition FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname ~ '^orders_[0-9]{4}_[0-9]{2}$'
      AND relname < $1
    ORDER BY relname
"""
OPEN = "SELECT count(*) FROM {} WHERE ended_at IS NULL"
TRIES = 10
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
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        months = await connection.fetch(MONTHS, f"orders_{before:%Y_%m}")
        return [
            await _archive_month(connection, dsn, row["relname"], folder, attached=row["relispartition"])
            for row in months
        ]
    finally:
        await connection.close()


async def _archive_month(
    connection: asyncpg.Connection, dsn: str, table: str, folder: Path, *, attached: bool
) -> Archived:
    await _require_none_open(connection, table)
    if attached:
        await _alter(connection, f"ALTER TABLE orders DETACH PARTITION {table}")
    try:
        await _require_none_open(connection, table)  # until it was taken out, one could be recalled
        count: int = await connection.fetchval(f"SELECT count(*) FROM {table}")
        file = folder / f"orders-{_month(table)}.aiqr" if count else None
        if file is not None:
            await asyncio.to_thread(back_up, dsn, file, _silent, table)
    except BaseException:
        await _alter(connection, _attach(table))
        raise
    await connection.execute(f"DROP TABLE {table}")
    return Archived(_month(table), count, file)


async def _require_none_open(connection: asyncpg.Connection, table: str) -> None:
    still_open = await connection.fetchval(OPEN.format(table))
    if still_open:
        raise DatabaseError(
            f"{still_open} order(s) of {_month(table)} are still open. Nothing was changed in that month. "
            "Complete or cancel them first."
        )


async def bring_back(dsn: str, file: Path) -> str:
    """Put an archived month back among the orders, whole or not at all; returns the month. Raises DatabaseError."""
    require_archive(file)
    tables = tables_in(file)
    if len(tables) != 1 or not re.fullmatch(r"orders_\d{4}_\d\d", tables[0]):
        raise DatabaseError(f"{file} is not an archived month. Nothing was changed.")
    load(dsn, file, first="SELECT 1")
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        await _alter(connection, _attach(tables[0]))
    except asyncpg.PostgresError as error:
        await connection.execute(f"DROP TABLE {tables[0]}")
        raise DatabaseError(f"{file} does not fit this database: {error}. Nothing was changed.") from error
    finally:
        await connection.close()
    return _month(tables[0])


async def _alter(connection: asyncpg.Connection, statement: str) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            async with connection.transaction():
                await connection.execute("SET LOCAL lock_timeout = '3s'")
                await connection.execute(statement)
        except (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
            if attempt == TRIES:
                raise DatabaseError(
                    "The orders are too busy to be archived. Nothing was changed. Try later."
                ) from None
            await asyncio.sleep(attempt / 5)
        else:
            return


def _attach(table: str) -> str:
    start = f"{_month(table)}-01"
    return (
        f"ALTER TABLE orders ATTACH PARTITION {table} FOR VALUES "
        f"FROM (first_order_id('{start} 00:00Z'::timestamptz)) "
        f"TO (first_order_id(('{start}'::date + interval '1 month')::timestamp AT TIME ZONE 'UTC'))"
    )


def _month(table: str) -> str:
    return table.removeprefix("orders_").replace("_", "-")


def _silent(_: str) -> None:
    return
