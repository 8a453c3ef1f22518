"""When an order will be ready: by station, from what is still to make and how fast it went lately.

A station with a queue takes queue ÷ throughput (Little's law); no dish takes less than a dish takes in a quiet
kitchen. A new order is ready when the slowest of its stations is.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from server.db.pool import BasePool
from server.domain.order import OrderLine

CAPACITY = 5_000
FRESH_SECONDS = 15.0
"""How long a reading of a kitchen's pace is used."""
LATELY = timedelta(minutes=45)
"""How far back throughput is measured: long enough to count dishes, short enough to follow an evening."""
QUIET_SECONDS = 8 * 60.0
"""How long a dish takes where nothing is known yet."""
FEWEST_DISHES = 6
"""A station that made fewer dishes lately has no throughput that could be trusted."""
LONGEST = timedelta(hours=3)


@dataclass(slots=True)
class Pace:
    """A kitchen at a moment: dishes to make by station, dishes made per second, seconds of a quick order."""

    to_make: dict[str, int]
    per_second: Mapping[str, float]
    quick_seconds: float
    read_at: float = field(default_factory=time.monotonic)

    def seconds_for(self, dishes: Mapping[str, int]) -> float:
        """Seconds until `dishes` (by station) are ready behind all that is to make."""
        waits = [
            (self.to_make.get(station, 0) + count) / self.per_second[station]
            for station, count in dishes.items()
            if self.per_second.get(station)
        ]
        return max([self.quick_seconds, *waits])


class Estimates:
    """Paces of the kitchens that take orders at the moment."""

    def __init__(self, pool: BasePool) -> None:
        self._pool = pool
        self._paces: OrderedDict[UUID, Pace] = OrderedDict()
        self._reading: dict[UUID, asyncio.Task[Pace]] = {}

    async def ready_at(self, restaurant_id: UUID, lines: Sequence[OrderLine], at: datetime) -> datetime:
        """Tell when an order of these lines will be ready if it is placed `at` now, and count it as to be made."""
        pace = await self._pace(restaurant_id)
        dishes = _dishes(lines)
        wait = timedelta(seconds=pace.seconds_for(dishes))
        for station, count in dishes.items():
            pace.to_make[station] = pace.to_make.get(station, 0) + count
        return (at + min(wait, LONGEST)).replace(microsecond=0)

    async def wait_seconds(self, restaurant_id: UUID) -> int:
        """Tell how long one more dish would take now, at the busiest station."""
        pace = await self._pace(restaurant_id)
        return int(min(pace.seconds_for(dict.fromkeys(pace.to_make, 1)), LONGEST.total_seconds()))

    async def _pace(self, restaurant_id: UUID) -> Pace:
        pace = self._paces.get(restaurant_id)
        if pace is None:
            return await asyncio.shield(self._read(restaurant_id))
        if time.monotonic() - pace.read_at > FRESH_SECONDS:
            self._read(restaurant_id)
        return pace

    def _read(self, restaurant_id: UUID) -> asyncio.Task[Pace]:
        """Read a pace once, however many wait for it; those who have an older one go on with that."""
        task = self._reading.get(restaurant_id)
        if task is None:
            task = self._reading[restaurant_id] = asyncio.create_task(self._query(restaurant_id))
            task.add_done_callback(lambda done: self._keep(restaurant_id, done))
        return task

    def _keep(self, restaurant_id: UUID, task: asyncio.Task[Pace]) -> None:
        self._reading.pop(restaurant_id, None)
        if task.cancelled() or task.exception():
            return
        self._paces[restaurant_id] = task.result()
        self._paces.move_to_end(restaurant_id)
        while len(self._paces) > CAPACITY:
            self._paces.popitem(last=False)

    async def _query(self, restaurant_id: UUID) -> Pace:
        rows = await self._pool.fetch(_PACE, restaurant_id, LATELY)
        made = {row["station"]: row["made"] for row in rows if row["made"] >= FEWEST_DISHES}
        quick = next((row["quick_seconds"] for row in rows if row["quick_seconds"]), None)
        return Pace(
            to_make={row["station"]: row["to_make"] for row in rows},
            per_second={station: count / LATELY.total_seconds() for station, count in made.items()},
            quick_seconds=float(quick or QUIET_SECONDS),
        )


def _dishes(lines: Sequence[OrderLine]) -> dict[str, int]:
    dishes: dict[str, int] = {}
    for line in lines:
        dishes[line.station] = dishes.get(line.station, 0) + line.quantity
    return dishes


_PACE = """
    WITH lately AS (
        SELECT id, status, created_at, ready_at, lines
        FROM orders
        WHERE restaurant_id = $1
          AND (status IN ('confirmed', 'preparing')
               OR (id >= first_order_id(now() - 2 * $2::interval) AND ready_at > now() - $2::interval))
    ), quick AS (
        SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY extract(epoch FROM ready_at - created_at)) AS seconds
        FROM lately WHERE ready_at > created_at HAVING count(*) >= 3
    )
    SELECT line.station,
           coalesce(sum(line.quantity) FILTER (WHERE status IN ('confirmed', 'preparing') AND NOT line.done), 0)::int
               AS to_make,
           coalesce(sum(line.quantity) FILTER (WHERE ready_at IS NOT NULL), 0)::int AS made,
           (SELECT seconds FROM quick) AS quick_seconds
    FROM lately,
         jsonb_to_recordset(lines) AS line (station text, quantity integer, done boolean)
    GROUP BY line.station
"""
