"""Dinners of several countries, worked out by hand: the same sums on answer, page, list and report, to the last unit."""

import html
import re
from typing import Any

import pytest

from tests.fixtures.api import MakeRestaurant, Place, Reply
from tests.pages.test_forms import post, state_of

pytestmark = pytest.mark.shared_server


def amounts(tax: dict[str, Any]) -> tuple[str, str, bool, str, str, str]:
    return (tax["name"], tax["percent"], tax["included"], tax["net"], tax["tax"], tax["gross"])


async def opened(
    make: MakeRestaurant, currency: str, taxes: dict[str, Any], *dishes: dict[str, Any], **money: Any
) -> Place:
    """A restaurant of this menu in one category, with these rules of money."""
    document = {"taxes": taxes, "categories": [{"name": "All", "items": list(dishes)}]}
    place = await make(document, currency=currency)
    reply = await place.owner.patch(f"/api/restaurants/{place.id}/", {"money": money})
    assert reply.status == 200, reply
    return place


async def everywhere(place: Place, reply: Reply) -> dict[str, Any]:
    """The order as it was confirmed, which its status and the members' list have in the same words."""
    assert reply.status == 201, reply
    status = (await place.public.get(f"/api/public/orders/{reply.body['id']}/status/")).body
    listed = (await place.owner.get(f"/api/restaurants/{place.id}/orders/")).body["orders"]
    for name in ("taxes", "total_price", "total_with_tax"):
        assert status[name] == reply.body[name] == listed[0][name]
    return dict(reply.body)


def sum_lines(page: str) -> list[str]:
    """What stands in the sum of a page, a text for each of its lines."""
    [block] = re.findall(r'<dl class="sum">(.*?)</dl>', page, re.DOTALL)
    lines = re.findall(r"<dt[^>]*>(.*?)</dt><dd[^>]*>(.*?)</dd>", block, re.DOTALL)
    return [html.unescape(f"{label} {amount}").replace("\u00a0", " ") for label, amount in lines]


async def page_of(place: Place, order: dict[str, Any]) -> list[str]:
    async with place.public.session.get(place.public.base + f"/orders/{order['id']}/") as answer:
        return sum_lines(await answer.text())


async def report(place: Place, by: str = "day") -> dict[str, Any]:
    return dict((await place.owner.get(f"/api/restaurants/{place.id}/reports/?by={by}")).body)


COLA = {"name": "Cola", "price": "3.00", "tax": "drinks"}
GERMAN = (
    {"name": "Burger", "price": "7.00", "tax": "food", "meal": "Burger meal"},
    COLA,
    {
        "name": "Burger meal",
        "price": "9.90",
        "tax": "food",
        "modifier_groups": [
            {"name": "Drink", "min": 1, "max": 1, "options": [{"item": "Cola", "default": True}]}
        ],
    },
)
GERMAN_TAXES = {"food": {"percent": "19", "take_away": "7"}, "drinks": {"percent": "19"}}


async def test_a_meal_in_germany_to_take_away_and_to_eat_in(make_restaurant: MakeRestaurant) -> None:
    """9.90 is 6.93 at 7 % (0.45) and 2.97 at 19 % (0.47); eaten in 9.90 at 19 % are two sums of 1.11 and 0.47."""
    place = await opened(make_restaurant, "EUR", GERMAN_TAXES, *GERMAN)
    away = await everywhere(place, await place.order(place.line("Burger meal"), order_type="take_away"))
    assert [amounts(tax) for tax in away["taxes"]] == [
        ("food", "7", True, "6.48", "0.45", "6.93"),
        ("drinks", "19", True, "2.50", "0.47", "2.97"),
    ]
    assert (away["total_price"], away["total_with_tax"]) == ("9.90", "9.90")
    assert await page_of(place, away) == [
        "Eat in or take away Take away",
        "Total €9.90",
        "incl. 7% VAT €0.45",
        "incl. 19% VAT €0.47",
    ]
    here = await everywhere(place, await place.order(place.line("Burger meal"), expected_total="9.90"))
    assert [amounts(tax) for tax in here["taxes"]] == [
        ("food", "19", True, "5.82", "1.11", "6.93"),
        ("drinks", "19", True, "2.50", "0.47", "2.97"),
    ]
    assert await page_of(place, here) == ["Total €9.90", "incl. 19% VAT €1.58"]
    figures = await report(place)
    totals = figures["totals"]
    assert (totals["revenue"], totals["net"], totals["gross"]) == ("19.80", "17.30", "19.80")
    assert [amounts(tax) for tax in totals["taxes"]] == [
        ("drinks", "19", True, "5.00", "0.94", "5.94"),
        ("food", "7", True, "6.48", "0.45", "6.93"),
        ("food", "19", True, "5.82", "1.11", "6.93"),
    ]
    [day] = figures["rows"]
    assert (day["net"], day["gross"]) == ("17.30", "19.80")
    [hour] = (await report(place, "hour"))["rows"]
    assert (hour["net"], hour["gross"]) == ("17.30", "19.80")
    assert {row["net"] for row in (await report(place, "item"))["rows"]} == {None}


