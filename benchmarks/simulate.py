"""A dinner time compressed into a minute: many restaurants, several processes, one Redis.

usage: python -m benchmarks.simulate [--restaurants N] [--workers N …] [--seconds N] [--rate N]
Reports orders lost, orders doubled, screens out of date at the end, and latencies.
"""

import argparse
import asyncio
import json
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from uuid import UUID

import aiohttp
import asyncpg

from benchmarks import testbed
from benchmarks.dinner import dine
from server.wire.vocabulary import OPEN

SETTLE = 5.0
"""Seconds after the last guest in which every screen must equal the database."""
SCREENS = 200
MEASURED = ("confirm", "parse", "status", "move")


class Screen:
    """What a kitchen display shows: the open orders of a restaurant by their revisions."""

    def __init__(self, place: testbed.Place) -> None:
        self.place = place
        self._orders: dict[str, tuple[int, str]] = {}

    async def follow(self, session: aiohttp.ClientSession, url: str) -> None:
        """Follow until cancelled."""
        headers = {"Authorization": f"Bearer {self.place.token}"}
        address = f"{url}/ws/kitchen/{self.place.slug}/"
        async with session.ws_connect(address, headers=headers, max_msg_size=0) as socket:
            async for message in socket:
                self._take(json.loads(message.data))

    def shown(self) -> dict[str, int]:
        """Revisions of the open orders."""
        return {order_id: revision for order_id, (revision, status) in self._orders.items() if status in OPEN}

    def _take(self, told: dict[str, Any]) -> None:
        if told["type"] == "snapshot":
            self._orders.clear()
        for order in told.get("orders") or ([told["order"]] if "order" in told else []):
            if order["revision"] > self._orders.get(order["id"], (0, ""))[0]:
                self._orders[order["id"]] = (order["revision"], order["status"])


@contextmanager
def redis() -> Iterator[str]:
    """A real Redis for as long as the block runs."""
    port = testbed.free_port()
    with tempfile.TemporaryDirectory() as folder:
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        process = subprocess.Popen([testbed.redis_binary(), *options], stdout=subprocess.DEVNULL)
        try:
            time.sleep(0.3)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait(10)


@asynccontextmanager
async def watched(url: str, places: list[testbed.Place]) -> AsyncIterator[list[Screen]]:
    """A screen in each of the first restaurants, SCREENS at most, for as long as the block runs."""
    screens = [Screen(place) for place in places[:SCREENS]]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        tasks = [asyncio.create_task(screen.follow(session, url)) for screen in screens]
        yield screens
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def evening(url: str, dsn: str, places: list[testbed.Place], seconds: int, rate: int) -> dict[str, Any]:
    """A whole dinner time, and what was true at its end."""
    async with watched(url, places) as screens:
        dinner = await dine(url, places, seconds, rate)
        outdated = await count_outdated(dsn, screens)
    return {
        **await compare(dsn, dinner.promised),
        "doubled_answers": dinner.doubled,
        "refused": dinner.refused,
        "screens": len(screens),
        "screens_outdated": outdated,
        **{what: dinner.percentiles(what) for what in MEASURED},
    }


async def count_outdated(dsn: str, screens: list[Screen]) -> int:
    """How many screens differ from the database SETTLE seconds after the last guest."""
    deadline, wrong = time.monotonic() + SETTLE, len(screens)
    connection = await asyncpg.connect(dsn)
    while wrong and time.monotonic() < deadline:
        rows = await connection.fetch(
            "SELECT restaurant_id, id, revision FROM orders WHERE status = ANY ($1)", list(OPEN)
        )
        truth: dict[UUID, dict[str, int]] = {}
        for row in rows:
            truth.setdefault(row["restaurant_id"], {})[str(row["id"])] = row["revision"]
        wrong = sum(truth.get(screen.place.id, {}) != screen.shown() for screen in screens)
        await asyncio.sleep(0.1)
    await connection.close()
    return wrong


async def compare(dsn: str, promised: dict[str, str]) -> dict[str, int]:
    """What was promised beside what is stored: orders, lost ones, and ones that are there twice."""
    connection = await asyncpg.connect(dsn)
    rows = await connection.fetch("SELECT customer_name AS key, id FROM orders")
    await connection.close()
    stored = {row["key"]: str(row["id"]) for row in rows}
    lost = sum(stored.get(key) != order_id for key, order_id in promised.items())
    return {"orders": len(promised), "lost": lost, "doubled": len(rows) - len(stored)}


def main() -> None:
    """Simulate with each number of workers."""
    arguments = argparse.ArgumentParser(
        description="A dinner time on several processes, with Redis between them."
    )
    arguments.add_argument("--restaurants", type=int, default=2000)
    arguments.add_argument("--workers", type=int, nargs="+", default=[2, 4])
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--rate", type=int, default=60, help="guests a second at the peak")
    options = arguments.parse_args()
    for workers in options.workers:
        with testbed.postgres() as dsn, redis() as redis_url:
            places = asyncio.run(testbed.fill(dsn, options.restaurants, items=10))
            with testbed.server(dsn, workers=workers, REDIS_URL=redis_url) as server:
                found = asyncio.run(evening(server.url, dsn, places, options.seconds, options.rate))
        print(f"{workers} workers, {options.restaurants} restaurants:", json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
