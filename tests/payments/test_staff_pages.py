"""What waiters see of payments by the provider, and give back through it."""

import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from tests.bills.over_http import bill, written
from tests.fixtures.api import Api, Place
from tests.fixtures.stripe import FakeStripe
from tests.pages.test_bill_page import press
from tests.pages.waiters import Waiter, hired
from tests.payments.test_pay_page import send, words


@pytest.fixture
async def anna(restaurant: Place, api: Api, server: TestServer) -> AsyncIterator[Waiter]:
    """A waiter of the restaurant, at her phone."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(base_url=server.make_url("/"), cookie_jar=jar) as session:
        waiter = Waiter(session, await hired(restaurant, api))
        assert (await waiter.log_in()).status == 303
        yield waiter


@pytest.fixture
def path(restaurant: Place) -> str:
    return f"/staff/{restaurant.slug}/"


async def paid_online(place: Place, http: aiohttp.ClientSession, stripe: FakeStripe) -> dict[str, Any]:
    """An order of two cokes, 6.00, that was paid on Stripe's page."""
    order: dict[str, Any] = (await place.order(place.line("Coke", 2))).body
    _, leads, _ = await send(http, order, what="all:600")
    stripe.pay(list(stripe.sessions)[-1])
    async with http.get(leads.replace("&go=1", "")) as answer:
        assert answer.status == 200
    return order


async def test_a_waiter_sees_who_is_paying_and_who_has(
    restaurant: Place, http: aiohttp.ClientSession, stripe: FakeStripe, anna: Waiter, path: str
) -> None:
    """On the bill as long as it is being done, and in a list with words for each state, that leads to the bill."""
    assert f'href="{path}payments/"' in (await anna.get(path)).text
    assert "Nobody has paid online yet." in words((await anna.get(f"{path}payments/")).text)
    order = (await restaurant.order(restaurant.line("Coke", 2))).body
    await send(http, order, what="all:600")
    assert "A guest is paying €6.00 online just now." in words(
        (await anna.get(f"{path}bills/{order['id']}/")).text
    )
    other = await paid_online(restaurant, http, stripe)
    assert "just now" not in (await anna.get(f"{path}bills/{other['id']}/")).text
    listed = (await anna.get(f"{path}payments/")).text
    assert re.findall(r'/bills/([^/]+)/"><span><strong>([^<]+)<', listed) == [
        (other["id"], "paid"),
        (order["id"], "being paid"),
    ]


async def test_a_waiter_gives_back_through_the_provider(
    restaurant: Place, http: aiohttp.ClientSession, stripe: FakeStripe, anna: Waiter, path: str
) -> None:
    """An amount, once however often the form is sent; then the rest; more than that is refused in words."""
    order = await paid_online(restaurant, http, stripe)
    number = (await bill(restaurant, order["id"]))["payments"][0]["number"]
    page, do = f"{path}bills/{order['id']}/", f"give-back:{number}"
    too_much = await press(anna, page, do, reason="cold", amount="6.01")
    assert (too_much.status, "It could not be given back online. Nothing was changed" in too_much.text) == (
        409,
        True,
    )
    done = await press(anna, page, do, reason="cold", amount="2,00")
    assert (done.status, done.location) == (303, f"{page}?did=give-back#done")
    assert [one["amount"] for one in stripe.refunds.values()] == [200]
    await press(anna, page, do, reason="all of it")
    assert [one["amount"] for one in stripe.refunds.values()] == [200, 400]
    found = await bill(restaurant, order["id"])
    assert [(one["amount"], one["reason"]) for one in found["refunds"]] == [
        ("2.00", "cold"),
        ("4.00", "all of it"),
    ]
    assert "given back" in words((await anna.get(f"{path}payments/")).text)


async def test_a_provider_that_is_away_is_said_and_asked_again(
    restaurant: Place, http: aiohttp.ClientSession, stripe: FakeStripe, anna: Waiter, path: str
) -> None:
    """Nothing more is to be done; where it refuses, the waiter gives the money back."""
    order = await paid_online(restaurant, http, stripe)
    number = (await bill(restaurant, order["id"]))["payments"][0]["number"]
    page, do = f"{path}bills/{order['id']}/", f"give-back:{number}"
    stripe.fail = 2
    away = await press(anna, page, do, reason="cold", amount="1")
    assert away.location == f"{page}?did=goes-back#done"
    shown = words((await anna.get(f"{page}?did=goes-back")).text)
    assert "It goes back online as soon as that can be reached." in shown
    assert "€1.00 goes back through Stripe, which is asked again until it is done." in shown
    other = await paid_online(restaurant, http, stripe)
    number = (await bill(restaurant, other["id"]))["payments"][0]["number"]
    stripe.refuse_refunds = True
    refused = await press(anna, f"{path}bills/{other['id']}/", f"give-back:{number}", reason="cold")
    assert (refused.status, "It could not be given back online." in refused.text) == (409, True)
    assert "could not go back" in words((await anna.get(f"{path}payments/")).text)


async def test_what_was_paid_at_the_counter_is_not_given_back_online(
    restaurant: Place, anna: Waiter, path: str
) -> None:
    """Its form has no such button, and a form with one is refused."""
    order = (await restaurant.order()).body
    paid = await written(restaurant, order["id"], "payments", {"method": "card"})
    page = f"{path}bills/{order['id']}/"
    assert "give-back:" not in (await anna.get(page)).text
    number = paid["payments"][0]["number"]
    assert (await press(anna, page, f"give-back:{number}", reason="cold")).status == 409
    assert (await bill(restaurant, order["id"]))["refunds"] == []
