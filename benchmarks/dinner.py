"""A dinner time: guests who say what they want, order it and look after it, and cooks who move orders on."""

import asyncio
import json
import math
import random
import time
from collections import defaultdict
from typing import Any
from uuid import uuid4

import aiohttp

from benchmarks import testbed

REPEATED = 0.1
"""The share of diners who press twice or whose phone sends again: the same key a second time."""
BUSY_SHARE = 0.2
"""A fifth of the restaurants takes most of the orders, as on a street of restaurants."""
MOVES = ("preparing", "ready", "completed")
FINISHED = 0.9
"""The share of orders that the kitchen finishes; the others it begins."""
CONNECTIONS = 200


class Dinner:
    """Guests and cooks of one server: what was promised to them, and how long each thing took."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.promised: dict[str, str] = {}
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.refused = 0
        self.doubled = 0
        self._session, self._url = session, url

    async def guest(self, place: testbed.Place) -> None:
        """Order once, twice over with the same key now and then, and have it cooked."""
        words = {
            "restaurant_slug": place.slug,
            "raw_input": "two large dish number 1 with onions and a dish number 2",
        }
        await self._ask("parse", "POST", "/api/public/orders/parse/", json=words)
        order_id = await self._order(place)
        if order_id:
            await self._ask("status", "GET", f"/api/public/orders/{order_id}/status/")
            await self._cook(place, order_id)

    def percentiles(self, what: str) -> dict[str, float]:
        """Milliseconds in which the half and nearly all of `what` were answered."""
        ordered = sorted(self.seconds[what])
        return {
            "p50_ms": round(ordered[len(ordered) // 2] * 1000, 1),
            "p99_ms": round(ordered[int(len(ordered) * 0.99)] * 1000, 1),
        }

    async def _order(self, place: testbed.Place) -> str | None:
        key = uuid4().hex
        sent = {"json": {**place.confirm_body(), "customer_name": key}, "headers": {"Idempotency-Key": key}}
        times = 2 if random.random() < REPEATED else 1  # noqa: S311  no secret
        confirms = [self._ask("confirm", "POST", "/api/public/orders/confirm/", **sent) for _ in range(times)]
        for answer in await asyncio.gather(*confirms):
            if answer and self.promised.setdefault(key, answer["id"]) != answer["id"]:
                self.doubled += 1
        return self.promised.get(key)

    async def _cook(self, place: testbed.Place, order_id: str) -> None:
        headers = {"Authorization": f"Bearer {place.token}"}
        moves = MOVES if random.random() < FINISHED else MOVES[:1]  # noqa: S311  no secret
        for status in moves:
            path = f"/api/kitchen/orders/{order_id}/"
            await self._ask("move", "PATCH", path, json={"status": status}, headers=headers)

    async def _ask(self, what: str, method: str, path: str, **options: Any) -> Any:
        """The answer, or None where it was refused, which is counted."""
        began = time.perf_counter()
        async with self._session.request(method, self._url + path, **options) as answer:
            body = await answer.read()
        self.seconds[what].append(time.perf_counter() - began)
        if not answer.ok:
            self.refused += 1
            return None
        return json.loads(body)


async def dine(url: str, places: list[testbed.Place], seconds: int, rate: int) -> Dinner:
    """Guests come by a curve that rises to `rate` a second in the middle and falls again."""
    busy = places[: max(1, int(len(places) * BUSY_SHARE))]
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)
    async with aiohttp.ClientSession(connector=connector) as session, asyncio.TaskGroup() as guests:
        dinner, began = Dinner(session, url), time.monotonic()
        while (passed := time.monotonic() - began) < seconds:
            now_rate = rate * (0.2 + 0.8 * math.sin(math.pi * passed / seconds))
            await asyncio.sleep(random.expovariate(now_rate))
            place = random.choice(busy if random.random() < 0.8 else places)  # noqa: S311, PLR2004  no secret; see BUSY_SHARE
            guests.create_task(dinner.guest(place))
    return dinner
