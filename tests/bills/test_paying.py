"""Bills that are paid at the counter, in parts, twice at once, and by mistake."""

import asyncio
from uuid import UUID

import pytest
from aiohttp.test_utils import TestServer

from server.bills.setup import BILLS
from tests.bills.over_http import amounts, bill, open_bills, order_at, write, written
from tests.fixtures.api import Place
from tests.kitchen.test_table_calls import table_of

pytestmark = pytest.mark.shared_server


async def test_a_bill_is_paid_at_the_counter(restaurant: Place) -> None:
    """Voids, discounts and a tip come to what they say; paid, it is listed no more, has a receipt, and takes refunds alone."""
    code = await table_of(restaurant)
    order = await order_at(restaurant, code, restaurant.line("Coke", 2), restaurant.line("Water"))
    bill_id = order["id"]
    found = await written(restaurant, bill_id, "voids", {"lines": ["1.2"], "reason": "spilled"})
    assert (found["voids"], found["lines"][1]["is_void"], amounts(found)) == (
        "2.00",
        True,
        ("6.00", "0.00", "6.00"),
    )
    found = await written(restaurant, bill_id, "discounts", {"percent": "10", "reason": "regular"})
    assert (found["discounts"][0]["amount"], amounts(found)) == ("0.60", ("5.40", "0.00", "5.40"))
    assert (await restaurant.owner.get(f"/api/bills/{bill_id}/receipts/")).body == []
    found = await written(restaurant, bill_id, "payments", {"method": "card", "tip": "0.60"})
    assert (amounts(found), found["tips"], found["settled"]) == (("5.40", "5.40", "0.00"), "0.60", True)
    assert await open_bills(restaurant) == []
    (receipt,) = (await restaurant.owner.get(f"/api/bills/{bill_id}/receipts/")).body
    assert (receipt["number"], receipt["total"], receipt["seller"]["name"]) == (
        1,
        "5.40",
        restaurant.info["name"],
    )
    assert (await write(restaurant, bill_id, "payments", {"method": "cash"})).status == 409
    payment = found["payments"][0]["number"]
    refund = {"payment": payment, "amount": "1.40", "reason": "cold"}
    found = await written(restaurant, bill_id, "refunds", refund)
    assert (found["refunded"], found["open"], found["settled"]) == ("1.40", "0.00", True)
    receipts = (await restaurant.owner.get(f"/api/bills/{bill_id}/receipts/")).body
    assert [(one["number"], one["total"]) for one in receipts] == [(1, "5.40"), (2, "-1.40")]
    too_much = {"payment": payment, "amount": "4.01", "reason": "cold"}
    assert (await write(restaurant, bill_id, "refunds", too_much)).status == 409
    log = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/")).body
    assert [one["action"] for one in log[:4]] == ["bill.refund", "bill.payment", "bill.discount", "bill.void"]
    assert (log[3]["subject"], log[3]["after"]["lines"], log[3]["after"]["reason"]) == (
        "5",
        ["1.2"],
        "spilled",
    )


