"""What is 86'd, until when, and who sees it."""

import asyncio
from datetime import UTC, datetime, timedelta

from tests.fixtures.api import MakeRestaurant, Place


def path(place: Place, name: str = "Coke") -> str:
    return f"/api/kitchen/items/{place.item(name)['id']}/"


async def is_available(place: Place, name: str = "Coke") -> bool:
    await place.reload()
    return bool(place.item(name)["available"])


async def test_the_kitchen_takes_an_item_off_and_puts_it_back(restaurant: Place) -> None:
    """Kitchen staff may 86 an item; the public menu shows it at once, both ways."""
    cook = await restaurant.staff("kitchen")
    off = await cook.patch(path(restaurant), {"available": False})
    item_id = restaurant.item("Coke")["id"]
    assert (off.status, off.body) == (
        200,
        {"menu_item_id": item_id, "name": "Coke", "available": False, "until": None, "portions": None},
    )
    assert not await is_available(restaurant)
    on = await cook.patch(path(restaurant), {"available": True, "until": None})
    assert on.body == {
        "menu_item_id": item_id,
        "name": "Coke",
        "available": True,
        "until": None,
        "portions": None,
    }
    assert await is_available(restaurant)


async def test_what_is_off_cannot_be_ordered(restaurant: Place) -> None:
    """A confirm of an 86'd item is a conflict that names it."""
    await restaurant.owner.patch(path(restaurant), {"available": False})
    refused = await restaurant.order(restaurant.line("Coke"))
    assert refused.status == 409
    assert [u["name"] for u in refused.body["unavailable"]] == ["Coke"]


async def test_an_item_comes_back_by_itself(restaurant: Place) -> None:
    """When its time is reached an item is on the public menu again under another ETag, without any change."""
    until = datetime.now(UTC) + timedelta(seconds=3)
    off = await restaurant.owner.patch(path(restaurant), {"available": False, "until": until.isoformat()})
    assert datetime.fromisoformat(off.body["until"]) == until
    first = await restaurant.public.get(f"/api/public/menu/{restaurant.slug}/")
    assert not await is_available(restaurant)
    version = restaurant.menu["version"]
    await asyncio.sleep((until - datetime.now(UTC)).total_seconds() + 0.05)
    assert await is_available(restaurant)
    assert restaurant.menu["version"] == version
    second = await restaurant.public.get(f"/api/public/menu/{restaurant.slug}/")
    assert first.headers["ETag"] != second.headers["ETag"]
    assert (await restaurant.order(restaurant.line("Coke"))).status == 201


async def test_the_same_again_changes_nothing(restaurant: Place) -> None:
    """86 an item twice and the menu changes once."""
    for _ in range(2):
        await restaurant.owner.patch(path(restaurant), {"available": False})
    version = restaurant.menu["version"]
    await restaurant.reload()
    assert restaurant.menu["version"] == version + 1


WRONG: list[dict[str, object]] = [
    {},
    {"available": None},
    {"available": "no"},
    {"available": False, "until": "2020-01-01T00:00:00Z"},
    {"available": False, "until": "9999-12-31T23:59:59-12:00"},
    {"available": False, "until": "0001-01-01T00:00:00+12:00"},
    {"available": False, "until": "2999-01-01T00:00:00"},
    {"available": False, "until": "tomorrow"},
    {"available": True, "until": "2999-01-01T00:00:00Z"},
    {"available": False, "reason": "gone"},
]


async def test_a_wrong_availability_is_refused(restaurant: Place) -> None:
    """A time in the past, too far off, without a zone or beside "available" is 400, and nothing changes."""
    for body in WRONG:
        reply = await restaurant.owner.patch(path(restaurant), body)
        assert reply.status == 400, body
        assert reply.body["errors"], body
    assert await is_available(restaurant)


async def test_nobody_else_takes_it_off(restaurant: Place, make_restaurant: MakeRestaurant) -> None:
    """Another restaurant's owner finds no such item, and nobody without a login may try."""
    other = await make_restaurant()
    assert (await other.owner.patch(path(restaurant), {"available": False})).status == 404
    assert (await restaurant.public.patch(path(restaurant), {"available": False})).status == 401
    assert await is_available(restaurant)
