"""Payments by Stripe's Checkout: taken once, found again, given back where they were too much."""

import asyncio
import time
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from server.domain.errors import Conflict, Invalid
from server.payments.provider import ProviderAway, ProviderRefused
from server.payments.service import Payments, Wish, Words
from server.payments.setup import PAYMENTS, ROUNDS
from server.payments.store import Payment
from server.payments.stripe_provider import stripe_amount
from tests.bills.over_http import amounts, bill, order_at, written
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.stripe import FakeStripe, signature, tell, until
from tests.kitchen.test_table_calls import table_of

WORDS = Words("Luigi's", "Tip", "de", "https://orders.example.com/back")
COMPLETED = "checkout.session.completed"


@pytest.fixture
def payments(server: TestServer) -> Payments:
    return server.app[PAYMENTS]


async def begin(
    payments: Payments,
    order: dict[str, Any],
    amount: int,
    *,
    tip: int = 0,
    key: UUID | None = None,
    own: bool = False,
) -> Payment:
    return await payments.begin(Wish(key or uuid4(), UUID(order["id"]), amount, tip, own), WORDS)


async def listed(place: Place) -> list[dict[str, Any]]:
    reply = await place.owner.get(f"/api/restaurants/{place.id}/payments/")
    assert reply.status == 200, reply
    return list(reply.body)


async def round_of(server: TestServer) -> None:
    """Do what a process does every few seconds, without waiting for anything to be old."""
    payments, rounds = server.app[PAYMENTS], server.app[ROUNDS]
    object.__setattr__(payments, "look_after", timedelta(0))
    await rounds.run_once()


async def given_back(place: Place, amount: str) -> dict[str, Any]:
    """Wait until so much of the newest payment is given back."""

    async def found() -> dict[str, Any] | None:
        return next((one for one in await listed(place) if one["refunded"] == amount), None)

    return dict(await until(found))