async def test_of_three_beers_one_is_void_and_one_is_paid(restaurant: Place) -> None:
    """A request says so many of a line, as an object or as text; the bill tells each part, and the log what was meant."""
    order = (await restaurant.order(restaurant.line("Coke", 3), restaurant.line("Water"))).body
    one = [{"id": "1.1", "quantity": 1}]
    await written(restaurant, order["id"], "voids", {"lines": one, "reason": "flat"})
    found = await written(restaurant, order["id"], "payments", {"method": "card", "lines": ["1.1x1"]})
    assert (found["voids"], amounts(found)) == ("3.00", ("8.00", "3.00", "5.00"))
    told = [(each["line"], each["quantity"], each["total"], each["owed"]) for each in found["lines"]]
    assert told == [
        ("1.1", 1, "3.00", "3.00"),
        ("1.1", 1, "3.00", "3.00"),
        ("1.1", 1, "3.00", "0.00"),
        ("1.2", 1, "2.00", "2.00"),
    ]
    assert [(each["is_paid"], each["is_void"]) for each in found["lines"]] == [
        (True, False),
        (False, False),
        (False, True),
        (False, False),
    ]
    assert found["payments"][0]["lines"] == ["1.1x1"]
    split = await restaurant.owner.get(f"/api/bills/{order['id']}/split/?by=lines&lines=1.1x1")
    assert [(share["amount"], share["lines"]) for share in split.body["shares"]] == [
        ("3.00", ["1.1x1"]),
        ("2.00", ["1.2"]),
    ]
    too_many = await write(restaurant, order["id"], "payments", {"method": "card", "lines": ["1.1x2"]})
    assert (too_many.status, "Fewer of a line are left" in too_many.body["detail"]) == (409, True)
    for wrong in ("1.1x0", "1.1x", {"id": "1.1", "quantity": 0}, {"id": "1.1"}, "x1"):
        reply = await write(restaurant, order["id"], "voids", {"lines": [wrong], "reason": "x"})
        assert reply.status == 400, wrong
    for wrong in ("x", "1.1xx2", "1.1x1.5", "1.1x0", "1.1x", "1.1x9999999999"):
        reply = await restaurant.owner.get(f"/api/bills/{order['id']}/split/?by=lines&lines={wrong}")
        assert reply.status == 400, wrong
    found = await written(restaurant, order["id"], "payments", {"method": "cash"})
    number = found["payments"][0]["number"]
    back = {"payment": number, "reason": "flat", "lines": one}
    found = await written(restaurant, order["id"], "refunds", back)
    assert (found["refunded"], found["refunds"][0]["lines"]) == ("3.00", ["1.1x1"])
    log = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/")).body
    assert [one["after"].get("lines") for one in log[:4]] == [["1.1x1"], None, ["1.1x1"], ["1.1x1"]]


async def test_the_same_one_of_a_line_is_taken_once(restaurant: Place) -> None:
    """Of six waiters who take one of three off at the same moment three do, and nobody pays for it."""
    order = (await restaurant.order(restaurant.line("Coke", 3))).body
    wishes = [{"lines": ["1.1x1"], "reason": f"{number}"} for number in range(6)]
    replies = await asyncio.gather(*(write(restaurant, order["id"], "voids", wish) for wish in wishes))
    assert sorted(reply.status for reply in replies) == [201] * 3 + [409] * 3
    assert amounts(await bill(restaurant, order["id"])) == ("0.00", "0.00", "0.00")


async def test_of_two_payments_at_once_one_wins(restaurant: Place) -> None:
    """Ten tries to pay all of it at the same moment: one is taken, nine are told, and it is paid once."""
    order = (await restaurant.order()).body
    replies = await asyncio.gather(
        *(write(restaurant, order["id"], "payments", {"method": "card", "amount": "3.00"}) for _ in range(10))
    )
    assert sorted(reply.status for reply in replies) == [201] + [409] * 9
    assert amounts(await bill(restaurant, order["id"])) == ("3.00", "3.00", "0.00")


async def test_a_payment_with_a_key_is_taken_once(restaurant: Place) -> None:
    """The same key again is 200 with the bill, also at the same moment; for another amount it is 422."""
    order = (await restaurant.order()).body
    body, headers = {"method": "card", "amount": "1.00"}, {"Idempotency-Key": "a-1"}
    replies = await asyncio.gather(
        *(write(restaurant, order["id"], "payments", body, headers=headers) for _ in range(5))
    )
    assert sorted(reply.status for reply in replies) == [200, 200, 200, 200, 201]
    assert amounts(await bill(restaurant, order["id"])) == ("3.00", "1.00", "2.00")
    other = await write(restaurant, order["id"], "payments", {**body, "amount": "2.00"}, headers=headers)
    assert other.status == 422


