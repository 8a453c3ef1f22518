"""The bill on the staff's pages: paid at the counter whole and divided, let off, given back."""

import asyncio
import re
from html import unescape
from typing import Any

from aiohttp.test_utils import TestServer

from server.db.setup import POOL
from tests.fixtures.api import MakeRestaurant, Place
from tests.kitchen.test_table_calls import table_of
from tests.pages.waiters import Answer, Waiter, anna, browser_of, page_of, table_id

__all__ = ["anna", "browser_of"]


async def bill_of(waiter: Waiter, place: Place) -> str:
    """The path of table 5's bill, found on its page."""
    shown = await waiter.get(await page_of(place))
    found = re.search(r'href="(/staff/[^"]+/bills/[^"]+/)"', shown.text)
    assert found is not None, shown.text
    return found[1]


async def hidden(waiter: Waiter, path: str) -> dict[str, str]:
    """What the forms of the page carry: the key of the press, and the state that was seen."""
    shown = (await waiter.get(path)).text
    return {
        name: unescape(shown.split(f'name="{name}" value="')[1].split('"')[0]) for name in ("key", "seen")
    }


async def press(waiter: Waiter, path: str, do: str, query: str = "", **fields: str) -> Answer:
    return await waiter.post(path, do=do, **{**await hidden(waiter, path + query), **fields})


async def kept(place: Place, path: str) -> dict[str, Any]:
    """The bill as the API has it."""
    return dict((await place.owner.get(f"/api/bills/{path.split('/')[-2]}/")).body)


async def dinner(place: Place) -> None:
    """12.00 at table 5: two cokes (order 1), three waters (order 2)."""
    code = await table_of(place)
    await place.order(place.line("Coke", 2), table_code=code)
    await place.order(place.line("Water", 3), table_code=code)


async def test_a_bill_is_paid(anna: Waiter, restaurant: Place) -> None:
    """Its page says what is open; once it is paid, that, and the receipt; the list of tables too."""
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    shown = (await anna.get(path)).text
    assert "€12.00" in shown
    assert 'name="tip"' not in shown
    assert not re.search(r'name="method"[^>]*checked', shown)
    done = await press(anna, path, "pay", what="all@1200", method="card")
    assert (done.status, done.location) == (303, f"{path}?did=pay#done")
    shown = (await anna.get(f"{path}?did=pay")).text
    assert ("Paid in full" in shown, "The payment is recorded." in shown) == (True, True)
    assert "Mark as paid" not in shown
    bill = await kept(restaurant, path)
    assert [(one["method"], one["amount"], one["tip"]) for one in bill["payments"]] == [
        ("card", "12.00", "0.00")
    ]
    receipt = re.search(r'href="(/orders/[^"]+/receipt)"', shown)
    assert receipt is not None
    assert "€12.00" in (await anna.get(receipt[1])).text
    assert "Paid in full" in (await anna.get(f"/staff/{restaurant.slug}/")).text


async def test_one_water_of_three_is_paid_and_one_is_void(anna: Waiter, restaurant: Place) -> None:
    """How many of a dish are meant is chosen beside it; a discount on some of a dish is refused."""
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    shown = (await anna.get(path)).text
    chosen = re.findall(r'<option value="(2[^"]+)"[^>]*>(\d)', shown)
    assert chosen == [("2.1x1", "1"), ("2.1x2", "2"), ("2.1", "3")]
    marked = (await anna.get(f"{path}?line=&line=2.1x1")).text
    assert ('value="lines@200"' in marked, "<li>1 × <bdi" in marked) == (True, True)
    done = await press(anna, path, "pay", what="lines@200", method="card", line="2.1x1")
    assert done.status == 303
    done = await press(anna, path, "void", line="2.1x1", reason="spilled")
    assert done.status == 303
    refused = await press(anna, path, "discount", line="1.1x1", percent="10", reason="x")
    assert (refused.status, "on all of a dish" in refused.text) == (409, True)
    bill = await kept(restaurant, path)
    assert [(one["quantity"], one["is_paid"], one["is_void"]) for one in bill["lines"]] == [
        (2, False, False),
        (1, True, False),
        (1, False, False),
        (1, False, True),
    ]
    assert (bill["total"], bill["open"], bill["discounts"]) == ("10.00", "8.00", [])


async def test_two_waiters_press_paid_at_once(anna: Waiter, restaurant: Place) -> None:
    """One payment is recorded; the other reads that somebody wrote on the bill, also where more than that is open."""
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    forms = [await hidden(anna, path), await hidden(anna, path)]
    fields = {"do": "pay", "what": "amount", "amount": "5.00", "method": "cash"}
    answers = await asyncio.gather(*(anna.post(path, **form, **fields) for form in forms))
    assert sorted(one.status for one in answers) == [303, 409]
    [late] = [one for one in answers if one.status == 409]
    assert "Somebody wrote on this bill meanwhile" in late.text
    assert [one["amount"] for one in (await kept(restaurant, path))["payments"]] == ["5.00"]


