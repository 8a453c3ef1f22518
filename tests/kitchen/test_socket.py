"""The kitchen's socket, with real clients on real sockets."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import aiohttp
import asyncpg
import pytest
from aiohttp.test_utils import TestServer

from server.kitchen import reconcile
from server.kitchen import socket as socket_module
from server.kitchen.sequence import ChangeSequence
from server.kitchen.setup import HUB, PRESENCE
from server.kitchen.snapshot import KitchenState
from server.wire.kitchen_messages import AvailabilityMessage, KitchenSnapshot, OrderMessage
from tests.fixtures.api import Api, Place
from tests.fixtures.patience import PATIENCE

pytestmark = pytest.mark.shared_server

Messages = Callable[[], Coroutine[Any, Any, dict[str, Any]]]


@asynccontextmanager
async def screen(cook: Api, slug: str, query: str = "") -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    headers = {"Authorization": f"Bearer {cook.token}"}
    async with cook.session.ws_connect(f"/ws/kitchen/{slug}/{query}", headers=headers) as socket:
        yield socket


async def heard(socket: aiohttp.ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    """The next message, which must be of this kind."""
    message = await asyncio.wait_for(socket.receive_json(), PATIENCE)
    assert message["type"] == kind, message
    return dict(message)


async def close_code(socket: aiohttp.ClientWebSocketResponse) -> int | None:
    while not socket.closed:
        await asyncio.wait_for(socket.receive(), PATIENCE)
    return socket.close_code


async def test_a_screen_gets_a_snapshot_and_then_each_change(restaurant: Place) -> None:
    """First comes the state, then the whole order at each change, with rising revisions."""
    first = (await restaurant.order(raw_input="a coke")).body
    async with screen(restaurant.owner, restaurant.slug) as socket:
        snapshot = KitchenSnapshot.model_validate(await heard(socket, "snapshot"))
        assert [str(o.id) for o in snapshot.orders] == [first["id"]]
        assert snapshot.orders[0].raw_input == "a coke"
        second = (await restaurant.order()).body
        placed = OrderMessage.model_validate(await heard(socket, "order"))
        assert (str(placed.order.id), placed.order.revision) == (second["id"], 1)
        for revision, status in enumerate(("preparing", "ready", "completed"), start=2):
            await restaurant.owner.patch(f"/api/kitchen/orders/{second['id']}/", {"status": status})
            moved = (await heard(socket, "order"))["order"]
            assert (moved["status"], moved["revision"]) == (status, revision)


async def test_a_change_that_changes_nothing_sends_nothing(restaurant: Place) -> None:
    """A second bump to the same state is not told: the next message is that of the next change."""
    order = (await restaurant.order()).body
    path = f"/api/kitchen/orders/{order['id']}/"
    async with screen(restaurant.owner, restaurant.slug) as socket:
        await heard(socket, "snapshot")
        await restaurant.owner.patch(path, {"status": "preparing"})
        await restaurant.owner.patch(path, {"status": "preparing"})
        await restaurant.owner.patch(path, {"status": "ready"})
        assert (await heard(socket, "order"))["order"]["status"] == "preparing"
        assert (await heard(socket, "order"))["order"]["status"] == "ready"


async def test_a_station_sees_its_orders_whole(restaurant: Place) -> None:
    """`?station=` narrows to orders with a line of that station, and sends them with all their lines."""
    await restaurant.order(restaurant.line("Coke"))
    async with screen(restaurant.owner, restaurant.slug, "?station=oven") as socket:
        assert (await heard(socket, "snapshot"))["orders"] == []
        await restaurant.order(restaurant.line("Coke"))
        mixed = (await restaurant.order(restaurant.line("Coke"), restaurant.line("Margherita"))).body
        told = (await heard(socket, "order"))["order"]
        assert told["id"] == mixed["id"]
        assert [line["name"] for line in told["items"]] == ["Coke", "Margherita"]


async def sold_out_for(place: Place, item: int, seconds: float) -> int:
    """86 a dish for so long; the answer's status is 400 where that was over before the server read it."""
    until = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()
    body = {"available": False, "until": until}
    return (await place.owner.patch(f"/api/kitchen/items/{item}/", body)).status


