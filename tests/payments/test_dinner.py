"""One dinner with everything, to the cent the same on pages, receipt, receipt printer, API, export and the day's end.

By hand, in EUR. In happy hour four guests order a burger meal 9.90, pizza 12.00, pasta 11.50, salad 9.50 and three spritzes of
4.00; later a cola 3.00, a spritz of 8.00 and a tiramisu 5.00: 70.90. One of the three spritzes is void (4.00), and 2.00 of the
pasta are let off: 64.90. The meal is divided by what its burger (7.00) and its cola (3.00) cost alone: 6.93 of food and 2.97 of
drinks. So food is 6.93 + 12.00 + 9.50 + 9.50 + 5.00 = 42.93, drinks are 2.97 + 8.00 + 3.00 + 8.00 = 21.97.

Service of 10 % from four guests on is 6.49, divided as the lines are: 4.29 and 2.20 (4.293 and 2.197). Food is 47.22, of which
3.09 tax (47.22 × 7 / 107 = 3.0892), drinks are 24.17, of which 3.86 (24.17 × 19 / 119 = 3.8591): 71.39.

A third of it is 23.80, 23.80, 23.79; in cash the last is 23.80, a cent of rounding. The tiramisu is 5.50 with its service, of
which 0.36 tax (3.09 × 5.50 / 47.22 = 0.3599). So 65.89 are sold.
"""

import csv
import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any, ClassVar
from uuid import UUID, uuid4

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from cli.commands.report.close import csv_rows
from server.menu import cache
from server.payments.service import Wish
from server.payments.setup import PAYMENTS
from server.wire.bills import Closing, Receipt
from server.wire.receipt_text import receipt_text
from tests.bills.over_http import bill, order_at, written
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.stripe import FakeStripe, tell
from tests.kitchen.test_table_calls import table_of
from tests.payments.test_payments import COMPLETED, WORDS

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
            "items": [
                {"name": "Cola", "price": "3.00"},
                {
                    "name": "Spritz",
                    "variants": [
                        {"label": "Glass", "price": "8.00"},
                        {"label": "Glass", "price": "4.00", "when": "daily 17:00-19:00"},
                    ],
                },
            ],
        },
    ],
}
MONEY = {
    "service_charge": {"percent": "10", "from_guests": 4},
    "cash_rounding": "0.05",
    "tips": ["10"],
    "tax_number": "DE123",
}


