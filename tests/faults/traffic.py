"""Simulated diners who never give up, a cook, screens that follow, and the promises that must hold after every fault."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import aiohttp

from tests.faults.deployment import Deployment
from tests.faults.leaks import Held, held, nothing_leaked
from tests.faults.promises import consistent, none_lost, open_orders
from tests.faults.screens import Cook, Screen

REQUEST_LIMIT = 12.0
"""Seconds in which any request must be answered or refused, whatever is broken."""
SETTLE_LIMIT = 5.0
"""Seconds after the end of a fault in which every screen must equal the database."""
BROKEN = 0
"""In the place of a status: the connection broke, as a diner's does in a cellar."""
LOGGED_OUT, FULL = 401, 409
MANY_OPEN = 200
"""Orders after which the cook clears the kitchen, which takes no more than 500 of diners without a table's code."""
PARTS = 8
"""Keys are sent again over so many connections."""


class Traffic:
    """Diners, a cook and screens at the addresses `urls`, and what they were promised.

    Between two orders a diner waits for `pause` seconds.
    """

    def __init__(
        self,
        deployment: Deployment,
        urls: list[str] | None = None,
        *,
        diners: int = 6,
        pause: float = 0.02,
        screens_each: int = 2,
    ) -> None:
        self.deployment = deployment
        assert deployment.place
        self.place = deployment.place
        self.promised: dict[str, str] = {}
        self.refused = 0
        self._cleared = 0
        self.slowest: dict[str, float] = {}
        self.before: Held | None = None
        self._bodies: dict[str, dict[str, Any]] = {}
        self._addresses = urls or [machine.url for machine in deployment.machines]
        self._urls = itertools.cycle(self._addresses)
        self.cook = Cook(self._addresses, deployment.login)
        self._stopping = False
        self.screens = [
            Screen(url, self.place.slug, self.cook) for url in self._addresses for _ in range(screens_each)
        ]
        self._diners, self._pause = diners, pause
        self._people: list[asyncio.Task[None]] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Let everybody in; returns when some orders have gone through."""
        self._tasks = [asyncio.create_task(screen.run()) for screen in self.screens]
        self._people = [asyncio.create_task(self._dine()) for _ in range(self._diners)]
        self._people.append(asyncio.create_task(self._look_and_cook()))
        await self.orders(20)
        self.before = (await held(self.deployment)).without(len(self._people) * len(self._addresses))

    async def orders(self, count: int, seconds: float = 60.0) -> None:
        """Wait until `count` more orders were promised."""
        goal, deadline = len(self.promised) + count, time.monotonic() + seconds
        while len(self.promised) < goal:
            self._raise_complaints()
            assert time.monotonic() < deadline, f"{len(self.promised)} of {goal} orders after {seconds} s"
            await asyncio.sleep(0.05)

    def _raise_complaints(self) -> None:
        for task in self._people + self._tasks:
            if task.done():
                task.result()

    async def _dine(self) -> None:
        async with aiohttp.ClientSession() as session:
            while not self._stopping:
                await self._order(session)
                await asyncio.sleep(self._pause)

    async def _order(self, session: aiohttp.ClientSession) -> None:
        key = uuid4().hex
        items = [self.place.line("Coke"), self.place.line("Margherita", 2)]
        body = {"restaurant_slug": self.place.slug, "items": items, "customer_name": key}
        self._bodies[key] = body
        while not await self._confirm(session, key, body):
            await asyncio.sleep(0.2)

    async def _confirm(self, session: aiohttp.ClientSession, key: str, body: dict[str, Any]) -> bool:
        """Try once. An order that the key was promised before has to be the same."""
        status, answer = await self.send(
            session, "POST", "/api/public/orders/confirm/", json=body, headers={"Idempotency-Key": key}
        )
        assert status in (BROKEN, 200, 201, 503) or _is_full(status, answer), f"{status}: {answer}"
        if status == FULL:
            return False
        if status in (BROKEN, 503):
            self.refused += 1
            return False
        assert self.promised.setdefault(key, answer["id"]) == answer["id"], "a key got two orders"
        return True

    async def _look_and_cook(self) -> None:
        """Read the menu, have words understood, follow an order, and move one on: again and again."""
        async with aiohttp.ClientSession() as session:
            while not self._stopping:
                await self._expect(session, "GET", f"/api/public/menu/{self.place.slug}/")
                await self.speak(session)
                if self.promised:
                    order = next(reversed(self.promised.values()))
                    await self._expect(session, "GET", f"/api/public/orders/{order}/status/")
                    for status in ("preparing", "ready"):
                        await self._move(session, order, status)
                if len(self.promised) - self._cleared > MANY_OPEN:
                    await self._clear(session)
                await asyncio.sleep(0.1)

    async def _clear(self, session: aiohttp.ClientSession) -> None:
        """Cancel all open orders, so that the kitchen takes more."""
        token, promised = self.cook.token, len(self.promised)
        status, answer = await self.send(
            session,
            "POST",
            f"/api/kitchen/{self.place.slug}/orders/cancel/",
            json={"reason": "cleared"},
            headers={"Authorization": f"Bearer {token}"},
        )
        if status == LOGGED_OUT:
            await self.cook.renew(token)
        assert status in (BROKEN, LOGGED_OUT, 200, 503), f"{status}: {answer}"
        if status == 200:
            self._cleared = promised

    async def speak(self, session: aiohttp.ClientSession) -> None:
        """Have an order in words understood."""
        words = {"restaurant_slug": self.place.slug, "raw_input": "two cokes please"}
        await self._expect(session, "POST", "/api/public/orders/parse/", json=words)

    async def _expect(self, session: aiohttp.ClientSession, method: str, path: str, **options: Any) -> None:
        status, answer = await self.send(session, method, path, **options)
        assert status in (BROKEN, 200, 503), f"{method} {path}: {status}: {answer}"

    async def _move(self, session: aiohttp.ClientSession, order_id: str, wanted: str) -> None:
        token = self.cook.token
        status, answer = await self.send(
            session,
            "PATCH",
            f"/api/kitchen/orders/{order_id}/",
            json={"status": wanted},
            headers={"Authorization": f"Bearer {token}"},
        )
        if status == LOGGED_OUT:
            await self.cook.renew(token)
        else:
            assert status in (BROKEN, 200, 409, 503), f"{status}: {answer}"

    async def send(
        self, session: aiohttp.ClientSession, method: str, path: str, **options: Any
    ) -> tuple[int, Any]:
        """One attempt at the next address. A request that hangs is a failed test."""
        started, route = time.monotonic(), path.split("/")[-2]
        try:
            async with (
                asyncio.timeout(REQUEST_LIMIT),
                session.request(method, next(self._urls) + path, **options) as answer,
            ):
                return answer.status, await answer.json(content_type=None)
        except (aiohttp.ClientError, ConnectionError):
            return BROKEN, None
        finally:
            seconds = time.monotonic() - started
            self.slowest[route] = max(self.slowest.get(route, 0.0), seconds)

    async def settle(self) -> None:
        """The fault is over: look at every promise that is made for after it."""
        self._stopping = True
        await asyncio.wait_for(asyncio.gather(*self._people), REQUEST_LIMIT + 5)
        await self._screens_equal_the_database()
        async with self.deployment.database() as connection:
            stored = await consistent(connection)
        none_lost(self.promised, stored)
        await self._every_key_gets_its_order_again(len(stored))
        assert self.before
        await nothing_leaked(self.deployment, self.before)

    async def _screens_equal_the_database(self) -> None:
        deadline = time.monotonic() + SETTLE_LIMIT
        async with self.deployment.database() as connection:
            while True:
                self._raise_complaints()
                truth = await open_orders(connection)
                wrong = [s for s in self.screens if not s.connected or s.shown() != truth]
                if not wrong:
                    return
                assert time.monotonic() < deadline, self._difference(wrong, truth)
                await asyncio.sleep(0.1)

    def _difference(self, wrong: list[Screen], truth: dict[str, int]) -> str:
        gaps = [
            (s.connected, len(s.shown()), len(truth), list(s.shown().items() ^ truth.items())[:4])
            for s in wrong
        ]
        return f"{len(wrong)} of {len(self.screens)} screens differ: {gaps}"

    async def _every_key_gets_its_order_again(self, orders: int) -> None:
        keys = list(self.promised)
        await asyncio.gather(*(self._confirm_all(keys[n::PARTS]) for n in range(PARTS)))
        async with self.deployment.database() as connection:
            assert await connection.fetchval("SELECT count(*) FROM orders") == orders

    async def _confirm_all(self, keys: list[str]) -> None:
        async with aiohttp.ClientSession() as session:
            for key in keys:
                assert await self._confirm(session, key, self._bodies[key])

    async def stop(self) -> None:
        """Send everybody home."""
        for task in self._tasks + self._people:
            task.cancel()
        await asyncio.gather(*self._tasks, *self._people, return_exceptions=True)


def _is_full(status: int, answer: Any) -> bool:
    return status == FULL and "as many open orders as it may have" in answer["detail"]


@asynccontextmanager
async def flowing(deployment: Deployment, **options: Any) -> AsyncIterator[Traffic]:
    """Traffic that flows while the block runs; some orders have gone through before it begins."""
    traffic = Traffic(deployment, **options)
    try:
        await traffic.start()
        yield traffic
    finally:
        await traffic.stop()
