"""Restaurants that are paid before: the kitchen gets an order once it is paid, and nobody else's doing lets it go."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import aiohttp
import asyncpg
import pytest
from aiohttp.test_utils import TestServer

from server.db.pool import BasePool
from server.db.setup import POOL
from server.orders.setup import ESTIMATES
from server.orders.store import UNPAID
from server.orders.unpaid import UnpaidOrders
from server.payments.provider import ProviderRefused
from server.payments.service import Payments
from server.payments.setup import PAYMENTS, UNPAID_ROUNDS
from tests.bills.over_http import amounts, bill, order_at, written
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.stripe import FakeStripe, tell, until
from tests.kitchen.test_socket import heard, screen
from tests.kitchen.test_table_calls import table_of
from tests.payments.test_pay_page import read, words
from tests.payments.test_payments import COMPLETED, begin, given_back

WAITING = "Waiting for payment: the kitchen gets your order once it is paid."


@pytest.fixture
async def place(restaurant: Place) -> Place:
    """A restaurant that is paid before."""
    changed = await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"money": {"pay": "before"}})
    assert (changed.status, changed.body["money"]["pay"]) == (200, "before")
    return restaurant


@pytest.fixture
def pool(server: TestServer) -> BasePool:
    return server.app[POOL]


@pytest.fixture
def payments(server: TestServer) -> Payments:
    return server.app[PAYMENTS]


async def status(place: Place, order: dict[str, Any]) -> str:
    return str((await place.public.get(f"/api/public/orders/{order['id']}/status/")).body["status"])


async def in_kitchen(place: Place) -> list[int]:
    """The numbers of the orders that a display gets when it connects."""
    async with screen(place.owner, place.slug) as socket:
        return [order["number"] for order in (await heard(socket, "snapshot"))["orders"]]


async def grow_old(pool: BasePool, order: dict[str, Any], minutes: float) -> None:
    moment = datetime.now(UTC) - timedelta(minutes=minutes)
    await pool.execute("UPDATE orders SET created_at = $2 WHERE id = $1", UUID(order["id"]), moment)


async def test_the_kitchen_gets_an_order_once_it_is_paid(
    place: Place, payments: Payments, stripe: FakeStripe, http: aiohttp.ClientSession, server: TestServer
) -> None:
    """Placed it has its number and no promise, and no display is told; paid on Stripe's page it is there at once, promised from then."""
    async with screen(place.owner, place.slug) as socket:
        await heard(socket, "snapshot")
        order = (await place.order(place.line("Coke", 2))).body
        assert (order["number"], order["status"], order["estimated_ready_at"]) == (1, "unpaid", None)
        assert await in_kitchen(place) == []
        assert (await place.owner.get(f"/api/kitchen/{place.slug}/day/")).body["orders"] == []
        assert re.findall(r"<li[^>]*>1</li>", await read(http, f"/r/{place.slug}/board/")) == []
        pace = await server.app[ESTIMATES]._pace(UUID(place.id))
        assert sum(pace.to_make.values()) == 0
        page = words(await read(http, f"/orders/{order['id']}/"))
        assert WAITING in page
        payment = await begin(payments, order, 600)
        stripe.pay(payment.checkout)
        before = datetime.now(UTC).replace(microsecond=0)
        assert await tell(http, stripe.message(COMPLETED, payment.checkout)) == 204
        told = (await heard(socket, "order"))["order"]
    assert (told["number"], told["status"], told["revision"]) == (1, "confirmed", 2)
    assert datetime.fromisoformat(told["released_at"]) >= before
    assert datetime.fromisoformat(told["estimated_ready_at"]) >= before + timedelta(minutes=8)
    assert (await in_kitchen(place), await status(place, order)) == ([1], "confirmed")
    assert "The kitchen has your order." in words(await read(http, f"/orders/{order['id']}/"))


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("payments", {"method": "cash"}),
        ("payments", {"method": "card", "lines": ["1.1"]}),
        ("voids", {"lines": ["1.1"], "reason": "a gift"}),
        ("discounts", {"percent": "100", "reason": "a gift"}),
    ],
)
async def test_staff_let_an_order_go(place: Place, what: str, body: dict[str, Any]) -> None:
    """Marked paid at the counter, or nothing of it charged any more, it is the kitchen's at once."""
    order = (await place.order(place.line("Coke"))).body
    assert (await status(place, order), await in_kitchen(place)) == ("unpaid", [])
    await written(place, order["id"], what, body)
    assert (await status(place, order), await in_kitchen(place)) == ("confirmed", [1])


async def test_an_order_of_a_table_goes_by_its_own_lines(place: Place) -> None:
    """Of two orders of a table the one whose lines are paid goes; an amount lets none go until nothing is open."""
    code = await table_of(place)
    first = await order_at(place, code, place.line("Coke", 2))
    second = await order_at(place, code, place.line("Water"))
    await written(place, first["id"], "payments", {"method": "cash", "lines": ["2.1"]})
    assert (await status(place, first), await status(place, second)) == ("unpaid", "confirmed")
    await written(place, first["id"], "payments", {"method": "cash", "amount": "5.99"})
    assert await status(place, first) == "unpaid"
    await written(place, first["id"], "payments", {"method": "cash", "amount": "0.01"})
    assert await status(place, first) == "confirmed"


