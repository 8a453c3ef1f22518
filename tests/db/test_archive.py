"""Past months out of the database and back, without losing an order."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from server.db import archive
from server.db.backup import back_up
from server.db.errors import DatabaseError
from server.db.partitions import attach_partition
from tests.fixtures.postgres import WAITING_FOR_LOCKS

MARCH = datetime(2024, 3, 1, tzinfo=UTC)
INSERT = """
    INSERT INTO orders (restaurant_id, id, number, day, status, currency, total, created_at, updated_at, ended_at, lines)
    VALUES (gen_random_uuid(), $1, 1, '2024-01-01', $2, 'USD', 100, now(), now(),
            CASE WHEN $2 IN ('completed', 'cancelled') THEN now() END, '[]')
"""
MONTHS = ((2024, 1), (2024, 2), (2024, 3))


@pytest.fixture
async def connection(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    """A database with three past months: two orders in January, none in February, one in March."""
    opened = await asyncpg.connect(database_url)
    for year, month in MONTHS:
        await opened.execute(f"CREATE TABLE orders_{year}_{month:02} (LIKE orders INCLUDING ALL)")
        await opened.execute(attach_partition(f"{year}-{month:02}"))
    for day in (1, 31):
        await opened.execute(INSERT, order_id(datetime(2024, 1, day, 23, 59, tzinfo=UTC)), "completed")
    await opened.execute(INSERT, order_id(MARCH), "cancelled")
    yield opened
    await opened.close()


def order_id(moment: datetime) -> UUID:
    """A UUIDv7 of that moment."""
    return UUID(int=int(moment.timestamp() * 1000) << 80 | 0x7 << 76 | 0x8 << 60)


async def tables(connection: asyncpg.Connection) -> set[str]:
    rows = await connection.fetch("SELECT tableoid::regclass::text AS name FROM orders")
    return {row["name"] for row in rows}


async def test_past_months_go_and_come_back(
    connection: asyncpg.Connection, database_url: str, tmp_path: Path
) -> None:
    """A month with orders becomes a file, an empty one nothing; brought back, each order is where it was."""
    before = await connection.fetch("SELECT * FROM orders ORDER BY id")
    done = await archive.archive(database_url, date(2024, 3, 15), tmp_path)
    assert [(each.month, each.orders) for each in done] == [("2024-01", 2), ("2024-02", 0)]
    assert [each.file for each in done] == [tmp_path / "orders-2024-01.aiqr", None]
    assert await tables(connection) == {"orders_2024_03"}
    assert await archive.bring_back(database_url, tmp_path / "orders-2024-01.aiqr") == "2024-01"
    assert await tables(connection) == {"orders_2024_01", "orders_2024_03"}
    assert await connection.fetch("SELECT * FROM orders ORDER BY id") == before


async def test_a_month_comes_back_after_the_table_has_changed(
    connection: asyncpg.Connection, database_url: str, tmp_path: Path
) -> None:
    """Columns that came after the month was archived have their defaults, one that went is left out."""
    before = await connection.fetch("SELECT id, status, total, created_at FROM orders_2024_01 ORDER BY id")
    await archive.archive(database_url, date(2024, 2, 1), tmp_path)
    await connection.execute(
        """
        ALTER TABLE orders DROP COLUMN rushed;
        ALTER TABLE orders ADD COLUMN tip bigint NOT NULL DEFAULT 7;
        ALTER TABLE orders ALTER COLUMN number TYPE bigint;
        """
    )
    await archive.bring_back(database_url, tmp_path / "orders-2024-01.aiqr")
    rows = await connection.fetch("SELECT id, status, total, created_at FROM orders_2024_01 ORDER BY id")
    assert rows == before
    assert await connection.fetchval("SELECT array_agg(DISTINCT tip) FROM orders_2024_01") == [7]


async def test_a_month_that_is_there_already_is_not_doubled(
    connection: asyncpg.Connection, database_url: str, tmp_path: Path
) -> None:
    """Brought back twice, the second time is refused and the orders stay as they are."""
    await archive.archive(database_url, date(2024, 2, 1), tmp_path)
    await archive.bring_back(database_url, tmp_path / "orders-2024-01.aiqr")
    with pytest.raises(DatabaseError, match=r"2024-01 are in the database already\. Nothing was changed"):
        await archive.bring_back(database_url, tmp_path / "orders-2024-01.aiqr")
    assert await connection.fetchval("SELECT count(*) FROM orders") == 3


async def test_a_month_that_does_not_fit_leaves_nothing_behind(
    connection: asyncpg.Connection, database_url: str, tmp_path: Path
) -> None:
    """Where a column of the table has no value in the file and no default, it says so, and no table is left."""
    await archive.archive(database_url, date(2024, 2, 1), tmp_path)
    await connection.execute("ALTER TABLE orders ADD COLUMN source text NOT NULL DEFAULT ''")
    await connection.execute("ALTER TABLE orders ALTER COLUMN source DROP DEFAULT")
    with pytest.raises(
        DatabaseError, match=r"does not fit this database: .*source[^()\n]*\. Nothing was changed"
    ):
        await archive.bring_back(database_url, tmp_path / "orders-2024-01.aiqr")
    assert await connection.fetchval("SELECT to_regclass('orders_2024_01')") is None


async def test_a_month_with_open_orders_stays(
    connection: asyncpg.Connection, database_url: str, tmp_path: Path
) -> None:
    """What a kitchen may still work on is not taken away."""
    await connection.execute(INSERT, order_id(datetime(2024, 1, 5, tzinfo=UTC)), "preparing")
    with pytest.raises(DatabaseError, match=r"1 order.* of 2024-01 are still open"):
        await archive.archive(database_url, date(2024, 3, 1), tmp_path)
    assert "orders_2024_01" in await tables(connection)


async def test_an_order_recalled_at_the_last_moment_stays(
    connection: asyncpg.Connection, database_url: str, tmp_path: Path
) -> None:
    """One that is opened again while its month is on the way out keeps the month where it is."""
    january = order_id(datetime(2024, 1, 1, 23, 59, tzinfo=UTC))
    async with connection.transaction():
        await connection.execute("UPDATE orders SET status = 'ready', ended_at = NULL WHERE id = $1", january)
        archiving = asyncio.create_task(archive.archive(database_url, date(2024, 3, 1), tmp_path))
        while not await connection.fetchval(WAITING_FOR_LOCKS):
            assert not archiving.done()
            await asyncio.sleep(0.01)
    with pytest.raises(DatabaseError, match=r"1 order.* of 2024-01 are still open"):
        await archiving
    assert "orders_2024_01" in await tables(connection)


async def test_a_month_whose_file_cannot_be_written_stays(
    connection: asyncpg.Connection, database_url: str, tmp_path: Path
) -> None:
    """Where the folder is missing, or the file is there already, the month goes on being served."""
    (tmp_path / "orders-2024-01.aiqr").write_text("something else")
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(DatabaseError, match=r"exists already|cannot be written"):
            await archive.archive(database_url, date(2024, 3, 1), folder)
        assert await connection.fetchval("SELECT count(*) FROM orders") == 3


async def test_an_interrupted_archiving_is_finished_by_the_next(
    connection: asyncpg.Connection, database_url: str, tmp_path: Path
) -> None:
    """A month that was taken out of the orders and not yet written is written next time."""
    await connection.execute("ALTER TABLE orders DETACH PARTITION orders_2024_01")
    done = await archive.archive(database_url, date(2024, 2, 1), tmp_path)
    assert [(each.month, each.orders) for each in done] == [("2024-01", 2)]


async def test_only_past_months_and_only_months(
    connection: asyncpg.Connection, database_url: str, tmp_path: Path
) -> None:
    """Months to come are refused, and a file of something else is not put among the orders."""
    with pytest.raises(DatabaseError, match="Only past months"):
        await archive.archive(database_url, date(2999, 1, 1), tmp_path)
    told: list[str] = []
    await back_up(database_url, tmp_path / "all.aiqr", told.append)
    with pytest.raises(DatabaseError, match="not an archived month"):
        await archive.bring_back(database_url, tmp_path / "all.aiqr")
    assert await connection.fetchval("SELECT count(*) FROM orders") == 3
