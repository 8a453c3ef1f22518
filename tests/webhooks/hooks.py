"""Webhooks of a restaurant, its orders, and waiting until what is to be delivered was."""

import asyncio
from typing import Any

from aiohttp.test_utils import TestServer

from server.webhooks.setup import COURIER
from tests.fixtures.api import Place
from tests.fixtures.patience import PATIENCE

EVERY = [
    "order.placed",
    "order.accepted",
    "order.ready",
    "order.completed",
    "order.cancelled",
    "item.86",
    "item.back",
]


async def hook(place: Place, url: str, *events: str) -> dict[str, Any]:
    """Add a webhook; of every event where none is named."""
    body = {"url": url, "events": list(events) or EVERY}
    reply = await place.owner.post(f"/api/restaurants/{place.id}/webhooks/", body)
    assert reply.status == 201, reply
    return dict(reply.body)


async def shown(place: Place, made: dict[str, Any]) -> dict[str, Any]:
    """The webhook as the list has it."""
    listed = (await place.owner.get(f"/api/restaurants/{place.id}/webhooks/")).body
    (found,) = [one for one in listed if one["id"] == made["id"]]
    return dict(found)


async def log(place: Place, made: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
    reply = await place.owner.get(f"/api/restaurants/{place.id}/webhooks/{made['id']}/deliveries/{query}")
    assert reply.status == 200, reply
    return list(reply.body)


async def placed(place: Place) -> str:
    reply = await place.order()
    assert reply.status == 201, reply
    return str(reply.body["id"])


async def move(place: Place, order: str, *statuses: str) -> None:
    for status in statuses:
        moved = await place.owner.patch(f"/api/kitchen/orders/{order}/", {"status": status})
        assert moved.status == 200, moved


async def until_settled(database: Any, waiting: int = 0) -> None:
    """Wait until no more than so many deliveries wait, and none is under way."""
    query = """
        SELECT count(*) FILTER (WHERE claimed_until > now()) = 0 AND count(*) <= $1
        FROM webhook_deliveries WHERE status = 'waiting'
    """
    async with asyncio.timeout(PATIENCE):
        while not await database.fetchval(query, waiting):
            await asyncio.sleep(0.02)


async def hurry(database: Any, server: TestServer) -> None:
    """Let what waits for its next attempt be due now."""
    await database.execute("UPDATE webhook_deliveries SET try_at = now() WHERE status = 'waiting'")
    await server.app[COURIER].run_once()


async def until_attempts(database: Any, count: int) -> None:
    """Wait until every delivery that waits has had so many attempts, and none is under way."""
    query = "SELECT bool_and(attempts = $1 AND claimed_until <= now()) FROM webhook_deliveries WHERE status = 'waiting'"
    async with asyncio.timeout(PATIENCE):
        while not await database.fetchval(query, count):
            await asyncio.sleep(0.02)


async def until_attempts_of(database: Any, made: dict[str, Any], count: int) -> None:
    query = "SELECT bool_and(attempts = $1 AND claimed_until <= now()) FROM webhook_deliveries WHERE webhook_id = $2"
    async with asyncio.timeout(PATIENCE):
        while not await database.fetchval(query, count, made["id"]):
            await asyncio.sleep(0.02)