async def test_a_form_is_taken_once(anna: Waiter, restaurant: Place) -> None:
    """Sent again as it was it writes nothing more; with other values it is refused."""
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    form = {**await hidden(anna, path), "do": "pay", "what": "amount", "amount": "5,00", "method": "cash"}
    for _ in range(2):
        assert (await anna.post(path, **form)).status == 303
    other = await anna.post(path, **{**form, "amount": "6.00"})
    assert (other.status, "sent before with other values" in other.text) == (409, True)
    assert (await kept(restaurant, path))["paid"] == "5.00"


async def test_it_is_divided(anna: Waiter, restaurant: Place) -> None:
    """By marked dishes, then the rest in equal parts; what was paid is offered no more, and all of it is the bill."""
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    marked = (await anna.get(f"{path}?line=1.1")).text
    assert 'value="lines@600"' in marked
    await press(anna, path, "pay", what="lines@600", line="1.1", method="card")
    assert 'value="lines@' not in (await anna.get(f"{path}?line=1.1")).text
    assert 'value="part:2:3@200"' in (await anna.get(f"{path}?parts=3")).text
    paid = await press(anna, path, "pay", what="part:1:3@200", method="cash", parts="3")
    assert paid.location == f"{path}?did=pay&parts=3#done"
    again = await press(anna, path, "pay", what="part:1:3@200", method="cash")
    assert again.status == 409
    await press(anna, path, "pay", what="part:2:3@200", method="cash")
    await press(anna, path, "pay", what="all@200", method="voucher")
    bill = await kept(restaurant, path)
    assert (bill["settled"], [one["amount"] for one in bill["payments"]]) == (
        True,
        ["6.00", "2.00", "2.00", "2.00"],
    )


async def test_each_guest_pays(anna: Waiter, restaurant: Place, server: TestServer) -> None:
    """What a guest ordered is one choice, what is nobody's another."""
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)

    await server.app[POOL].execute(
        "UPDATE orders SET lines = jsonb_set(lines, '{0,guest}', '1') WHERE number = 1 AND restaurant_id = $1",
        restaurant.id,
    )
    shown = (await anna.get(path)).text
    assert ('value="guest:1@600"' in shown, 'value="guest:0@600"' in shown) == (True, True)
    await press(anna, path, "pay", what="guest:1@600", method="cash")
    bill = await kept(restaurant, path)
    assert (bill["open"], bill["lines"][0]["is_paid"], bill["lines"][1]["is_paid"]) == ("6.00", True, False)


async def test_discounts_voids_and_money_given_back(anna: Waiter, restaurant: Place) -> None:
    """Each with its reason and in the log; what was given back by mistake is open again."""
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    await press(anna, path, "discount", percent="10", reason="long wait", line="1.1")
    assert (await kept(restaurant, path))["total"] == "11.40"
    await press(anna, path, "discount", amount="1,40", reason="regular")
    assert (await kept(restaurant, path))["total"] == "10.00"
    await press(anna, path, "void", line="2.1", reason="fell down")
    total = (await kept(restaurant, path))["total"]
    await press(anna, path, "pay", what=f"all@{total.replace('.', '')}", method="cash")
    number = (await kept(restaurant, path))["payments"][0]["number"]
    assert "It was given back" in (await anna.get(path)).text
    await press(anna, path, f"refund:{number}", reason="pressed by mistake", mistake="yes")
    bill = await kept(restaurant, path)
    assert (bill["open"], bill["settled"]) == (total, False)
    log = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/")).body
    assert [one["action"] for one in log[:5]] == [
        "bill.refund",
        "bill.payment",
        "bill.void",
        "bill.discount",
        "bill.discount",
    ]
    assert {one["who"] for one in log[:5]} == {anna.login["email"]}


