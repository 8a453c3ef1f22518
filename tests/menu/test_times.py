"""Dishes, categories and prices of certain hours, over HTTP and from one minute to the next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from server.domain.menu import EndedVariant, Menu
from server.menu.cache import MenuCache
from server.menu.packed import pack
from server.menu.setup import MENU_CACHE
from server.menu.snapshot import OF_LISTING, OF_MENU, MenuSnapshot
from server.parsing.grammar import understand
from server.parsing.matching.packed_index import INDEX
from tests.fixtures.api import MakeRestaurant, Place
from tests.menu.test_meals import BURGERS

pytestmark = pytest.mark.shared_server

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def another_day() -> str:
    """A time that is not now, in whatever time zone."""
    return f"{DAYS[(datetime.now(UTC).weekday() + 3) % 7]} 00:00-24:00"


def now() -> str:
    """A time that is now, in whatever time zone."""
    return "00:00-24:00"


def names(menu: dict[str, Any]) -> list[str]:
    return [item["name"] for category in menu["categories"] for item in category["items"]]


@pytest_asyncio.fixture(loop_scope="session")
async def brunch(make_restaurant: MakeRestaurant) -> Place:
    sizes = [
        {"label": "Pint", "price": 6, "default": True},
        {"label": "Pint", "price": 4, "when": now()},
        {"label": "Shot", "price": 2, "when": another_day()},
    ]
    return await make_restaurant(
        {
            "categories": [
                {"name": "Breakfast", "when": another_day(), "items": [{"name": "Eggs", "price": 7}]},
                {
                    "name": "All day",
                    "items": [
                        {"name": "Toast", "price": 3},
                        {"name": "Pancakes", "price": 8, "when": another_day()},
                        {"name": "Lager", "variants": sizes},
                    ],
                },
            ]
        }
    )


async def test_the_public_menu_holds_what_is_served_now(brunch: Place) -> None:
    """Dishes and categories of other hours are not in it, and sizes have the price of the hour."""
    assert names(brunch.menu) == ["Toast", "Lager"]
    assert [(v["label"], v["price"]) for v in brunch.item("Lager")["variants"]] == [("Pint", "4.00")]


async def stored(place: Place, path: Sequence[Any]) -> Any:
    """Something out of the menu's document."""
    found = (await place.owner.get(f"/api/restaurants/{place.id}/menu/")).body
    for step in path:
        found = found[step]
    return found


async def items(place: Place) -> dict[str, dict[str, Any]]:
    categories = (await place.owner.get(f"/api/restaurants/{place.id}/categories/")).body
    found = [(await place.owner.get(f"/api/categories/{c['id']}/items/")).body for c in categories]
    return {item["name"]: item for listed in found for item in listed}


async def test_the_document_and_the_owner_see_all_hours(brunch: Place) -> None:
    """What is not served now is in the document with its hours."""
    assert await stored(brunch, ["categories", 0, "when"]) == another_day()
    assert await stored(brunch, ["categories", 1, "items", 1, "when"]) == another_day()
    assert [v["when"] for v in (await items(brunch))["Lager"]["variants"]] == ["", now(), another_day()]


async def test_what_is_not_served_cannot_be_ordered(brunch: Place) -> None:
    """A conflict that names the dish, or the size whose hours have ended; the usual size costs what it costs now."""
    every = await items(brunch)
    eggs = await brunch.order({"menu_item_id": every["Eggs"]["id"], "quantity": 1})
    assert (eggs.status, [u["name"] for u in eggs.body["unavailable"]]) == (409, ["Eggs"])
    usual, _, shot = (v["id"] for v in every["Lager"]["variants"])
    lager = every["Lager"]["id"]
    refused = await brunch.order({"menu_item_id": lager, "variant_id": shot, "quantity": 1})
    assert (refused.status, refused.body["unavailable"]) == (409, [{"menu_item_id": lager, "name": "Lager, Shot"}])  # fmt: skip
    placed = await brunch.order({"menu_item_id": lager, "variant_id": usual, "quantity": 2})
    assert (placed.status, placed.body["total_price"]) == (201, "8.00")
    other = await brunch.order({"menu_item_id": every["Toast"]["id"], "variant_id": shot, "quantity": 1})
    assert other.status == 400


async def test_words_for_what_is_not_served_are_understood(brunch: Place) -> None:
    """It stands under `unavailable`, outside the total."""
    body = {"restaurant_slug": brunch.slug, "raw_input": "two toasts and pancakes please"}
    answer = (await brunch.public.post("/api/public/orders/parse/", body)).body
    assert [(line["name"], line["quantity"]) for line in answer["items"]] == [("Toast", 2)]
    assert [one["name"] for one in answer["unavailable"]] == ["Pancakes"]
    assert not answer["complete"]


async def test_a_wrong_time_is_named(brunch: Place) -> None:
    """On a dish, a category and a size, each by its field."""
    every = await items(brunch)
    path = f"/api/items/{every['Toast']['id']}/"
    wrong = await brunch.owner.patch(
        path, {"when": "9-11", "variants": [{"label": "Big", "price": "3", "when": "25:00-26:00"}]}
    )
    assert wrong.status == 400
    assert {e["field"] for e in wrong.body["errors"]} == {"when", "variants[0].when"}
    [first, *_] = (await brunch.owner.get(f"/api/restaurants/{brunch.id}/categories/")).body
    category = await brunch.owner.patch(f"/api/categories/{first['id']}/", {"when": "sometimes"})
    assert (category.status, [e["field"] for e in category.body["errors"]]) == (400, ["when"])
    changed = await brunch.owner.patch(f"/api/categories/{first['id']}/", {"when": ""})
    assert (changed.status, changed.body["when"]) == (200, "")
    await brunch.reload()
    assert names(brunch.menu) == ["Eggs", "Toast", "Lager"]