async def test_new_york_adds_state_and_city_on_top(make_restaurant: MakeRestaurant) -> None:
    """$20.00 at 4 % (0.80) and 4.875 % (0.975, so 0.98), $5.00 at 4 % (0.20): 26.98 in all."""
    taxes = {"state": {"percent": "4"}, "city": {"percent": "4.875"}}
    steak = {"name": "Steak", "price": "20.00", "tax": ["state", "city"]}
    book = {"name": "Book", "price": "5.00", "tax": "state"}
    place = await opened(make_restaurant, "USD", taxes, steak, book, taxes_included=False)
    order = await everywhere(
        place, await place.order(place.line("Steak"), place.line("Book"), expected_total="25.00")
    )
    assert [amounts(tax) for tax in order["taxes"]] == [
        ("state", "4", False, "25.00", "1.00", "26.00"),
        ("city", "4.875", False, "20.00", "0.98", "20.98"),
    ]
    assert (order["total_price"], order["total_with_tax"]) == ("25.00", "26.98")
    assert await page_of(place, order) == [
        "Subtotal $25.00",
        "state 4% $1.00",
        "city 4.875% $0.98",
        "Total $26.98",
    ]
    totals = (await report(place))["totals"]
    assert (totals["revenue"], totals["net"], totals["gross"]) == ("25.00", "25.00", "26.98")
    await place.public.post(f"/api/public/orders/{order['id']}/cancel/", {"items": [2]})
    less = (await place.public.get(f"/api/public/orders/{order['id']}/status/")).body
    assert (less["total_price"], less["total_with_tax"]) == ("20.00", "21.78")
    assert (await report(place))["totals"]["gross"] == "21.78"


async def test_japan_has_two_rates_and_no_decimals(make_restaurant: MakeRestaurant) -> None:
    """¥1,080 to take away at 8 % have ¥80, ¥1,550 of two lines of beer at 10 % have ¥141 (140.9)."""
    taxes = {"food": {"percent": "10", "take_away": "8"}, "alcohol": {"percent": "10"}}
    bento = {"name": "Bento", "price": "1080", "tax": "food"}
    beer = {"name": "Beer", "price": "550", "tax": "alcohol"}
    sake = {"name": "Sake", "price": "1000", "tax": "alcohol"}
    place = await opened(make_restaurant, "JPY", taxes, bento, beer, sake)
    lines = [place.line("Bento"), place.line("Beer"), place.line("Sake")]
    order = await everywhere(place, await place.order(*lines, order_type="take_away"))
    assert [amounts(tax) for tax in order["taxes"]] == [
        ("food", "8", True, "1000", "80", "1080"),
        ("alcohol", "10", True, "1409", "141", "1550"),
    ]


async def test_switzerland_rounds_each_line_where_the_restaurant_says_so(
    make_restaurant: MakeRestaurant,
) -> None:
    """3 lines of 0.99 at 8.1 % have 0.074 each: 0.07 a line, so 0.21; over the bill 2.97 have 0.2225, so 0.22."""
    taxes = {"normal": {"percent": "8.1", "take_away": "2.6"}}
    roll = {"name": "Roll", "price": "0.99", "tax": "normal"}
    place = await opened(make_restaurant, "CHF", taxes, roll, tax_rounding="line", cash_rounding="0.05")
    order = await everywhere(place, await place.order(*[place.line("Roll")] * 3))
    assert [amounts(tax) for tax in order["taxes"]] == [("normal", "8.1", True, "2.76", "0.21", "2.97")]
    assert (await report(place))["totals"]["net"] == "2.76"
    reply = await place.owner.patch(f"/api/restaurants/{place.id}/", {"money": {"tax_rounding": "bill"}})
    assert reply.status == 200
    order = await everywhere(place, await place.order(*[place.line("Roll")] * 3))
    assert [amounts(tax) for tax in order["taxes"]] == [("normal", "8.1", True, "2.75", "0.22", "2.97")]


async def test_a_currency_of_three_decimals(make_restaurant: MakeRestaurant) -> None:
    """2.500 KWD at 5 % on top are 0.125; what has no tax is in no rate."""
    tea = {"name": "Tea", "price": "2.500", "tax": "vat"}
    water = {"name": "Water", "price": "0.333"}
    place = await opened(make_restaurant, "KWD", {"vat": {"percent": "5"}}, tea, water, taxes_included=False)
    order = await everywhere(place, await place.order(place.line("Tea"), place.line("Water")))
    assert [amounts(tax) for tax in order["taxes"]] == [("vat", "5", False, "2.500", "0.125", "2.625")]
    assert (order["total_price"], order["total_with_tax"]) == ("2.833", "2.958")