@pytest.mark.slow
async def test_what_is_86d_is_told_and_its_return_too(restaurant: Place) -> None:
    """An 86 with an end is told at once, stands in the next snapshot, and its end is told when it comes."""
    item = restaurant.item("Coke")["id"]
    async with screen(restaurant.owner, restaurant.slug) as socket:
        await heard(socket, "snapshot")
        assert await sold_out_for(restaurant, item, 3600) == 200
        gone = AvailabilityMessage.model_validate(await heard(socket, "availability"))
        assert (gone.menu_item_id, gone.name, gone.available) == (item, "Coke", False)
        async with screen(restaurant.owner, restaurant.slug) as other:
            assert [u["menu_item_id"] for u in (await heard(other, "snapshot"))["unavailable"]] == [item]
        for seconds in (1, 10, 60):  # the first is enough where the machine is not busy
            if await sold_out_for(restaurant, item, seconds) == 200:
                break
        sooner = AvailabilityMessage.model_validate(await heard(socket, "availability"))
        assert gone.until is not None
        assert sooner.until is not None
        assert sooner.until < gone.until
        back = AvailabilityMessage.model_validate(await heard(socket, "availability"))
        assert (back.available, back.until) == (True, None)
    assert (await restaurant.order()).status == 201


async def test_a_first_message_can_carry_the_token(restaurant: Place) -> None:
    """A client that cannot set a header sends the token first."""
    async with restaurant.public.session.ws_connect(f"/ws/kitchen/{restaurant.slug}/") as socket:
        await socket.send_json({"type": "auth", "token": restaurant.owner.token})
        await heard(socket, "snapshot")


BAD_FIRST = [b"x", json.dumps({"type": "auth"}), json.dumps({"type": "auth", "token": "x"}), "[]", "nonsense"]


@pytest.mark.parametrize("first", BAD_FIRST)
async def test_a_wrong_first_message_is_4401(restaurant: Place, first: str | bytes) -> None:
    """Anything but a good token closes with 4401."""
    async with restaurant.public.session.ws_connect(f"/ws/kitchen/{restaurant.slug}/") as socket:
        await (socket.send_bytes(first) if isinstance(first, bytes) else socket.send_str(first))
        assert await close_code(socket) == 4401


async def test_who_may_not_is_told_by_the_code(restaurant: Place, api: Api) -> None:
    """A bad token is 4401; a stranger and an unknown kitchen are both 4404."""
    stranger = await api.register()
    for cook, slug, code in (
        (api.as_("forged"), restaurant.slug, 4401),
        (stranger, restaurant.slug, 4404),
        (restaurant.owner, "no-such-kitchen", 4404),
    ):
        async with screen(cook, slug) as socket:
            assert await close_code(socket) == code