class Clock(datetime):
    """The clock by which a menu has its prices; a day ahead, so that it only goes on."""

    moment: ClassVar[datetime]

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return cls.moment.astimezone(tz)

    @classmethod
    def stands_at(cls, hour: int, minute: int) -> None:
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        cls.moment = tomorrow.replace(hour=hour, minute=minute, second=0, microsecond=0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    """The clock of menus, at 16:00."""
    Clock.stands_at(16, 0)
    monkeypatch.setattr(cache, "datetime", Clock)
    return Clock


@dataclass
class Dinner:
    """The dinner at its table, step by step."""

    place: Place
    http: aiohttp.ClientSession
    server: TestServer
    stripe: FakeStripe
    code: str = ""
    id: str = ""

    async def bill(self) -> dict[str, Any]:
        return await bill(self.place, self.id)

    async def write(self, what: str, **body: Any) -> dict[str, Any]:
        return await written(self.place, self.id, what, body)

    async def order_in_happy_hour(self, clock: type[Clock]) -> None:
        clock.stands_at(18, 0)
        names = ("Burger meal", "Pizza", "Pasta", "Salad")
        lines = [*(self.place.line(name) for name in names), self.place.line("Spritz", 3)]
        first = await order_at(self.place, self.code, *lines)
        assert (first["total_price"], first["items"][4]["unit_price"]) == ("54.90", "4.00")
        self.id = first["id"]

    async def order_later(self, clock: type[Clock]) -> None:
        clock.stands_at(19, 30)
        names = ("Cola", "Spritz", "Tiramisu")
        later = await order_at(self.place, self.code, *(self.place.line(name) for name in names))
        assert (later["total_price"], later["items"][1]["unit_price"]) == ("16.00", "8.00")

    async def look_at_the_bill(self) -> None:
        await self.write("guests", guests=4)
        one = [{"id": "1.5", "quantity": 1}]
        await self.write("voids", lines=one, reason="spilled")
        await self.write("discounts", amount="2.00", lines=["1.3"], reason="waited long")

    async def pay_two_of_three_parts(self) -> None:
        await self.write("payments", method="card", part=2, parts=3, tip="1.00")
        await self.write("payments", method="cash", part=3, parts=3)

    async def pay_the_rest_by_stripe(self) -> None:
        payments = self.server.app[PAYMENTS]
        payment = await payments.begin(Wish(uuid4(), UUID(self.id), 2380, 200), WORDS)
        self.stripe.pay(payment.checkout)
        assert await tell(self.http, self.stripe.message(COMPLETED, payment.checkout)) == 204

    async def give_the_dessert_back(self) -> None:
        by_card = (await self.bill())["payments"][0]["number"]
        await self.write("refunds", payment=by_card, lines=["2.3"], reason="cold")

    async def receipts(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.place.owner.get(f"/api/bills/{self.id}/receipts/")).body
        return found

    async def page(self, path: str, language: str = "en") -> str:
        """What a page says, without its tags."""
        async with self.http.get(f"/orders/{self.id}/{path}", params={"lang": language}) as answer:
            assert answer.status == 200, await answer.text()
            text = html.unescape(re.sub(r"<[^>]+>", " ", await answer.text()))
        return " ".join(text.split())

    async def close_the_day(self) -> dict[str, Any]:
        closed = await self.place.owner.post(f"/api/restaurants/{self.place.id}/closings/")
        assert closed.status == 201, closed
        return dict(closed.body)


@pytest.fixture
async def dinner(
    make_restaurant: MakeRestaurant,
    http: aiohttp.ClientSession,
    server: TestServer,
    stripe: FakeStripe,
    clock: type[Clock],
) -> Dinner:
    """Four guests who have ordered, of whose bill something is void and something let off."""
    place = await make_restaurant(MENU)
    changed = await place.owner.patch(f"/api/restaurants/{place.id}/", {"money": MONEY})
    assert changed.status == 200, changed
    dinner = Dinner(place, http, server, stripe, await table_of(place))
    await dinner.order_in_happy_hour(clock)
    await dinner.order_later(clock)
    await dinner.look_at_the_bill()
    return dinner


def sums(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["name"], one["net"], one["tax"]) for one in found["taxes"]]


def told(found: dict[str, Any], *names: str) -> list[str]:
    return [found[name] for name in names]


BEFORE_REFUND = [("food", "44.13", "3.09"), ("drinks", "20.31", "3.86")]
AFTER_REFUND = [("food", "38.99", "2.73"), ("drinks", "20.31", "3.86")]


async def test_a_dinner_comes_to_the_cent_to_the_same_everywhere(dinner: Dinner) -> None:
    """From the bill over three payments, receipts and a refund to the closing: each says the sums of the hand."""
    await the_bill_is_right(dinner)
    await the_split_is_right(dinner)
    await dinner.pay_two_of_three_parts()
    assert "€23.80" in await dinner.page("pay/")
    await dinner.pay_the_rest_by_stripe()
    await the_payments_are_right(dinner)
    await dinner.give_the_dessert_back()
    await the_receipts_are_right(dinner)
    await the_pages_and_the_paper_are_right(dinner)
    closing = await dinner.close_the_day()
    the_closing_is_right(closing)
    the_export_is_right(closing)


async def the_bill_is_right(dinner: Dinner) -> None:
    """Its lines after void and discount, its charges and taxes, for staff and for the guests."""
    found = await dinner.bill()
    assert [(one["quantity"], one["name"], one["amount"]) for one in found["lines"]] == [
        (1, "Burger meal", "9.90"),
        (1, "Pizza", "12.00"),
        (1, "Pasta", "9.50"),
        (1, "Salad", "9.50"),
        (2, "Spritz Glass", "8.00"),
        (1, "Spritz Glass", "0.00"),
        (1, "Cola", "3.00"),
        (1, "Spritz Glass", "8.00"),
        (1, "Tiramisu", "5.00"),
    ]
    names = ("voids", "subtotal", "service_charge", "total", "open")
    amounts = ["4.00", "64.90", "6.49", "71.39", "71.39"]
    assert (told(found, *names), sums(found)) == (amounts, BEFORE_REFUND)
    seen = (await dinner.place.public.get(f"/api/public/tables/{dinner.code}/bill/")).body
    assert (told(seen, *names), sums(seen)) == (amounts, BEFORE_REFUND)
    assert seen["discount"] == "2.00"


