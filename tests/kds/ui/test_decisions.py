"""What is decided on the screen for the whole kitchen, or for good: it asks first."""

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.test_utils import TestServer

from kds_tui.core.actions import Move
from kds_tui.net.demo_backend import DemoKitchen
from server.wire.base import rfc3339
from tests.fixtures.api import Place
from tests.kds.net.connections import placed
from tests.kds.ui.harness import display, run_display, server_display


async def test_an_order_is_cancelled_with_a_typed_reason_which_its_diner_reads(
    server: TestServer, restaurant: Place
) -> None:
    """C and Enter leave it as it is; another reason is typed."""
    one = await placed(restaurant)
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("1 open")
        await driver.press("1", "c", "enter")
        await driver.loses("the diner reads why")
        assert driver.controller.board.pending == ()
        await driver.press("c", "up", "enter")
        await driver.sees(f"Why is #{one.number} not made?")
        await driver.press(*"no", "space", *"gas", "enter")
        await driver.sees("CANCELLED", "no gas")
        await driver.until(lambda: not driver.controller.board.pending)
    status = (await restaurant.public.get(f"/api/public/orders/{one.id}/status/")).body
    assert (status["status"], status["reason"]) == ("cancelled", "no gas")


async def test_one_dish_is_refused_and_a_cancelled_one_is_seen(server: TestServer, restaurant: Place) -> None:
    """C, a dish, the usual reason: its diner reads it. A dish that the diner cancels is struck through until Enter."""
    placed_now = (
        await restaurant.order(
            restaurant.line("Coke"), restaurant.line("Water"), restaurant.line("Margherita")
        )
    ).body
    path = f"/api/public/orders/{placed_now['id']}/"
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("1 open")
        await driver.press("1", "c", "down", "enter")
        await driver.sees("NOT 1× Coke · the diner reads why")
        await driver.press("enter")
        await driver.sees("REFUSED: It has just run")
        await driver.until(lambda: not driver.controller.board.pending)
        assert (await restaurant.public.post(f"{path}cancel/", {"items": [2]})).status == 200
        await driver.sees("CANCELLED · bump it")
        await driver.press("1", "enter")
        await driver.loses("CANCELLED · bump it")
        await driver.until(lambda: not driver.controller.board.pending)
    status = (await restaurant.public.get(f"{path}status/")).body
    lines = [(line.get("state"), line.get("reason"), line["done"]) for line in status["items"]]
    assert lines == [
        ("refused", "It has just run out.", True),
        ("cancelled", "", True),
        (None, None, False),
    ]
    assert (status["status"], status["total_price"]) == ("confirmed", "9.50")


@pytest.mark.slow
async def test_a_pause_is_on_both_screens_and_ends_from_the_other(
    server: TestServer, restaurant: Place
) -> None:
    """O and Enter change nothing; a pause is told on every screen, refused to diners, and taken back anywhere."""
    async with run_display(server_display(server, restaurant)) as one:
        await one.sees("No open orders")
        await one.press("o", "enter")
        await one.loses("leave it as it is")
        assert (await restaurant.order()).status == 201
        await one.press("o", "down", "down", "enter")
        await one.sees("PAUSED: no orders are taken until")
        await one.until(lambda: not one.controller.board.pending)
        assert (await restaurant.order()).status == 409
    async with run_display(server_display(server, restaurant)) as two:
        await two.sees("PAUSED: no orders are taken until")
        await two.press("o", "down", "enter")
        await two.loses("PAUSED")
        await two.until(lambda: not two.controller.board.pending)
        assert (await restaurant.order()).status == 201


@pytest.mark.usefixtures("quick_rounds")
async def test_a_pause_of_the_owner_reaches_the_wall_by_itself(server: TestServer, restaurant: Place) -> None:
    """Made on the command line, with its reason."""
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("No open orders")
        until = rfc3339(datetime.now(UTC) + timedelta(minutes=5))
        body = {"paused_until": until, "pause_reason": "fryer is broken"}
        await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/hours/", body)
        await driver.sees("PAUSED", "(fryer is broken)")


