"""A database in one file and back, consistent while orders come in, into any PostgreSQL from 14 on.

A restore makes the tables by the migrations of this aiqr and fills them: the file holds data alone.
"""

from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import asyncpg

from server.db import backup_file, pg_dump_file
from server.db.backup_file import (
    PLAIN_SESSION,
    Backup,
    Description,
    Progress,
    Table,
    ZippedBackup,
    select_rows,
    write_backup,
)
from server.db.errors import DatabaseError, DatabaseTooNew, reason_of
from server.db.in_use import take_alone
from server.db.migrate import known_revisions, migrate_within, read_status
from server.db.partitions import MOVES_ROWS, create_partition, month_of
from server.db.pg_dump_file import PgDumpBackup
from server.db.pool import connect

EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
TABLES = """
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname NOT IN ('alembic_version', 'public_pages') AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname
"""
MONTHS = """
    SELECT relname::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relispartition AND relkind = 'r' AND relname ~ '^orders_[0-9]{4}_'
    ORDER BY relname
"""
REFERENCES = """
    SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid
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
    connection = await connect(dsn, timeout=10)
    try:
        return len(await connection.fetch(TABLES))
    finally:
        await connection.close()


async def count_contents(dsn: str) -> Contents:
    """Return how much is in a database; nothing where it was never migrated."""
    connection = await connect(dsn, timeout=10)
    try:
        if await connection.fetchval("SELECT to_regclass('orders')") is None:
            return Contents(0, 0, 0)
        row = await connection.fetchrow(
            "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM restaurants), (SELECT count(*) FROM orders)"
        )
        return Contents(*row) if row else Contents(0, 0, 0)
    finally:
        await connection.close()


async def back_up(dsn: str, file: Path, progress: Progress, *, replace: bool = False) -> None:
    """Write the database as it is at this moment to a file that this user alone can read: a new one, or a `replace`d one.

    When it returns, the file is on the disk and was read back from end to end; otherwise what was there before is.
    Raises DatabaseError.
    """
    try:
        connection = await connect(dsn, timeout=10)
        try:
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                await connection.execute(PLAIN_SESSION)
                description, selects = await _describe(connection)
                await write_backup(connection, file, description, selects, progress, replace=replace)
        finally:
            await connection.close()
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseError(f"The backup was not made: {reason_of(error)}. Nothing was written.") from error


async def _describe(connection: asyncpg.Connection) -> tuple[Description, dict[str, str]]:
    status = await read_status(connection)
    if status.current is None:
        raise DatabaseError("The database is empty: there is nothing to back up. Nothing was written.")
    found = await connection.fetch(TABLES)
    tables = tuple(Table(name=row["name"], columns=row["columns"]) for row in found)
    months = [month_of(row["relname"]) for row in await connection.fetch(MONTHS)]
    description = Description(
        revision=status.current,
        postgresql=await connection.fetchval("SHOW server_version"),
        months=tuple(month for month in months if month),
        tables=tables,
    )
    return description, {table.name: select_rows(table.name, table.columns) for table in tables}


def open_backup(file: Path) -> Backup:
    """Open a backup, and read it from end to end. Raises DatabaseError where it is none, or damaged."""
    with backup_file.reading(file), file.open("rb") as stream:
        begins = stream.read(8)
    if begins.startswith(pg_dump_file.MAGIC):
        return PgDumpBackup(file)
    if begins.startswith(backup_file.MAGIC):
        return ZippedBackup(file)
    raise DatabaseError(f"{file} is not a backup made by aiqr. Nothing was changed.")


async def restore(dsn: str, file: Path, *, replace: bool) -> Contents:
    """Put a backup in the place of what a database holds, all or nothing, and migrate it.

    Raises DatabaseError: where the file is no backup or of a newer aiqr, a server uses the database, or it holds data
    and `replace` is false. The database is then as it was.
    """
    backup = open_backup(file)
    if backup.description.month is not None:
        raise DatabaseError(
            f"{file} is one month of orders. Nothing was changed. Bring it back with `aiqr db unarchive`."
        )
    if backup.description.revision not in known_revisions():
        raise DatabaseTooNew(
            f"{file} was made by a newer aiqr (revision {backup.description.revision}). Nothing was changed. "
            "Restore it with that one."
        )
    connection = await connect(dsn, timeout=10)
    try:
        await _require_unused(connection)
        if not replace and (await count_contents(dsn)).users:
            raise DatabaseError(
                "The database holds data already. Nothing was changed. "
                "Add --replace to put the backup in its place."
            )
        async with connection.transaction():
            await _fill(connection, backup)
        await connection.execute("ANALYZE")
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseError(
            f"The backup was not restored: {reason_of(error)}. Nothing was changed."
        ) from error
    finally:
        await connection.close()
    return await count_contents(dsn)


async def _fill(connection: asyncpg.Connection, backup: Backup) -> None:
    await connection.execute(PLAIN_SESSION)
    await connection.execute(MOVES_ROWS)
    await connection.execute(EMPTY)
    await migrate_within(connection, backup.description.revision)
    for month in months_in(backup.description):
        await connection.execute(create_partition(month))
    for table in await _parents_first(connection, backup.description.tables):
        await load_table(
            connection, backup, table, ("public", "orders" if month_of(table.name) else table.name)
        )
    for name, value in backup.description.sequences.items():
        await connection.execute("SELECT setval(format('public.%I', $1::text)::regclass, $2)", name, value)
    await migrate_within(connection)


def months_in(description: Description) -> list[str]:
    """Return the months of the orders' partitions in a backup."""
    named = (month_of(table.name) for table in description.tables)
    return sorted({*description.months, *(month for month in named if month)})


async def load_table(
    connection: asyncpg.Connection, backup: Backup, table: Table, into: tuple[str, str]
) -> None:
    """Put a table's rows into the table `into` (schema and name). Raises DatabaseError where there are fewer or more than were written."""
    done = await connection.copy_to_table(
        into[1], schema_name=into[0], source=backup.rows(table.name), columns=table.columns
    )
    if table.rows not in (None, int(done.split()[-1])):
        raise DatabaseError(f"The table {table.name} is not whole in the backup. Nothing was changed.")


async def _parents_first(connection: asyncpg.Connection, tables: tuple[Table, ...]) -> list[Table]:
    """Return tables in an order in which each comes after those that its rows refer to."""
    names = {table.name for table in tables}
    parents: dict[str, set[str]] = {name: set() for name in names}
    for child, parent in await connection.fetch(REFERENCES):
        if child in names and parent in names:
            parents[child].add(parent)
    order = list(TopologicalSorter(parents).static_order())
    return sorted(tables, key=lambda table: order.index(table.name))


async def _require_unused(connection: asyncpg.Connection) -> None:
    """Keep servers away while the connection is open; those of 0.1.0 hold no lock, and are known by their name."""
    await take_alone(connection)
    if await connection.fetchval(SERVERS):
        raise DatabaseError(
            "A server uses this database. Nothing was changed. Stop the server, then try again."
        )
