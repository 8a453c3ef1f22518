"""Answers that are sent past the application are those that the application would give."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from server.app import create_app
from server.http.swift import put_in_front
from server.settings import Settings
from tests.fixtures.api import Api, Place
from tests.fixtures.redis import free_port

CHANGING = ("date", "x-request-id", "server", "connection")


@pytest.fixture
async def swift(settings: Settings) -> AsyncIterator[tuple[web.Application, Api]]:
    """The server as a worker runs it, with its shortcuts in front."""
    app = create_app(settings)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    put_in_front(app, runner)
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}", auto_decompress=False) as session:
        yield app, Api(session)
    await runner.cleanup()


Heard = tuple[int, dict[str, str], bytes]


async def heard(api: Api, path: str, headers: dict[str, str]) -> Heard:
    async with api.session.get(path, headers=headers) as answer:
        kept = {n.lower(): v for n, v in answer.headers.items() if n.lower() not in CHANGING}
        return answer.status, kept, await answer.read()


async def both_ways(api: Api, path: str, **headers: str) -> tuple[Heard, Heard]:
    """The same request the short way and, as the connection is to be closed, the long way."""
    return await heard(api, path, headers), await heard(api, path, {**headers, "Connection": "close"})


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
async def test_menu_and_status_are_the_same_both_ways(
    restaurant: Place, swift: tuple[web.Application, Api], encoding: str
) -> None:
    """Status, body and headers of the short way are those of the long way, for the menu, its 304 and an order."""
    _, api = swift
    order = (await restaurant.order()).body["id"]
    menu = f"/api/public/menu/{restaurant.slug}/"
    first, _ = await both_ways(api, menu, **{"Accept-Encoding": encoding})
    asked = [
        (menu, {}),
        (menu, {"If-None-Match": first[1]["etag"]}),
        (f"/api/public/orders/{order}/status/", {}),
    ]
    for path, headers in asked:
        await both_ways(api, path)
        short, long = await both_ways(api, path, **headers, **{"Accept-Encoding": encoding})
        assert short == long


async def test_a_change_is_seen_the_short_way_at_once(
    restaurant: Place, swift: tuple[web.Application, Api]
) -> None:
    """After a move and an 86 through the same server the next answers show them."""
    _, api = swift
    owner = api.as_(restaurant.owner.token)
    made = await api.post(
        "/api/public/orders/confirm/",
        {"restaurant_slug": restaurant.slug, "items": [restaurant.line("Coke")]},
    )
    path = f"/api/public/orders/{made.body['id']}/status/"
    assert (await api.get(path)).body["status"] == "confirmed"
    await owner.patch(f"/api/kitchen/orders/{made.body['id']}/", {"status": "preparing"})
    assert (await api.get(path)).body["status"] == "preparing"


@pytest.mark.parametrize(
    "order_id", ["x", "1", "018f0000-0000-7000-8000-000000000000", "018f000000007000800000000000000f"]
)
async def test_what_is_not_there_is_a_404_both_ways(
    swift: tuple[web.Application, Api], order_id: str
) -> None:
    """An id that is malformed or names nothing is a 404 with problem+json."""
    reply = await swift[1].get(f"/api/public/orders/{order_id}/status/")
    assert (reply.status, reply.body["status"]) == (404, 404)
