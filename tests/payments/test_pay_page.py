"""The diner's way to pay: forms of ours, a page of Stripe's, and back; no script is needed."""

import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from server.domain.order import LineOwner
from server.restaurants.setup import TABLES
from server.visits.setup import VISITS
from tests.bills.over_http import amounts, bill, order_at, written
from tests.conftest import make_settings, start_server
from tests.fixtures.api import Place
from tests.fixtures.stripe import FakeStripe, tell
from tests.kitchen.test_table_calls import table_of


async def read(http: aiohttp.ClientSession, path: str, status: int = 200) -> str:
    async with http.get(path, headers={"Accept-Language": "en"}) as answer:
        assert answer.status == status, await answer.text()
        return await answer.text()


def words(page: str) -> str:
    body = page.split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def field(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)"', page)


async def send(http: aiohttp.ClientSession, order: dict[str, Any], **form: str) -> tuple[int, str, str]:
    """Post the form; the status, where it leads, and the page."""
    path = f"/orders/{order['id']}/pay/"
    async with http.post(path, data=form, allow_redirects=False) as answer:
        return answer.status, answer.headers.get("Location", ""), await answer.text()


async def test_a_diner_pays_and_comes_back(
    restaurant: Place, http: aiohttp.ClientSession, stripe: FakeStripe
) -> None:
    """From the order's page to Stripe's, through a page of ours; back here it says paid, also where no message came."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"money": {"tips": ["10", "15"]}})
    order = (await restaurant.order(restaurant.line("Coke", 2))).body
    assert f'href="/orders/{order["id"]}/pay/"' in await read(http, f"/orders/{order['id']}/")
    assert f'href="/orders/{order["id"]}/pay/"' in await read(http, f"/orders/{order['id']}/receipt")
    form = await read(http, f"/orders/{order['id']}/pay/")
    assert (field(form, "what"), field(form, "tip_percent")) == (["all:600"], ["10000", "15000", "0"])
    assert re.findall(r'name="tip_percent"[^>]*checked', form) == []
    (key,) = field(form, "key")
    sent = {"key": key, "what": "all:600", "tip_percent": "10000", "tip": ""}
    status, leads, _ = await send(http, order, **sent)
    assert status == 303
    assert await send(http, order, **sent) == (303, leads, "")
    (name,) = stripe.sessions
    session = stripe.sessions[name]
    assert session["amount_total"] == 660
    page = await read(http, leads)
    assert f'content="0; url={session["url"]}"' in page
    back = urlsplit(session["success_url"])
    assert parse_qs(back.query) == {"payment": [key]}
    again = f"{back.path}?{back.query}"
    page = await read(http, again)
    assert "It is not paid yet: nothing was taken so far. Go on to pay · €6.60" in words(page)
    assert "http-equiv" not in page
    stripe.pay(name)
    assert "It is paid. Thank you! Nothing is open of this bill." in words(await read(http, again))
    found = await bill(restaurant, order["id"])
    assert (amounts(found), found["tips"]) == (("6.00", "6.00", "0.00"), "0.60")
    assert await tell(http, stripe.message("checkout.session.completed", name)) == 204
    assert (await bill(restaurant, order["id"]))["paid"] == "6.00"


async def test_nothing_chosen_is_no_tip_and_an_amount_may_be_written(
    restaurant: Place, http: aiohttp.ClientSession, stripe: FakeStripe
) -> None:
    """A written amount counts before a percentage; one above the bill, or that is none, is refused."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"money": {"tips": ["10"]}})
    order = (await restaurant.order()).body
    assert (await send(http, order, what="all:300"))[0] == 303
    assert (await send(http, order, what="all:300", tip="0,50", tip_percent="10000"))[0] == 303
    for tip in ("3.01", "x", "-1", "\u200b", "\u3164", "1e3", "9" * 400):
        status, _, page = await send(http, order, what="all:300", tip=tip)
        assert status == 400, tip
        assert 'class="problem"' in page
    assert [one["amount_total"] for one in stripe.sessions.values()] == [300, 350]


async def test_of_a_table_the_order_alone_can_be_paid(
    restaurant: Place, http: aiohttp.ClientSession, stripe: FakeStripe
) -> None:
    """All that is open or one's own; where guests see nothing of each other, one's own alone."""
    code = await table_of(restaurant)
    own = await order_at(restaurant, code, restaurant.line("Coke"))
    await order_at(restaurant, code, restaurant.line("Water"))
    assert field(await read(http, f"/orders/{own['id']}/pay/"), "what") == ["all:500", "own:300"]
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"share_table": "off"})
    assert field(await read(http, f"/orders/{own['id']}/pay/"), "what") == ["own:300"]
    assert (await send(http, own, what="all:500"))[0] == 409
    assert (await send(http, own, what="own:300"))[0] == 303
    assert [one["amount_total"] for one in stripe.sessions.values()] == [300]


