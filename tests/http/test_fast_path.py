"""The public menu in front of the application: the same answer as the slow path, without it."""

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from server.app import create_app
from server.fast_path import put_in_front
from server.http.keys import METRICS
from tests.conftest import make_settings
from tests.fixtures.api import Api, Place

pytestmark = pytest.mark.shared_server

ITS_OWN = {"Date", "X-Request-ID", "Server", "Connection"}
"""Headers that are another's at each request, or that only the slow path's library sends."""


def path(place: Place) -> str:
    return f"/api/public/menu/{place.slug}/"


async def seen(session: aiohttp.ClientSession, url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    async with session.get(url, headers=headers) as answer:
        fields = {name.title(): value for name, value in answer.headers.items()}
        return (
            answer.status,
            {n: v for n, v in fields.items() if n not in {h.title() for h in ITS_OWN}},
            await answer.read(),
        )


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "identity"}, {"If-None-Match": "*"}])
async def test_both_ways_send_the_same(
    restaurant: Place, http: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    """Status, headers and body are those of the slow path, which a client takes that closes its connection."""
    short = await seen(http, path(restaurant), **headers)
    assert short == await seen(http, path(restaurant), **headers, Connection="close")


async def test_the_short_way_is_counted(restaurant: Place, server: TestServer) -> None:
    """An answer of the fast path stands in the figures like any other."""
    figures = server.app[METRICS]
    counted = b'aiqr_http_requests_total{method="GET",route="read_public_menu",status="200"} '
    before = float(figures.render({}).split(counted)[1].split()[0])
    await restaurant.reload()
    assert float(figures.render({}).split(counted)[1].split()[0]) == before + 1


async def test_a_request_id_is_taken(restaurant: Place) -> None:
    """The client's own request id comes back, as everywhere."""
    reply = await restaurant.public.get(path(restaurant), headers={"X-Request-ID": "mine-1"})
    assert reply.headers["X-Request-ID"] == "mine-1"


async def test_tls_in_front_is_told_to_stay(database_url: str) -> None:
    """Where the public address is https, the fast path has the header that keeps browsers on it."""
    app = create_app(make_settings(DATABASE_URL=database_url, AIQR_PUBLIC_URL="https://example.com"))
    async with TestServer(app) as running:
        put_in_front(app, _runner(running))
        async with aiohttp.ClientSession(base_url=running.make_url("/")) as session:
            owner = await Api(session).register()
            place = await owner.post("/api/restaurants/", {"name": "Luigi's"})
            answers = [await seen(session, f"/api/public/menu/{place.body['slug']}/") for _ in range(2)]
    assert [a[1]["Strict-Transport-Security"] for a in answers] == ["max-age=31536000"] * 2


async def test_other_origins_go_the_long_way(database_url: str) -> None:
    """Where other origins are allowed every answer depends on who asks, and says so."""
    origin = "https://shop.example"
    app = create_app(make_settings(DATABASE_URL=database_url, AIQR_CORS_ORIGINS=origin))
    async with TestServer(app) as running:
        put_in_front(app, _runner(running))
        async with aiohttp.ClientSession(base_url=running.make_url("/")) as session:
            owner = await Api(session).register()
            place = await owner.post("/api/restaurants/", {"name": "Luigi's"})
            for _ in range(2):
                answer = await seen(session, f"/api/public/menu/{place.body['slug']}/", Origin=origin)
                assert answer[1]["Access-Control-Allow-Origin"] == origin
                assert answer[1]["Vary"] == "Accept-Encoding, Origin"


def _runner(running: BaseTestServer) -> web.BaseRunner:
    assert running.runner is not None
    return running.runner
