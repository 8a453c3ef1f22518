"""Counting within a moving window: here in memory, or in Redis for several processes together."""

import time
from collections import OrderedDict, deque
from typing import Any, Protocol

import structlog
from limits import RateLimitItem
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

log = structlog.get_logger()

CAPACITY = 50_000
"""Subjects that are remembered here: at some hundred bytes each, a few megabytes."""
REDIS_PATIENCE = 0.25
"""Seconds for an answer of Redis, before the count is taken here."""
REDIS_REST = 5.0
"""Seconds in which a Redis that did not answer is not asked."""


class Counter(Protocol):
    """Counts what subjects do."""

    async def hit(self, item: RateLimitItem, subject: str) -> float | None:
        """Count once more. Seconds to wait where the limit is reached (then it is not counted), else None."""

    async def test(self, item: RateLimitItem, subject: str, more: int) -> float | None:
        """Seconds to wait where the limit is reached, or would be with `more` that are under way; counts nothing."""

    async def close(self) -> None:
        """Let connections go."""


class LocalCounter:
    """Counts in this process's memory: exact, bounded, some microseconds."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._seen: OrderedDict[tuple[str, int, int], deque[float]] = OrderedDict()

    async def hit(self, item: RateLimitItem, subject: str) -> float | None:
        """See `Counter.hit`."""
        now, span = time.monotonic(), item.get_expiry()
        key = (subject, item.amount, span)
        times = self._seen.get(key)
        if times is None:
            times = self._seen[key] = deque()
        wait = _wait(times, item.amount, span, now)
        if wait is not None:
            return wait
        times.append(now)
        self._seen.move_to_end(key)
        self._forget_old(now)
        return None

    async def test(self, item: RateLimitItem, subject: str, more: int) -> float | None:
        """See `Counter.test`."""
        span = item.get_expiry()
        times = self._seen.get((subject, item.amount, span), deque())
        return _wait(times, item.amount - more, span, time.monotonic())

    async def close(self) -> None:
        """Nothing is held but memory."""

    def _forget_old(self, now: float) -> None:
        """Forget up to two that were quiet longest: whose window is over, or that are too many."""
        for _ in range(2):
            (_, _, span), times = next(iter(self._seen.items()))
            if times[-1] + span > now and len(self._seen) <= self._capacity:
                return
            self._seen.popitem(last=False)


def _wait(times: deque[float], amount: int, span: int, now: float) -> float | None:
    """Seconds until there is room among `times` of the last `span` seconds; None where there is. Drops older ones."""
    while times and times[0] <= now - span:
        times.popleft()
    if len(times) < amount:
        return None
    return times[0] + span - now if times else 1.0


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
