"""Counting within a moving window, in the memory of this process."""

import time
from collections import OrderedDict, deque
from typing import NamedTuple, Protocol

CAPACITY = 50_000
"""Subjects that are remembered here: at some hundred bytes each, a few megabytes."""


class Rate(NamedTuple):
    """At most `amount` times in `seconds`."""

    amount: int
    seconds: int


class Counter(Protocol):
    """Counts what subjects do."""

    async def hit(self, rate: Rate, subject: str) -> float | None:
        """Count once more. Seconds to wait where the limit is reached (then it is not counted), else None."""

    async def test(self, rate: Rate, subject: str, more: int) -> float | None:
        """Seconds to wait where the limit is reached, or would be with `more` that are under way; counts nothing."""

    async def close(self) -> None:
        """Let connections go."""


class LocalCounter:
    """Counts in this process's memory: exact, bounded, some microseconds."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._seen: OrderedDict[tuple[str, int, int], deque[float]] = OrderedDict()

    async def hit(self, rate: Rate, subject: str) -> float | None:
        """See `Counter.hit`."""
        now, span = time.monotonic(), rate.seconds
        key = (subject, rate.amount, span)
        times = self._seen.get(key)
        if times is None:
            times = self._seen[key] = deque()
        wait = _wait(times, rate.amount, span, now)
        if wait is not None:
            return wait
        times.append(now)
        self._seen.move_to_end(key)
        self._forget_old(now)
        return None

    async def test(self, rate: Rate, subject: str, more: int) -> float | None:
        """See `Counter.test`."""
        span = rate.seconds
        times = self._seen.get((subject, rate.amount, span), deque())
        return _wait(times, rate.amount - more, span, time.monotonic())

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