async def test_a_bill_is_paid_on_stripes_page(
    restaurant: Place, payments: Payments, stripe: FakeStripe, http: aiohttp.ClientSession
) -> None:
    """The page has the amount, the diner's language and the way back; its message settles the bill, doubled ones change nothing."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"money": {"tips": ["10"]}})
    order = (await restaurant.order(restaurant.line("Coke", 2))).body
    payment = await begin(payments, order, 600, tip=60)
    session = stripe.sessions[payment.checkout]
    assert (session["amount_total"], session["currency"], session["locale"]) == (660, "eur", "de")
    assert (session["success_url"], payment.url) == (WORDS.return_url, session["url"])
    assert amounts(await bill(restaurant, order["id"])) == ("6.00", "0.00", "6.00")
    stripe.pay(payment.checkout)
    body = stripe.message(COMPLETED, payment.checkout)
    assert await asyncio.gather(*(tell(http, body) for _ in range(5))) == [204] * 5
    found = await bill(restaurant, order["id"])
    assert (amounts(found), found["tips"], found["settled"]) == (("6.00", "6.00", "0.00"), "0.60", True)
    assert [(one["method"], one["amount"]) for one in found["payments"]] == [("online", "6.00")]
    (one,) = await listed(restaurant)
    assert (one["status"], one["amount"], one["tip"], one["reference"]) == (
        "paid",
        "6.00",
        "0.60",
        f"pi_{payment.checkout}",
    )
    assert len((await restaurant.owner.get(f"/api/bills/{order['id']}/receipts/")).body) == 1


async def test_messages_out_of_order_change_nothing(
    restaurant: Place, payments: Payments, stripe: FakeStripe, http: aiohttp.ClientSession
) -> None:
    """What says that a page expired, and comes after its payment, leaves it paid; a payment after that is one too."""
    order = (await restaurant.order()).body
    payment = await begin(payments, order, 300)
    expired = stripe.message("checkout.session.expired", payment.checkout)
    assert await tell(http, expired) == 204
    assert [one["status"] for one in await listed(restaurant)] == ["expired"]
    stripe.pay(payment.checkout)
    assert await tell(http, stripe.message(COMPLETED, payment.checkout)) == 204
    for kind in ("checkout.session.expired", "checkout.session.async_payment_failed"):
        assert await tell(http, stripe.message(kind, payment.checkout)) == 204
    assert [one["status"] for one in await listed(restaurant)] == ["paid"]
    assert amounts(await bill(restaurant, order["id"])) == ("3.00", "3.00", "0.00")


async def test_a_message_that_stripe_did_not_sign_is_refused(
    restaurant: Place, payments: Payments, stripe: FakeStripe, http: aiohttp.ClientSession
) -> None:
    """Another secret, no signature, another body, one that is too old or no message: nothing is paid by any of them."""
    order = (await restaurant.order()).body
    payment = await begin(payments, order, 300)
    stripe.pay(payment.checkout)
    body = stripe.message(COMPLETED, payment.checkout)
    broken = body.replace(b'"payment_intent":', b'"payment_intent": "\\u0000", "was":')
    assert broken != body
    wrong = (
        (body, signature(body, "whsec_other")),
        (body, "t=1"),
        (body, "v1=00"),
        (body, "x" * 4000),
        (body + b" ", signature(body)),
        (body, signature(body, at=int(time.time()) - 301 - 60)),
        (b"[1]", signature(b"[1]")),
        (b"{}", signature(b"{}")),
        (broken, signature(broken)),
        (b"{", signature(b"{")),
        (b"\xff", signature(b"\xff")),
    )
    assert [await tell(http, text, signed) for text, signed in wrong] == [400] * len(wrong)
    large = b'{"type": "' + b"x" * 65_536 + b'"}'
    assert await tell(http, large) == 413
    other = stripe.message("charge.succeeded", payment.checkout)
    assert await tell(http, other) == 204
    foreign = body.replace(str(payment.id).encode(), str(uuid4()).encode())
    assert await tell(http, foreign) == 204
    assert amounts(await bill(restaurant, order["id"])) == ("3.00", "0.00", "3.00")


async def test_a_payment_whose_message_never_came_is_found(
    restaurant: Place, payments: Payments, stripe: FakeStripe, server: TestServer
) -> None:
    """When the diner comes back, and by the rounds; both together write it once."""
    first, second = (await restaurant.order()).body, (await restaurant.order()).body
    one, two = await begin(payments, first, 300), await begin(payments, second, 300)
    stripe.pay(one.checkout)
    stripe.pay(two.checkout)
    assert (await payments.look_again(one.id)).status == "paid"
    await asyncio.gather(payments.look_again(two.id), round_of(server), payments.look_again(one.id))
    for order in (first, second):
        assert amounts(await bill(restaurant, order["id"])) == ("3.00", "3.00", "0.00")
    assert stripe.kept == 600


async def test_a_form_that_is_sent_twice_is_one_payment(
    restaurant: Place, payments: Payments, stripe: FakeStripe
) -> None:
    """At the same moment, after a lost answer, and from a second window: one page of Stripe."""
    order, key = (await restaurant.order()).body, uuid4()
    stripe.lose = 2
    with pytest.raises(ProviderAway):
        await begin(payments, order, 300, key=key)
    found = await asyncio.gather(*(begin(payments, order, 300, key=key) for _ in range(3)))
    other = await begin(payments, order, 300)
    assert {one.checkout for one in (*found, other)} == {"cs_test_1"}
    assert len(stripe.sessions) == 1
    with pytest.raises(Conflict):
        await begin(payments, order, 300, key=key, own=True)


async def test_what_was_paid_at_the_counter_meanwhile_is_given_back(
    restaurant: Place, payments: Payments, stripe: FakeStripe, http: aiohttp.ClientSession
) -> None:
    """All of it with its tip where nothing was open any more, else what was too much."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"money": {"tips": ["10"]}})
    order = (await restaurant.order()).body
    payment = await begin(payments, order, 300, tip=30)
    await written(restaurant, order["id"], "payments", {"method": "cash"})
    stripe.pay(payment.checkout)
    assert await tell(http, stripe.message(COMPLETED, payment.checkout)) == 204
    assert (await given_back(restaurant, "3.30"))["status"] == "refunded"
    found = await bill(restaurant, order["id"])
    assert (found["open"], found["overpaid"], found["tips"], stripe.kept) == ("0.00", "0.00", "0.00", 0)

    order = (await restaurant.order()).body
    payment = await begin(payments, order, 300)
    await written(restaurant, order["id"], "payments", {"method": "cash", "amount": "1.00"})
    stripe.pay(payment.checkout)
    await tell(http, stripe.message(COMPLETED, payment.checkout))
    assert (await given_back(restaurant, "1.00"))["status"] == "paid"
    assert stripe.kept == 200


