"""What displays know of their restaurant: its clock and language, a pause, and who may make one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse

from server.wire.base import rfc3339
from tests.fixtures.api import MakeRestaurant, Place
from tests.kitchen.test_socket import heard, screen

pytestmark = pytest.mark.shared_server


def in_minutes(minutes: float) -> str:
    return rfc3339(datetime.now(UTC) + timedelta(minutes=minutes))


async def test_a_snapshot_has_the_clock_the_language_and_the_names_of_allergens(
    make_restaurant: MakeRestaurant,
) -> None:
    """As the restaurant's own settings say; nothing is paused."""
    place = await make_restaurant(timezone="Europe/Berlin", locale="de-DE")
    async with screen(place.owner, place.slug) as socket:
        told = (await heard(socket, "snapshot"))["place"]
    names = told.pop("allergen_names")
    assert (names["milk"], names["peanuts"]) == ("Milch", "Erdnüsse")
    assert told == {
        "timezone": "Europe/Berlin",
        "language": "de-DE",
        "is_open": True,
        "paused_until": None,
        "pause_reason": "",
        "throttle": None,
    }


async def told_until(socket: ClientWebSocketResponse, **wanted: Any) -> dict[str, Any]:
    """Hear snapshots until the place in one is as wanted: a round may have sent one of before."""
    while True:
        place: dict[str, Any] = (await heard(socket, "snapshot"))["place"]
        if place.items() >= wanted.items():
            return place


@pytest.mark.usefixtures("quick_rounds")
async def test_the_kitchen_pauses_and_throttles_and_every_display_knows(restaurant: Place) -> None:
    """A kitchen login may; diners are told; null ends both, and that is known too."""
    cook = await restaurant.staff("kitchen")
    path = f"/api/kitchen/{restaurant.slug}/service/"
    until = in_minutes(30)
    async with screen(restaurant.owner, restaurant.slug) as socket:
        await heard(socket, "snapshot")
        body = {
            "paused_until": until,
            "pause_reason": "too much to do",
            "throttle": {"orders": 5, "minutes": 10},
        }
        assert (await cook.patch(path, body)).status == 200
        told = await told_until(socket, paused_until=until, pause_reason="too much to do")
        assert told["throttle"] == {"orders": 5, "minutes": 10}
        assert (await restaurant.order()).status == 409
        assert (await cook.patch(path, {"paused_until": None, "throttle": None})).status == 200
        assert await told_until(socket, paused_until=None, pause_reason="", throttle=None)
        assert (await restaurant.order()).status == 201


async def test_the_kitchen_changes_no_hours(restaurant: Place) -> None:
    """The week is the managers'; a pause into the past is none."""
    cook = await restaurant.staff("kitchen")
    path = f"/api/kitchen/{restaurant.slug}/service/"
    refused = await cook.patch(path, {"hours": []})
    assert (refused.status, refused.body["errors"][0]["field"]) == (400, "hours")
    past = await cook.patch(path, {"paused_until": in_minutes(-1)})
    assert (past.status, past.body["errors"][0]["field"]) == (400, "paused_until")
