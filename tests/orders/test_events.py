"""An order as server-sent events."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from tests.fixtures.api import Place
from tests.fixtures.patience import PATIENCE

pytestmark = pytest.mark.shared_server


async def next_event(stream: aiohttp.ClientResponse) -> dict[str, Any] | None:
    """The data of the next event named `order`; None at the end of the stream."""
    name = ""
    async with asyncio.timeout(PATIENCE):
        async for raw in stream.content:
            line = raw.decode().rstrip("\n")
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            if line.startswith("data: "):
                assert name == "order"
                return dict(json.loads(line.removeprefix("data: ")))
    return None


async def test_an_order_is_followed_to_its_end(restaurant: Place) -> None:
    """One event comes at once and one at each change; after completed the stream ends."""
    order = (await restaurant.order()).body
    async with restaurant.public.session.get(f"/api/public/orders/{order['id']}/events/") as stream:
        assert stream.content_type == "text/event-stream"
        assert await next_event(stream) == order
        for status in ("preparing", "ready", "completed"):
            await restaurant.owner.patch(f"/api/kitchen/orders/{order['id']}/", {"status": status})
            told = await next_event(stream)
            assert told is not None
            assert told["status"] == status
        assert await next_event(stream) is None


async def test_an_order_that_has_ended_is_told_once(restaurant: Place) -> None:
    """The stream of a cancelled order has one event and ends."""
    order = (await restaurant.order()).body
    await restaurant.owner.patch(
        f"/api/kitchen/orders/{order['id']}/", {"status": "cancelled", "reason": "no gas"}
    )
    async with restaurant.public.session.get(f"/api/public/orders/{order['id']}/events/") as stream:
        told = await next_event(stream)
        assert told is not None
        assert (told["status"], told["reason"]) == ("cancelled", "no gas")
        assert await next_event(stream) is None


async def test_an_unknown_order_is_a_404(restaurant: Place) -> None:
    """There is no stream of an order that does not exist."""
    reply = await restaurant.public.get("/api/public/orders/018f0000-0000-7000-8000-000000000000/events/")
    assert reply.status == 404