async def test_what_costs_nothing_waits_for_no_payment(make_restaurant: MakeRestaurant) -> None:
    """A dish for 0.00 is ordered and made."""
    place = await make_restaurant(
        {"categories": [{"name": "Drinks", "items": [{"name": "Tap water", "price": 0}]}]}
    )
    await place.owner.patch(f"/api/restaurants/{place.id}/", {"money": {"pay": "before"}})
    order = (await place.order(place.line("Tap water"))).body
    assert (order["status"], await in_kitchen(place)) == ("confirmed", [1])


async def test_a_large_order_that_is_paid_waits_for_the_kitchen(place: Place) -> None:
    """It goes out as any new order does: here to be accepted."""
    await place.owner.patch(f"/api/restaurants/{place.id}/", {"hold_above": "5.00"})
    order = (await place.order(place.line("Coke", 2))).body
    assert order["status"] == "unpaid"
    await written(place, order["id"], "payments", {"method": "cash"})
    assert await status(place, order) == "held"


async def test_an_order_that_nobody_pays_is_cancelled(
    place: Place,
    payments: Payments,
    stripe: FakeStripe,
    http: aiohttp.ClientSession,
    server: TestServer,
    pool: BasePool,
) -> None:
    """Not before its time; then its portions are back and its page says why. What is paid after that is given back, once."""
    dish = f"/api/kitchen/items/{place.item('Coke')['id']}/"
    await place.owner.patch(dish, {"portions": 3})
    order = (await place.order(place.line("Coke", 2))).body
    payment = await begin(payments, order, 600)
    rounds = server.app[UNPAID_ROUNDS]
    await grow_old(pool, order, 80)
    await rounds.run_once()  # its page can still be paid
    assert await status(place, order) == "unpaid"
    await pool.execute("UPDATE payments SET expires_at = now() - interval '11 minutes'")
    await grow_old(pool, order, 69)
    await rounds.run_once()
    assert await status(place, order) == "unpaid"
    await grow_old(pool, order, 71)
    await asyncio.gather(*(rounds.run_once() for _ in range(3)))
    assert await status(place, order) == "cancelled"
    item = await place.owner.get(f"/api/items/{place.item('Coke')['id']}/")
    assert item.body["portions"] == 3
    page = words(await read(http, f"/orders/{order['id']}/"))
    assert "This order was cancelled. It was not paid in time." in page
    stripe.pay(payment.checkout)
    body = stripe.message(COMPLETED, payment.checkout)
    assert await asyncio.gather(*(tell(http, body) for _ in range(3))) == [204] * 3
    await given_back(place, "6.00")
    assert (await status(place, order), await in_kitchen(place), stripe.kept) == ("cancelled", [], 0)
    assert amounts(await bill(place, order["id"])) == ("0.00", "6.00", "0.00")


async def test_the_diner_cancels_what_he_has_not_paid(
    place: Place, http: aiohttp.ClientSession, pool: BasePool
) -> None:
    """However long ago it was ordered: the kitchen has not begun."""
    order = (await place.order()).body
    await grow_old(pool, order, 40)
    assert "Cancel the whole order" in words(await read(http, f"/orders/{order['id']}/"))
    reply = await place.public.post(f"/api/public/orders/{order['id']}/cancel/", {})
    assert (reply.status, reply.body["status"]) == (200, "cancelled")


