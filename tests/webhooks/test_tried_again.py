"""What another program did not take: tried again, given up, replayed, and switched off."""

import asyncio
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from server.db.setup import POOL
from server.webhooks import outbox
from server.webhooks.setup import COURIER
from tests.fixtures.api import Place
from tests.fixtures.patience import PATIENCE
from tests.webhooks.hooks import (
    hook,
    hurry,
    log,
    move,
    placed,
    shown,
    until_attempts,
    until_attempts_of,
    until_settled,
)
from tests.webhooks.receiver import Peer

SWITCHED_OFF = """
    SELECT actor_id, subject, after ->> 'reason' FROM audit_log WHERE action = 'webhook.switched_off'
"""


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
