"""Simulated diners who never give up, screens that follow, and the promises that must hold after every fault."""

import asyncio
import contextlib
import itertools
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import aiohttp

from tests.faults.house import House

REQUEST_LIMIT = 12.0
"""Seconds in which any request must be answered or refused, whatever is broken."""
SETTLE_LIMIT = 5.0
"""Seconds after the end of a fault in which every screen must equal the database."""
OPEN = ("confirmed", "preparing", "ready")


class Screen:
    """A kitchen display reduced to its rules: a snapshot replaces all, an order with a higher revision one."""

    def __init__(self, url: str, slug: str, token: str) -> None:
        self._url, self._token = f"{url}/ws/kitchen/{slug}/", token
        self.orders: dict[str, dict[str, Any]] = {}
        self.connected = False

    async def run(self) -> None:
        """Follow until cancelled; come back whenever the connection is lost."""
        async with aiohttp.ClientSession() as session:
            while True:
                with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
                    await self._follow(session)
                self.connected = False
                await asyncio.sleep(0.2)

    async def _follow(self, session: aiohttp.ClientSession) -> None:
        headers = {"Authorization": f"Bearer {self._token}"}
        async with session.ws_connect(
            self._url, headers=headers, heartbeat=2, timeout=aiohttp.ClientWSTimeout(ws_close=1)
        ) as socket:
            async for message in socket:
                self._apply(json.loads(message.data))
                self.connected = True

    def _apply(self, message: dict[str, Any]) -> None:
        if message["type"] == "snapshot":
            self.orders = {order["id"]: order for order in message["orders"]}
        elif message["type"] == "order":
            order = message["order"]
            held = self.orders.get(order["id"])
            if held is None or held["revision"] < order["revision"]:
                self.orders[order["id"]] = order

    def shown(self) -> dict[str, int]:
        """What it shows: revisions of the open orders."""
        return {id_: order["revision"] for id_, order in self.orders.items() if order["status"] in OPEN}


class Traffic:
    """Diners and screens over all machines, and what they were promised."""

    def __init__(self, house: House, diners: int = 6, screens_each: int = 2) -> None:
        self.house = house
        assert house.place
        self.place = house.place
        self.promised: dict[str, str] = {}
        self.attempts = 0
        self.slowest = 0.0
        self.hanging: list[asyncio.StreamWriter] = []
        self._turn = itertools.count()
        self._stopping = False
        token = str(self.place.owner.token)
        self.screens = [
            Screen(machine.url, self.place.slug, token)
            for machine in house.machines
            for _ in range(screens_each)
        ]
        self._diners = diners
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        self._tasks = [asyncio.create_task(screen.run()) for screen in self.screens]
        self._tasks += [asyncio.create_task(self._diner(), name="diner") for _ in range(self._diners)]

    async def orders(self, count: int, seconds: float = 60.0) -> None:
        """Wait until `count` more orders were promised."""
        goal, deadline = len(self.promised) + count, time.monotonic() + seconds
        while len(self.promised) < goal:
            assert time.monotonic() < deadline, f"{len(self.promised)} of {goal} orders after {seconds} s"
            await asyncio.sleep(0.05)

    async def _diner(self) -> None:
        async with aiohttp.ClientSession() as session:
            while not self._stopping:
                await self._order(session)
                await asyncio.sleep(0.02)

    async def _order(self, session: aiohttp.ClientSession) -> None:
        key = uuid4().hex
        body = {"restaurant_slug": self.place.slug, "items": [self.place.line("Coke")], "customer_name": key}
        while True:
            machine = self.house.machines[next(self._turn) % len(self.house.machines)]
            status, answer = await self._send(session, machine.url, key, body)
            if status in (200, 201):
                assert self.promised.setdefault(key, answer["id"]) == answer["id"]
                return
            assert status in (0, 503), f"{status}: {answer}"
            await asyncio.sleep(0.2)

    async def _send(self, session: aiohttp.ClientSession, url: str, key: str, body: Any) -> tuple[int, Any]:
        """One attempt; status 0 where the connection broke. A request that hangs is a failed test."""
        started = time.monotonic()
        self.attempts += 1
        try:
            async with (
                asyncio.timeout(REQUEST_LIMIT),
                session.post(
                    f"{url}/api/public/orders/confirm/", json=body, headers={"Idempotency-Key": key}
                ) as answer,
            ):
                return answer.status, await answer.json(content_type=None)
        except (aiohttp.ClientError, ConnectionError):
            return 0, None
        finally:
            self.slowest = max(self.slowest, time.monotonic() - started)

    async def cook(self, count: int) -> None:
        """Move `count` orders on, as far as the kitchen answers."""
        for order_id in list(self.promised.values())[:count]:
            path = f"/api/kitchen/orders/{order_id}/"
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                await self.place.owner.patch(path, {"status": "preparing"})

    async def settle(self) -> None:
        """The fault is over: within the limit every screen equals the database; then look at every promise."""
        self._stopping = True
        diners = [task for task in self._tasks if task.get_name() == "diner"]
        await asyncio.wait_for(asyncio.gather(*diners), REQUEST_LIMIT + 5)
        deadline = time.monotonic() + SETTLE_LIMIT
        while True:
            truth = await self._truth()
            wrong = [screen for screen in self.screens if not screen.connected or screen.shown() != truth]
            if not wrong:
                break
            assert time.monotonic() < deadline, self._difference(wrong, truth)
            await asyncio.sleep(0.1)
        await self._check_promises()

    def _difference(self, wrong: list[Screen], truth: dict[str, int]) -> str:
        gaps = [
            (s.connected, len(s.shown()), len(truth), list(s.shown().items() ^ truth.items())[:4])
            for s in wrong
        ]
        return f"{len(wrong)} of {len(self.screens)} screens differ: {gaps}"

    async def _truth(self) -> dict[str, int]:
        rows = await self.house.read("SELECT id, revision FROM orders WHERE status = ANY ($1)", list(OPEN))
        return {str(row["id"]): row["revision"] for row in rows}

    async def _check_promises(self) -> None:
        assert self.slowest < REQUEST_LIMIT, f"a request took {self.slowest:.1f} s"
        rows = await self.house.read("SELECT id, customer_name AS key, number FROM orders")
        stored: dict[str, list[str]] = {}
        for row in rows:
            stored.setdefault(row["key"], []).append(str(row["id"]))
        lost = {key for key, order_id in self.promised.items() if stored.get(key) != [order_id]}
        assert not lost, f"{len(lost)} of {len(self.promised)} promised orders are lost or doubled"
        assert all(len(ids) == 1 for ids in stored.values())
        numbers = [row["number"] for row in rows]
        assert len(numbers) == len(set(numbers)), "two orders have the same number"

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in self.hanging:
            writer.transport.abort()


@asynccontextmanager
async def flowing(house: House, **options: Any) -> AsyncIterator[Traffic]:
    """Traffic that flows while the block runs; some orders have gone through before it begins."""
    traffic = Traffic(house, **options)
    await traffic.start()
    try:
        await traffic.orders(20)
        yield traffic
    finally:
        await traffic.stop()
