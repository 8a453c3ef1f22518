"""What reaches another program: signed, in order, once where it answers, and again until it does."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from aiohttp.test_utils import TestServer

from server.db import maintenance
from server.db.setup import POOL
from server.settings import Settings
from server.webhooks import outbox
from server.webhooks.setup import COURIER
from tests.conftest import start_server
from tests.fixtures.api import Place
from tests.fixtures.patience import PATIENCE
from tests.webhooks.receiver import Peer

SWITCHED_OFF = """
    SELECT actor_id, subject, after ->> 'reason' FROM audit_log WHERE action = 'webhook.switched_off'
"""
EVERY = [
    "order.placed",
    "order.accepted",
    "order.ready",
    "order.completed",
    "order.cancelled",
    "item.86",
    "item.back",
]


async def hook(place: Place, url: str, *events: str) -> dict[str, Any]:
    """Add a webhook; of every event where none is named."""
    body = {"url": url, "events": list(events) or EVERY}
    reply = await place.owner.post(f"/api/restaurants/{place.id}/webhooks/", body)
    assert reply.status == 201, reply
    return dict(reply.body)


async def shown(place: Place, made: dict[str, Any]) -> dict[str, Any]:
    """The webhook as the list has it."""
    listed = (await place.owner.get(f"/api/restaurants/{place.id}/webhooks/")).body
    (found,) = [one for one in listed if one["id"] == made["id"]]
    return dict(found)


async def log(place: Place, made: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
    reply = await place.owner.get(f"/api/restaurants/{place.id}/webhooks/{made['id']}/deliveries/{query}")
    assert reply.status == 200, reply
    return list(reply.body)


async def placed(place: Place) -> str:
    reply = await place.order()
    assert reply.status == 201, reply
    return str(reply.body["id"])


async def move(place: Place, order: str, *statuses: str) -> None:
    for status in statuses:
        moved = await place.owner.patch(f"/api/kitchen/orders/{order}/", {"status": status})
        assert moved.status == 200, moved


async def until_settled(database: Any, waiting: int = 0) -> None:
    """Wait until no more than so many deliveries wait, and none is under way."""
    query = """
        SELECT count(*) FILTER (WHERE claimed_until > now()) = 0 AND count(*) <= $1
        FROM webhook_deliveries WHERE status = 'waiting'
    """
    async with asyncio.timeout(PATIENCE):
        while not await database.fetchval(query, waiting):
            await asyncio.sleep(0.02)


async def hurry(database: Any, server: TestServer) -> None:
    """Let what waits for its next attempt be due now."""
    await database.execute("UPDATE webhook_deliveries SET try_at = now() WHERE status = 'waiting'")
    await server.app[COURIER].run_once()


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


@pytest.mark.parametrize("act", [500, 404, 301, "close"])
async def test_tried_again_until_it_is_taken(
    restaurant: Place, peer: Peer, server: TestServer, database: Any, act: int | str
) -> None:
    """With the same id and body, also where the peer redirects; the log says what was answered, then that it is well."""
    made = await hook(restaurant, peer.url, "order.placed")
    peer.acts = [act, act]
    await placed(restaurant)
    await until_attempts(database, 1)
    (waiting,) = await log(restaurant, made)
    assert waiting["status"] == "waiting"
    assert waiting["answer"] == (act if isinstance(act, int) else None)
    assert waiting["error"] == (
        f"The address answered {act}."
        if isinstance(act, int)
        else "The connection ended before an answer came."
    )
    assert (await shown(restaurant, made))["failures"] == 1
    await hurry(database, server)
    await until_attempts(database, 2)
    await hurry(database, server)
    await until_settled(database)
    assert len({(one.id, one.raw, one.path) for one in peer.all}) == 1
    assert len(peer.all) == 3
    (done,) = await log(restaurant, made)
    assert (done["status"], done["attempts"], done["answer"], done["error"]) == ("delivered", 3, 200, "")
    assert (await shown(restaurant, made))["failing_since"] is None


async def until_attempts(database: Any, count: int) -> None:
    """Wait until every delivery that waits has had so many attempts, and none is under way."""
    query = "SELECT bool_and(attempts = $1 AND claimed_until <= now()) FROM webhook_deliveries WHERE status = 'waiting'"
    async with asyncio.timeout(PATIENCE):
        while not await database.fetchval(query, count):
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("act", ["cut", "twice", 204])
async def test_an_odd_answer_that_says_yes(
    restaurant: Place, peer: Peer, database: Any, act: int | str
) -> None:
    """The status counts alone: what comes after it, or does not, is not waited for."""
    made = await hook(restaurant, peer.url, "order.placed")
    peer.acts = [act]
    await placed(restaurant)
    await until_settled(database)
    (done,) = await log(restaurant, made)
    assert (done["status"], done["attempts"]) == ("delivered", 1)
    assert len(peer.all) == 1


@pytest.mark.parametrize("act", ["hang", "drip"])
async def test_a_peer_that_does_not_come_to_an_end(
    restaurant: Place, peer: Peer, database: Any, act: str
) -> None:
    """It is given up after a while, holds no transaction open, and orders and other webhooks go on meanwhile."""
    made = await hook(restaurant, peer.url, "order.placed")
    well = await hook(restaurant, peer.url + "/well", "order.ready")
    peer.acts = [act]
    order = await placed(restaurant)
    await peer.next()
    await move(restaurant, order, "preparing", "ready")
    assert (await peer.next()).path == "/hook/well"
    idle = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in tr%'"
    assert await database.fetchval(idle) == 0
    await until_attempts_of(database, made, 1)
    (given_up,) = await log(restaurant, made)
    assert given_up["error"] == "The address did not answer within 15 seconds."
    assert [one["status"] for one in await log(restaurant, well)] == ["delivered"]


async def until_attempts_of(database: Any, made: dict[str, Any], count: int) -> None:
    query = "SELECT bool_and(attempts = $1 AND claimed_until <= now()) FROM webhook_deliveries WHERE webhook_id = $2"
    async with asyncio.timeout(PATIENCE):
        while not await database.fetchval(query, count, made["id"]):
            await asyncio.sleep(0.02)


async def test_a_failed_delivery_holds_back_its_own_order_alone(
    restaurant: Place, peer: Peer, database: Any
) -> None:
    """Later steps of the order wait for the first; those of others do not; all that waited comes once the peer is back."""
    made = await hook(restaurant, peer.url)
    peer.acts = [500]
    first = await placed(restaurant)
    await until_attempts(database, 1)
    await database.execute("UPDATE webhook_deliveries SET try_at = now() + interval '1 hour'")
    await move(restaurant, first, "preparing", "ready", "completed")
    await database.execute("UPDATE webhooks SET failures = 0, failing_since = NULL")
    await placed(restaurant)
    async with asyncio.timeout(PATIENCE):
        while [one.number for one in peer.all] != [1, 2]:
            await asyncio.sleep(0.02)
    await until_settled(database, 3)
    await database.execute("UPDATE webhooks SET failures = 1, failing_since = now()")
    await placed(restaurant)
    await until_settled(database)
    of_first = [one.type for one in peer.all if one.number == 1]
    assert of_first == ["order.placed", "order.placed", "order.ready", "order.completed"]
    assert len(peer.all) == 6
    assert {one["status"] for one in await log(restaurant, made)} == {"delivered"}


async def test_given_up_after_a_day_and_replayed(
    restaurant: Place, peer: Peer, server: TestServer, database: Any
) -> None:
    """The last attempt within 24 hours ends it; by hand it is made again, under its id, with a day of its own."""
    made = await hook(restaurant, peer.url, "order.placed")
    peer.acts = [500, 500]
    await placed(restaurant)
    await until_attempts(database, 1)
    await database.execute("UPDATE webhook_deliveries SET give_up_at = now() + interval '14 seconds'")
    await hurry(database, server)
    await until_settled(database)
    (failed,) = await log(restaurant, made, "?status=failed")
    assert (failed["attempts"], failed["next_try_at"], failed["answer"]) == (2, None, 500)
    path = f"/api/restaurants/{restaurant.id}/webhooks/{made['id']}/replay/"
    assert (await restaurant.owner.post(path, {})).body == {"replayed": 1}
    await until_settled(database)
    (done,) = await log(restaurant, made)
    assert (done["status"], done["id"], done["message_id"]) == (
        "delivered",
        failed["id"],
        failed["message_id"],
    )
    assert (await restaurant.owner.post(path, {})).body == {"replayed": 0}
    assert (await restaurant.owner.post(path, {"deliveries": [done["id"]]})).body == {"replayed": 1}
    await until_settled(database)
    assert [one.id for one in peer.all] == [failed["message_id"]] * 4
    assert (await restaurant.owner.post(path, {"deliveries": [done["id"] + 1]})).status == 404


async def test_what_waited_too_long_while_paused_is_given_up(
    restaurant: Place, peer: Peer, server: TestServer, database: Any
) -> None:
    """After its day it is not delivered any more, and after fourteen it is forgotten; what is younger stays."""
    made = await hook(restaurant, peer.url, "order.placed")
    path = f"/api/restaurants/{restaurant.id}/webhooks/{made['id']}/"
    peer.always = 500
    await placed(restaurant)
    await until_attempts(database, 1)
    await restaurant.owner.patch(path, {"paused": True})
    await database.execute("UPDATE webhook_deliveries SET give_up_at = now(), try_at = now()")
    peer.always = 200
    await restaurant.owner.patch(path, {"paused": False})
    await server.app[COURIER].run_once()
    await outbox.forget_old(server.app[POOL])
    assert [one["status"] for one in await log(restaurant, made)] == ["failed"]
    assert len(peer.all) == 1
    for age, left in (("13 days 23 hours", 1), ("14 days 1 hour", 0)):
        await database.execute(f"UPDATE webhook_deliveries SET created_at = now() - interval '{age}'")
        await outbox.forget_old(server.app[POOL])
        assert len(await log(restaurant, made)) == left


@pytest.mark.parametrize(
    ("failures", "since", "state"),
    [(19, "5 days", "off"), (18, "5 days", "on"), (19, "4 days 23 hours", "on")],
)
async def test_switched_off_after_days_of_failures(
    restaurant: Place, peer: Peer, database: Any, failures: int, since: str, state: str
) -> None:
    """After twenty failures in a row over five days, and not before; switched on by hand it counts anew."""
    made = await hook(restaurant, peer.url, "order.placed")
    await database.execute(
        f"UPDATE webhooks SET failures = $1, failing_since = now() - interval '{since}'", failures
    )
    peer.acts = [500]
    await placed(restaurant)
    await until_attempts(database, 1)
    found = await shown(restaurant, made)
    assert (found["state"], found["failures"]) == (state, failures + 1)
    on = await restaurant.owner.patch(
        f"/api/restaurants/{restaurant.id}/webhooks/{made['id']}/", {"paused": False}
    )
    assert on.body["state"] == "on"


async def test_an_address_that_is_gone_is_switched_off(restaurant: Place, peer: Peer, database: Any) -> None:
    """410 says that nothing is wanted any more."""
    made = await hook(restaurant, peer.url, "order.placed")
    peer.acts = [410]
    await placed(restaurant)
    await until_attempts(database, 1)
    assert (await shown(restaurant, made))["state"] == "off"
    async with asyncio.timeout(PATIENCE):
        while not (entries := await database.fetch(SWITCHED_OFF)):
            await asyncio.sleep(0.02)
    ((actor, subject, reason),) = entries
    assert (actor, subject, reason) == (None, f"127.0.0.1:{peer.port}", "The address answered 410.")
    await placed(restaurant)
    assert await database.fetchval("SELECT count(*) FROM webhook_deliveries") == 1


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
