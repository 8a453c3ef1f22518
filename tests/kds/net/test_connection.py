"""The line to a real server: snapshots, bumps, loss, renewal of the login, and its end."""

import asyncio
from pathlib import Path
from uuid import UUID

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Handler

from kds_tui.core.actions import bump, bump_lines, rush, step_back
from kds_tui.core.events import LoggedOut, Offline, Online, Remembered, SendFailed, Settled
from kds_tui.core.stock_actions import stock
from kds_tui.net import connection as connection_module
from kds_tui.net.outbox import Outbox
from kds_tui.net.remembered_orders import RememberedOrders
from server.app import create_app
from server.settings import Settings
from server.wire.kitchen_messages import AvailabilityMessage, KitchenSnapshot, OrderMessage
from tests.fixtures.api import Api, Place
from tests.fixtures.patience import PATIENCE
from tests.fixtures.ports import free_port
from tests.kds.net.connections import MemoryTokens, following, owner_tokens, placed, until
from tests.kds.net.cuttable_proxy import CuttableProxy


def kept_keys(path: Path) -> list[str]:
    return [action.key for action in Outbox(path).actions]


async def test_a_display_gets_a_snapshot_and_then_every_order(server: TestServer, restaurant: Place) -> None:
    """What is open comes first, and what is ordered later comes by itself."""
    first = await placed(restaurant)
    async with following(server, restaurant, owner_tokens(restaurant)) as (connection, heard):
        shown = await heard.wait(KitchenSnapshot)
        assert [order.id for order in shown.orders] == [first.id]
        second = await placed(restaurant, raw_input="a coke please")
        news = await heard.wait(OrderMessage, lambda m: m.order.id == second.id)
        assert news.order.raw_input == "a coke please"
        assert connection.silence() < PATIENCE


async def test_bumps_lines_rush_and_86_reach_the_server_and_are_answered(
    server: TestServer, restaurant: Place
) -> None:
    """Everything that a cook can do is done on the server, and its answer comes back."""
    first = await placed(restaurant)
    async with following(server, restaurant, owner_tokens(restaurant)) as (connection, heard):
        await heard.wait(KitchenSnapshot)
        coke = restaurant.item("Coke")["id"]
        move = bump(first)
        assert move is not None
        for action in (
            move,
            bump_lines(first, (first.items[0].id,), "bar", done=True),
            rush(first),
            stock(coke, "Coke", available=False),
        ):
            connection.submit(action)
        answer = await heard.wait(Settled, lambda s: s.order is not None and s.order.rushed)
        assert answer.order is not None
        assert (answer.order.status, answer.order.items[0].done) == ("preparing", True)
        out = await heard.wait(AvailabilityMessage)
        assert (out.menu_item_id, out.available) == (coke, False)
        assert not connection.kept()


async def test_two_cooks_who_bump_the_same_ticket_make_one_bump_and_no_error(
    server: TestServer, restaurant: Place
) -> None:
    """The second of two bumps at the same moment is answered with the order as it is."""
    first = await placed(restaurant)
    tokens = owner_tokens(restaurant)
    async with (
        following(server, restaurant, tokens) as (one, events_one),
        following(server, restaurant, tokens) as (two, events_two),
    ):
        await asyncio.gather(events_one.wait(KitchenSnapshot), events_two.wait(KitchenSnapshot))
        for connection in (one, two):
            move = bump(first)
            assert move is not None
            connection.submit(move)
        for heard in (events_one, events_two):
            settled = await heard.wait(Settled)
            assert settled.order is not None
            assert (settled.order.status, settled.order.revision, settled.refused) == ("preparing", 2, "")


