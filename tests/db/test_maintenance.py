"""What a database needs from time to time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from uuid import uuid4

import asyncpg
import pytest

from server.db import maintenance
from tests.fixtures.patience import PATIENCE

PARTITIONS = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'orders'::regclass"

LAST_PARTITION = """
    SELECT max(inhrelid::regclass::text) FROM pg_inherits
    WHERE inhparent = 'orders'::regclass AND inhrelid <> 'orders_default'::regclass
"""
INSERT_KEYS = """
    INSERT INTO order_keys (restaurant_id, key, order_id, fingerprint, created_at)
    SELECT $1, $2 || n, gen_random_uuid(), '', now() - make_interval(hours => $3) FROM generate_series(1, 25) n
"""

INSERT_ORDER = """
    INSERT INTO orders (restaurant_id, id, number, day, currency, total, created_at, updated_at, lines)
    SELECT gen_random_uuid(), first_order_id(at), 1, at::date, 'EUR', 1, at, at, '[]'
    FROM (SELECT date_trunc('month', now(), 'UTC') + make_interval(months => $1::int, days => 3) AS at) AS moment
"""


@pytest.fixture
async def connection(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    opened = await asyncpg.connect(database_url)
    yield opened
    await opened.close()


async def test_months_to_come_have_partitions(database_url: str, connection: asyncpg.Connection) -> None:
    """A partition that is missing is made, by however many servers look at the same time; the others stay."""
    before = await connection.fetchval(PARTITIONS)
    last = await connection.fetchval(LAST_PARTITION)
    await connection.execute(f"DROP TABLE {last}")
    await asyncio.gather(*(maintenance.maintain(database_url) for _ in range(3)))
    assert await connection.fetchval(PARTITIONS) == before


async def test_orders_of_a_clock_far_ahead_do_not_keep_their_month_from_being_made(
    database_url: str, connection: asyncpg.Connection
) -> None:
    """An order placed before its month had a partition is in it once that is made; older strays stay where they are."""
    last = await connection.fetchval(LAST_PARTITION)
    await connection.execute(f"DROP TABLE {last}")
    for months in (maintenance.MONTHS_AHEAD, -100):
        await connection.execute(INSERT_ORDER, months)
    await maintenance.maintain(database_url)
    assert await connection.fetchval(f"SELECT count(*) FROM {last}") == 1
    assert await connection.fetchval("SELECT count(*) FROM orders_default") == 1


async def test_keys_that_no_longer_count_are_deleted(
    database_url: str, connection: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys older than a day go, in more than one batch, and younger ones stay."""
    monkeypatch.setattr(maintenance, "BATCH", 10)
    restaurant = uuid4()
    await connection.execute(INSERT_KEYS, restaurant, "old", 26)
    await connection.execute(INSERT_KEYS, restaurant, "young", 23)
    await maintenance.maintain(database_url)
    keys = await connection.fetch("SELECT key FROM order_keys")
    assert {row["key"].rstrip("0123456789") for row in keys} == {"young"}
    assert len(keys) == 25


async def test_a_round_that_fails_is_told_and_tried_again(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that lacks what is needed gives a line each round; one that is away gives none."""
    monkeypatch.setattr(maintenance, "PAUSE", 0.01)
    told: list[str] = []
    rounds = [
        asyncio.create_task(maintenance.run_forever(dsn, told.append))
        for dsn in (empty_database_url, "postgresql://u:p@127.0.0.1:1/x")
    ]
    await asyncio.wait_for(_until(lambda: len(told) > 1), PATIENCE)
    assert all('relation "orders" does not exist' in line for line in told)
    assert not any(each.done() for each in rounds)
    for each in rounds:
        each.cancel()


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.01)