async def test_a_provider_that_is_away_takes_nothing(
    restaurant: Place, http: aiohttp.ClientSession, stripe: FakeStripe
) -> None:
    """The diner is told to pay the staff; the same form works once it is back."""
    order = (await restaurant.order()).body
    (key,) = field(await read(http, f"/orders/{order['id']}/pay/"), "key")
    stripe.fail = 2
    status, _, page = await send(http, order, key=key, what="all:300")
    assert status == 503
    assert "Nothing was taken: please pay the staff." in words(page)
    assert stripe.sessions == {}
    assert (await send(http, order, key=key, what="all:300"))[0] == 303


async def test_what_changed_meanwhile_is_said(
    restaurant: Place, http: aiohttp.ClientSession, stripe: FakeStripe
) -> None:
    """Paid at the counter before the form is sent: nothing is begun. After it: it goes back, with words."""
    order = (await restaurant.order()).body
    _, leads, _ = await send(http, order, what="all:300")
    await written(restaurant, order["id"], "payments", {"method": "cash"})
    status, _, page = await send(http, order, what="all:300", tip="1")
    assert status == 409
    assert "What is to be paid has changed. Nothing was taken" in words(page)
    stripe.pay("cs_test_1")
    assert re.search(
        r"€3.00 (goes|went) back to your card|given back",
        words(await read(http, leads.removesuffix("&go=1"))),
    )


async def test_wrong_addresses_lead_nowhere(
    restaurant: Place, http: aiohttp.ClientSession, stripe: FakeStripe
) -> None:
    """Another order's payment, one that is none, a query that is none; a form without a choice is shown again."""
    first, second = (await restaurant.order()).body, (await restaurant.order()).body
    _, leads, _ = await send(http, first, what="all:300")
    query = urlsplit(leads).query.removesuffix("&go=1")
    await read(http, f"/orders/{second['id']}/pay/?{query}", 404)
    await read(http, f"/orders/{first['id']}/pay/?payment={first['id']}", 404)
    await read(http, f"/orders/{first['id']}/pay/?payment=x", 400)
    for what in ("", "all", "all:", "all:-1", "own:x", f"all:{'9' * 13}", "\u200b"):
        assert (await send(http, first, what=what))[0] == 400, what
    assert len(stripe.sessions) == 1


@pytest.mark.parametrize("others", [{}, {"STRIPE_RESTAURANTS": "another"}])
async def test_where_nothing_is_configured_nothing_is_offered(
    restaurant: Place, database_url: str, stripe: FakeStripe, others: dict[str, str]
) -> None:
    """Without a key, or for restaurants that are not named: no word of paying, and no page for it."""
    order = (await restaurant.order()).body
    key = {"STRIPE_SECRET_KEY": "sk", "STRIPE_WEBHOOK_SECRET": "wh", "STRIPE_API_BASE": stripe.url}
    settings = make_settings(DATABASE_URL=database_url, **(key | others if others else {}))
    async with (
        start_server(settings) as server,
        aiohttp.ClientSession(base_url=server.make_url("/")) as http,
    ):
        assert "/pay/" not in await read(http, f"/orders/{order['id']}/")
        await read(http, f"/orders/{order['id']}/pay/", 404)
        assert (await send(http, order, what="all:300"))[0] == 404
        if not others:
            assert await tell(http, b"{}") == 404
    assert stripe.sessions == {}


async def test_a_guest_who_ordered_pays_from_the_tables_own_view(
    restaurant: Place, http: aiohttp.ClientSession, server: TestServer
) -> None:
    """By way of the own order; who ordered nothing sees no order of another, by which it could be cancelled."""
    code = await table_of(restaurant)
    link = await server.app[TABLES].find_table_link(code)
    assert link is not None
    own, other = "0123456789abcdef", "fedcba9876543210"
    assert await server.app[VISITS].join(link, own, "") == LineOwner(1)
    assert await server.app[VISITS].join(link, other, "") == LineOwner(2)
    order = await order_at(restaurant, code, restaurant.line("Coke"))
    pool = server.app[VISITS].pool
    await pool.execute("UPDATE orders SET lines = jsonb_set(lines, '{0,guest}', '1')")
    await order_at(restaurant, code, restaurant.line("Water"))
    for guest, links in ((own, [f"/orders/{order['id']}/pay/"]), (other, [])):
        async with http.get(f"/t/{code}", cookies={"aiqr_guest": guest}) as answer:
            shown = await answer.text()
        assert "Your table has ordered" in shown
        assert re.findall(r'href="(/orders/[^"]+/pay/)"', shown) == links
    assert field(await read(http, f"/orders/{order['id']}/pay/"), "what") == ["all:500", "own:300"]
