"""Refunds made on Stripe's own pages: noticed by message or in rounds, on the bill once, with a receipt below zero."""

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from server.payments.service import Payments
from server.payments.setup import PAYMENTS, ROUNDS
from tests.bills.over_http import bill, written
from tests.fixtures.api import Place
from tests.fixtures.stripe import FakeStripe, tell
from tests.payments.test_payments import COMPLETED, begin, listed

KINDS = ("charge.refunded", "refund.created", "refund.updated")


@pytest.fixture
def payments(server: TestServer) -> Payments:
    return server.app[PAYMENTS]


@pytest.fixture
async def paid(
    restaurant: Place, payments: Payments, stripe: FakeStripe, http: aiohttp.ClientSession
) -> tuple[dict[str, Any], str]:
    """An order of 6.00, paid on Stripe's page with a tip of 0.60, and what the money is called there."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"money": {"tips": ["10"]}})
    order = (await restaurant.order(restaurant.line("Coke", 2))).body
    payment = await begin(payments, order, 600, tip=60)
    stripe.pay(payment.checkout)
    await tell(http, stripe.message(COMPLETED, payment.checkout))
    return order, f"pi_{payment.checkout}"


async def look(server: TestServer) -> None:
    """What a process does once a minute."""
    object.__setattr__(server.app[PAYMENTS], "look_after", timedelta(0))
    await server.app[ROUNDS].run_once()


async def receipts(place: Place, order: dict[str, Any]) -> list[str]:
    found = (await place.owner.get(f"/api/bills/{order['id']}/receipts/")).body
    return [one["total"] for one in found]


async def refunds(place: Place, order: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["amount"], one["tip"]) for one in (await bill(place, order["id"]))["refunds"]]


async def test_a_refund_that_stripe_tells_of_is_on_the_bill_once(
    restaurant: Place,
    paid: tuple[dict[str, Any], str],
    stripe: FakeStripe,
    http: aiohttp.ClientSession,
    server: TestServer,
) -> None:
    """However often and by whichever messages it is told, and in rounds too; the receipt is below zero."""
    order, intent = paid
    stripe.refund_there(intent, 150)
    told = [tell(http, stripe.refund_message(kind, intent)) for kind in KINDS * 3]
    assert await asyncio.gather(*told, look(server)) == [204] * 9 + [None]
    assert (await refunds(restaurant, order), await receipts(restaurant, order)) == (
        [("1.50", "0.00")],
        ["6.00", "-1.50"],
    )
    (one,) = await listed(restaurant)
    assert (one["status"], one["refunded"]) == ("paid", "1.50")
    log = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/")).body
    assert (log[0]["action"], log[0]["after"]["reason"]) == (
        "bill.refund",
        "given back on the provider's pages",
    )


async def test_refunds_of_which_no_message_came_are_found(
    restaurant: Place, paid: tuple[dict[str, Any], str], stripe: FakeStripe, server: TestServer
) -> None:
    """All of them, over pages of the list; what is under way once it is done; the tip goes last."""
    order, intent = paid
    stripe.refunds_a_page = 2
    for amount in (100, 100, 300):
        stripe.refund_there(intent, amount)
    waiting = stripe.refund_there(intent, 130, "pending")
    await look(server)
    assert await refunds(restaurant, order) == [("1.00", "0.00"), ("1.00", "0.00"), ("3.00", "0.00")]
    stripe.refunds[waiting]["status"] = "succeeded"
    await look(server)
    await look(server)
    assert (await refunds(restaurant, order))[3:] == [("1.00", "0.30")]
    stripe.refund_there(intent, 30)
    await look(server)
    assert (await refunds(restaurant, order))[4:] == [("0.00", "0.30")]
    found = await bill(restaurant, order["id"])
    assert (found["refunded"], found["tips"], stripe.kept) == ("6.00", "0.00", 0)
    (one,) = await listed(restaurant)
    assert (one["status"], one["refunded"]) == ("refunded", "6.60")


async def test_what_staff_gave_back_is_not_written_again(
    restaurant: Place,
    paid: tuple[dict[str, Any], str],
    stripe: FakeStripe,
    http: aiohttp.ClientSession,
    server: TestServer,
) -> None:
    """Through the provider, or written by hand for a refund that was made there; another one beside it is."""
    order, intent = paid
    number = (await bill(restaurant, order["id"]))["payments"][0]["number"]
    path = f"/api/bills/{order['id']}/provider-refunds/"
    wish = {"payment": number, "reason": "cold", "amount": "1.00"}
    assert (await restaurant.owner.post(path, wish)).status == 201
    await written(restaurant, order["id"], "refunds", {**wish, "amount": "2.00"})
    stripe.refund_there(intent, 200)
    await tell(http, stripe.refund_message("charge.refunded", intent))
    await look(server)
    assert await refunds(restaurant, order) == [("1.00", "0.00"), ("2.00", "0.00")]
    stripe.refund_there(intent, 200)
    await look(server)
    assert await refunds(restaurant, order) == [("1.00", "0.00"), ("2.00", "0.00"), ("2.00", "0.00")]


@pytest.mark.slow
async def test_refunds_of_others_and_of_nothing_are_left(
    restaurant: Place,
    paid: tuple[dict[str, Any], str],
    stripe: FakeStripe,
    http: aiohttp.ClientSession,
    server: TestServer,
) -> None:
    """Money that was taken for something else through the same account, a message without money, a provider that is silent."""
    order, intent = paid
    stripe.refund_there("pi_of_a_shop", 100)
    for other in ("pi_of_a_shop", ""):
        assert await tell(http, stripe.refund_message("charge.refunded", other)) == 204
    stripe.refund_there(intent, 100)
    stripe.fail = 100
    assert await tell(http, stripe.refund_message("charge.refunded", intent)) == 204
    await look(server)
    assert await refunds(restaurant, order) == []
    stripe.fail = 0
    await look(server)
    assert await refunds(restaurant, order) == [("1.00", "0.00")]


async def test_a_cancelled_order_that_was_given_back_there_is_not_given_back_again(
    restaurant: Place,
    paid: tuple[dict[str, Any], str],
    stripe: FakeStripe,
    http: aiohttp.ClientSession,
    server: TestServer,
) -> None:
    """Staff gave all of it back on Stripe's pages, then the kitchen refused the order: nothing is owed any more."""
    order, intent = paid
    stripe.refund_there(intent, 660)
    await tell(http, stripe.refund_message("charge.refunded", intent))
    moved = await restaurant.owner.patch(
        f"/api/kitchen/orders/{order['id']}/", {"status": "cancelled", "reason": "closed"}
    )
    assert moved.status == 200
    await look(server)
    found = await bill(restaurant, order["id"])
    assert (found["refunded"], found["overpaid"], stripe.kept) == ("6.00", "0.00", 0)
    assert len(stripe.refunds) == 1
