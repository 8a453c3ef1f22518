"""One dinner with everything, to the cent the same on the API, the page, the printer and the day's end.

By hand, in EUR: the meal is 6.93 of food and 2.97 of drinks (9.90 by 7.00 and 3.00). Ordered are 66.90; the cola of 3.00 is
void, half of the two spritzes (8.00) and 2.00 of the pasta are let off: 53.90, of which food 42.93 and drinks 10.97. Service of
10 % is 5.39, divided 4.29 and 1.10. So food is 47.22 with 3.09 of tax (7/107), drinks 12.07 with 1.93 (19/119): 59.29. A third
of it is 19.77, 19.76, 19.76; in cash 19.75. The dessert of 5.00 is 5.50 with its service, of which 0.36 tax (3.09 × 5.50/47.22).
"""

import html
import re
from typing import Any
from uuid import UUID

import aiohttp
from aiohttp.test_utils import TestServer

from server.bills.setup import BILLS
from server.wire.bills import Receipt
from server.wire.receipt_text import receipt_text
from tests.bills.test_bills import bill, order_at, written
from tests.fixtures.api import MakeRestaurant, Place
from tests.kitchen.test_table_calls import table_of

MENU: dict[str, Any] = {
    "taxes": {"food": {"percent": 7}, "drinks": {"percent": 19}},
    "categories": [
        {
            "name": "Food",
            "tax": "food",
            "items": [
                {"name": "Burger", "price": "7.00", "meal": "Burger meal"},
                {
                    "name": "Burger meal",
                    "price": "9.90",
                    "modifier_groups": [
                        {"name": "Drink", "min": 1, "max": 1, "options": [{"item": "Cola", "default": True}]}
                    ],
                },
                {"name": "Pizza", "price": "12.00"},
                {"name": "Pasta", "price": "11.50"},
                {"name": "Salad", "price": "9.50"},
                {"name": "Tiramisu", "price": "5.00"},
            ],
        },
        {
            "name": "Drinks",
            "tax": "drinks",
            "items": [{"name": "Cola", "price": "3.00"}, {"name": "Spritz", "price": "8.00"}],
        },
    ],
}
MONEY = {
    "service_charge": {"percent": "10", "from_guests": 4},
    "cash_rounding": "0.05",
    "tax_number": "DE123",
}


async def seated(make_restaurant: MakeRestaurant) -> tuple[Place, str, str]:
    """Four guests who have ordered: the place, their table's code, and the id of their bill."""
    place = await make_restaurant(MENU)
    changed = await place.owner.patch(f"/api/restaurants/{place.id}/", {"money": MONEY})
    assert changed.status == 200, changed
    code = await table_of(place)
    first = await order_at(
        place, code, place.line("Burger meal"), place.line("Pizza"), place.line("Pasta"), place.line("Salad")
    )
    await order_at(
        place, code, place.line("Spritz"), place.line("Spritz"), place.line("Cola"), place.line("Tiramisu")
    )
    await written(place, first["id"], "guests", {"guests": 4})
    await written(place, first["id"], "voids", {"lines": ["2.3"], "reason": "spilled"})
    drinks = place.menu["categories"][1]["id"]
    happy = {"percent": "50", "category_id": drinks, "name": "HAPPY", "reason": "happy hour"}
    await written(place, first["id"], "discounts", happy)
    await written(
        place, first["id"], "discounts", {"amount": "2.00", "lines": ["1.3"], "reason": "waited long"}
    )
    return place, code, first["id"]


def sums(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["name"], one["net"], one["tax"]) for one in found["taxes"]]


