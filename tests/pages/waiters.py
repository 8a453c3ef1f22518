"""Waiters on the staff's pages, for tests: browsers with cookies of their own."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import aiohttp
from aiohttp.test_utils import TestServer

from tests.fixtures.api import PASSWORD, Api, Place
from tests.pages.conftest import shared

Form = dict[str, str]


@dataclass
class Answer:
    """A page as it came."""

    status: int
    text: str
    location: str
    headers: Any


@dataclass
class Waiter:
    """A browser on the staff's pages, with its cookies."""

    session: aiohttp.ClientSession
    login: Form
    name: str = "Anna"

    async def send(self, method: str, path: str, **options: Any) -> Answer:
        async with self.session.request(method, path, allow_redirects=False, **options) as answer:
            location = answer.headers.get("Location", "")
            return Answer(answer.status, await answer.text(), location, answer.headers)

    async def get(self, path: str, **options: Any) -> Answer:
        return await self.send("GET", path, **options)

    async def post(self, path: str, **form: str) -> Answer:
        return await self.send("POST", path, data=form)

    async def log_in(self, **more: str) -> Answer:
        return await self.post("/staff/", **self.login, **more)


OpenBrowser = Callable[[Form], Waiter]


@shared()
async def browser_of(server: TestServer) -> AsyncIterator[OpenBrowser]:
    """Opens browsers whose cookies are their own."""
    async with AsyncExitStack() as stack:
        opened: list[aiohttp.ClientSession] = []

        def open_browser(login: Form) -> Waiter:
            jar = aiohttp.CookieJar(unsafe=True)
            session = aiohttp.ClientSession(base_url=server.make_url("/"), cookie_jar=jar)
            opened.append(session)
            stack.push_async_callback(session.close)
            return Waiter(session, login)

        yield open_browser


async def hired(place: Place, api: Api, role: str = "waiter", first_name: str = "Anna") -> Form:
    """A new member of a restaurant's staff: what they type to log in."""
    email = f"{uuid4().hex[:8]}@example.com"
    path = f"/api/restaurants/{place.id}/staff/"
    invited = await place.owner.post(path, {"email": email, "role": role})
    assert invited.status == 201, invited
    token = invited.body["invite_url"].rsplit("/", 1)[-1]
    body = {"token": token, "password": PASSWORD, "first_name": first_name}
    assert (await api.post("/api/auth/accept-invite/", body)).status == 200
    return {"email": email, "password": PASSWORD}


@shared()
async def anna(browser_of: OpenBrowser, restaurant: Place, api: Api) -> Waiter:
    """A waiter who is logged in."""
    waiter = browser_of(await hired(restaurant, api))
    assert (await waiter.log_in()).status == 303
    return waiter


async def table_id(place: Place, name: str) -> int:
    tables = (await place.owner.get(f"/api/restaurants/{place.id}/tables/")).body
    return int(next(one["id"] for one in tables if one["name"] == name))


async def page_of(place: Place, name: str = "5") -> str:
    return f"/staff/{place.slug}/tables/{await table_id(place, name)}/"
