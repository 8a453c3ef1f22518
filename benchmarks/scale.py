"""What grows with the number of restaurants and orders, and what must not: shown at both ends."""

import asyncio
import time
import urllib.request
from typing import Any

import asyncpg

from benchmarks import load, requests, screens, testbed
from benchmarks.load import Call

SOCKETS = 1_000
IDLE_RESTAURANTS = 10_000
STEADY_READINGS = 3


def idle_memory() -> dict[str, Any]:
    """Memory of an idle server with 10,000 restaurants and 1,000 sockets."""
    with testbed.postgres(sync=False) as dsn:
        places = asyncio.run(testbed.fill(dsn, IDLE_RESTAURANTS, items=10))
        with testbed.server(dsn) as server:
            return asyncio.run(_with_sockets(server, places))


async def _with_sockets(server: testbed.Server, places: list[testbed.Place]) -> dict[str, Any]:
    hold = asyncio.Event()
    holding = asyncio.create_task(screens.memory_of_idle_sockets(server.url, places, SOCKETS, hold))
    await asyncio.sleep(0)
    memory, deadline = [0.0], time.monotonic() + 60
    while time.monotonic() < deadline and not _is_steady(memory):
        await asyncio.sleep(3)
        memory.append(server.memory_mb())
    hold.set()
    await holding
    return {"restaurants": len(places), "sockets": SOCKETS, "memory_mb": round(memory[-1], 1)}


def flatness(seconds: int) -> dict[str, Any]:
    """Costs of menu, confirm, status and snapshot at both ends of restaurants and of past orders."""
    return {
        "10 restaurants, 10 past orders": _costs(10, 10, seconds),
        "10 restaurants, 100,000 past orders": _costs(10, 100_000, seconds, busy=1),
        "100,000 restaurants, 10 past orders": _costs(100_000, 10, seconds, items=3, busy=10),
    }


def _costs(
    restaurants: int, past_orders: int, seconds: int, items: int = 30, busy: int = 10
) -> dict[str, Any]:
    with testbed.postgres(sync=False) as dsn:
        places = asyncio.run(testbed.fill(dsn, restaurants, items=items))
        asyncio.run(_past(dsn, places[:busy], past_orders))
        with testbed.server(dsn) as server:
            return _measure(server, places[:busy], dsn, seconds)


async def _past(dsn: str, places: list[testbed.Place], orders_each: int) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await testbed.past_orders(connection, places, orders_each)
        await connection.execute("VACUUM ANALYZE")  # or the database does it by itself, while we measure
        await connection.execute("CHECKPOINT")
    finally:
        await connection.close()


def _measure(server: testbed.Server, places: list[testbed.Place], dsn: str, seconds: int) -> dict[str, Any]:
    place = places[0]
    urllib.request.urlopen(f"{server.url}/api/public/menu/{place.slug}/").close()  # noqa: S310  our own server
    confirm = [Call("/api/public/orders/confirm/", "POST", p.confirm_body()) for p in places]
    with testbed.kitchen_at_work(dsn):
        rates = {"confirm": load.run(server.url, confirm, connections=16, seconds=seconds).rate}
    orders = asyncio.run(requests.recent_orders(dsn, 200))
    asyncio.run(_end_most(dsn))
    calls = {
        "menu": [Call(f"/api/public/menu/{place.slug}/")],
        "status": [Call(f"/api/public/orders/{order}/status/") for order in orders],
        "snapshot": [Call(f"/api/kitchen/{place.slug}/orders/", token=place.token)],
    }
    for name, made in calls.items():
        rates[name] = load.run(server.url, made, connections=16, seconds=seconds).rate
    return {name: round(rate) for name, rate in rates.items()}


async def _end_most(dsn: str) -> None:
    """Leave some open orders in each restaurant, so that snapshots at both ends are alike."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(
            """
            UPDATE orders SET status = 'completed', ended_at = now() WHERE status = 'confirmed' AND id NOT IN (
                SELECT id FROM (
                    SELECT id, row_number() OVER (PARTITION BY restaurant_id ORDER BY id DESC) AS place
                    FROM orders WHERE status = 'confirmed'
                ) AS ranked WHERE place <= 20
            )
            """
        )
        await connection.execute("VACUUM orders")
    finally:
        await connection.close()


def _is_steady(memory: list[float]) -> bool:
    last = memory[-STEADY_READINGS:]
    return len(memory) > STEADY_READINGS and max(last) - min(last) < 1
