"""When an order will be ready: by station, from what is still to make and how fast it goes there.

A station with a queue takes queue ÷ throughput (Little's law); no dish takes less than a dish takes in a quiet
kitchen. A new order is ready when the slowest of its stations is. The throughput of a station is what it made lately;
where that is too little to count, the best of this hour in the last two weeks; else the restaurant's own setting.
What waits for its course is not to make yet, and promised when it is fired.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self
from uuid import UUID

from cachetools import LRUCache, TTLCache

from server.background import shared_result
from server.db.pool import BasePool
from server.domain.order import OrderLine
from server.domain.restaurant import RestaurantSettings
from server.wire.vocabulary import COOKING

CAPACITY = 20_000
"""Kitchens whose paces are held: as many as menus, or each order of the others would read two weeks of orders."""
FRESH_SECONDS = 15.0
"""How long a reading of a kitchen's pace is used."""
LATELY = timedelta(minutes=45)
"""How far back throughput is measured: long enough to count dishes, short enough to follow an evening."""
USUAL_DAYS = 14
USUAL_SECONDS = 15 * 60.0
"""How long a reading of the usual throughput is used."""
QUIET_SECONDS = 8 * 60.0
"""How long a dish takes where nothing is known yet."""
DISHES_PER_HOUR = 60
"""What a station makes where nothing was measured and the owner has set nothing: two cooks, two minutes a dish."""
FEWEST_DISHES = 6
"""A station that made fewer dishes has no throughput that could be trusted."""
LONGEST = timedelta(hours=12)


ByStation = Mapping[str, float]


@dataclass(slots=True)
class Pace:
    """A kitchen at a moment: dishes to make by station, dishes made per second, seconds of a quick order."""

    to_make: dict[str, int]
    per_second: ByStation
    quick_seconds: float
    read_at: float = field(default_factory=time.monotonic)

    def seconds_for(self, dishes: Mapping[str, int], otherwise: float) -> float:
        """Seconds until `dishes` (by station) are ready behind all that is to make.

        `otherwise` is the throughput, in dishes per second, of a station that was not measured.
        """
        waits = [
            (self.to_make.get(station, 0) + count) / self.per_second.get(station, otherwise)
            for station, count in dishes.items()
        ]
        return max([self.quick_seconds, *waits])


class Promise:
    """When an order will be ready. Its dishes count as to be made; they do no longer where it is not kept."""

    def __init__(self, ready_at: datetime, pace: Pace, dishes: Mapping[str, int]) -> None:
        self.ready_at = ready_at
        self._pace, self._dishes, self._kept = pace, dishes, False
        self._count(1)

    def keep(self) -> None:
        """Let the dishes count on: the order was placed."""
        self._kept = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._kept:
            self._count(-1)

    def _count(self, times: int) -> None:
        for station, count in self._dishes.items():
            self._pace.to_make[station] = self._pace.to_make.get(station, 0) + times * count


class Estimates:
    """Paces of the kitchens that take orders at the moment."""

    def __init__(self, pool: BasePool) -> None:
        self._pool = pool
        self._paces: LRUCache[UUID, Pace] = LRUCache(CAPACITY)
        self._usual: TTLCache[UUID, ByStation] = TTLCache(CAPACITY, USUAL_SECONDS, time.monotonic)
        self._reading: dict[UUID, asyncio.Task[Pace]] = {}

    async def promise(
        self, restaurant: RestaurantSettings, lines: Sequence[OrderLine], at: datetime
    ) -> Promise:
        """Tell when an order of these lines will be ready if it is placed `at` now."""
        pace, dishes = await self._pace(restaurant.id), _dishes(lines)
        return Promise((at + _time_for(pace, dishes, restaurant)).replace(microsecond=0), pace, dishes)

    async def takes(self, restaurant: RestaurantSettings, lines: Sequence[OrderLine]) -> timedelta:
        """Tell how long these lines take where a cook begins with them now."""
        pace = await self._pace(restaurant.id)
        return _time_for(pace, _dishes(lines), restaurant)

    async def without(
        self,
        restaurant: RestaurantSettings,
        lines: Sequence[OrderLine],
        left: Sequence[OrderLine],
        at: datetime,
    ) -> datetime | None:
        """Tell when what is `left` of an order's `lines` is ready, behind what the kitchen has besides; None for nothing to make."""
        to_make = [line for line in left if not line.done]
        if not to_make:
            return None
        pace, own = await self._pace(restaurant.id), _dishes([one for one in lines if not one.done])
        others = {name: max(0, count - own.get(name, 0)) for name, count in pace.to_make.items()}
        takes = _time_for(replace(pace, to_make=others), _dishes(to_make), restaurant)
        return (at + takes).replace(microsecond=0)

    async def wait_seconds(self, restaurant: RestaurantSettings) -> int:
        """Tell how long one more dish would take now, at the busiest station."""
        pace = await self._pace(restaurant.id)
        seconds = pace.seconds_for(dict.fromkeys(pace.to_make, 1), _otherwise(restaurant))
        return int(min(seconds, LONGEST.total_seconds()))

    async def _pace(self, restaurant_id: UUID) -> Pace:
        pace = self._paces.get(restaurant_id)
        if pace is None:
            return await shared_result(self._read(restaurant_id))
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

    async def _query(self, restaurant_id: UUID) -> Pace:
        rows = await self._pool.fetch(_PACE, restaurant_id, LATELY, list(COOKING))
        lately = _throughput({row["station"]: row["made"] for row in rows}, LATELY)
        stations = {row["station"] for row in rows}
        usual = {} if stations <= lately.keys() else await self._usual_throughput(restaurant_id)
        quick = next((row["quick_seconds"] for row in rows if row["quick_seconds"]), None)
        return Pace(
            to_make={row["station"]: row["to_make"] for row in rows},
            per_second={**usual, **lately},
            quick_seconds=float(quick or QUIET_SECONDS),
        )

    async def _usual_throughput(self, restaurant_id: UUID) -> ByStation:
        """Dishes per second by station in the best of this hour's last two weeks, where there were enough."""
        usual = self._usual.get(restaurant_id)
        if usual is None:
            rows = await self._pool.fetch(_USUAL, restaurant_id, USUAL_DAYS)
            usual = _throughput({row["station"]: row["made"] for row in rows}, timedelta(hours=1))
            self._usual[restaurant_id] = usual
        return usual