async def test_lines_that_were_paid_meanwhile_are_given_back(
    restaurant: Place, payments: Payments, stripe: FakeStripe, http: aiohttp.ClientSession
) -> None:
    """Of a table's bill the diner's own order is paid twice: the other's stays open, and nobody has paid it."""
    code = await table_of(restaurant)
    own = await order_at(restaurant, code, restaurant.line("Coke"))
    await order_at(restaurant, code, restaurant.line("Water"))
    payment = await begin(payments, own, 300, own=True)
    await written(restaurant, own["id"], "payments", {"method": "cash", "lines": ["1.1"]})
    stripe.pay(payment.checkout)
    await tell(http, stripe.message(COMPLETED, payment.checkout))
    await given_back(restaurant, "3.00")
    assert (await bill(restaurant, own["id"]))["open"] == "2.00"
    assert stripe.kept == 0


async def test_an_order_that_is_cancelled_after_it_was_paid_is_given_back(
    restaurant: Place, payments: Payments, stripe: FakeStripe, http: aiohttp.ClientSession
) -> None:
    """Without anybody doing anything, and once, also where the provider is away at first."""
    order = (await restaurant.order()).body
    payment = await begin(payments, order, 300)
    stripe.pay(payment.checkout)
    await tell(http, stripe.message(COMPLETED, payment.checkout))
    reply = await restaurant.public.post(f"/api/public/orders/{order['id']}/cancel/", {})
    assert reply.status == 200, reply
    await given_back(restaurant, "3.00")
    assert (stripe.kept, [one["amount"] for one in stripe.refunds.values()]) == (0, [300])


async def test_what_staff_gave_back_meanwhile_is_not_given_back_again(
    restaurant: Place, payments: Payments, stripe: FakeStripe, http: aiohttp.ClientSession, server: TestServer
) -> None:
    """A dish was refused while the provider was away, and its price given back at the counter: the provider keeps it."""
    order = (await restaurant.order(restaurant.line("Coke"), restaurant.line("Water"))).body
    payment = await begin(payments, order, 500)
    stripe.pay(payment.checkout)
    await tell(http, stripe.message(COMPLETED, payment.checkout))
    stripe.fail = 1000
    path = f"/api/kitchen/orders/{order['id']}/items/2/refuse/"
    assert (await restaurant.owner.post(path, {"reason": "sold out"})).status == 200

    async def is_owed() -> bool:
        return bool((await listed(restaurant))[0]["owed"] == "2.00")

    await until(is_owed)
    number = (await bill(restaurant, order["id"]))["payments"][0]["number"]
    back = {"payment": number, "amount": "2.00", "reason": "sold out"}
    await written(restaurant, order["id"], "refunds", back)
    stripe.fail = 0
    await payments.pool.execute("UPDATE payment_refunds SET tried_at = '-infinity'")
    await round_of(server)
    (one,) = await listed(restaurant)
    assert (stripe.kept, one["owed"], one["refunded"]) == (500, "0.00", "0.00")


