"""What is 86'd, until when, and who sees it."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import pytest_asyncio

from tests.fixtures.api import MakeRestaurant, Place, Reply

pytestmark = pytest.mark.shared_server


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


@pytest.mark.slow
async def test_an_item_comes_back_by_itself(restaurant: Place) -> None:
    """When its time is reached an item is on the public menu again under another ETag, without any change."""
    for seconds in (1, 10, 60):  # enough, also on a slow machine, to see that it is off
        until = datetime.now(UTC) + timedelta(seconds=seconds)
        off = await restaurant.owner.patch(path(restaurant), {"available": False, "until": until.isoformat()})
        assert datetime.fromisoformat(off.body["until"]) == until
        first = await restaurant.public.get(f"/api/public/menu/{restaurant.slug}/")
        was_available = await is_available(restaurant)
        if datetime.now(UTC) < until:
            break
    assert not was_available
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


LATTE = {
    "modifier_groups": {
        "milk": {"name": "Milk", "min": 1, "max": 1, "options": [{"name": "Oat milk"}, {"name": "Cow's milk", "default": True}]}
    },
    "categories": [
        {
            "name": "Coffee",
            "items": [
                {"name": "Latte", "modifier_groups": ["milk"], "variants": [{"label": "Small", "price": 3}, {"label": "Large", "price": 4}]},
                {"name": "Flat white", "price": 3, "modifier_groups": ["milk"]},
                {"name": "Espresso", "variants": [{"label": "Large", "price": 3}]},
            ],
        }
    ],
}  # fmt: skip


@pytest_asyncio.fixture(loop_scope="session")
async def cafe(make_restaurant: MakeRestaurant) -> Place:
    return await make_restaurant(LATTE)


async def set_part(place: Place, kind: str, name: str, *, available: bool, **more: object) -> Reply:
    body = {"restaurant_slug": place.slug, "kind": kind, "name": name, "available": available, **more}
    return await place.owner.post("/api/kitchen/availability/", body)


def large(place: Place, name: str) -> dict[str, object]:
    return {"menu_item_id": place.item(name)["id"], "variant_id": place.variant(name, "Large")["id"], "quantity": 1}  # fmt: skip


async def test_an_option_runs_out_in_every_dish_at_once(cafe: Place) -> None:
    """By its name, as people write it; an order with it is a conflict that names it, one without it is taken."""
    off = await set_part(cafe, "option", "oat  MILK", available=False)
    assert (off.status, off.body) == (
        200,
        {"kind": "option", "name": "oat  MILK", "available": False, "until": None, "items": ["Latte", "Flat white"]},
    )  # fmt: skip
    await cafe.reload()
    assert [cafe.modifier(name, "Oat milk")["available"] for name in ("Latte", "Flat white")] == [
        False,
        False,
    ]
    assert cafe.item("Latte")["available"]
    oat = {"modifier_id": cafe.modifier("Flat white", "Oat milk")["id"]}
    line = {"menu_item_id": cafe.item("Flat white")["id"], "quantity": 1}
    refused = await cafe.order({**line, "modifiers": [oat]})
    assert (refused.status, [u["name"] for u in refused.body["unavailable"]]) == (
        409,
        ["Flat white: Oat milk"],
    )
    assert (await cafe.order(line)).status == 201
    await set_part(cafe, "option", "Oat milk", available=True)
    assert (await cafe.order({**line, "modifiers": [oat]})).status == 201


async def test_what_comes_by_itself_and_has_run_out_is_told(cafe: Place) -> None:
    """A default that is not there is not left out in silence: the diner chooses another, or refuses it."""
    await set_part(cafe, "option", "Cow's milk", available=False)
    line = {"menu_item_id": cafe.item("Flat white")["id"], "quantity": 1}
    refused = await cafe.order(line)
    assert [u["name"] for u in refused.body["unavailable"]] == ["Flat white: Cow's milk"]
    oat = {"modifier_id": cafe.modifier("Flat white", "Oat milk")["id"]}
    assert (await cafe.order({**line, "modifiers": [oat]})).status == 201


async def test_a_size_runs_out_and_the_last_one_takes_the_dish_along(cafe: Place) -> None:
    """The dish with another size stays; the one without is sold out, on every display too."""
    off = await set_part(cafe, "variant", "Large", available=False)
    assert off.body["items"] == ["Latte", "Espresso"]
    await cafe.reload()
    assert [cafe.item(name)["available"] for name in ("Latte", "Espresso")] == [True, False]
    refused = await cafe.order(large(cafe, "Latte"))
    assert (refused.status, [u["name"] for u in refused.body["unavailable"]]) == (409, ["Latte, Large"])
    snapshot = (await cafe.owner.get(f"/api/kitchen/{cafe.slug}/orders/")).body
    assert [(u["kind"], u["name"]) for u in snapshot["unavailable"]] == [
        ("variant", "Large"),
        ("item", "Espresso"),
    ]


async def test_a_required_group_with_nothing_left_sells_out_its_dishes(cafe: Place) -> None:
    """And they come back with the first option that does."""
    for name in ("Oat milk", "Cow's milk"):
        await set_part(cafe, "option", name, available=False)
    await cafe.reload()
    assert [i["available"] for i in cafe.menu["categories"][0]["items"]] == [False, False, True]
    await set_part(cafe, "option", "Oat milk", available=True)
    await cafe.reload()
    assert [i["available"] for i in cafe.menu["categories"][0]["items"]] == [True, True, True]


async def test_a_part_that_is_nowhere_is_not_found(cafe: Place) -> None:
    """Another kind of that name does not count; a stranger does not learn of the restaurant."""
    assert (await set_part(cafe, "option", "Large", available=False)).status == 404
    assert (await set_part(cafe, "variant", "Huge", available=False)).status == 404
    past = await set_part(cafe, "variant", "Large", available=False, until="2020-01-01T00:00:00Z")
    assert (past.status, [e["field"] for e in past.body["errors"]]) == (400, ["until"])
    cook = await cafe.staff("kitchen")
    body = {"restaurant_slug": cafe.slug, "kind": "variant", "name": "Large", "available": False}
    assert (await cook.post("/api/kitchen/availability/", body)).status == 200
    stranger = await cafe.public.register(f"{uuid4().hex[:8]}@example.com")
    assert (await stranger.post("/api/kitchen/availability/", body)).status == 404


async def test_an_option_that_is_written_anew_keeps_its_86(cafe: Place) -> None:
    """A document and an edit say nothing of what has run out: the option keeps its id and stays out."""
    await set_part(cafe, "option", "Oat milk", available=False)
    before = cafe.modifier("Latte", "Oat milk")["id"]
    document = (await cafe.owner.get(f"/api/restaurants/{cafe.id}/menu/")).body
    again = await cafe.owner.put(
        f"/api/restaurants/{cafe.id}/menu/", {**LATTE, "currency": document["currency"]}
    )
    assert again.status == 200
    await cafe.reload()
    assert (cafe.modifier("Latte", "Oat milk")["id"], cafe.modifier("Latte", "Oat milk")["available"]) == (
        before,
        False,
    )