async def test_a_call_comes_and_is_taken(server: TestServer, restaurant: Place) -> None:
    """One press where one table calls; a list where there are more."""
    table = (await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/tables/", {"name": "T5"})).body
    body = {"restaurant_slug": restaurant.slug, "table_code": table["code"]}
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("No open orders")
        await driver.press("g")
        await driver.sees("No table calls.")
        await restaurant.public.post("/api/public/calls/", {**body, "kind": "bill"})
        await driver.sees("CALL  T5 BILL", "G: on the way")
        await restaurant.public.post("/api/public/calls/", {**body, "kind": "waiter", "text": "by card"})
        await driver.sees("T5 WAITER (by card)")
        await driver.press("g", "down", "enter")
        await driver.loses("WAITER")
        await driver.press("g")
        await driver.sees("Table T5: somebody is on the way")
        await driver.until(lambda: not driver.controller.board.pending)
        snapshot = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body
        assert snapshot["calls"] == []


@pytest.mark.slow
async def test_the_visit_of_a_table_is_ended(server: TestServer, restaurant: Place) -> None:
    """V, the table, and Enter change nothing; the choice ends it, so that its code shows nothing; no such table is told."""
    table = (await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/tables/", {"name": "5"})).body
    path = f"/api/public/tables/{table['code']}/"
    async with run_display(server_display(server, restaurant)) as driver:
        await restaurant.order(table_code=table["code"])
        await driver.sees("#1 T5")
        await driver.press("v", "enter")
        await driver.sees("END the visit")
        await driver.press("enter")
        await driver.loses("END the visit")
        assert (await restaurant.public.get(path)).body["total"] == "3.00"
        await driver.press("v", "enter")
        await driver.sees("END the visit")
        await driver.press("down", "enter")
        await driver.sees("Table 5: the visit is over")
        await driver.until(lambda: not driver.controller.board.pending)
        assert (await restaurant.public.get(path)).body["total"] == "0.00"
        await driver.press("v", "9", "9", "enter")
        await driver.sees("END the visit")
        await driver.press("down", "enter")
        await driver.sees("There is no such table.")


async def test_the_end_of_the_day_asks_and_is_undone_at_once() -> None:
    """E and Enter leave all; the count is said before and after."""
    kitchen = DemoKitchen(every=0, opening=3)
    async with run_display(display(kitchen)) as driver:
        await driver.sees("3 open")
        await driver.press("e", "enter")
        await driver.sees("3 open")
        await driver.press("e")
        await driver.sees("CLEAR all 3 tickets: done, and off the screen")
        await driver.press("down", "enter")
        await driver.sees("3 tickets cleared", "No open orders")
        await driver.press("u")
        await driver.sees("Undone: 3 tickets cleared", "3 open")
    assert {order.status for order in kitchen.orders()} == {"confirmed"}


async def test_all_of_one_item_from_a_list() -> None:
    """The most of first; a part of the name finds it."""
    kitchen = DemoKitchen(every=0, opening=7)
    name = kitchen.orders()[0].items[0].name
    async with run_display(display(kitchen)) as driver:
        await driver.sees("7 open")
        await driver.press("i", *name[:5].lower().replace(" ", ""), "enter")
        await driver.sees(" done, on ")
    lines = [
        line
        for order in kitchen.orders()
        for line in order.items
        if line.name.lower().startswith(name[:5].lower())
    ]
    assert any(line.done for line in lines)


def test_a_cancellation_is_told_as_one() -> None:
    """The words at the foot of the screen."""
    order = DemoKitchen(every=0, opening=1).orders()[0]
    move = Move(order_id=order.id, number=3, before="preparing", after="cancelled", reason="x")
    assert move.words == "#3 is cancelled"


@pytest.mark.slow
async def test_the_day_is_searched_and_tells_the_times_of_an_order(
    server: TestServer, restaurant: Place
) -> None:
    """H, a word, Enter: also what left the screen long ago."""
    one = await placed(restaurant, customer_name="Oluwaseun")
    other = await placed(restaurant, customer_name="Mei")
    for status in ("preparing", "ready", "completed"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{one.id}/", {"status": status})
    async with run_display(server_display(server, restaurant)) as driver:
        await driver.sees("1 open")
        await driver.press("h")
        await driver.sees("The day", f"#{one.number}", f"#{other.number}", "completed")
        await driver.press(*"oluwa")
        await driver.loses("Mei  confirmed")
        await driver.press("enter")
        await driver.sees(f"Order #{one.number}", "COUNTER · Oluwaseun", "promised", "ready", "completed")
        await driver.press("escape")
        await driver.loses("promised   ")