async def test_a_split_is_paid_part_by_part(restaurant: Place) -> None:
    """Three parts of 8.00 sum to it; a part is paid once, and the rest is divided among those who have not paid."""
    order = (await restaurant.order(restaurant.line("Coke", 2), restaurant.line("Water"))).body
    path = f"/api/bills/{order['id']}/split/"
    found = (await restaurant.owner.get(path, params={"by": "parts", "parts": "3"})).body
    assert [one["amount"] for one in found["shares"]] == ["2.67", "2.67", "2.66"]
    second = {"method": "card", "part": 2, "parts": 3}
    await written(restaurant, order["id"], "payments", second)
    assert (await write(restaurant, order["id"], "payments", second)).status == 409
    found = (await restaurant.owner.get(path, params={"by": "parts", "parts": "3"})).body
    assert [(one["amount"], one["paid"]) for one in found["shares"]] == [
        ("2.67", False),
        ("2.67", True),
        ("2.66", False),
    ]
    found = (await restaurant.owner.get(path, params={"by": "lines", "lines": "1.2"})).body
    assert [(one["lines"], one["amount"]) for one in found["shares"]] == [
        (["1.2"], "1.33"),
        (["1.1"], "4.00"),
    ]


async def test_what_a_provider_took_is_recorded_once_and_never_refused(
    restaurant: Place, server: TestServer
) -> None:
    """A doubled message changes nothing; money for a bill that is paid already is to be given back, and its refund is noted."""
    order = (await restaurant.order()).body
    bills, bill_id = server.app[BILLS], UUID(order["id"])
    first = await asyncio.gather(
        *(bills.record_payment(bill_id, "online", 300, 50, "pi_1") for _ in range(3))
    )
    assert sorted(is_new for _, is_new in first) == [False, False, True]
    found = await bill(restaurant, order["id"])
    assert (amounts(found), found["tips"], found["overpaid"]) == (("3.00", "3.00", "0.00"), "0.50", "0.00")
    held, is_new = await bills.record_payment(bill_id, "online", 300, 0, "pi_2")
    assert (is_new, held.bill.overpaid) == (True, 300)
    held, _ = await bills.record_refund(bill_id, "pi_2", 300, "paid twice", "re_1")
    assert (held.bill.overpaid, held.bill.refunded, held.bill.turnover.gross) == (0, 300, 300)
    assert (await bills.record_refund(bill_id, "pi_2", 300, "paid twice", "re_1"))[1] is False


async def test_what_the_kitchen_refuses_after_it_was_paid_is_to_be_given_back(restaurant: Place) -> None:
    """The line is not charged any more: the bill says how much was paid too much, and the refund is no turnover."""
    order = (await restaurant.order(restaurant.line("Coke"), restaurant.line("Water"))).body
    found = await written(restaurant, order["id"], "payments", {"method": "card"})
    path = f"/api/kitchen/orders/{order['id']}/items/2/refuse/"
    refused = await restaurant.owner.post(path, {"reason": "sold out"})
    assert refused.status == 200, refused
    found = await bill(restaurant, order["id"])
    assert (amounts(found), found["overpaid"]) == (("3.00", "5.00", "0.00"), "2.00")
    refund = {"payment": found["payments"][0]["number"], "amount": "2.00", "reason": "sold out"}
    found = await written(restaurant, order["id"], "refunds", refund)
    assert (found["overpaid"], found["refunded"], found["total"]) == ("0.00", "2.00", "3.00")


async def test_a_payment_by_mistake_is_open_again(restaurant: Place) -> None:
    """The receipt is taken back by one below zero, and the bill is listed and paid anew."""
    order = (await restaurant.order()).body
    found = await written(restaurant, order["id"], "payments", {"method": "cash"})
    undo = {"payment": found["payments"][0]["number"], "reason": "wrong table", "mistake": True}
    found = await written(restaurant, order["id"], "refunds", undo)
    assert (found["open"], found["settled"]) == ("3.00", False)
    assert [one["id"] for one in await open_bills(restaurant)] == [order["id"]]
    await written(restaurant, order["id"], "payments", {"method": "card"})
    receipts = (await restaurant.owner.get(f"/api/bills/{order['id']}/receipts/")).body
    assert [(one["number"], one["total"]) for one in receipts] == [(1, "3.00"), (2, "-3.00"), (3, "3.00")]
