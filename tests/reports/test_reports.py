"""Figures against a real database: orders that were placed, cooked and cancelled, and words that meant nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from server.db.setup import POOL
from server.orders.setup import UNDERSTANDING
from tests.fixtures.api import Place

pytestmark = pytest.mark.shared_server


async def report(place: Place, **query: str) -> dict[str, Any]:
    reply = await place.owner.get(f"/api/restaurants/{place.id}/reports/", params=query)
    assert reply.status == 200, reply
    return dict(reply.body)


async def move(place: Place, order: dict[str, Any], *statuses: str) -> None:
    for status in statuses:
        moved = await place.owner.patch(f"/api/kitchen/orders/{order['id']}/", {"status": status})
        assert moved.status == 200


async def test_totals_count_what_was_taken_and_not_what_was_cancelled(restaurant: Place) -> None:
    """Two orders of 6.00 and 14.00 and a cancelled one are 20.00, 10.00 on average."""
    await restaurant.order(restaurant.line("Coke", 2))
    large = restaurant.variant("Pepperoni pizza", "Large")["id"]
    await restaurant.order(restaurant.line("Pepperoni pizza", variant_id=large))
    cancelled = (await restaurant.order()).body
    await move(restaurant, cancelled, "cancelled")
    found = await report(restaurant)
    assert found["totals"] == {
        "orders": 2,
        "cancelled": 1,
        "revenue": "20.00",
        "net": "20.00",
        "gross": "20.00",
        "taxes": [],
        "average_order": "10.00",
        "median_seconds_to_ready": None,
        "p90_seconds_to_ready": None,
        "median_seconds_late": None,
        "percent_in_time": None,
    }
    (today,) = found["rows"]
    assert (today["orders"], today["quantity"], today["revenue"]) == (2, 3, "20.00")
    assert found["currency"] == "EUR"


async def test_items_stand_by_how_often_they_were_sold(restaurant: Place) -> None:
    """An item's row sums dishes and money over all orders that name it."""
    await restaurant.order(restaurant.line("Coke", 2), restaurant.line("Water"))
    await restaurant.order(restaurant.line("Coke"))
    rows = (await report(restaurant, by="item"))["rows"]
    assert [(r["label"], r["orders"], r["quantity"], r["revenue"]) for r in rows] == [
        ("Coke", 2, 3, "9.00"),
        ("Water", 1, 1, "2.00"),
    ]


async def test_time_to_ready_is_from_confirmed_to_ready(restaurant: Place, server: TestServer) -> None:
    """Of five orders that took 1 to 5 minutes the median is 3 and the 90th percentile 4 minutes 36."""
    for minutes in range(1, 6):
        order = (await restaurant.order()).body
        await move(restaurant, order, "preparing", "ready")
        await server.app[POOL].execute(
            "UPDATE orders SET ready_at = created_at + make_interval(mins => $2) WHERE id = $1::text::uuid",
            order["id"],
            minutes,
        )
    totals = (await report(restaurant))["totals"]
    assert (totals["median_seconds_to_ready"], totals["p90_seconds_to_ready"]) == (180, 276)


async def test_hours_are_those_of_the_restaurant(make_restaurant: Any) -> None:
    """An order of now stands under the hour that its restaurant's clock shows."""
    place = await make_restaurant(timezone="Asia/Kathmandu")
    await place.order()
    rows = (await report(place, by="hour"))["rows"]
    local = datetime.now(UTC) + timedelta(hours=5, minutes=45)
    assert rows[0]["label"] in {f"{local:%H}", f"{local - timedelta(minutes=1):%H}"}


async def test_words_that_were_not_understood_are_counted(restaurant: Place, server: TestServer) -> None:
    """Two diners who ask for the same thing that is not on the menu are one row of two."""
    for text in ("a coke and a flying carpet", "a water and a Flying  Carpet"):
        body = {"restaurant_slug": restaurant.slug, "raw_input": text}
        answer = await restaurant.public.post("/api/public/orders/parse/", body)
        assert answer.body["unmatched"]
    await server.app[UNDERSTANDING].words.flush()
    rows = (await report(restaurant, by="words"))["rows"]
    assert [r["quantity"] for r in rows] == [2]
    assert rows[0]["label"].endswith("flying carpet")


async def test_a_span_leaves_out_what_is_outside_of_it(restaurant: Place) -> None:
    """Yesterday knows nothing of an order of today."""
    await restaurant.order()
    now = datetime.now(UTC)
    past = await report(
        restaurant,
        since=(now - timedelta(days=2)).isoformat(),
        until=(now - timedelta(days=1)).isoformat(),
    )
    assert past["totals"]["orders"] == 0
    assert past["rows"] == []


async def test_a_span_that_ends_before_it_begins_or_is_too_long_is_refused(restaurant: Place) -> None:
    """Both name the field; so does a kind of row that does not exist."""
    path = f"/api/restaurants/{restaurant.id}/reports/"
    for query in (
        {"since": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"},
        {"since": "2020-01-01T00:00:00Z"},
    ):
        reply = await restaurant.owner.get(path, params=query)
        assert (reply.status, reply.body["errors"][0]["field"]) == (400, "since")
    for moment, field in (("9999-12-31T23:59:59Z", "until"), ("0001-01-01T00:00:00+14:00", "since")):
        reply = await restaurant.owner.get(path, params={field: moment})
        assert (reply.status, reply.body["errors"][0]["field"]) == (400, field)
    wrong = await restaurant.owner.get(path, params={"by": "weather"})
    assert (wrong.status, wrong.body["errors"][0]["field"]) == (400, "by")


async def test_figures_are_not_the_kitchens(restaurant: Place) -> None:
    """Kitchen staff do not see the revenue."""
    cook = await restaurant.staff("kitchen")
    assert (await cook.get(f"/api/restaurants/{restaurant.id}/reports/")).status == 403
