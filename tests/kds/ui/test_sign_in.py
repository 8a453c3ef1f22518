"""Getting in, against a real server."""

from collections.abc import Callable

from aiohttp.test_utils import TestServer

from kds_tui.core.ticket_list import View
from kds_tui.net.auth_client import Kitchen, ServerDoor
from kds_tui.net.backend import Source
from kds_tui.net.connection import Connection
from kds_tui.net.outbox import Outbox
from kds_tui.ui.app import KitchenApp
from kds_tui.ui.sign_in import Entrance
from tests.fixtures.api import PASSWORD, Api, MakeRestaurant, Place
from tests.kds.net.connections import MemoryTokens
from tests.kds.ui.harness import QUICK, on_stage


def following(address: str, entered: list[Kitchen]) -> Callable[[Kitchen], Source]:
    def enter(kitchen: Kitchen) -> Source:
        entered.append(kitchen)
        return Connection(address, kitchen.slug, MemoryTokens(kitchen.access, kitchen.refresh), Outbox(None))

    return enter


def at_the_door(
    server: TestServer | str, entered: list[Kitchen], *, pair: bool = False, slug: str = ""
) -> KitchenApp:
    address = server if isinstance(server, str) else str(server.make_url("/"))
    door = ServerDoor(address, following(address, entered))
    return KitchenApp(QUICK, View(), entrance=Entrance(door, pair=pair, slug=slug))


async def member(place: Place, email: str) -> None:
    body = {"email": email, "role": "kitchen"}
    made = await place.owner.post(f"/api/restaurants/{place.id}/staff/", body)
    token = made.body["invite_url"].rsplit("/", 1)[-1]
    accepted = {"token": token, "password": PASSWORD}
    reply = await place.public.post("/api/auth/accept-invite/", accepted)
    assert reply.status == 200, reply


async def test_a_wrong_password_is_said_and_a_right_one_opens_the_kitchen(
    server: TestServer, restaurant: Place
) -> None:
    """The screen stays and says why; then the only restaurant of the account is shown."""
    await member(restaurant, "cook@example.com")
    entered: list[Kitchen] = []
    async with on_stage(at_the_door(server, entered)) as stage:
        await stage.sees("log in", "Type your e-mail")
        await stage.press(*"cook@example.com", "enter")
        await stage.sees("Type your password")
        await stage.press(*"wrong", "enter")
        await stage.sees("The e-mail or the password is wrong")
        typed = ["space" if letter == " " else letter for letter in PASSWORD]
        await stage.press("ctrl+u", *typed, "enter")
        await stage.sees("No open orders")
        assert [kitchen.slug for kitchen in entered] == [restaurant.slug]


async def test_a_login_of_two_restaurants_asks_which(
    server: TestServer, restaurant: Place, make_restaurant: MakeRestaurant
) -> None:
    """Somebody who works in two kitchens picks one from a list."""
    other = await make_restaurant()
    await member(restaurant, "cook@example.com")
    door = ServerDoor(str(server.make_url("/")), following(str(server.make_url("/")), []))
    assert [kitchen.slug for kitchen in await door.login("cook@example.com", PASSWORD)] == [restaurant.slug]
    body = {"email": "cook@example.com", "role": "kitchen"}
    made = await other.owner.post(f"/api/restaurants/{other.id}/staff/", body)
    token = made.body["invite_url"].rsplit("/", 1)[-1]
    await other.public.post("/api/auth/accept-invite/", {"token": token, "password": PASSWORD})
    entered: list[Kitchen] = []
    app = at_the_door(server, entered)
    async with on_stage(app) as stage:
        await stage.sees("log in")
        assert app.entrance is not None
        app.entrance.log_in(app, "cook@example.com", PASSWORD)
        await stage.sees("Which restaurant?", restaurant.info["name"], other.info["name"])
        await stage.press("enter")
        await stage.sees("No open orders")
        assert len(entered) == 1


async def test_a_code_that_is_approved_opens_the_kitchen_and_removal_shows_a_new_one(
    server: TestServer, restaurant: Place
) -> None:
    """Pairing needs no keyboard; a display that is removed is back at a code, with nothing left to read."""
    entered: list[Kitchen] = []
    app = at_the_door(server, entered, pair=True)
    async with on_stage(app, size=(80, 24)) as stage:
        text = await stage.sees("aiqr kds approve ", "good for", "█ ▄▄▄▄▄ █")
        code = text.split("aiqr kds approve ")[1].split()[0]
        reply = await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/pair/", {"code": code})
        assert reply.status == 201, reply
        await stage.sees("No open orders", restaurant.info["name"])
        await restaurant.order(table_identifier="9")
        await stage.sees("#1 Table 9")
        await restaurant.owner.delete(f"/api/restaurants/{restaurant.id}/staff/{reply.body['id']}/")
        await stage.sees("aiqr kds approve ")
        await stage.loses("Table 9")
        assert not app.desk.board.tickets


async def test_a_server_that_is_not_there_is_said(api: Api) -> None:
    """Both ways in say that nothing answers, and go on trying or waiting."""
    del api
    app = at_the_door("http://127.0.0.1:9", [])
    async with on_stage(app) as stage:
        await stage.sees("log in")
        assert app.entrance is not None
        app.entrance.log_in(app, "cook@example.com", PASSWORD)
        await stage.sees("nothing answers at its address")
        await stage.press("f2")
        await stage.sees("No code yet: nothing answers at its address")