async def test_staff_give_back_through_the_provider(
    restaurant: Place, payments: Payments, stripe: FakeStripe, http: aiohttp.ClientSession, server: TestServer
) -> None:
    """A part, the same key again, too much, a provider that is away and does it later, and one that refuses."""
    order = (await restaurant.order()).body
    payment = await begin(payments, order, 300)
    stripe.pay(payment.checkout)
    await tell(http, stripe.message(COMPLETED, payment.checkout))
    number = (await bill(restaurant, order["id"]))["payments"][0]["number"]
    path = f"/api/bills/{order['id']}/provider-refunds/"
    wish = {"payment": number, "reason": "cold", "amount": "1.00"}
    keyed = {"headers": {"Idempotency-Key": "r-1"}}
    replies = [await restaurant.owner.post(path, wish, **keyed) for _ in range(2)]
    assert [reply.status for reply in replies] == [201, 201]
    assert replies[1].body["refunded"] == "1.00"
    assert (await restaurant.owner.post(path, {**wish, "amount": "2.01"})).status == 409
    assert (await restaurant.owner.post(path, {**wish, "payment": number + 1})).status == 404
    stripe.lose = 2
    assert (await restaurant.owner.post(path, wish)).status == 202
    assert (await restaurant.owner.post(path, wish)).status == 409
    await payments.pool.execute("UPDATE payment_refunds SET tried_at = '-infinity'")
    await round_of(server)
    await given_back(restaurant, "2.00")
    assert (await bill(restaurant, order["id"]))["refunded"] == "2.00"
    assert [one["amount"] for one in stripe.refunds.values()] == [100, 100]
    stripe.refuse_refunds = True
    assert (await restaurant.owner.post(path, {"payment": number, "reason": "cold"})).status == 409
    (one,) = await listed(restaurant)
    assert (one["refunded"], one["owed"], one["refused"], stripe.kept) == ("2.00", "0.00", "1.00", 100)


async def test_a_process_that_ends_between_the_money_and_its_entry_is_made_up_for(
    restaurant: Place,
    payments: Payments,
    stripe: FakeStripe,
    server: TestServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The transaction that writes the entry fails half way: neither half stays, and the next round writes both."""
    order = (await restaurant.order()).body
    payment = await begin(payments, order, 300)
    stripe.pay(payment.checkout)

    async def ends(*_: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr("server.payments.refunds.owe_what_is_too_much", ends)
        with pytest.raises(ConnectionResetError):
            await payments.look_again(payment.id)
    assert [one["status"] for one in await listed(restaurant)] == ["created"]
    assert amounts(await bill(restaurant, order["id"])) == ("3.00", "0.00", "3.00")
    await round_of(server)
    assert [one["status"] for one in await listed(restaurant)] == ["paid"]
    assert amounts(await bill(restaurant, order["id"])) == ("3.00", "3.00", "0.00")


async def test_nothing_is_begun_that_may_not_be_paid(
    restaurant: Place, payments: Payments, stripe: FakeStripe
) -> None:
    """Another amount than what is open, a tip where none is taken or above the bill, a bill that is paid."""
    order = (await restaurant.order()).body
    with pytest.raises(Conflict):
        await begin(payments, order, 299)
    with pytest.raises(Invalid):
        await begin(payments, order, 300, tip=1)
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"money": {"tips": ["10"]}})
    with pytest.raises(Invalid):
        await begin(payments, order, 300, tip=301)
    assert (await begin(payments, order, 300, tip=300)).tip == 300
    await written(restaurant, order["id"], "payments", {"method": "cash"})
    with pytest.raises(Conflict):
        await begin(payments, order, 300)
    assert len(stripe.sessions) == 1


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [(1499, "EUR", 1499), (1500, "JPY", 1500), (1500, "ISK", 150_000), (1230, "KWD", 1230)],
)
def test_amounts_are_written_as_stripe_counts_them(amount: int, currency: str, said: int) -> None:
    """Minor units, but for the currencies that Stripe counts otherwise than ISO 4217."""
    assert stripe_amount(amount, currency) == said


def test_an_amount_that_stripe_cannot_say_is_refused() -> None:
    """The last digit of three decimals is 0 there."""
    with pytest.raises(ProviderRefused):
        stripe_amount(1234, "KWD")


async def test_another_restaurant_has_its_own(
    restaurant: Place, make_restaurant: MakeRestaurant, payments: Payments, stripe: FakeStripe
) -> None:
    """Its members see and give back nothing of this one's."""
    order = (await restaurant.order()).body
    payment = await begin(payments, order, 300)
    stripe.pay(payment.checkout)
    await payments.look_again(payment.id)
    other = await make_restaurant()
    assert await listed(other) == []
    wish = {"payment": 1, "reason": "x"}
    assert (await other.owner.post(f"/api/bills/{order['id']}/provider-refunds/", wish)).status == 404
    assert stripe.kept == 300