async def test_a_dinner_comes_to_the_cent_to_the_same_everywhere(
    make_restaurant: MakeRestaurant, server: TestServer, http: aiohttp.ClientSession
) -> None:
    """Bill, split, payments, receipt in two languages, paper, refund and closing say the sums of the hand."""
    place, code, bill_id = await seated(make_restaurant)
    found = await bill(place, bill_id)
    assert [(one["name"], one["amount"]) for one in found["lines"]] == [
        ("Burger meal", "9.90"),
        ("Pizza", "12.00"),
        ("Pasta", "9.50"),
        ("Salad", "9.50"),
        ("Spritz", "4.00"),
        ("Spritz", "4.00"),
        ("Cola", "0.00"),
        ("Tiramisu", "5.00"),
    ]
    wanted = {
        "voids": "3.00",
        "subtotal": "53.90",
        "service_charge": "5.39",
        "total": "59.29",
        "open": "59.29",
    }
    assert {name: found[name] for name in wanted} == wanted
    assert sums(found) == [("food", "44.13", "3.09"), ("drinks", "10.14", "1.93")]
    seen = (await place.public.get(f"/api/public/tables/{code}/bill/")).body
    assert {name: seen[name] for name in wanted} == wanted
    assert (seen["discount"], sums(seen)) == ("10.00", sums(found))

    shares = (
        await place.owner.get(f"/api/bills/{bill_id}/split/", params={"by": "parts", "parts": "3"})
    ).body
    assert [(one["amount"], one["cash_amount"]) for one in shares["shares"]] == [
        ("19.77", "19.75"),
        ("19.76", "19.75"),
        ("19.76", "19.75"),
    ]
    await server.app[BILLS].record_payment(UUID(bill_id), "online", 1977, 200, "pi_1", share=(1, 3))
    await written(place, bill_id, "payments", {"method": "cash", "part": 2, "parts": 3})
    found = await written(
        place, bill_id, "payments", {"method": "card", "part": 3, "parts": 3, "tip": "1.00"}
    )
    wanted = {"paid": "59.28", "tips": "3.00", "rounding": "-0.01", "open": "0.00", "overpaid": "0.00"}
    assert {name: found[name] for name in wanted} == wanted

    card = found["payments"][2]["number"]
    refund = {"payment": card, "lines": ["2.4"], "reason": "cold"}
    assert (await written(place, bill_id, "refunds", refund))["refunded"] == "5.50"
    sold, back = (await place.owner.get(f"/api/bills/{bill_id}/receipts/")).body
    assert (sold["number"], sold["total"], sold["rounding"], sums(sold)) == (
        1,
        "59.28",
        "-0.01",
        [("food", "44.13", "3.09"), ("drinks", "10.14", "1.93")],
    )
    assert (back["number"], back["total"], sums(back)) == (2, "-5.50", [("food", "-5.14", "-0.36")])
    paper = receipt_text(Receipt.model_validate(sold)).splitlines()
    for name, amount in (("HAPPY", "-8.00"), ("Service charge", "5.39"), ("Total", "59.28 EUR")):
        assert f"{name:<{41 - len(amount)}} {amount}" in paper
    assert f"{'food 7% / 44.13':<37} 3.09" in paper
    for language, total, net, tax in (
        ("en", "€59.28", "€44.13", "€3.09"),
        ("de", "59,28 €", "44,13 €", "3,09 €"),
    ):
        text = await page(http, bill_id, language)
        assert all(amount in text for amount in (total, f"{net} {tax}"))

    closing = (await place.owner.post(f"/api/restaurants/{place.id}/closings/")).body
    assert sums(closing) == [("food", "38.99", "2.73"), ("drinks", "10.14", "1.93")]
    wanted = {
        "gross": "53.79",
        "rounding": "-0.01",
        "total": "53.78",
        "discounts": "10.00",
        "voids": "3.00",
        "service_charge": "5.39",
        "returned": "5.50",
        "tips": "3.00",
        "held": "0.00",
    }
    assert {name: closing[name] for name in wanted} == wanted
    assert [(one["method"], one["amount"], one["tips"], one["refunded"]) for one in closing["methods"]] == [
        ("cash", "19.75", "0.00", "0.00"),
        ("card", "19.76", "1.00", "5.50"),
        ("online", "19.77", "2.00", "0.00"),
    ]
    assert closing["open_bills"] == []


async def page(http: aiohttp.ClientSession, order_id: str, language: str) -> str:
    async with http.get(f"/orders/{order_id}/receipt", params={"lang": language}) as answer:
        assert answer.status == 200
        text = html.unescape(re.sub(r"<[^>]+>", " ", await answer.text()))
    return " ".join(text.split())