async def the_split_is_right(dinner: Dinner) -> None:
    """In three parts, by card and in cash."""
    query = {"by": "parts", "parts": "3"}
    shares = (await dinner.place.owner.get(f"/api/bills/{dinner.id}/split/", params=query)).body["shares"]
    assert [(one["amount"], one["cash_amount"]) for one in shares] == [
        ("23.80", "23.80"),
        ("23.80", "23.80"),
        ("23.79", "23.80"),
    ]


async def the_payments_are_right(dinner: Dinner) -> None:
    """What came in, with its tips and the rounding of cash; Stripe has what the bill says that it has."""
    found = await dinner.bill()
    names = ("paid", "tips", "rounding", "open", "overpaid", "settled")
    assert told(found, *names) == ["71.40", "3.00", "0.01", "0.00", "0.00", True]
    assert [(one["method"], one["amount"], one["tip"]) for one in found["payments"]] == [
        ("card", "23.80", "1.00"),
        ("cash", "23.80", "0.00"),
        ("online", "23.80", "2.00"),
    ]
    assert dinner.stripe.kept == 2580


async def the_receipts_are_right(dinner: Dinner) -> None:
    """One of the dinner, and one below zero of the dessert."""
    sold, back = await dinner.receipts()
    assert (told(sold, "number", "total", "rounding"), sums(sold)) == ([1, "71.40", "0.01"], BEFORE_REFUND)
    assert (told(back, "number", "total", "rounding"), sums(back)) == (
        [2, "-5.50", "0.00"],
        [("food", "-5.14", "-0.36")],
    )
    assert (await dinner.bill())["refunded"] == "5.50"


async def the_pages_and_the_paper_are_right(dinner: Dinner) -> None:
    """The receipt's page in two languages, and the receipt printer's paper."""
    english, german = await dinner.page("receipt"), await dinner.page("receipt", "de")
    for amount in ("€71.40", "€44.13 €3.09", "€20.31 €3.86", "€6.49", "-€5.50"):
        assert amount in english.replace("\N{MINUS SIGN}", "-"), amount
    for amount in ("71,40 €", "44,13 € 3,09 €", "20,31 € 3,86 €", "6,49 €"):
        assert amount in german.replace("\u00a0", " "), amount
    sold, back = [receipt_text(Receipt.model_validate(one)).splitlines() for one in await dinner.receipts()]
    wanted = (("2 Spritz Glass", "8.00"), ("Service charge", "6.49"), ("Total", "71.40 EUR"))
    for name, amount in wanted:
        assert f"{name:<{41 - len(amount)}} {amount}" in sold
    assert f"{'Total':<32} -5.50 EUR" in [line.rstrip() for line in back]


def the_closing_is_right(closing: dict[str, Any]) -> None:
    """What was sold after the refund, and what of it came in and went out by which method."""
    assert sums(closing) == AFTER_REFUND
    names = ("gross", "rounding", "total", "discounts", "voids", "service_charge", "returned", "tips", "held")
    amounts = ["65.89", "0.01", "65.90", "2.00", "4.00", "6.49", "5.50", "3.00", "0.00"]
    assert (told(closing, *names), closing["open_bills"]) == (amounts, [])
    assert [(one["method"], one["amount"], one["tips"], one["refunded"]) for one in closing["methods"]] == [
        ("cash", "23.80", "0.00", "0.00"),
        ("card", "23.80", "1.00", "5.50"),
        ("online", "23.80", "2.00", "0.00"),
    ]


def the_export_is_right(closing: dict[str, Any]) -> None:
    """The accountant's rows, as a spreadsheet reads them; both sides are 74.40."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(csv_rows(Closing.model_validate(closing)))
    rows = list(csv.reader(StringIO(text.getvalue()), delimiter=";"))
    assert [(row[0], row[1], row[-1]) for row in rows if row[0] != "0,00"] == [
        ("41,72", "H", "turnover food 7 %"),
        ("24,17", "H", "turnover drinks 19 %"),
        ("3,00", "H", "tips"),
        ("0,01", "H", "rounding of cash"),
        ("23,80", "S", "paid by cash"),
        ("24,80", "S", "paid by card"),
        ("5,50", "H", "given back by card"),
        ("25,80", "S", "paid by online"),
    ]
