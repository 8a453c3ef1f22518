"""Migrations: once each, whole or not at all, never on a database that is ahead of the code."""

import asyncio
import re
from collections.abc import AsyncIterator

import asyncpg
import pytest

from server.db import migrate as module
from server.db.embedded.postgres import EmbeddedPostgres
from server.db.errors import DatabaseTooNew, NotMigrated
from server.db.locks import give_way
from server.db.migrate import known_revisions, migrate, read_status, require_current
from tests.fixtures.patience import PATIENCE
from tests.fixtures.postgres import WAITING_FOR_LOCKS


@pytest.fixture
async def connection(empty_database_url: str) -> AsyncIterator[asyncpg.Connection]:
    opened = await asyncpg.connect(empty_database_url)
    yield opened
    await opened.close()


def test_each_revision_has_a_number_of_its_own() -> None:
    """Four digits, none of them twice, so that no two branches add the same one unnoticed."""
    names = [file.name for file in module.FOLDER.iterdir() if file.suffix == ".sql"]
    assert all(re.fullmatch(r"[0-9]{4}_[a-z_]+\.sql", name) for name in names)
    assert len({name[:4] for name in names}) == len(names)
    assert known_revisions()[:5] == ("0001", "0002", "0003", "0004", "0005")


async def test_an_empty_database_is_brought_up_once(
    empty_database_url: str, connection: asyncpg.Connection
) -> None:
    """The first run makes everything, the second nothing, and the status says so."""
    assert (await read_status(connection)).current is None
    with pytest.raises(NotMigrated, match="aiqr db migrate"):
        await require_current(connection)
    assert tuple(await migrate(empty_database_url)) == known_revisions()
    assert await migrate(empty_database_url) == []
    assert await read_status(connection) == module.Status(known_revisions()[-1], ())
    await require_current(connection)


async def test_a_database_of_the_first_version_goes_on(
    empty_database_url: str, connection: asyncpg.Connection
) -> None:
    """A database that stands at revision 0003 in the table that every version has used gets what comes after it."""
    for revision in ("0001", "0002", "0003"):
        await connection.execute(module.read_sql(revision))
    await connection.execute("CREATE TABLE alembic_version (version_num varchar(32) NOT NULL PRIMARY KEY)")
    await connection.execute("INSERT INTO alembic_version VALUES ('0003')")
    assert (await migrate(empty_database_url))[:2] == ["0004", "0005"]
    await require_current(connection)


async def test_servers_that_start_together_migrate_once(empty_database_url: str) -> None:
    """Of four at the same moment each revision is run by one alone, and none fails."""
    runs = await asyncio.gather(*(migrate(empty_database_url) for _ in range(4)))
    assert sorted(revision for run in runs for revision in run) == list(known_revisions())


async def test_a_database_ahead_of_the_code_is_refused(
    empty_database_url: str, connection: asyncpg.Connection
) -> None:
    """A revision that this code does not know stops migrating and starting, with what to do."""
    await connection.execute(f"{module.CREATE_VERSION_TABLE}; INSERT INTO alembic_version VALUES ('9999')")
    for refused in (migrate(empty_database_url), require_current(connection)):
        with pytest.raises(DatabaseTooNew, match=r"revision 9999.*Start the newer aiqr"):
            await refused
    assert await connection.fetchval("SELECT to_regclass('users')") is None


async def test_a_migration_that_fails_leaves_nothing(
    empty_database_url: str, connection: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ran before the mistake is undone, and the next try begins anew."""
    with monkeypatch.context() as patched:
        patched.setattr(module, "read_sql", lambda _: "CREATE TABLE half (); SELECT 1 / 0;")
        with pytest.raises(asyncpg.DivisionByZeroError):
            await migrate(empty_database_url)
    assert await connection.fetchval("SELECT to_regclass('half')") is None
    assert tuple(await migrate(empty_database_url)) == known_revisions()


async def test_a_migration_does_not_hold_up_orders(
    empty_database_url: str, connection: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a table is busy it lets go soon, so that others get in between, and tries again until it has it."""
    await connection.execute("CREATE TABLE busy (n int)")
    monkeypatch.setattr(module, "known_revisions", lambda: ("0001",))
    monkeypatch.setattr(module, "read_sql", lambda _: "ALTER TABLE busy ADD COLUMN added int;")
    monkeypatch.setattr("server.db.locks.LONGEST_WAIT_MS", 50)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute("SELECT * FROM busy")
    migrating = asyncio.create_task(migrate(empty_database_url))
    other = await asyncpg.connect(empty_database_url)
    await asyncio.wait_for(_insert_while(other, migrating), PATIENCE)
    await other.close()
    await transaction.rollback()
    assert await migrating == ["0001"]


@pytest.mark.slow
async def test_no_request_is_the_victim_of_a_migration(
    empty_database_url: str, connection: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration that locks two tables the other way round lets go of both; the request goes on, then the migration."""
    await connection.execute("CREATE TABLE orders (n int); CREATE TABLE restaurant_state (n int)")
    monkeypatch.setattr(module, "known_revisions", lambda: ("0001",))
    both = "ALTER TABLE orders ADD COLUMN a int; ALTER TABLE restaurant_state ADD COLUMN a int;"
    monkeypatch.setattr(module, "read_sql", lambda _: both)
    other = await asyncpg.connect(empty_database_url)
    async with connection.transaction():
        await connection.execute("SELECT FROM restaurant_state FOR UPDATE")
        migrating = asyncio.create_task(migrate(empty_database_url))
        while not await other.fetchval(WAITING_FOR_LOCKS):
            await asyncio.sleep(0.01)
        await connection.execute("INSERT INTO orders VALUES (1)")
    assert await asyncio.wait_for(migrating, 120) == ["0001"]
    await other.close()


async def test_whole_tables_are_waited_for_shorter_than_a_deadlock_is_looked_for(
    postgres: EmbeddedPostgres,
) -> None:
    """By four fifths of what PostgreSQL is set to, and for three seconds at most; the next transaction waits as ever."""
    connection = await asyncpg.connect(postgres.superuser_dsn("postgres"))
    for found, wait in (("1s", "800ms"), ("100ms", "80ms"), ("1min", "3s")):
        await connection.execute(f"SET deadlock_timeout = '{found}'")
        async with connection.transaction():
            await give_way(connection)
            assert await connection.fetchval("SHOW lock_timeout") == wait
        assert await connection.fetchval("SHOW lock_timeout") == "0"
    await connection.close()


async def _insert_while(other: asyncpg.Connection, migrating: asyncio.Task[object]) -> None:
    for number in range(5):
        await other.execute("INSERT INTO busy (n) VALUES ($1)", number)
        await asyncio.sleep(0.05)
    assert not migrating.done()
