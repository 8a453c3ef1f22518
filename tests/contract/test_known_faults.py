"""What the system before this one is known to have done wrong, each once."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from argon2 import PasswordHasher, extract_parameters

from server.accounts.passwords import LONGEST_QUEUE, Passwords, make_hasher
from server.app import create_app
from server.domain.errors import DependencyAway
from tests.conftest import make_settings
from tests.fixtures.api import Api, Place
from tests.fixtures.redis import RedisServer

pytestmark = pytest.mark.shared_server


@pytest.fixture
def redis(redis_server: RedisServer) -> RedisServer:
    return redis_server


@pytest.fixture
async def over_redis(database_url: str, redis: RedisServer) -> AsyncIterator[Api]:
    """A caller of a server that uses Redis."""
    running = TestServer(create_app(make_settings(DATABASE_URL=database_url, REDIS_URL=redis.url)))
    await running.start_server()
    async with aiohttp.ClientSession(base_url=running.make_url("/")) as http:
        yield Api(http)
    await running.close()


async def orders_of(place: Place) -> list[str]:
    reply = await place.owner.get(f"/api/restaurants/{place.id}/orders/")
    return [order["id"] for order in reply.body["orders"]]


async def test_no_half_of_an_order_is_stored(restaurant: Place) -> None:
    """Where the second line cannot be, the first is not there either, and no number is used up."""
    for second in (restaurant.line("Water", menu_item_id=10**9), restaurant.line("Water", quantity=51)):
        assert (await restaurant.order(restaurant.line("Coke"), second)).status == 400
    assert await orders_of(restaurant) == []
    assert (await restaurant.order()).body["number"] == 1


async def test_an_order_tried_again_while_redis_is_away_is_one_order(
    over_redis: Api, redis: RedisServer
) -> None:
    """Redis may die between two tries: the key still names the one order that was stored."""
    owner = await over_redis.register()
    made = await owner.post("/api/restaurants/", {"name": "Luigi's", "currency": "EUR"})
    place = Place(owner, over_redis, made.body)
    menu = {
        "name": "Luigi's",
        "currency": "EUR",
        "categories": [{"name": "D", "items": [{"name": "Coke", "price": "3.00"}]}],
    }
    assert (await owner.put(f"/api/restaurants/{place.id}/menu/", menu)).status == 200
    await place.reload()
    key = {"Idempotency-Key": "the one and only"}
    first = await place.order(headers=key)
    redis.kill()
    again = [await place.order(headers=key) for _ in range(3)]
    assert first.status == 201
    assert [(reply.status, reply.body["id"]) for reply in again] == [(200, first.body["id"])] * 3
    assert (await place.order()).status == 201
    assert len(await orders_of(place)) == 2


async def test_nothing_of_a_hidden_category_is_sold(restaurant: Place) -> None:
    """A dish whose category is hidden is neither shown nor taken, though it is active itself."""
    drinks = next(c for c in restaurant.menu["categories"] if c["name"] == "Drinks")
    hidden = await restaurant.owner.patch(f"/api/categories/{drinks['id']}/", {"is_active": False})
    assert hidden.status == 200
    refused = await restaurant.order(restaurant.line("Coke"))
    assert (refused.status, refused.body["errors"][0]["field"]) == (400, "items[0].menu_item_id")
    words = {"restaurant_slug": restaurant.slug, "raw_input": "a coke"}
    assert (await restaurant.public.post("/api/public/orders/parse/", words)).body["items"] == []


async def test_an_unknown_modifier_is_not_dropped(restaurant: Place) -> None:
    """What the kitchen cannot be told is refused, not left out."""
    line = restaurant.line("Margherita", modifiers=[{"modifier_id": 10**9}])
    refused = await restaurant.order(line)
    assert (refused.status, refused.body["errors"][0]["field"]) == (400, "items[0].modifiers[0].modifier_id")


async def test_kitchen_staff_cook(restaurant: Place) -> None:
    """Who works in the kitchen neither renames the restaurant nor makes items nor sets prices."""
    cook = await restaurant.staff("kitchen")
    category = restaurant.menu["categories"][0]["id"]
    item = restaurant.item("Coke")["id"]
    assert (await cook.patch(f"/api/restaurants/{restaurant.id}/", {"name": "Mine"})).status == 403
    made = await cook.post(f"/api/categories/{category}/items/", {"name": "X", "price": "-5.00"})
    assert made.status == 403
    assert (await cook.patch(f"/api/items/{item}/", {"price": "0.01"})).status == 403
    await restaurant.reload()
    assert restaurant.item("Coke")["variants"][0]["price"] == "3.00"


async def test_an_unknown_email_costs_as_much_as_a_known_one(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failed login makes one check of one hash of the same cost, whether or not the account exists."""
    checked = []
    verify = PasswordHasher.verify

    def note(hasher: PasswordHasher, stored: str, password: str) -> bool:
        checked.append(extract_parameters(stored))
        return verify(hasher, stored, password)

    monkeypatch.setattr(PasswordHasher, "verify", note)
    await api.register("ada@example.com")
    for email in ("ada@example.com", "nobody@example.com"):
        body = {"email": email, "password": "a wrong password"}
        assert (await api.post("/api/auth/login/", body)).status == 401
    assert len(checked) == 2
    assert checked[0] == checked[1]


def test_a_password_is_worth_its_price() -> None:
    """What is stored in production costs an attacker as much as OWASP asks for."""
    cost = extract_parameters(make_hasher("full").hash("x"))
    assert (cost.type.name, cost.memory_cost, cost.time_cost) == ("ID", 19 * 1024, 2)


async def test_a_storm_of_logins_waits_in_a_line_that_ends() -> None:
    """No more passwords are checked at once than there are threads, and no more wait than the line holds."""
    passwords = Passwords("test", threads=1)
    passwords._waiting = LONGEST_QUEUE
    with pytest.raises(DependencyAway):
        await passwords.verify(None, "x")
    passwords._waiting = 0
    assert await passwords.verify(await passwords.hash("x"), "x")
    passwords.close()
