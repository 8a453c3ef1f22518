"""From the confirm's answer to the kitchen's screens: how long, and whether any screen missed any order."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from benchmarks import testbed

PATIENCE = 15.0


@dataclass
class Seen:
    """When each order was placed, and when each screen had it, in seconds of one clock."""

    placed: dict[str, float] = field(default_factory=dict)
    arrived: list[dict[str, float]] = field(default_factory=list)

    def latencies_ms(self) -> list[float]:
        """From the confirm's answer (or before it) to each screen, sorted."""
        found = [
            max(0.0, screen[order_id] - at) * 1000
            for screen in self.arrived
            for order_id, at in self.placed.items()
            if order_id in screen
        ]
        return sorted(found)

    def missing(self) -> int:
        """How many times a screen did not get an order."""
        return sum(order_id not in screen for screen in self.arrived for order_id in self.placed)


async def measure(url: str, place: testbed.Place, screens: int, rate: int, seconds: int) -> dict[str, Any]:
    """Place `rate` orders a second before `screens` screens of one restaurant."""
    seen = Seen()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        ready = asyncio.Semaphore(0)
        tasks = []
        for _ in range(screens):
            arrived: dict[str, float] = {}
            seen.arrived.append(arrived)
            tasks.append(asyncio.create_task(_follow(session, url, place, arrived, ready)))
        for _ in range(screens):
            await asyncio.wait_for(ready.acquire(), PATIENCE)
        await _order(session, url, place, seen, rate * seconds, 1 / rate)
        deadline = time.monotonic() + 3
        while seen.missing() and time.monotonic() < deadline:
            await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    found = seen.latencies_ms()
    return {
        "screens": screens,
        "orders_per_second": rate,
        "orders": len(seen.placed),
        "missing": seen.missing(),
        "p50_ms": round(found[len(found) // 2], 2),
        "p99_ms": round(found[int(len(found) * 0.99)], 2),
    }


async def _follow(
    session: aiohttp.ClientSession,
    url: str,
    place: testbed.Place,
    arrived: dict[str, float],
    ready: asyncio.Semaphore,
) -> None:
    headers = {"Authorization": f"Bearer {place.token}"}
    async with session.ws_connect(
        f"{url}/ws/kitchen/{place.slug}/", headers=headers, max_msg_size=0
    ) as socket:
        async for message in socket:
            now = time.perf_counter()
            # The id stands near the front: a full parse in 200 clients would measure the clients.
            if message.data.startswith('{"type":"order"'):
                arrived.setdefault(message.data[31:67], now)
            else:
                ready.release()


async def _order(
    session: aiohttp.ClientSession, url: str, place: testbed.Place, seen: Seen, count: int, pause: float
) -> None:
    begun = time.perf_counter()
    for number in range(count):
        await asyncio.sleep(max(0.0, begun + number * pause - time.perf_counter()))
        async with session.post(f"{url}/api/public/orders/confirm/", json=place.confirm_body()) as answer:
            order = json.loads(await answer.read())
        seen.placed[order["id"]] = time.perf_counter()


async def memory_of_idle_sockets(
    url: str, places: list[testbed.Place], sockets: int, hold: asyncio.Event
) -> None:
    """Connect `sockets` screens, spread over the restaurants, and hold them until `hold` is set."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        open_sockets = []
        for number in range(sockets):
            place = places[number % len(places)]
            headers = {"Authorization": f"Bearer {place.token}"}
            open_sockets.append(await session.ws_connect(f"{url}/ws/kitchen/{place.slug}/", headers=headers))
        await hold.wait()
        for socket in open_sockets:
            await socket.close()
