"""Whoever loses the right to a kitchen loses its screen within five seconds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest

from tests.fixtures.api import PASSWORD, Api, Place
from tests.fixtures.patience import PATIENCE

pytestmark = pytest.mark.shared_server

PROMISED = 5.0
"""Seconds, of the contract."""


@asynccontextmanager
async def screen(caller: Api, slug: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    headers = {"Authorization": f"Bearer {caller.token}"}
    async with caller.session.ws_connect(f"/ws/kitchen/{slug}/", headers=headers) as socket:
        assert (await socket.receive_json(timeout=PATIENCE))["type"] == "snapshot"
        yield socket


async def code_after(caller: Api, slug: str, change: Callable[[], Awaitable[object]]) -> int:
    """With which code the caller's screen is closed after `change`."""
    async with screen(caller, slug) as socket:
        await change()
        async with asyncio.timeout(PROMISED):
            while (message := await socket.receive()).type is not aiohttp.WSMsgType.CLOSE:
                assert message.type is aiohttp.WSMsgType.TEXT, message
        return int(message.data)


async def logged_in(place: Place, caller: Api) -> tuple[str, dict[str, str]]:
    """The caller's e-mail and another login of theirs."""
    email = (await caller.get("/api/auth/me/")).body["user"]["email"]
    login = await place.public.post("/api/auth/login/", {"email": email, "password": PASSWORD})
    return email, login.body


async def staff_path(place: Place, email: str) -> str:
    path = f"/api/restaurants/{place.id}/staff/"
    staff = (await place.owner.get(path)).body
    return f"{path}{next(member['id'] for member in staff if member['email'] == email)}/"


async def test_logging_out_closes_the_screen(restaurant: Place) -> None:
    """A session that is over is 4401 for its screen, and nobody else's is touched."""
    cook = await restaurant.staff("kitchen")
    _, login = await logged_in(restaurant, cook)
    wall = restaurant.public.as_(login["access"])
    async with screen(cook, restaurant.slug) as other:
        code = await code_after(
            wall,
            restaurant.slug,
            lambda: restaurant.public.post("/api/auth/logout/", {"refresh": login["refresh"]}),
        )
        assert code == 4401
        assert (await restaurant.order()).status == 201
        assert (await other.receive_json(timeout=PATIENCE))["type"] == "order"


async def test_a_refresh_token_used_twice_closes_the_screen(restaurant: Place) -> None:
    """A stolen login is over everywhere, on the wall too."""
    cook = await restaurant.staff("kitchen")
    _, login = await logged_in(restaurant, cook)
    used = {"refresh": login["refresh"]}
    assert (await restaurant.public.post("/api/auth/refresh/", used)).status == 200
    wall = restaurant.public.as_(login["access"])
    code = await code_after(wall, restaurant.slug, lambda: restaurant.public.post("/api/auth/refresh/", used))
    assert code == 4401


async def test_a_new_password_closes_the_other_screens(restaurant: Place) -> None:
    """Where the password was changed the screen stays; all others are 4401."""
    cook = await restaurant.staff("kitchen")
    _, login = await logged_in(restaurant, cook)
    change = {"old_password": PASSWORD, "new_password": "a wholly other phrase"}
    async with screen(cook, restaurant.slug) as here:
        wall = restaurant.public.as_(login["access"])
        code = await code_after(wall, restaurant.slug, lambda: cook.patch("/api/auth/me/", change))
        assert code == 4401
        assert (await restaurant.order()).status == 201
        assert (await here.receive_json(timeout=PATIENCE))["type"] == "order"


async def test_who_is_removed_loses_the_screen(restaurant: Place) -> None:
    """A membership that is over is 4403."""
    cook = await restaurant.staff("kitchen")
    email, _ = await logged_in(restaurant, cook)
    path = await staff_path(restaurant, email)
    assert await code_after(cook, restaurant.slug, lambda: restaurant.owner.delete(path)) == 4403


async def test_a_restaurant_that_is_gone_has_no_screens(restaurant: Place) -> None:
    """When its owner deletes a restaurant, its kitchen's screens are closed as not found or not theirs."""
    assert (await restaurant.order()).status == 201
    cook = await restaurant.staff("kitchen")
    path = f"/api/restaurants/{restaurant.id}/"
    code = await code_after(cook, restaurant.slug, lambda: restaurant.owner.delete(path))
    assert code in {4403, 4404}
