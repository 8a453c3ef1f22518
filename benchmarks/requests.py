"""Menu, status, confirm, move and parse under load, each beside its limit."""

import asyncio
import json
import urllib.request
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from benchmarks import limits, load, testbed
from benchmarks.load import Call
from server.accounts.tokens import Caller, issue_access

CONNECTIONS = 64
RESTAURANTS = 50
SENTENCES = (
    "two dish number 3 and one dish number 7",
    "a large dish number 1 with extra onions",
    "dish number 9 please",
)
LINE = {
    "id": 1, "menu_item_id": 1, "name": "Dish number 1", "variant_id": 2, "variant_label": "Large", "quantity": 2,
    "modifiers": [{"modifier_id": 4, "name": "Onions", "amount": "regular", "quantity": 1}],
    "special_requests": "", "unit_price": 1300, "line_total": 2600, "station": "oven", "done": False,
}  # fmt: skip


def public_menu(server: testbed.Server, places: list[testbed.Place], seconds: int) -> dict[str, Any]:
    """The public menu against a bare handler that answers the same bytes."""
    url = f"{server.url}/api/public/menu/{places[0].slug}/"
    ours = load.run(
        server.url, [Call(f"/api/public/menu/{places[0].slug}/")], connections=CONNECTIONS, seconds=seconds
    )
    with limits.bare_handler(url) as bare:
        limit = load.run(bare, [Call("/")], connections=CONNECTIONS, seconds=seconds)
    return _figures(ours, limit.rate, "a bare aiohttp handler")


def confirm(server: testbed.Server, places: list[testbed.Place], dsn: str, seconds: int) -> dict[str, Any]:
    """Confirm two lines, spread over the restaurants, against pgbench writing the same rows."""
    calls = [
        Call("/api/public/orders/confirm/", "POST", place.confirm_body(), keyed=True) for place in places
    ]
    with testbed.kitchen_at_work(dsn):
        load.run(server.url, calls, connections=CONNECTIONS, seconds=1)
        limit = limits.pgbench(
            dsn, limits.confirm_script(places, [LINE, LINE]), connections=CONNECTIONS, seconds=seconds
        )
        ours = load.run(server.url, calls, connections=CONNECTIONS, seconds=seconds)
    return _figures(ours, limit, "pgbench, the same rows in one statement")


def status(server: testbed.Server, order_ids: list[UUID], seconds: int) -> dict[str, Any]:
    """The status of orders that diners follow, against a bare handler that answers from memory."""
    calls = [Call(f"/api/public/orders/{order_id}/status/") for order_id in order_ids]
    ours = load.run(server.url, calls, connections=CONNECTIONS, seconds=seconds)
    with limits.bare_handler(server.url + calls[0].path) as bare:
        limit = load.run(bare, [Call("/")], connections=CONNECTIONS, seconds=seconds)
    return _figures(ours, limit.rate, "a bare aiohttp handler from memory")


def move(server: testbed.Server, tokens: dict[UUID, str], dsn: str, seconds: int) -> dict[str, Any]:
    """Rush on and off, a kitchen PATCH that writes each time, against pgbench writing the same rows.

    `tokens` are those with which each of the orders is changed.
    """
    calls = [
        Call(f"/api/kitchen/orders/{order_id}/", "PATCH", {"rush": rush}, token)
        for rush in (True, False)
        for order_id, token in tokens.items()
    ]
    asyncio.run(rush_none(dsn))
    limit = limits.pgbench(
        dsn, limits.move_script([str(i) for i in tokens]), connections=CONNECTIONS, seconds=seconds
    )
    ours = load.run(server.url, calls, connections=CONNECTIONS, seconds=seconds)
    return _figures(ours, limit, "pgbench, the same rows in one statement")


def parse(server: testbed.Server, places: list[testbed.Place], seconds: int) -> dict[str, Any]:
    """Understand short orders, once the words of the language are read; there is no limit to stand beside."""
    calls = [
        Call("/api/public/orders/parse/", "POST", {"restaurant_slug": places[0].slug, "raw_input": sentence})
        for sentence in SENTENCES
    ]
    first_words(server.url, places[0].slug)
    return _figures(load.run(server.url, calls, connections=8, seconds=seconds), None, "")


def first_words(url: str, slug: str) -> None:
    """Have one order understood, so that the words of its language are read."""
    body = json.dumps({"restaurant_slug": slug, "raw_input": SENTENCES[0]}).encode()
    first = urllib.request.Request(  # noqa: S310  our own server
        f"{url}/api/public/orders/parse/", body, {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(first).close()  # noqa: S310


def _figures(ours: load.Load, limit: float | None, beside: str) -> dict[str, Any]:
    ratio = round(ours.rate / limit, 3) if limit else None
    return {**ours.as_dict(), "limit": limit, "ratio": ratio, "beside": beside}


async def sessions_of_restaurants(dsn: str, order_ids: list[UUID]) -> dict[UUID, str]:
    """Open a session for each restaurant, and return the token with which each order is changed."""
    connection = await asyncpg.connect(dsn)
    try:
        rows = await connection.fetch(
            "SELECT o.id, o.restaurant_id, s.user_id FROM orders o JOIN staff s USING (restaurant_id) WHERE o.id = ANY ($1)",
            order_ids,
        )
        callers = {row["restaurant_id"]: Caller(row["user_id"], uuid4()) for row in rows}
        await connection.executemany(
            "INSERT INTO sessions (id, user_id) VALUES ($1, $2)",
            [(caller.session_id, caller.user_id) for caller in callers.values()],
        )
    finally:
        await connection.close()
    return {row["id"]: issue_access(callers[row["restaurant_id"]], testbed.SECRET) for row in rows}


async def rush_none(dsn: str) -> None:
    """Take back every rush, so that the first of each order changes something."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("UPDATE orders SET rushed = false WHERE rushed")
    finally:
        await connection.close()


async def recent_orders(dsn: str, count: int) -> list[UUID]:
    """Ids of orders that are open, over all restaurants."""
    connection = await asyncpg.connect(dsn)
    try:
        rows = await connection.fetch(
            "SELECT id FROM orders WHERE status = 'confirmed' ORDER BY random() LIMIT $1", count
        )
    finally:
        await connection.close()
    return [row["id"] for row in rows]


def measure(seconds: int) -> dict[str, Any]:
    """Everything of this file, on one server with one worker."""
    with testbed.postgres() as dsn:
        places = asyncio.run(testbed.fill(dsn, RESTAURANTS))
        with testbed.server(dsn) as server:
            urllib.request.urlopen(f"{server.url}/api/public/menu/{places[0].slug}/").close()  # noqa: S310
            results = {"menu": public_menu(server, places, seconds)}
            results["confirm"] = confirm(server, places, dsn, seconds)
            orders = asyncio.run(recent_orders(dsn, 500))
            results["status"] = status(server, orders, seconds)
            results["move"] = move(server, dict.fromkeys(orders, places[0].token), dsn, seconds)
            apart = asyncio.run(sessions_of_restaurants(dsn, orders))
            results["sessions"] = move(server, apart, dsn, seconds)
            results["parse"] = parse(server, places, seconds)
            results["cold_start"] = {"seconds": round(server.seconds_to_answer, 2)}
            results["memory"] = {"after_load_mb": round(server.memory_mb(), 1)}
    return results