def _throughput(made: Mapping[str, int], span: timedelta) -> ByStation:
    return {
        station: count / span.total_seconds() for station, count in made.items() if count >= FEWEST_DISHES
    }


def _time_for(pace: Pace, dishes: Mapping[str, int], restaurant: RestaurantSettings) -> timedelta:
    return min(timedelta(seconds=pace.seconds_for(dishes, _otherwise(restaurant))), LONGEST)


def _otherwise(restaurant: RestaurantSettings) -> float:
    return (restaurant.rules.dishes_per_hour or DISHES_PER_HOUR) / 3600


def _dishes(lines: Sequence[OrderLine]) -> dict[str, int]:
    dishes: dict[str, int] = {}
    for line in lines:
        dishes[line.station] = dishes.get(line.station, 0) + line.quantity
    return dishes


_PACE = """
    WITH lately AS (
        SELECT id, status = ANY ($3) AS is_cooking, coalesce(released_at, created_at) AS came_at, ready_at,
               lines, courses
        FROM orders
        WHERE restaurant_id = $1
          AND (ended_at IS NULL
               OR (id >= first_order_id(now() - 2 * $2::interval) AND ready_at > now() - $2::interval))
    ), quick AS (
        SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY extract(epoch FROM ready_at - came_at)) AS seconds
        FROM lately WHERE ready_at > came_at HAVING count(*) >= 3
    )
    SELECT line.station,
           coalesce(sum(line.quantity) FILTER (
               WHERE is_cooking AND NOT line.done AND NOT coalesce(line.done_stations ? line.station, false)
                 AND NOT EXISTS (
                     SELECT FROM jsonb_to_recordset(courses) AS held (course text, fires_at timestamptz)
                     WHERE held.course = line.course AND coalesce(held.fires_at > now(), true)
                 )
           ), 0)::int AS to_make,
           coalesce(sum(line.quantity) FILTER (WHERE ready_at > now() - $2::interval), 0)::int AS made,
           (SELECT seconds FROM quick) AS quick_seconds
    FROM lately,
         jsonb_to_recordset(lines) AS line (
             station text, quantity integer, done boolean, done_stations jsonb, course text, state text
         )
    WHERE coalesce(line.state, '') = ''
    GROUP BY line.station
"""
_USUAL = """
    SELECT made.station, max(made.dishes)::int AS made
    FROM generate_series(1, $2::integer) AS ago (days),
         LATERAL (
             SELECT line.station, sum(line.quantity) AS dishes
             FROM orders AS o, jsonb_to_recordset(o.lines) AS line (station text, quantity integer, state text)
             WHERE o.restaurant_id = $1 AND coalesce(line.state, '') = '' AND o.ready_at IS NOT NULL
               AND o.id >= first_order_id(now() - make_interval(days => ago.days, mins => 30))
               AND o.id < first_order_id(now() - make_interval(days => ago.days, mins => -30))
             GROUP BY line.station
         ) AS made
    GROUP BY made.station
"""
