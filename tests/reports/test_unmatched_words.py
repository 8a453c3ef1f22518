"""Counting what was not understood, on the days when the database refuses or is away."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest

from server.db.pool import BoundedPool, open_pool
from server.domain.restaurant import RestaurantSettings
from server.domain.schedule import ServiceTimes
from server.reports.unmatched_words import UnmatchedWords
from server.settings import settings_of

RESTAURANT = RestaurantSettings(
    id=uuid4(),
    slug="x",
    name="x",
    currency="USD",
    timezone="UTC",
    locale="en",
    is_open=True,
    require_table_code=False,
    max_quantity_per_line=50,
    times=ServiceTimes(is_open=True, timezone="UTC"),
)


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[BoundedPool]:
    """A pool over a database with one restaurant."""
    opened = await open_pool(settings_of(database_url=database_url))
    await opened.execute(
        "INSERT INTO restaurants (id, slug, name, currency, timezone, locale) VALUES ($1, 'x', 'x', 'USD', 'UTC', 'en')",
        RESTAURANT.id,
    )
    yield opened
    await opened.close()


async def counted(pool: BoundedPool) -> dict[str, int]:
    rows = await pool.fetch("SELECT words, times FROM misunderstandings")
    return {row["words"]: row["times"] for row in rows}


async def test_words_that_the_database_refuses_do_not_hold_up_the_others(pool: BoundedPool) -> None:
    """A character that PostgreSQL cannot store costs its own wording alone, and is not tried for ever."""
    words = UnmatchedWords(pool)
    words.note(RESTAURANT, ["one", "two", "a\x00b", "three", "four"])
    await words.flush()
    words.note(RESTAURANT, ["one"])
    await words.flush()
    assert await counted(pool) == {"one": 2, "two": 1, "three": 1, "four": 1}


async def test_words_wait_while_the_database_is_away(
    pool: BoundedPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be written for now is written by the next round, once."""
    words = UnmatchedWords(pool)
    words.note(RESTAURANT, ["one", "two"])

    async def away(*_: object) -> str:
        raise asyncpg.CannotConnectNowError("starting")

    with monkeypatch.context() as patched:
        patched.setattr(BoundedPool, "execute", away)
        await words.flush()
    words.note(RESTAURANT, ["one"])
    await words.flush()
    assert await counted(pool) == {"one": 2, "two": 1}