async def test_a_bump_that_somebody_has_gone_past_is_not_sent(
    server: TestServer, restaurant: Place, tmp_path: Path
) -> None:
    """A bump kept while out of touch never takes back what another cook did meanwhile."""
    first = await placed(restaurant)
    outbox = Outbox(tmp_path / "outbox.json")
    move = bump(first)
    assert move is not None
    outbox.add(move)
    for status in ("preparing", "ready"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{first.id}/", {"status": status})
    async with following(server, restaurant, owner_tokens(restaurant), outbox) as (_, heard):
        settled = await heard.wait(Settled)
        assert settled.order is not None
        assert (settled.order.status, settled.order.revision) == ("ready", 3)


async def test_a_bump_of_an_order_that_is_closed_is_settled_without_a_change(
    server: TestServer, restaurant: Place
) -> None:
    """A kept bump to ready of an order that somebody has completed must not recall it."""
    first = await placed(restaurant)
    move = bump(first.model_copy(update={"status": "preparing"}))
    assert move is not None
    for status in ("preparing", "ready", "completed"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{first.id}/", {"status": status})
    async with following(server, restaurant, owner_tokens(restaurant)) as (connection, heard):
        await heard.wait(KitchenSnapshot)
        connection.submit(move)
        settled = await heard.wait(Settled)
        assert settled.order is not None
        assert settled.order.status == "completed"


async def test_a_completed_order_is_recalled(server: TestServer, restaurant: Place) -> None:
    """A recall takes a completed order one step back, and every display has it again."""
    first = await placed(restaurant)
    for status in ("preparing", "ready", "completed"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{first.id}/", {"status": status})
    async with following(server, restaurant, owner_tokens(restaurant)) as (connection, heard):
        await heard.wait(KitchenSnapshot)
        recall = step_back(first.model_copy(update={"status": "completed"}))
        assert recall is not None
        connection.submit(recall)
        news = await heard.wait(OrderMessage)
        assert news.order.status == "ready"


async def test_what_was_done_while_the_server_was_down_is_sent_when_it_is_back(
    settings: Settings, tmp_path: Path, restaurant: Place
) -> None:
    """Killed and started again on the same port: the line comes back by itself and the kept bump is sent once."""
    first = await placed(restaurant)
    port = free_port()
    outbox = Outbox(tmp_path / "outbox.json")
    running = TestServer(create_app(settings), port=port)
    await running.start_server()
    address = f"http://127.0.0.1:{port}"
    async with following(address, restaurant, owner_tokens(restaurant), outbox) as (connection, heard):
        await heard.wait(KitchenSnapshot)
        await running.close()
        await heard.wait(Offline)
        move = bump(first)
        assert move is not None
        connection.submit(move)
        await until(lambda: kept_keys(tmp_path / "outbox.json") == [move.key])
        again = TestServer(create_app(settings), port=port)
        await again.start_server()
        settled = await heard.wait(Settled)
        assert settled.order is not None
        assert (settled.order.status, settled.order.revision) == ("preparing", 2)
        assert not connection.kept()
    await again.close()
    assert not Outbox(tmp_path / "outbox.json").actions


async def test_an_action_at_which_the_server_fails_holds_up_no_other(
    settings: Settings, restaurant: Place
) -> None:
    """A bump that is answered 500 waits and is tried again; bumps of other tickets go past it, its own wait."""
    broken, fine = await placed(restaurant), await placed(restaurant)
    failing = {str(broken.id)}

    @web.middleware
    async def fail(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method == "PATCH" and any(order_id in request.path for order_id in failing):
            return web.json_response({"title": "Internal Server Error"}, status=500)
        return await handler(request)

    app = create_app(settings)
    app.middlewares.insert(0, fail)
    running = TestServer(app)
    await running.start_server()
    async with following(running, restaurant, owner_tokens(restaurant)) as (connection, heard):
        await heard.wait(KitchenSnapshot)
        first, other = bump(broken), bump(fine)
        assert first is not None
        assert other is not None
        second = bump(first.on(broken))
        assert second is not None
        for action in (first, second, other):
            connection.submit(action)
        assert (await heard.wait(SendFailed)).why == "it answered 500"
        assert (await heard.wait(Settled)).action == other
        failing.clear()
        last = await heard.wait(Settled, lambda settled: settled.action == second)
        assert last.order is not None
        assert (last.order.status, last.order.revision) == ("ready", 3)
    await running.close()


async def test_a_display_started_anew_asks_about_the_orders_it_showed(
    server: TestServer, restaurant: Place, tmp_path: Path
) -> None:
    """The ids are on disk while it runs, and are told again by the next display in its place."""
    first = await placed(restaurant)
    path, tokens = tmp_path / "kitchen.orders", owner_tokens(restaurant)
    async with following(server, restaurant, tokens, remembered=RememberedOrders(path)) as (
        connection,
        heard,
    ):
        assert (await heard.wait(Remembered)).order_ids == ()
        connection.remember(Remembered((first.id,)))
        await until(path.exists)
    async with following(server, restaurant, tokens, remembered=RememberedOrders(path)) as (_, heard):
        assert (await heard.wait(Remembered)).order_ids == (first.id,)


async def test_a_bump_withdrawn_before_it_was_sent_never_reaches_the_server(
    server: TestServer, restaurant: Place
) -> None:
    """Undo while out of touch takes the bump out of the outbox."""
    first = await placed(restaurant)
    outbox = Outbox(None)
    move = bump(first)
    assert move is not None
    async with following("http://127.0.0.1:9", restaurant, owner_tokens(restaurant), outbox) as (line, heard):
        await heard.wait(Offline)
        line.submit(move)
        assert line.withdraw(move.key)
        assert not line.withdraw(move.key)
    async with following(server, restaurant, owner_tokens(restaurant), outbox) as (_, heard):
        shown = await heard.wait(KitchenSnapshot)
    assert shown.orders[0].status == "confirmed"


async def test_an_expired_token_is_renewed_without_a_hiccup_and_stored(
    server: TestServer, restaurant: Place, api: Api
) -> None:
    """A spent access token is exchanged once, under the lock, and both the socket and bumps go on."""
    reply = await api.post(
        "/api/auth/register/", {"email": "cook@example.com", "password": "a long password"}
    )
    made = await restaurant.owner.post(
        f"/api/restaurants/{restaurant.id}/staff/", {"email": "cook@example.com", "role": "kitchen"}
    )
    token = made.body["invite_url"].rsplit("/", 1)[-1]
    await api.as_(reply.body["access"]).post("/api/auth/accept-invite/", {"token": token})
    tokens = MemoryTokens("spent.spent.spent", reply.body["refresh"])
    first = await placed(restaurant)
    async with following(server, restaurant, tokens) as (connection, heard):
        await heard.wait(Online)
        assert tokens.saved == 1
        tokens.pair = ("spent.spent.spent", tokens.pair[1])
        connection.submit(rush(first))
        settled = await heard.wait(Settled)
        assert settled.order is not None
        assert settled.order.rushed
        assert tokens.saved == 2


async def test_a_login_that_cannot_be_renewed_is_the_end(server: TestServer, restaurant: Place) -> None:
    """Without a good token the display says that it is logged out, and tries no further."""
    async with following(server, restaurant, MemoryTokens("spent.spent.spent", "unknown")) as (_, heard):
        end = await heard.wait(LoggedOut)
        assert "Log in again" in end.why


async def test_who_is_removed_is_logged_out(server: TestServer, restaurant: Place) -> None:
    """A removed member's screen goes dark at once, and says why."""
    cook = await restaurant.staff("kitchen")
    assert cook.token is not None
    async with following(server, restaurant, MemoryTokens(cook.token)) as (_, heard):
        await heard.wait(Online)
        staff = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/staff/")
        member = next(one for one in staff.body if one["role"] == "kitchen")
        await restaurant.owner.delete(f"/api/restaurants/{restaurant.id}/staff/{member['id']}/")
        end = await heard.wait(LoggedOut)
    assert "removed" in end.why


async def test_somebody_elses_kitchen_is_refused(server: TestServer, restaurant: Place, api: Api) -> None:
    """A login of another restaurant is told that there is no such kitchen."""
    stranger = await api.register()
    assert stranger.token is not None
    async with following(server, restaurant, MemoryTokens(stranger.token)) as (_, heard):
        assert "no such restaurant" in (await heard.wait(LoggedOut)).why


async def test_a_printer_of_a_station_follows_its_orders_alone(server: TestServer, restaurant: Place) -> None:
    """The line of a station has the orders that it makes something of; without a station it has all."""
    oven = await placed(restaurant, restaurant.line("Margherita"))
    await placed(restaurant, restaurant.line("Coke"))
    async with following(server, restaurant, owner_tokens(restaurant), station="oven") as (_, heard):
        assert [order.id for order in (await heard.wait(KitchenSnapshot)).orders] == [oven.id]
    async with following(server, restaurant, owner_tokens(restaurant)) as (_, heard):
        assert len((await heard.wait(KitchenSnapshot)).orders) == 2


async def test_what_became_of_a_vanished_order_is_found_out(server: TestServer, restaurant: Place) -> None:
    """An order cancelled while the display was away is told on request."""
    first = await placed(restaurant)
    body = {"status": "cancelled", "reason": "kitchen fire"}
    await restaurant.owner.patch(f"/api/kitchen/orders/{first.id}/", body)
    async with following(server, restaurant, owner_tokens(restaurant)) as (connection, heard):
        await heard.wait(KitchenSnapshot)
        connection.look_up([first.id, UUID(int=1)])
        news = await heard.wait(OrderMessage)
        assert (news.order.status, news.order.reason) == ("cancelled", "kitchen fire")


async def test_the_menu_names_what_can_be_86d(server: TestServer, restaurant: Place) -> None:
    """The list for 86 comes from the menu that diners see, with stations."""
    async with following(server, restaurant, owner_tokens(restaurant)) as (connection, heard):
        await heard.wait(Online)
        menu = await connection.menu()
    assert menu.name == restaurant.info["name"]
    assert {item.name: item.station for item in menu.items}["Coke"] == "bar"


@pytest.mark.slow
async def test_a_line_that_goes_dead_without_a_word_is_found(
    server: TestServer, restaurant: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pulled cable closes nothing: within five seconds our own pings find it, and the line comes back when it can."""
    assert (connection_module.SILENCE, connection_module.PING_EVERY) == (4, 1.5)
    monkeypatch.setattr(connection_module, "SILENCE", 1.0)
    monkeypatch.setattr(connection_module, "PING_EVERY", 0.2)
    async with (
        CuttableProxy(server) as cable,
        following(cable.url, restaurant, owner_tokens(restaurant)) as line,
    ):
        connection, heard = line
        await heard.wait(Online)
        cable.cut = True
        lost = await heard.wait(Offline)
        assert lost.why == "no answer in time"
        assert connection.silence() >= 1
        order = await placed(restaurant)
        before = len(heard.events)
        cable.cut = False
        again = await heard.wait(KitchenSnapshot, after=before)
        assert [one.id for one in again.orders] == [order.id]
