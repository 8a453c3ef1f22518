"""Counting within a moving window in Redis, for several processes together."""

import time
from typing import Any

import structlog
from limits import RateLimitItem
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

from server.http.rate_counters import LocalCounter

log = structlog.get_logger()

REDIS_PATIENCE = 0.25
"""Seconds for an answer of Redis, before the count is taken here."""
REDIS_REST = 5.0
"""Seconds in which a Redis that did not answer is not asked."""


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

    async def hit(self, item: RateLimitItem, subject: str) -> float | None:
        """See `Counter.hit`."""
        if time.monotonic() < self._ask_again_at:
            return await self._local.hit(item, subject)
        try:
            return await self._wait(item, subject, is_free=await self._limiter.hit(item, subject))
        except (RedisError, OSError, TimeoutError) as error:
            self._rest(error)
            return await self._local.hit(item, subject)

    async def test(self, item: RateLimitItem, subject: str, more: int) -> float | None:
        """See `Counter.test`."""
        if time.monotonic() < self._ask_again_at:
            return await self._local.test(item, subject, more)
        try:
            is_free = more < item.amount and await self._limiter.test(item, subject, cost=1 + more)
            return await self._wait(item, subject, is_free=is_free)
        except (RedisError, OSError, TimeoutError) as error:
            self._rest(error)
            return await self._local.test(item, subject, more)

    async def _wait(self, item: RateLimitItem, subject: str, *, is_free: bool) -> float | None:
        if is_free:
            return None
        window = await self._limiter.get_window_stats(item, subject)
        return max(0.0, window.reset_time - time.time())

    def _rest(self, error: Exception) -> None:
        log.warning("limits are counted here: Redis is away", error=error)
        self._ask_again_at = time.monotonic() + REDIS_REST

    async def close(self) -> None:
        """Close the connections to Redis."""
        await self._connections.disconnect()
