"""A change of mind before the kitchen begins, and lines that the kitchen refuses."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from server.db.setup import POOL
from server.domain.order import OrderLine, Removal
from tests.fixtures.api import MakeRestaurant, Place, Reply
from tests.orders.samples import MOMENT, order

pytestmark = pytest.mark.shared_server

OUT = "We are out of salmon."


async def cancel(place: Place, ordered: Reply, *items: int) -> Reply:
    body = {"items": list(items)} if items else {}
    return await place.public.post(f"/api/public/orders/{ordered.body['id']}/cancel/", body)


async def refuse(place: Place, ordered: Reply, line: int, reason: str = OUT) -> Reply:
    path = f"/api/kitchen/orders/{ordered.body['id']}/items/{line}/refuse/"
    return await place.owner.post(path, {"reason": reason})


async def bump(place: Place, ordered: Reply, line: int, *, done: bool = True) -> Reply:
    return await place.owner.patch(f"/api/kitchen/orders/{ordered.body['id']}/items/{line}/", {"done": done})


async def two(place: Place, **more: Any) -> Reply:
    """Two Cokes and a water: 8.00."""
    return await place.order(place.line("Coke", 2), place.line("Water"), **more)


def states(reply: Reply) -> list[tuple[str, bool]]:
    return [(line.get("state", ""), line["done"]) for line in reply.body["items"]]


async def test_a_line_is_cancelled_before_the_kitchen_begins(restaurant: Place) -> None:
    """It stays in its place as cancelled, is out of the total, and is done once the kitchen has marked it as seen."""
    ordered = await two(restaurant)
    cancelled = await cancel(restaurant, ordered, 1)
    assert (cancelled.status, cancelled.body["status"], cancelled.body["revision"]) == (200, "confirmed", 2)
    assert (cancelled.body["total_price"], states(cancelled)) == ("2.00", [("cancelled", False), ("", False)])
    assert cancelled.body["items"][0]["line_total"] == "6.00"
    seen = await bump(restaurant, ordered, 1)
    assert (seen.body["status"], states(seen)) == ("confirmed", [("cancelled", True), ("", False)])
    assert states(await bump(restaurant, ordered, 2))[1] == ("", True)
    status = await restaurant.public.get(f"/api/public/orders/{ordered.body['id']}/status/")
    assert (status.body["status"], status.body["total_price"]) == ("preparing", "2.00")


async def test_cancelling_again_changes_nothing(restaurant: Place) -> None:
    """The same once more, the rest of it, and the whole of it are each answered with the order."""
    ordered = await two(restaurant)
    assert [(await cancel(restaurant, ordered, 1)).body["revision"] for _ in range(3)] == [2, 2, 2]
    whole = await cancel(restaurant, ordered)
    assert (whole.body["status"], whole.body["total_price"], whole.body["revision"]) == (
        "cancelled",
        "0.00",
        3,
    )
    assert {state for state, _ in states(whole)} == {"cancelled"}
    assert (await cancel(restaurant, ordered)).body["revision"] == 3
    assert (await cancel(restaurant, ordered, 2)).status == 200


async def test_what_the_kitchen_has_begun_is_not_cancelled(restaurant: Place) -> None:
    """After the first bump of the ticket or of any line: 409 with the order, and words that name the staff."""
    for path, body in (("", {"status": "preparing"}), ("items/2/", {"done": True})):
        ordered = await two(restaurant)
        await restaurant.owner.patch(f"/api/kitchen/orders/{ordered.body['id']}/{path}", body)
        late = await cancel(restaurant, ordered, 1)
        assert (late.status, late.body["order"]["total_price"]) == (409, "8.00")
        assert "ask the staff" in late.body["detail"]
        assert "raw_input" not in late.body["order"]


async def test_a_recall_does_not_hide_what_was_made(restaurant: Place) -> None:
    """An order that went a step back with a line done has been begun all the same."""
    ordered = await two(restaurant)
    await bump(restaurant, ordered, 1)
    await restaurant.owner.patch(f"/api/kitchen/orders/{ordered.body['id']}/", {"status": "confirmed"})
    assert (await cancel(restaurant, ordered)).status == 409


async def test_the_restaurant_says_for_how_long(restaurant: Place, server: TestServer) -> None:
    """At exactly its minutes it is too late; 0 is never; a bad value is refused."""
    ordered = await two(restaurant)
    old = "UPDATE orders SET created_at = now() - $2::interval WHERE id = $1"
    await server.app[POOL].execute(old, ordered.body["id"], timedelta(minutes=5))
    assert "too late" in (await cancel(restaurant, ordered, 1)).body["detail"]
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"cancel_minutes": 6})
    assert (await cancel(restaurant, ordered, 1)).status == 200
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"cancel_minutes": 0})
    assert (await cancel(restaurant, await two(restaurant), 1)).status == 409
    for bad in (-1, 241):
        settings = await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"cancel_minutes": bad})
        assert settings.status == 400


async def test_of_a_bump_and_a_change_of_mind_one_comes_first(restaurant: Place) -> None:
    """However they meet: either the line was cancelled and the kitchen sees it, or it is being made and stays."""
    for _ in range(12):
        ordered = await two(restaurant)
        moved, cancelled = await asyncio.gather(
            restaurant.owner.patch(f"/api/kitchen/orders/{ordered.body['id']}/", {"status": "preparing"}),
            cancel(restaurant, ordered, 1),
        )
        now = (await restaurant.public.get(f"/api/public/orders/{ordered.body['id']}/status/")).body
        assert moved.status == 200
        assert now["status"] == "preparing"
        expected = ("cancelled", "2.00", 3) if cancelled.status == 200 else (None, "8.00", 2)
        assert (now["items"][0].get("state"), now["total_price"], now["revision"]) == expected


async def test_what_is_held_needs_no_acknowledgement(restaurant: Place) -> None:
    """The kitchen has not taken it: what was cancelled is simply not there to make."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"hold_unproven": True})
    cancelled = await cancel(restaurant, await two(restaurant), 2)
    assert (cancelled.body["status"], states(cancelled)) == ("held", [("", False), ("cancelled", True)])


