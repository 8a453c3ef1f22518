"""A dinner time compressed into a minute: many restaurants, several processes, one Redis.

usage: python -m benchmarks.simulate [--restaurants N] [--workers N …] [--seconds N] [--rate N]
Reports orders lost, orders doubled, screens out of date at the end, and latencies.
"""

import argparse
import asyncio
import json
import math
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp
import asyncpg

from benchmarks import house

REPEATED = 0.1
"""The share of diners who press twice or whose phone sends again: the same key a second time."""
OPEN = ("confirmed", "preparing", "ready")
SETTLE = 5.0
BUSY_SHARE = 0.2
"""A fifth of the restaurants takes most of the orders, as on a street of restaurants."""


@dataclass
class Dinner:
    """What was promised to diners, and how long it took."""

    promised: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    doubled: int = 0


@contextmanager
def redis() -> Iterator[str]:
    """A real Redis for as long as the block runs."""
    port = house.free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [
            house.redis_binary(),
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            folder,
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            time.sleep(0.3)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait(10)


async def dine(url: str, places: list[house.Place], seconds: int, rate: int) -> Dinner:
    """Orders come by a curve that rises to `rate` a second in the middle and falls again."""
    dinner, running = Dinner(), set()
    busy = places[: max(1, int(len(places) * BUSY_SHARE))]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=200)) as session:
        begun = time.monotonic()
        while (passed := time.monotonic() - begun) < seconds:
            now_rate = rate * (0.2 + 0.8 * math.sin(math.pi * passed / seconds))
            await asyncio.sleep(random.expovariate(now_rate))
            place = random.choice(busy if random.random() < 0.8 else places)  # noqa: S311, PLR2004
            task = asyncio.create_task(_order(session, url, place, dinner))
            running.add(task)
            task.add_done_callback(running.discard)
        await asyncio.gather(*running)
    return dinner


async def _order(session: aiohttp.ClientSession, url: str, place: house.Place, dinner: Dinner) -> None:
    key, started = uuid4().hex, time.perf_counter()
    times = 2 if random.random() < REPEATED else 1  # noqa: S311
    body = {**place.confirm_body(), "customer_name": key}
    for answer in await asyncio.gather(*(_confirm(session, url, key, body) for _ in range(times))):
        if answer is None:
            dinner.refused += 1
        elif dinner.promised.setdefault(key, answer) != answer:
            dinner.doubled += 1
    dinner.seconds.append(time.perf_counter() - started)


async def _confirm(session: aiohttp.ClientSession, url: str, key: str, body: Any) -> str | None:
    headers = {"Idempotency-Key": key}
    async with session.post(f"{url}/api/public/orders/confirm/", json=body, headers=headers) as answer:
        if answer.status not in (200, 201):
            return None
        return str(json.loads(await answer.read())["id"])


async def follow(session: aiohttp.ClientSession, url: str, place: house.Place, shown: dict[str, int]) -> None:
    """A screen: what it shows, as revisions by order."""
    headers = {"Authorization": f"Bearer {place.token}"}
    async with session.ws_connect(
        f"{url}/ws/kitchen/{place.slug}/", headers=headers, max_msg_size=0
    ) as socket:
        async for message in socket:
            told = json.loads(message.data)
            if told["type"] == "snapshot":
                shown.clear()
            for order in told.get("orders") or ([told["order"]] if "order" in told else []):
                if order["revision"] > shown.get(order["id"], 0) and order["status"] in OPEN:
                    shown[order["id"]] = order["revision"]


async def evening(url: str, dsn: str, places: list[house.Place], seconds: int, rate: int) -> dict[str, Any]:
    """A whole dinner time, and what was true at its end."""
    watched = places[: min(200, len(places))]
    screens: list[dict[str, int]] = [{} for _ in watched]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        tasks = [
            asyncio.create_task(follow(session, url, place, shown))
            for place, shown in zip(watched, screens, strict=True)
        ]
        dinner = await dine(url, places, seconds, rate)
        outdated = await _outdated(dsn, watched, screens)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return {
        **await _stored(dsn, dinner),
        "screens": len(screens),
        "screens_outdated": outdated,
        **_latency(dinner),
    }


async def _outdated(dsn: str, watched: list[house.Place], screens: list[dict[str, int]]) -> int:
    deadline, wrong = time.monotonic() + SETTLE, len(screens)
    connection = await asyncpg.connect(dsn)
    while wrong and time.monotonic() < deadline:
        rows = await connection.fetch(
            "SELECT restaurant_id, id, revision FROM orders WHERE status = ANY ($1)", list(OPEN)
        )
        truth: dict[Any, dict[str, int]] = {}
        for row in rows:
            truth.setdefault(row["restaurant_id"], {})[str(row["id"])] = row["revision"]
        wrong = sum(truth.get(p.id, {}) != shown for p, shown in zip(watched, screens, strict=True))
        await asyncio.sleep(0.1)
    await connection.close()
    return wrong


async def _stored(dsn: str, dinner: Dinner) -> dict[str, Any]:
    connection = await asyncpg.connect(dsn)
    rows = await connection.fetch("SELECT customer_name AS key, id FROM orders")
    await connection.close()
    stored = {row["key"]: str(row["id"]) for row in rows}
    return {
        "orders": len(dinner.promised),
        "lost": sum(stored.get(key) != order_id for key, order_id in dinner.promised.items()),
        "doubled": dinner.doubled + len(rows) - len(stored),
        "refused": dinner.refused,
    }


def _latency(dinner: Dinner) -> dict[str, float]:
    ordered = sorted(dinner.seconds)
    return {
        "p50_ms": round(ordered[len(ordered) // 2] * 1000, 1),
        "p99_ms": round(ordered[int(len(ordered) * 0.99)] * 1000, 1),
    }


def main() -> None:
    """Simulate with each number of workers."""
    arguments = argparse.ArgumentParser(
        description="A dinner time on several processes, with Redis between them."
    )
    arguments.add_argument("--restaurants", type=int, default=2000)
    arguments.add_argument("--workers", type=int, nargs="+", default=[2, 4])
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--rate", type=int, default=150, help="orders a second at the peak")
    options = arguments.parse_args()
    for workers in options.workers:
        with house.postgres() as dsn, redis() as redis_url:
            places = asyncio.run(house.fill(dsn, options.restaurants, items=10))
            with house.server(dsn, workers=workers, REDIS_URL=redis_url) as server:
                found = asyncio.run(evening(server.url, dsn, places, options.seconds, options.rate))
        print(f"{workers} workers, {options.restaurants} restaurants:", json.dumps(found))


if __name__ == "__main__":
    main()
