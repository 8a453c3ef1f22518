"""When an order will be ready: by station, from what is still to make and how fast it goes there.

A station with a queue takes queue ÷ throughput (Little's law); no dish takes less than a dish takes in a quiet
kitchen. A new order is ready when the slowest of its stations is. The throughput of a station is what it made lately;
where that is too little to count, the best of this hour in the last two weeks; else the restaurant's own setting.
What waits for its course is not to make yet, and promised when it is fired.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self
from uuid import UUID

from cachetools import LRUCache

from server.background import shared_result
from server.db.group_commit import GroupCommit
from server.db.pool import BasePool
from server.domain.order import OrderLine
from server.domain.restaurant import RestaurantSettings
from server.orders.pace import CAPACITY, Pace, PaceReader

FRESH_SECONDS = 15.0
"""How long a reading of a kitchen's pace is used."""
GATHER_SECONDS = 0.1
"""How long readings of kitchens whose paces are older are gathered, to be read together; meanwhile the older ones are used."""
MOST_TOGETHER = 64
DISHES_PER_HOUR = 60
"""What a station makes where nothing was measured and the owner has set nothing: two cooks, two minutes a dish."""
LONGEST = timedelta(hours=12)


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

    def __init__(self, pool: BasePool, gather_seconds: float = GATHER_SECONDS) -> None:
        self._gather_seconds = gather_seconds
        self._paces: LRUCache[UUID, Pace] = LRUCache(CAPACITY)
        self._reader = PaceReader(pool)
        self._together: GroupCommit[UUID, Pace] = GroupCommit(self._reader.read, key=lambda kitchen: kitchen)
        self._reading: dict[UUID, asyncio.Task[Pace]] = {}
        self._outdated: set[UUID] = set()
        self._renewing: set[UUID] = set()
        self._renewal: asyncio.Task[None] | None = None

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
        if time.monotonic() - pace.read_at > FRESH_SECONDS and restaurant_id not in self._renewing:
            self._outdated.add(restaurant_id)
            if self._renewal is None:
                self._renewal = asyncio.create_task(self._renew())
        return pace

    async def _renew(self) -> None:
        """Read paces that nobody waits for, many together."""
        try:
            while self._outdated:
                if len(self._outdated) < MOST_TOGETHER:
                    await asyncio.sleep(self._gather_seconds)
                await self._read_together(
                    [self._outdated.pop() for _ in range(min(MOST_TOGETHER, len(self._outdated)))]
                )
        finally:
            self._renewal = None

    async def _read_together(self, kitchens: Sequence[UUID]) -> None:
        """Read some paces in one statement; where that fails each by itself, as one kitchen's trouble is not its neighbours'."""
        self._renewing.update(kitchens)
        try:
            self._paces.update(zip(kitchens, await self._reader.read(kitchens), strict=True))
        except Exception:  # noqa: BLE001  whatever it is, it is told to who waits for a pace of his own
            for restaurant_id in kitchens:
                self._read(restaurant_id)
        finally:
            self._renewing.difference_update(kitchens)

    def _read(self, restaurant_id: UUID) -> asyncio.Task[Pace]:
        """Read a pace once, however many wait for it; those who have an older one go on with that."""
        task = self._reading.get(restaurant_id)
        if task is None:
            task = asyncio.create_task(self._together.store(restaurant_id))
            self._reading[restaurant_id] = task
            task.add_done_callback(lambda done: self._keep(restaurant_id, done))
        return task

    def _keep(self, restaurant_id: UUID, task: asyncio.Task[Pace]) -> None:
        self._reading.pop(restaurant_id, None)
        if task.cancelled() or task.exception():
            return
        self._paces[restaurant_id] = task.result()


def _time_for(pace: Pace, dishes: Mapping[str, int], restaurant: RestaurantSettings) -> timedelta:
    return min(timedelta(seconds=pace.seconds_for(dishes, _otherwise(restaurant))), LONGEST)


def _otherwise(restaurant: RestaurantSettings) -> float:
    return (restaurant.rules.dishes_per_hour or DISHES_PER_HOUR) / 3600


def _dishes(lines: Sequence[OrderLine]) -> dict[str, int]:
    dishes: dict[str, int] = {}
    for line in lines:
        dishes[line.station] = dishes.get(line.station, 0) + line.quantity
    return dishes