async def test_a_payment_lets_an_order_go_though_the_process_ended(
    place: Place, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was paid stands; whichever process comes first lets the order go, once, also where several come."""

    async def end(_: UnpaidOrders, __: UUID) -> None:
        raise ConnectionResetError

    order = (await place.order()).body
    with monkeypatch.context() as patch:
        patch.setattr(UnpaidOrders, "release", end)
        await written(place, order["id"], "payments", {"method": "cash"})
    assert await status(place, order) == "unpaid"
    rounds = server.app[UNPAID_ROUNDS]
    await asyncio.gather(*(rounds.run_once() for _ in range(4)))
    found = (await place.public.get(f"/api/public/orders/{order['id']}/status/")).body
    assert (found["status"], found["revision"]) == ("confirmed", 2)


async def test_a_line_that_is_taken_off_leaves_the_order_paid(place: Place) -> None:
    """Of two dishes one is paid and the other cancelled at the table: nothing is left to pay."""
    order = (await place.order(place.line("Coke"), place.line("Water"))).body
    await written(place, order["id"], "payments", {"method": "cash", "lines": ["1.1"]})
    assert await status(place, order) == "unpaid"
    gone = await place.public.post(f"/api/public/orders/{order['id']}/cancel/", {"items": [2]})
    assert gone.status == 200

    async def is_released() -> bool:
        return await status(place, order) == "confirmed"

    await until(is_released)


async def test_a_restaurant_that_is_paid_at_the_end_again_makes_what_waits(
    place: Place, server: TestServer
) -> None:
    """The rule is that of today: what waits under the rule of before goes to the kitchen."""
    order = (await place.order()).body
    await place.owner.patch(f"/api/restaurants/{place.id}/", {"money": {"pay": "end"}})
    await server.app[UNPAID_ROUNDS].run_once()
    assert await status(place, order) == "confirmed"


@pytest.mark.slow
async def test_what_waits_is_found_by_an_index(place: Place, database_url: str) -> None:
    """Among 5,000 orders that have ended those that wait are found without reading the others."""
    order = (await place.order()).body
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(
            """
            INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('status', 'completed',
                'ended_at', now(), 'id', overlay(gen_random_uuid()::text PLACING left(o.id::text, 13) FROM 1)))).*
            FROM orders o, generate_series(1, 5000) WHERE o.id = $1
            """,
            UUID(order["id"]),
        )
        await connection.execute("ANALYZE orders")
        plan = "\n".join(row[0] for row in await connection.fetch(f"EXPLAIN {UNPAID}", 1000))
    finally:
        await connection.close()
    month = f"orders_{datetime.now(UTC):%Y_%m}"
    assert f"Seq Scan on {month}" not in plan
    assert f"on {month} o" in plan
    assert "_pkey on orders" not in plan


async def test_reports_count_what_is_paid(place: Place) -> None:
    """An order that waits is no turnover of the day yet."""
    path = f"/api/restaurants/{place.id}/reports/?by=day"
    first = (await place.order()).body
    await place.order(place.line("Water"))
    await written(place, first["id"], "payments", {"method": "cash"})
    report = (await place.owner.get(path)).body
    assert [(row["orders"], row["revenue"]) for row in report["rows"]] == [(1, "3.00")]


async def test_orders_of_a_restaurant_that_is_gone_end(
    place: Place, server: TestServer, pool: BasePool
) -> None:
    """Nobody can pay them any more: they are cancelled in their time, and others are looked after meanwhile."""
    order, late = (await place.order()).body, (await place.order()).body
    await grow_old(pool, late, 71)
    assert (await place.owner.delete(f"/api/restaurants/{place.id}/")).status == 204
    await server.app[UNPAID_ROUNDS].run_once()
    assert (await status(place, order), await status(place, late)) == ("unpaid", "cancelled")


async def test_courses_of_an_order_that_is_paid_wait_as_those_of_any(make_restaurant: MakeRestaurant) -> None:
    """The kitchen gets all of it, with the main held until the starter is done."""
    courses = [
        {"name": "Starters", "course": "starter", "items": [{"name": "Soup", "price": 5}]},
        {"name": "Mains", "course": "main", "items": [{"name": "Steak", "price": 20}]},
    ]
    place = await make_restaurant({"categories": courses})
    changed = {"hold_courses": True, "money": {"pay": "before"}}
    assert (await place.owner.patch(f"/api/restaurants/{place.id}/", changed)).status == 200
    order = (await place.order(place.line("Soup"), place.line("Steak"))).body
    await written(place, order["id"], "payments", {"method": "cash"})
    async with screen(place.owner, place.slug) as socket:
        (shown,) = (await heard(socket, "snapshot"))["orders"]
    assert (shown["status"], shown["courses"]) == ("confirmed", [{"course": "main", "fires_at": None}])


async def test_a_doubled_form_and_two_waiters_let_an_order_go_once(place: Place) -> None:
    """Six payments of the same order at the same moment: one is taken, and the kitchen gets it once."""
    order = (await place.order()).body
    path, body = f"/api/bills/{order['id']}/payments/", {"method": "cash"}
    replies = await asyncio.gather(*(place.owner.post(path, body) for _ in range(6)))
    assert sorted(reply.status for reply in replies) == [201] + [409] * 5
    found = (await place.public.get(f"/api/public/orders/{order['id']}/status/")).body
    assert (found["status"], found["revision"]) == ("confirmed", 2)


async def test_an_order_in_three_decimals_is_paid_at_the_counter(
    make_restaurant: MakeRestaurant, payments: Payments
) -> None:
    """What Stripe cannot say is refused there, and the order waits on for the staff."""
    menu = {"categories": [{"name": "Drinks", "items": [{"name": "Karak", "price": "0.255"}]}]}
    place = await make_restaurant(menu, currency="KWD")
    await place.owner.patch(f"/api/restaurants/{place.id}/", {"money": {"pay": "before"}})
    order = (await place.order(place.line("Karak", 3))).body
    with pytest.raises(ProviderRefused):
        await begin(payments, order, 765)
    assert await status(place, order) == "unpaid"
    paid = await written(place, order["id"], "payments", {"method": "cash", "lines": ["1.1x2"]})
    assert (paid["paid"], paid["open"], await status(place, order)) == ("0.510", "0.255", "unpaid")
    await written(place, order["id"], "payments", {"method": "cash", "lines": ["1.1x1"]})
    assert await status(place, order) == "confirmed"
