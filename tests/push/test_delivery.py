"""What reaches a phone: encrypted for it alone, signed by this server, once, and whatever happens on the way."""

import asyncio
import json
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from aiohttp.test_utils import TestServer
from py_vapid import Vapid02

from server.push.setup import PUSHES
from server.push.store import MOST_ATTEMPTS
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.patience import PATIENCE
from tests.fixtures.push import HOST, Phone, PushService


@pytest.fixture
async def database(database_url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """A connection to the server's database."""
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


async def place_order(restaurant: Place) -> str:
    placed = await restaurant.order()
    assert placed.status == 201, placed
    return str(placed.body["id"])


async def subscribe(restaurant: Place, order: str, phone: Phone, language: str = "en") -> int:
    reply = await restaurant.public.put(
        f"/api/public/orders/{order}/push/", phone.subscription(language=language)
    )
    return reply.status


async def move(restaurant: Place, order: str, *statuses: str) -> None:
    for status in statuses:
        moved = await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": status})
        assert moved.status == 200, moved


async def owed(database: "asyncpg.Connection[asyncpg.Record]") -> int:
    count: int = await database.fetchval("SELECT count(*) FROM push_subscriptions")
    return count


async def until_owed(database: "asyncpg.Connection[asyncpg.Record]", count: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while await owed(database) != count:
            await asyncio.sleep(0.02)


async def test_ready_is_told_once(
    make_restaurant: MakeRestaurant, push_service: PushService, server: TestServer, database: Any
) -> None:
    """Who subscribed reads, in their language, that the order is ready, and the address of its page; only once."""
    restaurant = await make_restaurant(name="Luigi's")
    order = await place_order(restaurant)
    phone = Phone()
    assert await subscribe(restaurant, order, phone, "de") == 204
    await move(restaurant, order, "preparing")
    assert push_service.arrived.empty()
    await move(restaurant, order, "ready")
    message = await push_service.next()
    assert message.name == phone.name
    assert phone.decrypt(message.body) == {
        "title": "Bestellung 1 · Luigi's",
        "body": "Ihre Bestellung ist fertig!",
        "lang": "de",
        "dir": "ltr",
        "url": f"/orders/{order}/",
    }
    await until_owed(database, 0)
    await move(restaurant, order, "preparing", "ready")
    await server.app[PUSHES].run_once()
    assert push_service.arrived.empty()


async def test_a_message_is_signed(restaurant: Place, push_service: PushService, server: TestServer) -> None:
    """A message carries the signature of the key that pages subscribe with, for this service, for less than a day."""
    order, phone = await place_order(restaurant), Phone()
    await subscribe(restaurant, order, phone)
    await move(restaurant, order, "preparing", "ready")
    headers = (await push_service.next()).headers
    assert Vapid02.verify(headers["Authorization"])
    token, key = headers["Authorization"].removeprefix("vapid t=").split(",k=")
    assert key == (await server.app[PUSHES].key()).public
    claims = json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims["aud"] == f"https://{HOST}"
    assert claims["sub"] == "https://example.com"
    assert headers["TTL"] == "3600"
    assert headers["Urgency"] == "high"
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Topic"] == order.replace("-", "")
    page = await restaurant.public.session.get(f"/orders/{order}/")
    assert f'data-push-key="{key}"' in await page.text()


async def test_a_cancelled_order_is_told(restaurant: Place, push_service: PushService) -> None:
    """Who waits elsewhere hears that the order was cancelled; Arabic is said to run from right to left."""
    order, phone = await place_order(restaurant), Phone()
    await subscribe(restaurant, order, phone, "ar-EG")
    await move(restaurant, order, "cancelled")
    said = phone.decrypt((await push_service.next()).body)
    assert (said["body"], said["lang"], said["dir"]) == ("أُلغي هذا الطلب.", "ar-EG", "rtl")


async def test_who_comes_late_is_told_at_once(restaurant: Place, push_service: PushService) -> None:
    """Who subscribes to an order that is ready already is told so."""
    order, phone = await place_order(restaurant), Phone()
    await move(restaurant, order, "preparing", "ready")
    assert await subscribe(restaurant, order, phone) == 204
    assert (await push_service.next()).name == phone.name


async def test_handed_over_without_a_word(restaurant: Place, server: TestServer, database: Any) -> None:
    """What is owed to an order that was handed over meanwhile is forgotten."""
    order = await place_order(restaurant)
    await subscribe(restaurant, order, Phone())
    await database.execute("UPDATE orders SET status = 'completed', ended_at = now() WHERE id = $1", order)
    await server.app[PUSHES].run_once()
    assert await owed(database) == 0


async def test_another_process_makes_up_for_one_that_died(
    restaurant: Place, push_service: PushService, server: TestServer, database: Any
) -> None:
    """A message that the process in which the order changed did not send is sent in a round of any process."""
    order, phone = await place_order(restaurant), Phone()
    await subscribe(restaurant, order, phone)
    await database.execute("UPDATE orders SET status = 'ready' WHERE id = $1", order)
    await server.app[PUSHES].run_once()
    assert (await push_service.next()).name == phone.name
    await server.app[PUSHES].run_once()
    assert push_service.arrived.empty()


@pytest.mark.parametrize("status", [404, 410])
async def test_what_is_gone_is_forgotten(
    restaurant: Place, push_service: PushService, database: Any, status: int
) -> None:
    """An address that a service no longer knows is forgotten, in every order."""
    phone = Phone()
    first, second = await place_order(restaurant), await place_order(restaurant)
    for order in (first, second):
        await subscribe(restaurant, order, phone)
    push_service.answers = [status]
    await move(restaurant, first, "preparing", "ready")
    await push_service.next()
    await until_owed(database, 0)


@pytest.mark.parametrize("status", [500, 503, 429, 408])
async def test_tried_again(
    restaurant: Place, push_service: PushService, server: TestServer, database: Any, status: int
) -> None:
    """What a service did not take is sent again after a while, MOST_ATTEMPTS times in all, and then forgotten."""
    assert MOST_ATTEMPTS == 3
    order, phone = await place_order(restaurant), Phone()
    await subscribe(restaurant, order, phone)
    push_service.answers = [status] * 3
    await move(restaurant, order, "preparing", "ready")
    await push_service.next()
    await server.app[PUSHES].run_once()
    assert push_service.arrived.empty()
    for _ in range(2):
        assert await owed(database) == 1
        await database.execute("UPDATE push_subscriptions SET try_at = now()")
        await server.app[PUSHES].run_once()
        await push_service.next()
    await database.execute("UPDATE push_subscriptions SET try_at = now()")
    await server.app[PUSHES].run_once()
    assert push_service.arrived.empty()
    assert await owed(database) == 0


@pytest.mark.parametrize("status", [301, 307, 400, 403, 413])
async def test_refused_for_good(
    restaurant: Place, push_service: PushService, database: Any, status: int
) -> None:
    """What a service refuses is not sent again, and a redirection is not followed."""
    order = await place_order(restaurant)
    await subscribe(restaurant, order, Phone())
    push_service.answers = [status]
    await move(restaurant, order, "preparing", "ready")
    await push_service.next()
    await until_owed(database, 0)
    assert push_service.arrived.empty()


async def test_a_slow_service_keeps_nobody_waiting(
    restaurant: Place, push_service: PushService, database: Any
) -> None:
    """While a service does not answer, no transaction is open, orders move, and other phones are told."""
    push_service.released.clear()
    for _ in range(3):
        order, phone = await place_order(restaurant), Phone()
        assert await subscribe(restaurant, order, phone) == 204
        await move(restaurant, order, "preparing", "ready")
        assert (await push_service.next()).name == phone.name
    waiting = await database.fetchval(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND state LIKE 'idle in transaction%'
        """
    )
    assert waiting == 0


async def test_old_ones_are_forgotten(restaurant: Place, server: TestServer, database: Any) -> None:
    """After twelve hours nobody waits for an order; a moment before, they do."""
    order = await place_order(restaurant)
    await subscribe(restaurant, order, Phone())
    for age, left in (("11 hours 59 minutes", 1), ("12 hours 1 minute", 0)):
        await database.execute(f"UPDATE push_subscriptions SET created_at = now() - interval '{age}'")
        await server.app[PUSHES].run_once()
        assert await owed(database) == left


async def test_who_cancels_an_order_alone_is_not_told(
    restaurant: Place, push_service: PushService, server: TestServer, database: Any
) -> None:
    """The diner did it and reads it on the page; the kitchen's cancelling is told, and of a table's order any."""
    own, gone, shared = [await place_order(restaurant) for _ in range(3)]
    guests = """ UPDATE orders SET lines = lines || jsonb_build_array(jsonb_set(lines -> 0, '{guest}', '2')) WHERE id = $1 """
    await database.execute(guests, UUID(shared))
    phones = {order: Phone() for order in (own, gone, shared)}
    for order, phone in phones.items():
        assert await subscribe(restaurant, order, phone) == 204
    for order in (own, shared):
        assert (await restaurant.public.post(f"/api/public/orders/{order}/cancel/", {})).status == 200
    await restaurant.owner.post(f"/api/kitchen/orders/{gone}/items/1/refuse/", {"reason": "It has run out."})
    told = {(await push_service.next()).name for _ in range(2)}
    assert told == {phones[gone].name, phones[shared].name}
    await until_owed(database, 1)
    await server.app[PUSHES].run_once()
    assert push_service.arrived.empty()