def count_dishes(menu: Menu) -> int:
    return sum(item.is_served for item in menu.items())


@pytest_asyncio.fixture(loop_scope="session")
async def lunch(restaurant: Place, server: TestServer) -> MenuSnapshot:
    """A menu of which one dish is served until 11:00 UTC."""
    cache: MenuCache = server.app[MENU_CACHE]
    snapshot = await cache.by_id(UUID(restaurant.id))
    [first, *rest] = snapshot.menu.categories
    dish, *others = first.items
    timed = replace(first, items=(replace(dish, when="09:00-11:00"), *others))
    menu = replace(snapshot.menu, categories=(timed, *rest))
    place = replace(snapshot.restaurant, timezone="UTC")
    return MenuSnapshot(place, menu, 1000)


async def test_all_that_is_made_of_a_menu_changes_at_the_minute(lunch: MenuSnapshot) -> None:
    """One snapshot until then, another from then on, each with its own index and bytes."""
    end = datetime(2026, 3, 2, 11, tzinfo=UTC)
    before = lunch.at(end - timedelta(hours=1))
    assert lunch.at(end - timedelta(microseconds=1)) is before
    after = lunch.at(end)
    assert after is not before
    assert lunch.at(end + timedelta(hours=3)) is after
    counts = [await snapshot.derived(count_dishes) for snapshot in (before, after)]
    assert counts[0] == counts[1] + 1
    pages = [orjson.loads((await s.page(end.timestamp())).plain.whole.body) for s in (before, after)]
    assert len(names(pages[0])) == len(names(pages[1])) + 1
    assert lunch.weight == 2 * OF_LISTING + 2 * (OF_MENU + 1600) + 3500


async def test_a_menu_of_hours_is_packed_with_what_is_served_now(lunch: MenuSnapshot) -> None:
    """Page, index, prices and the dish that is not served are those of the hour, and the next hour's come at its minute."""
    end = datetime(2026, 3, 2, 11, tzinfo=UTC)
    start = end - timedelta(hours=1)
    before = lunch.at(start)
    index, page = await before.derived(INDEX), await before.page(start.timestamp())
    name = before.menu.categories[0].items[0].name
    texts = (f"two {name}", "a coke and a pizza")
    understood = [understand(index, text, now=start) for text in texts]
    whole, weight = before.menu, lunch.weight
    assert lunch.shrink()
    assert lunch.is_shrunk
    assert lunch.weight < weight
    assert lunch.at(start) is before
    assert before.page_at(start.timestamp()) is page
    assert [understand(await before.derived(INDEX), text, now=start) for text in texts] == understood
    ids = [item.id for item in whole.items()]
    assert before.menu_of(ids[:1]).orderable_by_id[ids[0]] == whole.orderable_by_id[ids[0]]
    assert lunch.shrink()
    after = lunch.at(end)
    assert [item.is_served for item in after.menu.items()][:2] == [False, True]
    assert understand(await after.derived(INDEX), texts[0], now=end).unavailable[0].name == name
    assert lunch.shrink()
    assert not after.menu_of(ids[:1]).orderable_by_id[ids[0]].is_served
    assert [item.is_served for item in lunch.at(start).menu.items()][:2] == [True, True]


async def test_the_menu_of_an_hour_with_halves_and_prices_is_packed_as_it_is(
    make_restaurant: MakeRestaurant, server: TestServer
) -> None:
    """Parts that are dishes and sizes whose hours have ended come back as they were."""
    place = await make_restaurant(BURGERS)
    snapshot = await server.app[MENU_CACHE].by_slug(place.slug)
    menu = replace(snapshot.menu, ended_variants={7: EndedVariant(1, "Large", None)})
    assert pack(menu).whole() == menu
    assert pack(menu).part([]).ended_variants == menu.ended_variants


async def test_the_next_menu_is_ready_before_its_minute(lunch: MenuSnapshot) -> None:
    """Asked in the last minute, it is made beside the present one, with all that was asked of that one."""
    end = datetime(2026, 3, 2, 11, tzinfo=UTC)
    before = lunch.at(end - timedelta(minutes=30))
    await before.derived(count_dishes)
    assert lunch._preparing is None
    assert lunch.at(end - timedelta(seconds=60)) is before
    task = lunch._preparing
    assert task is not None
    await task
    after = lunch.at(end)
    assert after is not before
    assert after.page_at(end.timestamp()) is not None
    assert after.builders() == (count_dishes,)


async def test_a_menu_that_cannot_be_made_ready_is_made_when_it_is_asked_for(lunch: MenuSnapshot) -> None:
    """A fault in the background takes nothing from who asks later."""
    end = datetime(2026, 3, 2, 11, tzinfo=UTC)
    calls: list[int] = []

    def broken_once(menu: Menu) -> int:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError
        return count_dishes(menu)

    before = lunch.at(end - timedelta(seconds=59))
    await before.derived(broken_once)
    lunch._prepare(end, before)
    task = lunch._preparing
    assert task is not None
    with pytest.raises(RuntimeError):
        await task
    assert await lunch.at(end).derived(broken_once) == await before.derived(broken_once) - 1
