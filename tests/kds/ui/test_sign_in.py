"""Getting in, against a real server."""

from collections.abc import Callable

import pytest
from aiohttp.test_utils import TestServer

from kds_tui.core.ticket_list import View
from kds_tui.net.auth_client import HttpAuthClient, Kitchen
from kds_tui.net.backend import Backend
from kds_tui.net.connection import Connection
from kds_tui.net.outbox import Outbox
from kds_tui.ui.app import KitchenApp
from kds_tui.ui.sign_in import SignIn
from tests.fixtures.api import PASSWORD, Api, MakeRestaurant, Place
from tests.kds.net.connections import MemoryTokens
from tests.kds.ui.harness import QUICK, run_display


def following(address: str, entered: list[Kitchen]) -> Callable[[Kitchen], Backend]:
    def enter(kitchen: Kitchen) -> Backend:
        entered.append(kitchen)
        return Connection(address, kitchen.slug, MemoryTokens(kitchen.access, kitchen.refresh), Outbox(None))

    return enter


def at_the_door(
    server: TestServer | str, entered: list[Kitchen], *, pair: bool = False, slug: str = ""
) -> KitchenApp:
    address = server if isinstance(server, str) else str(server.make_url("/"))
    door = HttpAuthClient(address, following(address, entered))
    return KitchenApp(QUICK, View(), sign_in=SignIn(door, pair=pair, slug=slug))


async def member(place: Place, email: str) -> None:
    body = {"email": email, "role": "kitchen"}
    made = await place.owner.post(f"/api/restaurants/{place.id}/staff/", body)
    token = made.body["invite_url"].rsplit("/", 1)[-1]
    accepted = {"token": token, "password": PASSWORD}
    reply = await place.public.post("/api/auth/accept-invite/", accepted)
    assert reply.status == 200, reply


@pytest.mark.slow
async def test_a_wrong_password_is_said_and_a_right_one_opens_the_kitchen(
    server: TestServer, restaurant: Place
) -> None:
    """The screen stays and says why; then the only restaurant of the account is shown."""
    await member(restaurant, "cook@example.com")
    entered: list[Kitchen] = []
    async with run_display(at_the_door(server, entered)) as driver:
        await driver.sees("log in", "Type your e-mail")
        await driver.press(*"cook@example.com", "enter")
        await driver.sees("Type your password")
        await driver.press(*"wrong", "enter")
        await driver.sees("The e-mail or the password is wrong")
        typed = ["space" if letter == " " else letter for letter in PASSWORD]
        await driver.press("ctrl+u", *typed, "enter")
        await driver.sees("No open orders")
        assert [kitchen.slug for kitchen in entered] == [restaurant.slug]


async def test_a_login_of_two_restaurants_asks_which(
    server: TestServer, restaurant: Place, make_restaurant: MakeRestaurant
) -> None:
    """Somebody who works in two kitchens picks one from a list."""
    other = await make_restaurant()
    await member(restaurant, "cook@example.com")
    door = HttpAuthClient(str(server.make_url("/")), following(str(server.make_url("/")), []))
    assert [kitchen.slug for kitchen in await door.login("cook@example.com", PASSWORD)] == [restaurant.slug]
    body = {"email": "cook@example.com", "role": "kitchen"}
    made = await other.owner.post(f"/api/restaurants/{other.id}/staff/", body)
    token = made.body["invite_url"].rsplit("/", 1)[-1]
    await other.public.post("/api/auth/accept-invite/", {"token": token, "password": PASSWORD})
    entered: list[Kitchen] = []
    app = at_the_door(server, entered)
    async with run_display(app) as driver:
        await driver.sees("log in")
        assert app.sign_in is not None
        app.sign_in.log_in(app, "cook@example.com", PASSWORD)
        await driver.sees("Which restaurant?", restaurant.info["name"], other.info["name"])
        await driver.press("enter")
        await driver.sees("No open orders")
        assert len(entered) == 1


@pytest.mark.usefixtures("claims_at_once")
async def test_a_code_that_is_approved_opens_the_kitchen_and_removal_shows_a_new_one(
    server: TestServer, restaurant: Place
) -> None:
    """Pairing needs no keyboard; a display that is removed is back at a code, with nothing left to read."""
    entered: list[Kitchen] = []
    app = at_the_door(server, entered, pair=True)
    async with run_display(app, size=(80, 24)) as driver:
        text = await driver.sees("aiqr kds approve ", "good for", "█ ▄▄▄▄▄ █")
        code = text.split("aiqr kds approve ")[1].split()[0]
        reply = await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/pair/", {"code": code})
        assert reply.status == 201, reply
        await driver.sees("No open orders", restaurant.info["name"])
        await restaurant.order(table_identifier="9")
        await driver.sees("#1 T9")
        await restaurant.owner.delete(f"/api/restaurants/{restaurant.id}/staff/{reply.body['id']}/")
        await driver.sees("aiqr kds approve ")
        await driver.loses("#1 T9")
        assert not app.display_state.controller.board.tickets


async def test_a_server_that_is_not_there_is_said(api: Api) -> None:
    """Both ways in say that nothing answers, and go on trying or waiting."""
    del api
    app = at_the_door("http://127.0.0.1:9", [])
    async with run_display(app) as driver:
        await driver.sees("log in")
        assert app.sign_in is not None
        app.sign_in.log_in(app, "cook@example.com", PASSWORD)
        await driver.sees("nothing answers at its address")
        await driver.press("f2")
        await driver.sees("No code yet: nothing answers at its address")
