"""Forgetting: what is a person's goes, figures stay, in the database and in archived months."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from server.db import archive, retention
from server.db.errors import DatabaseError
from server.db.partitions import create_partition

SAID = "Ana, no onions"
INSERT = """
    INSERT INTO orders (restaurant_id, id, number, day, status, currency, total, created_at, updated_at, ended_at,
                        table_identifier, customer_name, raw_input, note, allergies, reason, lines)
    VALUES ('00000000-0000-7000-8000-000000000002', $1, $2, $3::timestamptz::date, CASE WHEN $4 THEN 'completed' ELSE 'confirmed' END,
            'USD', 700, $3, $3, CASE WHEN $4 THEN $3::timestamptz END, '7', $5, $5, $5,
            jsonb_build_array(jsonb_build_object('text', $5::text)), $5,
            jsonb_build_array(
                jsonb_build_object('id', 1, 'name', 'Soup', 'special_requests', $5::text, 'line_total', 300,
                                   'guest_name', $5::text),
                jsonb_build_object('id', 2, 'name', 'Coke', 'special_requests', '', 'line_total', 400)))
"""
OLD = datetime(2024, 1, 20, 12, tzinfo=UTC)


def order_id(moment: datetime) -> UUID:
    """A UUIDv7 of that moment."""
    return UUID(int=int(moment.timestamp() * 1000) << 80 | 0x7 << 76 | 0x8 << 60 | uuid4().int & 0xFFFFFF)


@pytest.fixture
async def connection(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    """A database with two old orders, one of them never ended, and one of now that has ended."""
    opened = await asyncpg.connect(database_url)
    await opened.execute(create_partition("2024-01"))
    for number, moment, ended in ((1, OLD, True), (2, OLD, False), (3, datetime.now(UTC), True)):
        await opened.execute(INSERT, order_id(moment), number, moment, ended, SAID)
    yield opened
    await opened.close()


async def said_in(connection: asyncpg.Connection) -> dict[int, int]:
    """How often the diner's words stand in each order."""
    rows = await connection.fetch("SELECT number, o::text AS everything FROM orders AS o ORDER BY number")
    return {row["number"]: row["everything"].count(SAID) for row in rows}


async def figures(connection: asyncpg.Connection) -> list[Any]:
    return await connection.fetch(
        """
        SELECT number, total, status, table_identifier, created_at, ended_at, l ->> 'name', l ->> 'line_total'
        FROM orders, jsonb_array_elements(lines) WITH ORDINALITY AS e (l, place) ORDER BY number, place
        """
    )


async def test_old_orders_that_have_ended_are_nobodys(
    connection: asyncpg.Connection, database_url: str
) -> None:
    """All six places that hold words are emptied; open orders, new ones and all figures stay."""
    before = await figures(connection)
    assert await said_in(connection) == {1: 7, 2: 7, 3: 7}
    done = await retention.forget(database_url, timedelta(days=90))
    assert done.orders == 1
    assert await said_in(connection) == {1: 0, 2: 7, 3: 7}
    assert await figures(connection) == before


async def test_more_than_one_batch_is_forgotten(
    connection: asyncpg.Connection, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batches follow each other to the end, whether or not the last one is full."""
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(10, 13):
        await connection.execute(INSERT, order_id(OLD), number, OLD, True, SAID)
    assert (await retention.forget(database_url, timedelta(days=90))).orders == 4
    assert await said_in(connection) == {1: 0, 2: 7, 3: 7, 10: 0, 11: 0, 12: 0}


async def test_archived_months_are_forgotten_too(
    connection: asyncpg.Connection, database_url: str, tmp_path: Path
) -> None:
    """A month's file is written anew without words and comes back with its figures; one too new is left alone."""
    await connection.execute("UPDATE orders SET status = 'completed', ended_at = created_at WHERE number = 2")
    before = await figures(connection)
    await archive.archive(database_url, date(2024, 2, 1), tmp_path)
    file = tmp_path / "orders-2024-01.aiqr"
    as_it_was = file.read_bytes()
    kept = await retention.forget(
        database_url, datetime.now(UTC) - datetime(2023, 12, 1, tzinfo=UTC), tmp_path
    )
    assert kept.months == []
    assert file.read_bytes() == as_it_was
    assert (await retention.forget(database_url, timedelta(days=90), tmp_path)).months == ["2024-01"]
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    await archive.bring_back(database_url, file)
    assert await said_in(connection) == {1: 0, 2: 0, 3: 7}
    assert await figures(connection) == before


async def test_what_is_of_today_is_not_forgotten(connection: asyncpg.Connection, database_url: str) -> None:
    """Less than a day is refused, a day is taken; nothing is changed by the refusal."""
    with pytest.raises(DatabaseError, match=r"last day are still needed\. Nothing was changed"):
        await retention.forget(database_url, timedelta(days=1) - timedelta(seconds=1))
    assert (await said_in(connection))[1] == 7
    assert (await retention.forget(database_url, timedelta(days=1))).orders == 1


async def test_words_and_calls_of_that_age_are_deleted(
    connection: asyncpg.Connection, database_url: str
) -> None:
    """What was not understood and what a table called for go with the orders; newer ones stay."""
    await connection.execute(
        """
        INSERT INTO restaurants (id, slug, name, currency, timezone, locale)
        VALUES ('00000000-0000-7000-8000-000000000002', 'x', 'x', 'USD', 'UTC', 'en');
        INSERT INTO misunderstandings SELECT id, current_date - age, 'w', 1 FROM restaurants, unnest('{89,91}'::int[]) AS age;
        INSERT INTO table_calls (restaurant_id, table_identifier, kind, created_at, done_at)
        SELECT id, '7', 'staff', now() - age, now() - age FROM restaurants, unnest('{89 days,91 days}'::interval[]) AS age;
        """
    )
    done = await retention.forget(database_url, timedelta(days=90))
    assert (done.wordings, done.calls) == (1, 1)
    assert await connection.fetchval("SELECT count(*) FROM misunderstandings") == 1
    assert await connection.fetchval("SELECT count(*) FROM table_calls") == 1
