"""Whether a restaurant would take an order now."""

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from tests.fixtures.api import Place, Reply

pytestmark = pytest.mark.shared_server


async def asked(place: Place) -> Reply:
    reply = await place.public.get(f"/api/public/restaurants/{place.slug}/")
    assert reply.status == 200, reply
    return reply


async def set_hours(place: Place, **values: Any) -> None:
    assert (await place.owner.patch(f"/api/restaurants/{place.id}/hours/", values)).status == 200


async def test_an_open_restaurant_says_so_and_is_never_cached(restaurant: Place) -> None:
    """Every field of the contract; an unknown slug is 404."""
    reply = await asked(restaurant)
    assert reply.body == {
        "name": restaurant.info["name"],
        "slug": restaurant.slug,
        "accepting": True,
        "reason": "",
        "opens_at": None,
        "wait_minutes": 8,
        "order_types": ["eat_in", "take_away"],
    }
    assert reply.headers["Cache-Control"] == "no-store"
    assert (await restaurant.public.get("/api/public/restaurants/nowhere-at-all/")).status == 404


async def test_it_says_no_wherever_confirm_does(restaurant: Place) -> None:
    """Closed by hand, paused, outside its hours and throttled: the same answer as confirm's, with the same moment."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"is_open": False})
    assert (await asked(restaurant)).body["accepting"] is False
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"is_open": True})
    until = (datetime.now(UTC) + timedelta(minutes=20)).replace(microsecond=0).isoformat()
    await set_hours(restaurant, paused_until=until, pause_reason="The oven is cold")
    paused = (await asked(restaurant)).body
    assert "The oven is cold" in paused["reason"]
    assert paused["opens_at"] == until.replace("+00:00", "Z")
    await set_hours(restaurant, paused_until=None, throttle={"orders": 2, "minutes": 10})
    assert (await restaurant.order()).status == 201
    assert (await asked(restaurant)).body["accepting"] is True
    assert (await restaurant.order()).status == 201
    throttled = (await asked(restaurant)).body
    assert throttled["accepting"] is False
    assert (await restaurant.order()).status == 409
    assert throttled["opens_at"] > datetime.now(UTC).isoformat()


async def test_it_says_no_where_too_many_orders_are_open(restaurant: Place, database_url: str) -> None:
    """At 999 open orders it accepts, at 1,000 it does not."""
    await restaurant.order()
    connection = await asyncpg.connect(database_url)
    copies = """
        INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid()))).*
        FROM orders o, generate_series(1, $1) WHERE o.id = (SELECT id FROM orders LIMIT 1)
    """
    try:
        await connection.execute(copies, 998)
        assert (await asked(restaurant)).body["accepting"] is True
        await connection.execute(copies, 1)
        assert (await asked(restaurant)).body["accepting"] is False
    finally:
        await connection.close()