async def test_an_order_without_taxes_says_nothing_of_them(restaurant: Place) -> None:
    """Neither its document nor its page; its revenue is net and gross alike."""
    order = (await restaurant.order()).body
    assert "taxes" not in order
    assert "total_with_tax" not in order
    assert await page_of(restaurant, order) == ["Total €3.00"]
    totals = (await report(restaurant))["totals"]
    assert (totals["net"], totals["gross"], totals["taxes"]) == ("3.00", "3.00", [])


async def test_the_order_page_shows_the_taxes_before_order_now(make_restaurant: MakeRestaurant) -> None:
    """What prices include under the total, and the rates of taking away where that is said."""
    place = await opened(make_restaurant, "EUR", GERMAN_TAXES, *GERMAN)
    path = f"/r/{place.slug}/"
    _, page = await post(place.public.session, place.public.base + path, do="say", text="a burger meal")
    assert sum_lines(page) == ["Total €9.90", "incl. 19% VAT €1.58"]
    _, page = await post(
        place.public.session,
        place.public.base + path,
        do="close",
        state=state_of(page),
        order_type="take_away",
    )
    assert sum_lines(page) == ["Total €9.90", "incl. 7% VAT €0.45", "incl. 19% VAT €0.47"]


async def test_nobody_pays_another_tax_on_top_than_the_page_showed(make_restaurant: MakeRestaurant) -> None:
    """Subtotal, tax and total stand before Order now; where the rate is another meanwhile, nothing is ordered."""
    taxes = {"sales": {"percent": "8.875"}}
    steak = {"name": "Steak", "price": "20.00", "tax": "sales"}
    place = await opened(make_restaurant, "USD", taxes, steak, taxes_included=False)
    url = f"{place.public.base}/r/{place.slug}/"
    _, page = await post(place.public.session, url, do="say", text="a steak")
    assert sum_lines(page) == ["Subtotal $20.00", "sales 8.875% $1.78", "Total $21.78"]
    assert "<span>$21.78</span></button>" in page
    shown = {
        name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("key", "total", "to_pay")
    }
    assert (shown["total"], shown["to_pay"]) == ("20.00", "21.78")
    path = f"/api/restaurants/{place.id}/menu/"
    document = (await place.owner.get(path)).body
    await place.owner.put(path, {**document, "taxes": {"sales": {"percent": "10"}}})
    status, page = await post(place.public.session, url, do="confirm", state=state_of(page), **shown)
    assert (status, sum_lines(page)[-1]) == (409, "Total $22.00")
    assert "A price has changed. Nothing was ordered yet" in page
    shown["to_pay"] = "22.00"
    status, _ = await post(place.public.session, url, do="confirm", state=state_of(page), **shown)
    assert status == 303
    [order] = (await place.owner.get(f"/api/restaurants/{place.id}/orders/")).body["orders"]
    assert order["total_with_tax"] == "22.00"


async def test_a_tables_order_shows_its_taxes_and_is_placed_with_them(
    make_restaurant: MakeRestaurant,
) -> None:
    """Two steaks of $20.00 and 8.875 % (3.55) of a table together; with another rate meanwhile, nothing is ordered."""
    steak = {"name": "Steak", "price": "20.00", "tax": "sales"}
    place = await opened(make_restaurant, "USD", {"sales": {"percent": "8.875"}}, steak, taxes_included=False)
    table = (await place.owner.post(f"/api/restaurants/{place.id}/tables/", {"name": "5"})).body["code"]
    session, url = place.public.session, f"{place.public.base}/t/{table}"
    _, page = await post(session, url, do="say", text="two steaks")
    _, page = await post(session, url, do="share", state=state_of(page), key="one")
    async with session.get(url) as answer:
        page = await answer.text()
    assert sum_lines(page) == ["Subtotal $40.00", "sales 8.875% $3.55", "Total $43.55"]
    form = {
        "do": re.findall(r'value="(place:[0-9]+)"', page)[0],
        "table_total": "40.00",
        "table_to_pay": "43.54",
        "key": "two",
    }
    assert 'name="table_to_pay" value="43.55"' in page
    status, page = await post(session, url, **form)
    assert (status, "A price has changed. Nothing was ordered yet" in page) == (409, True)
    status, _ = await post(session, url, **{**form, "table_to_pay": "43.55"})
    assert status == 303
    [order] = (await place.owner.get(f"/api/restaurants/{place.id}/orders/")).body["orders"]
    assert order["total_with_tax"] == "43.55"