async def test_tips_are_offered_where_the_restaurant_says_so(anna: Waiter, restaurant: Place) -> None:
    """None is chosen beforehand; a percentage is of what is paid, an amount is as it was written."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"money": {"tips": ["10", "15"]}})
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    shown = (await anna.get(path)).text
    assert 'name="tip_percent" value="10000"' in shown
    assert not re.search(r'name="tip_percent"[^>]*checked', shown)
    await press(anna, path, "pay", what="amount", amount="5", method="card", tip_percent="15000")
    await press(anna, path, "pay", what="all@700", method="card", tip="1.20", tip_percent="10000")
    assert [one["tip"] for one in (await kept(restaurant, path))["payments"]] == ["0.75", "1.20"]


async def test_what_cannot_be_written_is_said(anna: Waiter, restaurant: Place) -> None:
    """Each with what is wrong; the bill stays as it was."""
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    tries: list[tuple[dict[str, str], str]] = [
        ({"do": "pay", "what": "all@1200"}, "Choose how it is paid"),
        ({"do": "pay", "what": "all@1200", "method": "online"}, "Choose how it is paid"),
        ({"do": "pay", "method": "cash"}, "Choose what is paid"),
        ({"do": "pay", "what": "lines@600", "method": "cash"}, "Mark the dishes first"),
        ({"do": "pay", "what": "amount", "amount": "12.01", "method": "cash"}, "more than what is open"),
        ({"do": "pay", "what": "amount", "amount": "0", "method": "cash"}, "Write the amount as a number"),
        (
            {"do": "pay", "what": "amount", "amount": "1.234", "method": "cash"},
            "Write the amount as a number",
        ),
        (
            {"do": "pay", "what": "amount", "amount": "twelve", "method": "cash"},
            "Write the amount as a number",
        ),
        (
            {"do": "pay", "what": "lines@500", "line": "1.1", "method": "cash"},
            "cannot be written on the bill",
        ),
        ({"do": "void", "reason": "why not"}, "Mark the dishes first"),
        ({"do": "void", "line": "1.1", "reason": " "}, "Say why"),
        ({"do": "void", "line": "9.9", "reason": "why not"}, "cannot be written on the bill"),
        ({"do": "discount", "reason": "nice"}, "Write a percentage or an amount"),
        (
            {"do": "discount", "percent": "5", "amount": "5", "reason": "nice"},
            "Write a percentage or an amount",
        ),
        ({"do": "discount", "percent": "101", "reason": "nice"}, "from 1 to 100"),
        ({"do": "discount", "amount": "12.01", "reason": "nice"}, "cannot be written on the bill"),
        ({"do": "refund:1", "reason": "nice"}, "cannot be written on the bill"),
    ]
    for fields, said in tries:
        answer = await anna.post(path, **await hidden(anna, path), **fields)
        assert (answer.status, said in unescape(answer.text)) == (409, True), fields
    bill = await kept(restaurant, path)
    assert (bill["open"], bill["payments"], bill["discounts"]) == ("12.00", [], [])
    assert (await press(anna, path, "fly")).status == 400
    assert (await press(anna, path, "refund")).status == 400


async def test_a_bill_of_strangers_is_never_shown(
    anna: Waiter, restaurant: Place, make_restaurant: MakeRestaurant
) -> None:
    """Through neither restaurant's address; nothing is written on it."""
    other = await make_restaurant()
    placed = await other.order(table_code=await table_of(other))
    for slug in (restaurant.slug, other.slug):
        path = f"/staff/{slug}/bills/{placed.body['id']}/"
        assert (await anna.get(path)).status == 404
        form = {"do": "pay", "what": "all@300", "method": "cash", "seen": "0"}
        assert (await anna.post(path, **form)).status == 404
    assert (await kept(other, f"/{placed.body['id']}/"))["open"] == "3.00"


async def test_a_bill_goes_along_with_its_guests(anna: Waiter, restaurant: Place) -> None:
    """Moved after a part was paid: what is open, and what is ordered then, is on the one bill of the new table.

    Those who sat there before and left without paying are not charged to them.
    """
    await dinner(restaurant)
    code = await table_of(restaurant, "6")
    await restaurant.order(restaurant.line("Margherita"), table_code=code)
    six = await page_of(restaurant, "6")
    await anna.post(six, do="end")
    path = await bill_of(anna, restaurant)
    await press(anna, path, "pay", what="amount", amount="5", method="cash")
    number = str(await table_id(restaurant, "6"))
    assert (await anna.post(await page_of(restaurant), do="move", to=number)).status == 303
    await restaurant.order(restaurant.line("Water"), table_code=code)
    bill = await kept(restaurant, path)
    assert (bill["table_identifier"], bill["total"], bill["open"]) == ("6", "14.00", "9.00")
    shown = (await anna.get(six)).text
    assert (shown.count("/bills/"), path in shown) == (1, True)
    diner = await restaurant.public.get(f"/api/public/tables/{code}/bill/")
    assert diner.body["open"] == "9.00"


async def test_orders_that_nobody_paid_yet_go_along(anna: Waiter, restaurant: Place) -> None:
    """Two tables are merged: one bill for what both ordered and order then, without what was left unpaid there before."""
    await dinner(restaurant)
    code = await table_of(restaurant, "6")
    await restaurant.order(restaurant.line("Margherita"), table_code=code)
    six = await page_of(restaurant, "6")
    await anna.post(six, do="end")
    await restaurant.order(restaurant.line("Coke"), table_code=code)
    number = str(await table_id(restaurant, "6"))
    assert (await anna.post(await page_of(restaurant), do="merge", to=number)).status == 303
    await restaurant.order(restaurant.line("Water"), table_code=code)
    shown = (await anna.get(six)).text
    assert (len(set(re.findall(r"/bills/[^/]+/", shown))), "€17.00" in shown) == (1, True)
    bills = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/bills/")).body
    assert sorted(one["total"] for one in bills) == ["17.00", "9.50"]


