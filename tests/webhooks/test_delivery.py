"""What reaches another program: signed, in order, and once where it answers."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from aiohttp.test_utils import TestServer

from server.db import maintenance
from server.settings import Settings
from server.webhooks.setup import COURIER
from tests.conftest import start_server
from tests.fixtures.api import Place
from tests.webhooks.hooks import (
    hook,
    log,
    move,
    placed,
    shown,
    until_settled,
)
from tests.webhooks.receiver import Peer


async def test_an_order_is_told_from_placed_to_completed(
    restaurant: Place, peer: Peer, database: Any
) -> None:
    """Each step once, in order, signed, with what the order is then, and none of the diner's words."""
    made = await hook(restaurant, peer.url)
    order = await placed(restaurant)
    await move(restaurant, order, "preparing", "ready", "completed")
    told = [await peer.next() for _ in range(3)]
    assert [one.type for one in told] == ["order.placed", "order.ready", "order.completed"]
    assert len({one.id for one in told}) == 3
    assert all(one.is_signed_with(made["secret"]) for one in told)
    assert not any(one.is_signed_with("whsec_" + "A" * 44) for one in told)
    assert [one.body["data"]["status"] for one in told] == ["confirmed", "ready", "completed"]
    first = told[0]
    assert first.path == "/hook"
    assert first.id.startswith("msg_")
    assert first.headers["content-type"] == "application/json"
    assert abs(int(first.headers["webhook-timestamp"]) - datetime.now(UTC).timestamp()) < 60
    kept = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/orders/")).body["orders"][0]
    names = ("id", "number", "table_identifier", "order_type", "total_price", "currency", "created_at")
    assert first.body == {
        "type": "order.placed",
        "timestamp": first.body["timestamp"],
        "version": 1,
        "restaurant": restaurant.slug,
        "data": {
            **{name: kept[name] for name in names},
            "status": "confirmed",
            "reason": "",
            "revision": 1,
            "updated_at": kept["created_at"],
            "estimated_ready_at": kept["estimated_ready_at"],
        },
    }
    await until_settled(database)
    assert [one["status"] for one in await log(restaurant, made)] == ["delivered"] * 3


async def test_only_what_is_asked_for_is_told(restaurant: Place, peer: Peer, database: Any) -> None:
    """Of other events, other restaurants and paused webhooks not even a row is written."""
    await hook(restaurant, peer.url, "order.cancelled")
    paused = await hook(restaurant, peer.url + "/paused", "order.placed")
    path = f"/api/restaurants/{restaurant.id}/webhooks/{paused['id']}/"
    assert (await restaurant.owner.patch(path, {"paused": True})).body["state"] == "paused"
    order = await placed(restaurant)
    assert await database.fetchval("SELECT count(*) FROM webhook_deliveries") == 0
    await move(restaurant, order, "cancelled")
    assert (await peer.next()).type == "order.cancelled"
    assert (await restaurant.owner.patch(path, {"paused": False})).body["state"] == "on"
    await placed(restaurant)
    assert (await peer.next()).path == "/hook/paused"


async def test_a_dish_that_runs_out_and_comes_back(restaurant: Place, peer: Peer) -> None:
    """By hand, by the last portion and by another end; what changes nothing of it is not told."""
    await hook(restaurant, peer.url, "item.86", "item.back")
    coke = restaurant.item("Coke")
    path = f"/api/kitchen/items/{coke['id']}/"
    until = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d}T18:00:00Z"
    for body in (
        {"available": False},
        {"available": False},
        {"available": False, "until": until},
        {"available": True},
    ):
        assert (await restaurant.owner.patch(path, body)).status == 200
    data = [(await peer.next()).body for _ in range(3)]
    kept = {"id": coke["id"], "number": "", "name": "Coke", "portions": None}
    assert [(one["type"], one["data"]) for one in data] == [
        ("item.86", {**kept, "available": False, "until": None}),
        ("item.86", {**kept, "available": False, "until": until}),
        ("item.back", {**kept, "available": True, "until": None}),
    ]
    assert (await restaurant.owner.patch(path, {"portions": 1})).status == 200
    await placed(restaurant)
    last = (await peer.next()).body
    assert (last["type"], last["data"]["portions"], last["data"]["name"]) == ("item.86", 0, "Coke")


async def test_an_order_that_waits_for_its_acceptance(restaurant: Place, peer: Peer, database: Any) -> None:
    """It is placed as held, and told again once it is accepted."""
    await hook(restaurant, peer.url)
    order = await placed(restaurant)
    await database.execute("UPDATE orders SET status = 'held' WHERE id = $1", order)
    await move(restaurant, order, "confirmed")
    assert [(await peer.next()).type for _ in range(2)] == ["order.placed", "order.accepted"]


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        (None, "confirmed", "order.placed"),
        (None, "held", "order.placed"),
        (None, "unpaid", None),
        ("unpaid", "confirmed", "order.placed"),
        ("unpaid", "held", "order.placed"),
        ("unpaid", "cancelled", None),
        ("held", "confirmed", "order.accepted"),
        ("held", "cancelled", "order.cancelled"),
        ("confirmed", "preparing", None),
        ("preparing", "ready", "order.ready"),
        ("confirmed", "cancelled", "order.cancelled"),
        ("ready", "completed", "order.completed"),
        ("completed", "ready", "order.ready"),
        ("ready", "preparing", None),
        ("preparing", "confirmed", None),
    ],
)
async def test_what_a_change_is_called(
    database: Any, before: str | None, after: str, event: str | None
) -> None:
    """An order is nobody's business before the kitchen has it."""
    assert await database.fetchval("SELECT order_event($1, $2)", before, after) == event