async def test_silence_is_closed_within_its_time(restaurant: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that sends no token is closed with 4401 after its time, which is five seconds."""
    assert socket_module.AUTH_SECONDS == 5
    monkeypatch.setattr(socket_module, "AUTH_SECONDS", 0.1)
    async with restaurant.public.session.ws_connect(f"/ws/kitchen/{restaurant.slug}/") as socket:
        assert await close_code(socket) == 4401


async def test_a_removed_member_loses_the_socket(restaurant: Place) -> None:
    """Removing a member closes their screen with 4403."""
    cook = await restaurant.staff("kitchen")
    async with screen(cook, restaurant.slug) as socket:
        await heard(socket, "snapshot")
        staff = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/staff/")).body
        member = next(person for person in staff if person["role"] == "kitchen")
        await restaurant.owner.delete(f"/api/restaurants/{restaurant.id}/staff/{member['id']}/")
        assert await close_code(socket) == 4403


@pytest.mark.usefixtures("quick_rounds")
async def test_a_revoked_session_loses_the_socket_though_no_news_came(
    restaurant: Place, database_url: str
) -> None:
    """A session revoked behind the server's back is found by repair and closed with 4401."""
    async with screen(restaurant.owner, restaurant.slug) as socket:
        await heard(socket, "snapshot")
        await run_sql(database_url, "UPDATE sessions SET revoked_at = now()")
        assert await close_code(socket) == 4401


def test_what_was_missed_is_repaired_within_three_seconds() -> None:
    """The first round finds a difference, the second believes it: a house waits for two."""
    assert reconcile.ROUND_SECONDS == 1.5


async def run_sql(database_url: str, statement: str) -> None:
    connection = await asyncpg.connect(database_url)
    await connection.execute(statement)
    await connection.close()


@pytest.mark.usefixtures("quick_rounds")
async def test_a_change_that_nobody_told_is_repaired(restaurant: Place, database_url: str) -> None:
    """An order changed in the database without any hint reaches the screen by a snapshot, within two rounds."""
    order = (await restaurant.order()).body
    async with screen(restaurant.owner, restaurant.slug) as socket:
        await heard(socket, "snapshot")
        await run_sql(
            database_url,
            f"""
            UPDATE orders SET status = 'preparing', revision = revision + 1 WHERE id = '{order["id"]}';
            UPDATE restaurant_state SET changes = changes + 1;
            """,
        )
        while (await heard(socket, "snapshot"))["orders"][0]["status"] != "preparing":
            pass  # a round may have sent one of before
    status = await restaurant.public.get(f"/api/public/orders/{order['id']}/status/")
    assert status.body["status"] == "preparing"


@asynccontextmanager
async def stuck_screen(server: TestServer, restaurant: Place) -> AsyncIterator[None]:
    """A screen that has got the beginning of its snapshot, and reads no further."""
    reader, writer = await asyncio.open_connection(server.host, server.port, limit=1024)
    request = (
        f"GET /ws/kitchen/{restaurant.slug}/ HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        f"Authorization: Bearer {restaurant.owner.token}\r\n\r\n"
    )
    writer.write(request.encode())
    assert await reader.readline() == b"HTTP/1.1 101 Switching Protocols\r\n"
    await reader.readuntil(b"\r\n\r\n")
    assert await reader.readexactly(1) == b"\x81"  # the first frame is text
    try:
        yield
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


@pytest.mark.slow
async def test_a_screen_that_reads_nothing_is_sent_away(
    restaurant: Place, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A screen that stops reading is dropped, the others hear everything, and the server keeps nothing of it."""
    monkeypatch.setattr("server.kitchen.display_connection.MAX_WAITING", 8)
    hub = server.app[HUB]
    async with stuck_screen(server, restaurant), screen(restaurant.owner, restaurant.slug) as socket:
        await heard(socket, "snapshot")
        channel = hub.channels[0]
        while len(channel.displays) < 2:
            await asyncio.sleep(0.01)
        big = "x" * 490
        for _ in range(2_000):
            line = restaurant.line("Coke", special_requests=big)
            assert (await restaurant.order(*[line] * 16)).status == 201
            await heard(socket, "order")
            if len(channel.displays) == 1:
                break
        assert len(channel.displays) == 1


async def test_a_screen_is_answered_while_the_database_is_silent(
    restaurant: Place, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A display that waits for its first snapshot gets an answer to its ping: silence is an end of the connection for it."""
    hub, asked, answers = server.app[HUB], asyncio.Event(), asyncio.Event()
    read_state = hub.read_state

    async def read_late(restaurant_id: UUID) -> KitchenState:
        asked.set()
        await answers.wait()
        return await read_state(restaurant_id)

    monkeypatch.setattr(hub, "read_state", read_late)
    headers = {"Authorization": f"Bearer {restaurant.owner.token}"}
    path = f"/ws/kitchen/{restaurant.slug}/"
    async with restaurant.owner.session.ws_connect(path, headers=headers, autoping=False) as socket:
        await asyncio.wait_for(asked.wait(), PATIENCE)
        await socket.ping(b"there?")
        pong = await asyncio.wait_for(socket.receive(), PATIENCE)
        assert (pong.type, pong.data) == (aiohttp.WSMsgType.PONG, b"there?")
        answers.set()
        await heard(socket, "snapshot")


async def test_a_screen_is_not_sent_away_where_its_being_there_cannot_be_noted(
    restaurant: Place, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it is there for goes on: the note is made in the next round."""

    async def away(_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(server.app[PRESENCE], "note", away)
    async with screen(restaurant.owner, restaurant.slug) as socket:
        await heard(socket, "snapshot")
        await restaurant.order()
        await heard(socket, "order")


async def test_a_screen_that_gets_no_snapshot_in_time_is_told_to_come_back(
    restaurant: Place, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who holds the turn for a snapshot and does not end holds nobody else for ever."""
    monkeypatch.setattr("server.kitchen.hub.SNAPSHOT_PATIENCE", 0.05)

    async def hang(_: UUID) -> KitchenState:
        await asyncio.Event().wait()
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(server.app[HUB], "read_state", hang)
        async with screen(restaurant.owner, restaurant.slug) as socket:
            assert await close_code(socket) == 1013
    monkeypatch.undo()
    async with screen(restaurant.owner, restaurant.slug) as socket:
        await heard(socket, "snapshot")


def test_changes_know_the_last_one_before_a_gap() -> None:
    """Changes received in any order are complete up to the first that is missing."""
    changes = ChangeSequence()
    for number in (2, 1, 5, 2, 4):
        changes.receive(number)
    assert changes.complete == 2
    changes.receive(3)
    assert changes.complete == 5
    changes.catch_up(9)
    changes.receive(10)
    assert changes.complete == 10


@pytest.mark.parametrize("_time", range(8))
async def test_a_screen_is_told_the_code_before_it_is_cut_off(restaurant: Place, _time: int) -> None:
    """The connection stays until the screen has answered the close, so that it sees why."""
    async with screen(restaurant.owner, restaurant.slug) as socket:
        await heard(socket, "snapshot")
        waiting = asyncio.create_task(close_code(socket))
        await restaurant.owner.delete(f"/api/restaurants/{restaurant.id}/")
        assert await waiting == 4403
