"""The day's end over HTTP."""

import asyncio
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from server.bills.settling import Settling
from tests.bills.over_http import bill, open_bills, write, written
from tests.fixtures.api import MENU, MakeRestaurant, Place

TAXED: dict[str, Any] = {
    **MENU,
    "taxes": {"food": {"percent": 7}, "drinks": {"percent": 19}},
    "categories": [
        {**MENU["categories"][0], "tax": "food"},
        {**MENU["categories"][1], "tax": "drinks"},
    ],
}


async def close(place: Place) -> dict[str, Any]:
    reply = await place.owner.post(f"/api/restaurants/{place.id}/closings/")
    assert reply.status == 201, reply
    return dict(reply.body)


async def test_a_day_is_closed(make_restaurant: MakeRestaurant) -> None:
    """Per rate, method, discount, void and tip; what stays open is listed, what was paid on it is held for the next day."""
    place = await make_restaurant(TAXED)
    first = (await place.order(place.line("Margherita"), place.line("Coke", 2))).body  # 9.50 + 6.00
    await written(place, first["id"], "discounts", {"amount": "0.50", "lines": ["1.1"], "reason": "regular"})
    await written(place, first["id"], "payments", {"method": "card", "tip": "1.00"})
    second = (await place.order(place.line("Coke"), place.line("Water"))).body
    await written(place, second["id"], "voids", {"lines": ["2.2"], "reason": "spilled"})
    await written(place, second["id"], "payments", {"method": "cash", "amount": "1.00"})
    closing = await close(place)
    # 9.00 / 1.07 = 8.41; 6.00 / 1.19 = 5.04
    assert [(one["name"], one["net"], one["tax"], one["gross"]) for one in closing["turnover"]] == [
        ("food", "8.41", "0.59", "9.00"),
        ("drinks", "5.04", "0.96", "6.00"),
    ]
    assert {
        name: closing[name] for name in ("number", "receipts", "total", "discounts", "voids", "tips", "held")
    } == {
        "number": 1,
        "receipts": 1,
        "total": "15.00",
        "discounts": "0.50",
        "voids": "0.00",
        "tips": "1.00",
        "held": "1.00",
    }
    assert [(one["method"], one["amount"], one["tips"]) for one in closing["methods"]] == [
        ("cash", "1.00", "0.00"),
        ("card", "15.00", "1.00"),
    ]
    assert [(one["order_numbers"], one["total"], one["open"]) for one in closing["open_bills"]] == [
        ([2], "3.00", "2.00")
    ]
    found = await written(place, second["id"], "payments", {"method": "voucher"})
    refund = {"payment": found["payments"][1]["number"], "amount": "2.00", "reason": "cold"}
    await written(place, second["id"], "refunds", refund)
    closing = await close(place)
    # 1.00 / 1.19 = 0.84; the void is told with the receipt of its bill
    assert [(one["name"], one["net"], one["tax"]) for one in closing["turnover"]] == [
        ("drinks", "0.84", "0.16")
    ]
    assert (closing["number"], closing["total"], closing["voids"], closing["returned"]) == (
        2,
        "1.00",
        "2.00",
        "2.00",
    )
    assert (closing["held_before"], closing["held"], closing["open_bills"]) == ("1.00", "0.00", [])
    assert [(one["method"], one["amount"], one["refunded"]) for one in closing["methods"]] == [
        ("voucher", "2.00", "2.00")
    ]
    listed = await place.owner.get(f"/api/restaurants/{place.id}/closings/")
    assert [one["number"] for one in listed.body] == [2, 1]
    assert (await place.owner.get(f"/api/restaurants/{place.id}/closings/2/")).body == closing
    for number in (3, 2**31, 2**63 - 1):
        assert (await place.owner.get(f"/api/restaurants/{place.id}/closings/{number}/")).status == 404