async def test_an_order_that_is_paid_first(restaurant: Place, peer: Peer, database: Any) -> None:
    """It is told of once it is paid; one that is not paid and cancelled is never told of."""
    await hook(restaurant, peer.url)
    await database.execute(
        """
        INSERT INTO orders (restaurant_id, id, number, day, currency, total, created_at, updated_at, lines, status)
        SELECT $1, first_order_id(now() + n * interval '1 ms'), n, now(), 'EUR', 1, now(), now(), '[]', 'unpaid'
        FROM generate_series(1, 2) n
        """,
        UUID(restaurant.id),
    )
    await database.execute("UPDATE orders SET status = 'cancelled' WHERE number = 1")
    assert await database.fetchval("SELECT count(*) FROM webhook_deliveries") == 0
    await database.execute("UPDATE orders SET status = 'confirmed' WHERE number = 2")
    told = await peer.next()
    assert (told.type, told.number) == ("order.placed", 2)


async def test_both_secrets_sign_for_a_day_after_a_rotation(
    restaurant: Place, peer: Peer, database: Any
) -> None:
    """A receiver changes its secret when it suits it; after 24 hours the old one is worth nothing."""
    old = await hook(restaurant, peer.url, "order.placed")
    path = f"/api/restaurants/{restaurant.id}/webhooks/{old['id']}/rotate/"
    new = (await restaurant.owner.post(path)).body
    assert new["secret"] != old["secret"]
    await placed(restaurant)
    told = await peer.next()
    assert told.is_signed_with(new["secret"])
    assert told.is_signed_with(old["secret"])
    until = await database.fetchval("SELECT old_secret_until - now() FROM webhooks")
    assert 86_000 < until.total_seconds() <= 86_400
    await database.execute("UPDATE webhooks SET old_secret_until = now()")
    await placed(restaurant)
    told = await peer.next()
    assert told.is_signed_with(new["secret"])
    assert not told.is_signed_with(old["secret"])


async def test_a_message_to_try_it(restaurant: Place, peer: Peer) -> None:
    """It is sent at once, also where the webhook is paused, is tried once, and what became of it is answered."""
    made = await hook(restaurant, peer.url, "order.placed")
    path = f"/api/restaurants/{restaurant.id}/webhooks/{made['id']}/"
    await restaurant.owner.patch(path, {"paused": True})
    peer.acts = [200, 503]
    good, bad = [(await restaurant.owner.post(f"{path}test/")).body for _ in range(2)]
    assert (good["event"], good["status"], good["answer"], good["attempts"]) == (
        "webhook.test",
        "delivered",
        200,
        1,
    )
    assert (bad["status"], bad["answer"], bad["error"]) == ("failed", 503, "The address answered 503.")
    told = await peer.next()
    assert told.is_signed_with(made["secret"])
    assert (told.type, told.body["data"]) == ("webhook.test", {})


async def test_several_servers_deliver_each_once(
    restaurant: Place, peer: Peer, settings: Settings, database: Any
) -> None:
    """Three couriers at the same moment, twenty-five orders: twenty-five deliveries."""
    await hook(restaurant, peer.url, "order.placed")
    async with AsyncExitStack() as servers:
        for _ in range(2):
            await servers.enter_async_context(start_server(settings))
        await asyncio.gather(*(placed(restaurant) for _ in range(25)))
        await until_settled(database)
    assert sorted(one.number for one in peer.all) == list(range(1, 26))


async def test_a_courier_that_died_is_made_up_for(
    restaurant: Place, peer: Peer, server: TestServer, database: Any
) -> None:
    """What another process has claimed is delivered once its claim has ended, and not before."""
    made = await hook(restaurant, peer.url, "order.placed")
    await placed(restaurant)
    first = await peer.next()
    await until_settled(database)
    await database.execute(
        """
        UPDATE webhook_deliveries
        SET status = 'waiting', ended_at = NULL, claimed_until = now() + interval '60 seconds', try_at = now()
        """
    )
    await server.app[COURIER].run_once()
    assert (await shown(restaurant, made))["failures"] == 0
    assert peer.all == [first]
    await database.execute("UPDATE webhook_deliveries SET claimed_until = now()")
    assert (await peer.next()).id == first.id


async def test_rows_that_only_move_are_no_events(restaurant: Place, database: Any, database_url: str) -> None:
    """An order that a clock far ahead had placed in no month, and that is put into its month, is not told again."""
    await hook(restaurant, "https://127.0.0.1:9/")
    last = await database.fetchval(
        """
        SELECT max(inhrelid::regclass::text) FROM pg_inherits
        WHERE inhparent = 'orders'::regclass AND inhrelid <> 'orders_default'::regclass
        """
    )
    await database.execute(f"DROP TABLE {last}")
    await database.execute(
        """
        INSERT INTO orders (restaurant_id, id, number, day, currency, total, created_at, updated_at, lines)
        SELECT $1, first_order_id(at), 1, at::date, 'EUR', 1, at, at, '[]'
        FROM (SELECT date_trunc('month', now(), 'UTC') + make_interval(months => $2, days => 3) AS at) AS moment
        """,
        UUID(restaurant.id),
        maintenance.MONTHS_AHEAD,
    )
    await maintenance.maintain(database_url)
    assert await database.fetchval(f"SELECT count(*) FROM {last}") == 1
    assert await database.fetchval("SELECT count(*) FROM webhook_deliveries") == 1
