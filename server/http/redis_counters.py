"""Counting within a moving window in Redis, for several processes together."""

import time
from collections.abc import Mapping
from typing import Any

import structlog
from limits import (
    RateLimitItem,
    RateLimitItemPerDay,
    RateLimitItemPerHour,
    RateLimitItemPerMinute,
    RateLimitItemPerSecond,
)
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

from server.http.rate_counters import LocalCounter, Rate

log = structlog.get_logger()

REDIS_PATIENCE = 0.25
"""Seconds for an answer of Redis, before the count is taken here."""
REDIS_REST = 5.0
"""Seconds in which a Redis that did not answer is not asked."""


ITEMS: Mapping[int, type[RateLimitItem]] = {
    1: RateLimitItemPerSecond,
    60: RateLimitItemPerMinute,
    3600: RateLimitItemPerHour,
    86_400: RateLimitItemPerDay,
}
"""By seconds; their names are part of the keys in Redis."""


def _item(rate: Rate) -> RateLimitItem:
    return ITEMS[rate.seconds](rate.amount)


class RedisCounter:
    """Counts in Redis, so that all processes count together; while Redis is away, each counts for itself."""

    def __init__(self, url: str) -> None:
        self._connections = ConnectionPool.from_url(
            url, socket_timeout=REDIS_PATIENCE, socket_connect_timeout=REDIS_PATIENCE
        )
        # Of limits' own types for options, a pool is the one that is missing.
        options: dict[str, Any] = {"connection_pool": self._connections}
        storage = RedisStorage(f"async+{url}", implementation="redispy", **options)
        self._limiter = MovingWindowRateLimiter(storage)
        self._local = LocalCounter()
        self._ask_again_at = 0.0

    async def hit(self, rate: Rate, subject: str) -> float | None:
        """See `Counter.hit`."""
        if time.monotonic() < self._ask_again_at:
            return await self._local.hit(rate, subject)
        try:
            return await self._wait(rate, subject, is_free=await self._limiter.hit(_item(rate), subject))
        except (RedisError, OSError, TimeoutError) as error:
            self._rest(error)
            return await self._local.hit(rate, subject)

    async def test(self, rate: Rate, subject: str, more: int) -> float | None:
        """See `Counter.test`."""
        if time.monotonic() < self._ask_again_at:
            return await self._local.test(rate, subject, more)
        try:
            is_free = more < rate.amount and await self._limiter.test(_item(rate), subject, cost=1 + more)
            return await self._wait(rate, subject, is_free=is_free)
        except (RedisError, OSError, TimeoutError) as error:
            self._rest(error)
            return await self._local.test(rate, subject, more)

    async def _wait(self, rate: Rate, subject: str, *, is_free: bool) -> float | None:
        if is_free:
            return None
        window = await self._limiter.get_window_stats(_item(rate), subject)
        return max(0.0, window.reset_time - time.time())

    def _rest(self, error: Exception) -> None:
        log.warning("limits are counted here: Redis is away", error=error)
        self._ask_again_at = time.monotonic() + REDIS_REST

    async def close(self) -> None:
        """Close the connections to Redis."""
        await self._connections.disconnect()