async def test_other_bills_are_found_too(anna: Waiter, restaurant: Place) -> None:
    """An order at the counter, and what guests left unpaid whose visit is over; paid they are listed no more."""
    counter = await restaurant.order(restaurant.line("Water"), customer_name="Ines")
    await dinner(restaurant)
    home, path = f"/staff/{restaurant.slug}/", await bill_of(anna, restaurant)
    listed = (await anna.get(home)).text.split("Other bills to be paid")[1]
    assert re.findall(r"/bills/([^/]+)/", listed) == [counter.body["id"]]
    await anna.post(await page_of(restaurant), do="end")
    listed = (await anna.get(home)).text.split("Other bills to be paid")[1]
    assert re.findall(r"/bills/([^/]+)/", listed) == [counter.body["id"], path.split("/")[-2]]
    assert "€12.00" in listed
    await press(anna, path, "pay", what="all@1200", method="cash")
    await press(anna, f"{home}bills/{counter.body['id']}/", "pay", what="all@200", method="cash")
    assert "Other bills to be paid" not in (await anna.get(home)).text


async def test_a_guests_share_that_is_gone_pays_for_nobody_else(anna: Waiter, restaurant: Place) -> None:
    """What a guest had was refused after the form was made: nothing is recorded for the others' dishes."""
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    refused = await press(anna, path, "pay", what="guest:7@300", method="cash")
    assert (refused.status, "Nothing was changed by you" in refused.text) == (409, True)
    assert (await kept(restaurant, path))["payments"] == []


async def test_a_reason_can_be_seen(anna: Waiter, restaurant: Place) -> None:
    """One of characters that show nothing is none."""
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    refused = await press(anna, path, "void", line="1.1", reason="\u200b\u2800")
    assert (refused.status, "Say why." in refused.text) == (409, True)
    assert (await kept(restaurant, path))["voids"] == "0.00"


async def test_cash_that_is_rounded_up_can_be_written(anna: Waiter, restaurant: Place) -> None:
    """Of 11.98 guests pay 12.00 in cash; by card, and a cent more in cash, it is more than what is open."""
    money = {"money": {"cash_rounding": "0.05"}}
    assert (await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", money)).status == 200
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    await press(anna, path, "discount", amount="0.02", reason="late")
    for method, amount in (("card", "12.00"), ("cash", "12.01")):
        refused = await press(anna, path, "pay", what="amount", amount=amount, method=method)
        assert (refused.status, "That is more than what is open." in refused.text) == (409, True)
    assert (await press(anna, path, "pay", what="amount", amount="12.00", method="cash")).status == 303
    bill = await kept(restaurant, path)
    assert (bill["paid"], bill["rounding"], bill["settled"]) == ("12.00", "0.02", True)


async def test_dishes_are_given_back(anna: Waiter, restaurant: Place) -> None:
    """Each for what it cost on the bill, once: what was given back is offered no more."""
    await dinner(restaurant)
    path = await bill_of(anna, restaurant)
    await press(anna, path, "discount", percent="50", reason="late", line="2.1")
    await press(anna, path, "pay", what="all@900", method="card")
    number = (await kept(restaurant, path))["payments"][0]["number"]
    shown = (await anna.get(path)).text
    offered = re.findall(r'option value="(\d\.\d)">.*?option-price">([^<]+)<', shown)
    assert offered == [("1.1", "€6.00"), ("2.1", "€3.00")]
    assert (await press(anna, path, f"refund:{number}", line="2.1", reason="warm")).status == 303
    bill = await kept(restaurant, path)
    assert [(one["amount"], one["lines"]) for one in bill["refunds"]] == [("3.00", ["2.1"])]
    shown = (await anna.get(path)).text
    assert ('value="2.1"' in shown, shown.count('<span class="became">given back</span>')) == (False, 1)
    again = await press(anna, path, f"refund:{number}", line="2.1", reason="warm")
    assert (again.status, (await kept(restaurant, path))["refunded"]) == (409, "3.00")
    assert (await press(anna, path, f"refund:{number}", line="1.1x1", reason="flat")).status == 303
    assert (await kept(restaurant, path))["refunds"][1]["lines"] == ["1.1x1"]
    shown = (await anna.get(path)).text
    assert (">1 × <bdi" in shown, shown.count('<span class="became">given back</span>')) == (True, 1)