async def test_unknown_orders_and_lines(restaurant: Place) -> None:
    """A line that is none of the order's is 404, a list that is empty, too long or of no numbers 400."""
    ordered = await two(restaurant)
    assert (await cancel(restaurant, ordered, 1, 3)).status == 404
    path = f"/api/public/orders/{ordered.body['id']}/cancel/"
    for items in ([], ["1"], [0], [1] * 101):
        assert (await restaurant.public.post(path, {"items": items})).status == 400
    nobody = "0190a6b2-0000-7000-8000-000000000000"
    assert (await restaurant.public.post(f"/api/public/orders/{nobody}/cancel/", {})).status == 404


async def test_the_kitchen_refuses_a_line(restaurant: Place) -> None:
    """Also while it cooks; the diner reads why, the total follows, and refusing it again keeps the first reason."""
    ordered = await two(restaurant)
    await restaurant.owner.patch(f"/api/kitchen/orders/{ordered.body['id']}/", {"status": "preparing"})
    refused = await refuse(restaurant, ordered, 1)
    assert (refused.status, refused.body["status"], refused.body["total_price"]) == (200, "preparing", "2.00")
    assert (states(refused)[0], refused.body["items"][0]["reason"]) == (("refused", True), OUT)
    again = await refuse(restaurant, ordered, 1, "another reason")
    assert (again.body["revision"], again.body["items"][0]["reason"]) == (3, OUT)
    assert (await refuse(restaurant, ordered, 3)).status == 404
    logged = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/?limit=1")
    assert logged.body[0]["action"] == "order.line_refused"


async def test_an_order_without_lines_is_cancelled(restaurant: Place) -> None:
    """By the refusal of its last line, with that reason; then no line of it is refused any more."""
    ordered = await two(restaurant)
    await cancel(restaurant, ordered, 2)
    gone = await refuse(restaurant, ordered, 1)
    assert (gone.body["status"], gone.body["reason"], gone.body["total_price"]) == ("cancelled", OUT, "0.00")
    snapshot = await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")
    assert snapshot.body["orders"] == []
    other = await two(restaurant)
    await restaurant.owner.patch(f"/api/kitchen/orders/{other.body['id']}/", {"status": "cancelled"})
    assert (await refuse(restaurant, other, 1)).status == 409


async def test_only_the_kitchen_of_the_restaurant_refuses(restaurant: Place, api: Any) -> None:
    """A stranger learns nothing of the order."""
    ordered = await two(restaurant)
    stranger = await api.register()
    path = f"/api/kitchen/orders/{ordered.body['id']}/items/1/refuse/"
    assert (await stranger.post(path, {"reason": OUT})).status == 404
    assert (await api.post(path, {"reason": OUT})).status == 401
    assert (await restaurant.owner.post(path, {"reason": " "})).status == 400


