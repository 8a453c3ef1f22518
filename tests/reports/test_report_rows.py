"""Rows of a report: by weekday, category, station, table and source, and what was cancelled by whom."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from server.db.setup import POOL
from tests.fixtures.api import Api, Place
from tests.reports.test_reports import move, report

pytestmark = pytest.mark.shared_server


async def rows_of(place: Place, by: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row[field] for field in fields) for row in (await report(place, by=by))["rows"]]


SUMS = ("label", "orders", "quantity", "revenue")


async def test_categories_and_stations_sum_the_lines_that_are_theirs(restaurant: Place) -> None:
    """A pizza and two Cokes in two orders are two categories and two stations, the largest revenue first."""
    await restaurant.order(restaurant.line("Pepperoni pizza"), restaurant.line("Coke"))
    await restaurant.order(restaurant.line("Coke"))
    assert await rows_of(restaurant, "category", *SUMS) == [
        ("Pizza", 1, 1, "11.00"),
        ("Drinks", 2, 2, "6.00"),
    ]
    assert await rows_of(restaurant, "station", *SUMS) == [("oven", 1, 1, "11.00"), ("bar", 2, 2, "6.00")]


async def test_a_dish_that_left_the_menu_is_of_no_category(restaurant: Place, server: TestServer) -> None:
    """Its money still counts, in a row without a label."""
    await restaurant.order()
    await server.app[POOL].execute("DELETE FROM items WHERE restaurant_id = $1::text::uuid", restaurant.id)
    assert await rows_of(restaurant, "category", *SUMS) == [("", 1, 1, "3.00")]


async def test_tables_stand_by_their_revenue(restaurant: Place) -> None:
    """An order that is taken along is at no table."""
    await restaurant.order(table_identifier="7")
    await restaurant.order(restaurant.line("Coke", 2), table_identifier="12")
    await restaurant.order(restaurant.line("Water"))
    assert await rows_of(restaurant, "table", *SUMS) == [
        ("12", 1, 2, "6.00"),
        ("7", 1, 1, "3.00"),
        ("", 1, 1, "2.00"),
    ]


async def test_sources_are_taps_and_the_languages_of_words(restaurant: Place) -> None:
    """What was tapped on a German page is no order in German words."""
    orders: tuple[dict[str, Any], ...] = (
        {},
        {"language": "de"},
        {"raw_input": "eine Cola", "language": "de"},
        {"raw_input": "coke"},
    )
    for said in orders:
        await restaurant.order(**said)
    assert await rows_of(restaurant, "source", *SUMS) == [
        ("taps", 2, 2, "6.00"),
        ("", 1, 1, "3.00"),
        ("de", 1, 1, "3.00"),
    ]


async def test_weekdays_are_told_by_number_and_hour_of_the_restaurants_clock(
    restaurant: Place, server: TestServer
) -> None:
    """A Sunday at 23:30 in Berlin is Sunday there, and Sunday 22:30 at UTC; a Monday stands before it."""
    change = "UPDATE restaurants SET timezone = 'Asia/Kathmandu' WHERE id = $1::text::uuid"
    await server.app[POOL].execute(change, restaurant.id)
    at = {"monday": datetime(2026, 3, 2, 8, 0, tzinfo=UTC), "sunday": datetime(2026, 3, 8, 18, 0, tzinfo=UTC)}
    for moment in at.values():
        order = (await restaurant.order()).body
        await server.app[POOL].execute(
            "UPDATE orders SET created_at = $2 WHERE id = $1::text::uuid", order["id"], moment
        )
    assert await rows_of(restaurant, "weekday", "label", "orders") == [("1 13", 1), ("7 23", 1)]


async def test_time_to_ready_is_held_against_the_promise(restaurant: Place, server: TestServer) -> None:
    """One a minute early, one on the minute and one two minutes late are 66 % in time, and 0 seconds late at the median."""
    for late in (-60, 0, 120):
        order = (await restaurant.order()).body
        await move(restaurant, order, "preparing", "ready")
        await server.app[POOL].execute(
            "UPDATE orders SET ready_at = created_at + interval '600 s', "
            "estimated_ready_at = created_at + make_interval(secs => 600 - $2) WHERE id = $1::text::uuid",
            order["id"],
            late,
        )
    found = await report(restaurant)
    for figures in (found["totals"], *found["rows"]):
        assert (figures["percent_in_time"], figures["median_seconds_late"]) == (66, 0)


async def test_an_order_without_a_promise_is_not_in_time_nor_late(
    restaurant: Place, server: TestServer
) -> None:
    """Nothing was said to its diner: it does not count."""
    order = (await restaurant.order()).body
    await move(restaurant, order, "preparing", "ready")
    await server.app[POOL].execute(
        "UPDATE orders SET estimated_ready_at = NULL WHERE id = $1::text::uuid", order["id"]
    )
    totals = (await report(restaurant))["totals"]
    assert (totals["percent_in_time"], totals["median_seconds_late"]) == (None, None)
    assert totals["median_seconds_to_ready"] is not None


async def test_what_was_cancelled_says_by_whom(restaurant: Place) -> None:
    """The diner's order, a line that the kitchen refused, and an order that a cook cancelled are three rows."""
    by_diner = (await restaurant.order()).body
    cancelled = await restaurant.public.post(f"/api/public/orders/{by_diner['id']}/cancel/", {})
    assert cancelled.status == 200, cancelled
    cook = await restaurant.staff("kitchen")
    email = (await cook.get("/api/auth/me/")).body["user"]["email"]
    refused = (await restaurant.order(restaurant.line("Water", 2), restaurant.line("Coke"))).body
    await _refuse(cook, refused, 1)
    by_cook = (await restaurant.order(restaurant.line("Coke", 3))).body
    assert (await cook.patch(f"/api/kitchen/orders/{by_cook['id']}/", {"status": "cancelled"})).status == 200
    assert await rows_of(restaurant, "cancelled", "label", "cancelled_by", "quantity", "revenue") == [
        ("Coke", email, 3, "9.00"),
        ("Water", email, 2, "4.00"),
        ("Coke", "diner", 1, "3.00"),
    ]


async def test_a_line_that_staff_refused_leaves_the_rest_to_the_diner(restaurant: Place) -> None:
    """Each line of an order is told by who took it off."""
    order = (await restaurant.order(restaurant.line("Water"), restaurant.line("Coke"))).body
    cook = await restaurant.staff("kitchen")
    await _refuse(cook, order, 1)
    email = (await cook.get("/api/auth/me/")).body["user"]["email"]
    cancelled = await restaurant.public.post(f"/api/public/orders/{order['id']}/cancel/", {})
    assert cancelled.status == 200, cancelled
    assert await rows_of(restaurant, "cancelled", "label", "cancelled_by") == [
        ("Coke", "diner"),
        ("Water", email),
    ]


async def test_other_restaurants_cancellations_are_not_seen(restaurant: Place, make_restaurant: Any) -> None:
    """Rows are of the restaurant that is asked for."""
    order = (await restaurant.order()).body
    await restaurant.public.post(f"/api/public/orders/{order['id']}/cancel/", {})
    other = await make_restaurant()
    assert await rows_of(other, "cancelled", "label") == []


async def _refuse(cook: Api, order: dict[str, Any], line: int) -> None:
    path = f"/api/kitchen/orders/{order['id']}/items/{line}/refuse/"
    refused = await cook.post(path, {"reason": "none left"})
    assert refused.status == 200, refused