async def test_a_closing_stays_as_it_is(restaurant: Place, database_url: str) -> None:
    """The database refuses to change it; one of nothing is a closing too."""
    assert (await close(restaurant))["total"] == "0.00"
    connection = await asyncpg.connect(database_url)
    try:
        for statement in (
            "UPDATE day_closings SET at = now()",
            "DELETE FROM day_closings",
            "TRUNCATE day_closings",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()


async def test_what_is_written_while_a_day_is_closed_is_of_one_of_both(restaurant: Place) -> None:
    """Twelve payments and three closings at the same moment: the closings have each payment once, numbered without gaps."""
    orders = [(await restaurant.order()).body["id"] for _ in range(12)]
    closings = [close(restaurant) for _ in range(3)]
    pays = [write(restaurant, one, "payments", {"method": "card"}) for one in orders]
    mixed = await asyncio.gather(*pays[:4], closings[0], *pays[4:8], closings[1], *pays[8:], closings[2])
    made = [one for one in mixed if isinstance(one, dict)] + [await close(restaurant)]
    assert sorted(one["number"] for one in made) == [1, 2, 3, 4]
    assert sum(one["receipts"] for one in made) == 12
    assert sum(sum(method["payments"] for method in one["methods"]) for one in made) == 12
    assert await open_bills(restaurant) == []
    numbers = []
    for one in orders:
        (receipt,) = (await restaurant.owner.get(f"/api/bills/{one}/receipts/")).body
        numbers.append(receipt["number"])
    assert sorted(numbers) == list(range(1, 13))


async def test_a_bill_that_became_paid_by_itself_is_in_the_closing(
    restaurant: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its open dish was refused, and the process that refused it has not made the receipt: the day's end does."""
    monkeypatch.setattr(Settling, "on_event", lambda *_: None)
    order = (await restaurant.order(restaurant.line("Coke"), restaurant.line("Water"))).body
    await write(restaurant, order["id"], "payments", {"method": "card", "lines": ["1.1"]})
    path = f"/api/kitchen/orders/{order['id']}/items/2/refuse/"
    assert (await restaurant.owner.post(path, {"reason": "sold out"})).status == 200
    made = await close(restaurant)
    assert (made["receipts"], made["total"], made["held"]) == (1, "3.00", "0.00")
    assert (await close(restaurant))["receipts"] == 0


async def test_receipts_begin_at_one_with_each_business_day(restaurant: Place, database_url: str) -> None:
    """After the seventh of yesterday comes the first of today; where the clock went back, counting goes on with the later day."""
    numbers = []
    connection = await asyncpg.connect(database_url)
    try:
        for day in ("current_date - 2", "current_date + 2"):
            order = (await restaurant.order()).body
            await written(restaurant, order["id"], "guests", {"guests": 1})
            await connection.execute(f"UPDATE bill_books SET receipt_day = {day}, last_receipt = 7")
            await written(restaurant, order["id"], "payments", {"method": "cash"})
            (receipt,) = (await restaurant.owner.get(f"/api/bills/{order['id']}/receipts/")).body
            numbers.append(receipt["number"])
    finally:
        await connection.close()
    assert numbers == [1, 8]


async def test_a_bill_keeps_the_rules_of_its_moment(make_restaurant: MakeRestaurant) -> None:
    """What the restaurant says of charges later is of later bills; its cover charge keeps its rate."""
    place = await make_restaurant(TAXED)
    path, cover = f"/api/restaurants/{place.id}/", {"amount": "2.00", "taxes": ["food"]}
    money = {"cover_charge": cover, "service_charge": {"percent": "10"}, "cash_rounding": "0.05"}
    assert (await place.owner.patch(path, {"money": money})).status == 200
    order = (await place.order()).body
    before = await written(place, order["id"], "guests", {"guests": 2})
    # 3.00 of drinks with 0.30 of service, 4.00 of cover under food: 7.30
    assert (before["cover_charge"], before["service_charge"], before["total"]) == ("4.00", "0.30", "7.30")
    assert [(one["name"], one["tax"]) for one in before["taxes"]] == [("drinks", "0.53"), ("food", "0.26")]
    off = {"cover_charge": None, "service_charge": None, "cash_rounding": None}
    assert (await place.owner.patch(path, {"money": off})).status == 200
    assert (await place.owner.get(f"/api/bills/{order['id']}/")).body == before
    later = (await place.order()).body
    assert (await place.owner.get(f"/api/bills/{later['id']}/")).body["total"] == "3.00"


async def test_what_nobody_paid_is_listed_until_a_day_is_closed(
    restaurant: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as the restaurant keeps bills at all; the closing names it as open, and its bill is found by its id for good."""
    for name in ("LISTED_FOR", "AT_ONCE"):
        monkeypatch.setattr(f"server.bills.model.{name}", timedelta(0))
    await restaurant.order()
    assert await open_bills(restaurant) == []
    other = (await restaurant.order(restaurant.line("Water"))).body
    await written(restaurant, other["id"], "payments", {"method": "cash", "amount": "0.50"})
    unpaid = (await restaurant.order(restaurant.line("Coke", 2))).body
    listed = [(one["id"], one["open"]) for one in await open_bills(restaurant)]
    assert listed == [(other["id"], "1.50"), (unpaid["id"], "6.00")]
    closing = (await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/closings/")).body
    assert [(one["id"], one["open"]) for one in closing["open_bills"]] == listed
    assert [one["id"] for one in await open_bills(restaurant)] == [other["id"]]
    assert (await bill(restaurant, unpaid["id"]))["open"] == "6.00"
