"""The databases that the other tests stand on."""

import asyncpg
import pytest
from redis.asyncio import Redis


@pytest.mark.parametrize("_turn", [1, 2])
async def test_each_test_has_a_database_of_its_own(database_url: str, _turn: int) -> None:
    """A table made by one test is not there in the next."""
    connection = await asyncpg.connect(database_url)
    await connection.execute("CREATE TABLE only_here ()")
    await connection.close()


@pytest.mark.parametrize("_turn", [1, 2])
async def test_each_test_has_an_empty_redis(redis_url: str, _turn: int) -> None:
    """A key set by one test is not there in the next."""
    async with Redis.from_url(redis_url) as redis:
        assert await redis.set("only-here", "1", nx=True)
