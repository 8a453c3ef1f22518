"""The day of a kitchen: every order with its times, whatever became of it."""

from uuid import UUID

import pytest
from aiohttp.test_utils import TestServer

from server.db.setup import POOL
from server.kitchen import day_store
from tests.fixtures.api import Place


async def test_the_day_has_open_ended_and_cancelled_orders_newest_first(restaurant: Place) -> None:
    """With table, name, dishes in words, and each time that it has had."""
    cook = await restaurant.staff("kitchen")
    first = (
        await restaurant.order(restaurant.line("Coke", 2), customer_name="Mei", table_identifier="7")
    ).body
    second = (await restaurant.order()).body
    for status in ("preparing", "ready", "completed"):
        await cook.patch(f"/api/kitchen/orders/{first['id']}/", {"status": status})
    await cook.patch(f"/api/kitchen/orders/{second['id']}/", {"status": "cancelled", "reason": "no ice"})
    day = (await cook.get(f"/api/kitchen/{restaurant.slug}/day/")).body
    assert day["is_whole"] is True
    two, one = day["orders"]
    assert (two["number"], two["status"], two["reason"], two["ready_at"]) == (
        second["number"],
        "cancelled",
        "no ice",
        None,
    )
    assert (one["number"], one["status"], one["table_identifier"], one["customer_name"]) == (
        first["number"],
        "completed",
        "7",
        "Mei",
    )
    assert one["dishes"] == ["2× Coke"]
    times = [one[name] for name in ("created_at", "preparing_at", "ready_at", "ended_at")]
    assert times == sorted(times)
    assert all(times)


async def test_the_day_before_is_another(server: TestServer, restaurant: Place) -> None:
    """An order of yesterday's business day is not today's, however lately it was placed."""
    old = (await restaurant.order()).body
    await server.app[POOL].execute("UPDATE orders SET day = day - 1 WHERE id = $1", UUID(old["id"]))
    new = (await restaurant.order()).body
    day = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/day/")).body
    assert [one["number"] for one in day["orders"]] == [new["number"]]


async def test_the_newest_are_told_where_there_are_too_many(
    restaurant: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exactly as many are the whole day, one more is not."""
    monkeypatch.setattr(day_store, "MOST", 2)
    numbers = [(await restaurant.order()).body["number"] for _ in range(2)]
    day = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/day/")).body
    assert ([one["number"] for one in day["orders"]], day["is_whole"]) == (numbers[::-1], True)
    newest = (await restaurant.order()).body["number"]
    day = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/day/")).body
    assert ([one["number"] for one in day["orders"]], day["is_whole"]) == ([newest, numbers[1]], False)