async def test_portions_of_what_is_cancelled_come_back_once(make_restaurant: MakeRestaurant) -> None:
    """Of a refused line they do not: the kitchen has none; and a cancellation of the rest gives back the rest alone."""
    menu = {"categories": [{"name": "Fish", "items": [{"name": "Salmon", "price": 9}]}]}
    place = await make_restaurant(menu)
    path = f"/api/kitchen/items/{place.item('Salmon')['id']}/"
    await place.owner.patch(path, {"portions": 10})
    await place.reload()

    async def left() -> int:
        return int((await place.owner.get(f"/api/items/{place.item('Salmon')['id']}/")).body["portions"])

    ordered = await place.order(place.line("Salmon", 1), place.line("Salmon", 2), place.line("Salmon", 4))
    assert await left() == 3
    await cancel(place, ordered, 1)
    await cancel(place, ordered, 1)
    assert await left() == 4
    await refuse(place, ordered, 2)
    assert await left() == 4
    await place.owner.patch(f"/api/kitchen/orders/{ordered.body['id']}/", {"status": "cancelled"})
    assert await left() == 8


async def test_figures_follow(restaurant: Place) -> None:
    """Revenue, dishes and the dishes' own figures are without what is not made; the day names it as what it is."""
    ordered = await two(restaurant)
    await cancel(restaurant, ordered, 1)
    path = f"/api/restaurants/{restaurant.id}/reports/?by="
    by_item = (await restaurant.owner.get(f"{path}item")).body
    assert by_item["totals"]["revenue"] == "2.00"
    assert [(row["label"], row["quantity"], row["revenue"]) for row in by_item["rows"]] == [
        ("Water", 1, "2.00")
    ]
    by_day = (await restaurant.owner.get(f"{path}day")).body
    assert [(row["quantity"], row["revenue"]) for row in by_day["rows"]] == [(1, "2.00")]
    day = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/day/")).body
    assert day["orders"][0]["dishes"] == ["2× Coke (cancelled)", "1× Water"]


def line(number: int, *, done: bool = False) -> OrderLine:
    return OrderLine(number, 7, "Soup", 1, "Regular", 1, (), "", 500, 500, "", done)


@pytest.mark.parametrize(("auto_ready", "status"), [(True, "ready"), (False, "preparing")])
def test_the_last_line_refused_may_make_an_order_ready(*, auto_ready: bool, status: str) -> None:
    """As the last line done does, where the restaurant has it so."""
    cooking = order(status="preparing", lines=(line(1, done=True), line(2)), total=1000)
    left = cooking.without(Removal("refused", MOMENT, frozenset({2}), OUT), auto_ready=auto_ready)
    assert (left.status, left.total, left.reason) == (status, 500, "")


def test_what_was_seen_begins_nothing() -> None:
    """A cancelled line that is marked as seen makes no order `preparing`; the last one seen may make it ready."""
    taken = order(lines=(line(1), line(2)), total=1000)
    cancelled = taken.without(Removal("cancelled", MOMENT, frozenset({1})), auto_ready=True)
    seen = cancelled.bumped(1, None, done=True, auto_ready=True)
    assert (seen.status, seen.is_begun) == ("confirmed", False)
    cooked = cancelled.bumped(2, None, done=True, auto_ready=True)
    assert (cooked.status, cooked.is_begun) == ("preparing", True)
    assert cooked.bumped(1, None, done=True, auto_ready=True).status == "ready"


async def promised(place: Place, ordered: Reply) -> tuple[datetime, datetime]:
    """Until when an order is promised, and when it last changed."""
    found = (await place.public.get(f"/api/public/orders/{ordered.body['id']}/status/")).body
    return datetime.fromisoformat(found["estimated_ready_at"]), datetime.fromisoformat(found["updated_at"])


def whole_seconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


@pytest.mark.parametrize("take_off", [cancel, refuse])
async def test_the_rest_is_promised_anew(restaurant: Place, take_off: Any) -> None:
    """Behind the other orders' 30 drinks, 20 of its own 30 taken off: 40 minutes from then, instead of 60."""
    await restaurant.order(restaurant.line("Water", 15), restaurant.line("Coke", 15))
    ordered = await restaurant.order(restaurant.line("Coke", 20), restaurant.line("Water", 10))
    before, placed_at = await promised(restaurant, ordered)
    assert before == whole_seconds(placed_at + timedelta(minutes=60))
    await take_off(restaurant, ordered, 1)
    after, changed_at = await promised(restaurant, ordered)
    assert after == whole_seconds(changed_at + timedelta(minutes=40))


async def test_a_promise_is_never_later_than_before(restaurant: Place) -> None:
    """What came behind it meanwhile does not count; and an order without lines keeps what was said."""
    ordered = await two(restaurant)
    before, _ = await promised(restaurant, ordered)
    await restaurant.order(restaurant.line("Water", 40))
    await cancel(restaurant, ordered, 1)
    assert (await promised(restaurant, ordered))[0] == before
    await cancel(restaurant, ordered)
    assert (await promised(restaurant, ordered))[0] == before
