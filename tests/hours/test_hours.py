"""Hours, pause and throttle over HTTP, and what they do to a confirm."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.fixtures.api import Place

pytestmark = pytest.mark.shared_server

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def hours_path(place: Place) -> str:
    return f"/api/restaurants/{place.id}/hours/"


async def test_a_new_restaurant_takes_orders_always(restaurant: Place) -> None:
    """Nothing has to be set before the first order."""
    reply = await restaurant.owner.get(hours_path(restaurant))
    assert reply.body == {
        "hours": [],
        "paused_until": None,
        "pause_reason": "",
        "throttle": None,
        "exceptions": [],
        "accepting": True,
        "reason": "",
        "next_opening": None,
    }


async def test_a_holiday_is_closed(restaurant: Place) -> None:
    """Today and the days beside it without hours: an order is refused; each day stands once."""
    today = datetime.now(UTC).date()
    days = [{"date": (today + timedelta(days=n)).isoformat(), "periods": []} for n in (-1, 0, 1)]
    changed = await restaurant.owner.patch(hours_path(restaurant), {"exceptions": days})
    assert (changed.status, changed.body["exceptions"], changed.body["accepting"]) == (200, days, False)
    assert (await restaurant.order()).status == 409
    span = {"opens": "11:00", "closes": "02:00"}
    special = [{"date": "2030-12-31", "periods": [span]}]
    assert (await restaurant.owner.patch(hours_path(restaurant), {"exceptions": special})).body[
        "exceptions"
    ] == special
    assert (await restaurant.order()).status == 201
    twice = await restaurant.owner.patch(hours_path(restaurant), {"exceptions": [*special, *special]})
    assert (twice.status, [e["field"] for e in twice.body["errors"]]) == (400, ["exceptions[1].date"])


async def test_outside_its_hours_an_order_is_refused_and_says_when(restaurant: Place) -> None:
    """A week that is open on another day only refuses with 409 and the moment of the next opening."""
    other = WEEK[(datetime.now(UTC).weekday() + 3) % 7]
    period = {"day": other, "opens": "11:30", "closes": "14:00"}
    changed = await restaurant.owner.patch(hours_path(restaurant), {"hours": [period]})
    assert changed.status == 200
    assert changed.body["hours"] == [period]
    assert not changed.body["accepting"]
    refused = await restaurant.order()
    assert refused.status == 409
    assert refused.body["opens_at"] == changed.body["next_opening"]
    assert "opens at" in refused.body["detail"]
    always = await restaurant.owner.patch(hours_path(restaurant), {"hours": []})
    assert always.body["accepting"]
    assert (await restaurant.order()).status == 201


async def test_a_pause_is_told_to_the_diner_and_can_be_ended(restaurant: Place) -> None:
    """While it lasts a confirm is 409 with its reason; null ends it at once."""
    until = (datetime.now(UTC) + timedelta(minutes=20)).isoformat()
    await restaurant.owner.patch(
        hours_path(restaurant), {"paused_until": until, "pause_reason": "The oven is cold"}
    )
    refused = await restaurant.order()
    assert refused.status == 409
    assert "The oven is cold" in refused.body["detail"]
    ended = await restaurant.owner.patch(hours_path(restaurant), {"paused_until": None})
    assert ended.body["accepting"]
    assert ended.body["pause_reason"] == ""
    assert (await restaurant.order()).status == 201


async def test_a_throttle_takes_exactly_as_many_orders(restaurant: Place) -> None:
    """Of ten diners who confirm at the same moment three get through, and a repeated key still answers."""
    await restaurant.owner.patch(hours_path(restaurant), {"throttle": {"orders": 3, "minutes": 10}})
    names = [f"key-{n}" for n in range(10)]
    replies = await asyncio.gather(*(restaurant.order(headers={"Idempotency-Key": n}) for n in names))
    assert sorted(reply.status for reply in replies) == [201] * 3 + [409] * 7
    refused = next(reply for reply in replies if reply.status == 409)
    assert "the next is taken at" in refused.body["detail"]
    assert refused.body["opens_at"] > datetime.now(UTC).isoformat()
    taken = next(i for i, reply in enumerate(replies) if reply.status == 201)
    again = await restaurant.order(headers={"Idempotency-Key": names[taken]})
    assert (again.status, again.body["id"]) == (200, replies[taken].body["id"])
    await restaurant.owner.patch(hours_path(restaurant), {"throttle": None})
    assert (await restaurant.order()).status == 201


async def test_what_is_not_given_stays(restaurant: Place) -> None:
    """A PATCH of the throttle leaves the week as it was."""
    period = {"day": "mon", "opens": "00:00", "closes": "24:00"}
    await restaurant.owner.patch(hours_path(restaurant), {"hours": [period]})
    changed = await restaurant.owner.patch(
        hours_path(restaurant), {"throttle": {"orders": 20, "minutes": 10}}
    )
    assert changed.body["hours"] == [period]
    assert changed.body["throttle"] == {"orders": 20, "minutes": 10}


async def test_every_wrong_field_is_named(restaurant: Place) -> None:
    """A period without length, a clock that does not exist, a pause in the past."""
    reply = await restaurant.owner.patch(
        hours_path(restaurant),
        {
            "hours": [
                {"day": "mon", "opens": "11:00", "closes": "11:00"},
                {"day": "mon", "opens": "25:00", "closes": "26:00"},
            ]
        },
    )
    assert reply.status == 400
    assert {e["field"] for e in reply.body["errors"]} >= {"hours[0]", "hours[1].opens", "hours[1].closes"}
    past = await restaurant.owner.patch(hours_path(restaurant), {"paused_until": "2020-01-01T00:00:00Z"})
    assert (past.status, past.body["errors"][0]["field"]) == (400, "paused_until")
    far = await restaurant.owner.patch(hours_path(restaurant), {"paused_until": "9999-12-31T23:59:59Z"})
    assert (far.status, far.body["errors"][0]["field"]) == (400, "paused_until")


async def test_kitchen_staff_may_look_but_not_change(restaurant: Place) -> None:
    """Hours are a manager's business; a stranger does not learn that they exist."""
    cook = await restaurant.staff("kitchen")
    assert (await cook.get(hours_path(restaurant))).status == 200
    assert (await cook.patch(hours_path(restaurant), {"hours": []})).status == 403
    stranger = await restaurant.public.register(f"{uuid4().hex[:8]}@example.com")
    assert (await stranger.get(hours_path(restaurant))).status == 404
