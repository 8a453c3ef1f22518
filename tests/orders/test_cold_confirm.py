"""Orders at a restaurant whose menu is in no memory: its dishes are read and no others, and all rules hold as ever."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from aiohttp.test_utils import TestServer

from server.db.setup import POOL
from server.menu import store
from server.menu.cache import MenuCache
from server.menu.part_reader import PartReader
from server.menu.setup import MENU_CACHE
from tests.fixtures.api import MakeRestaurant, Place
from tests.menu.test_meals import BURGERS


def _cold(server: TestServer, place: Place) -> MenuCache:
    cache: MenuCache = server.app[MENU_CACHE]
    cache.forget(UUID(place.id))
    cache._ordered_once.clear()
    return cache


def _told(body: Any) -> Any:
    """An order without what tells it from others."""
    own = {"order_id", "id", "number", "created_at", "updated_at", "estimated_ready_at", "may_cancel_until"}
    return {name: value for name, value in body.items() if name not in own}


async def test_an_order_is_the_same_without_the_menu_in_memory(restaurant: Place, server: TestServer) -> None:
    """Lines, prices and total are those of an order at a menu that is held, and no menu is held for it."""
    lines = (restaurant.line("Coke"), restaurant.line("Pepperoni pizza", quantity=2))
    cache: MenuCache = server.app[MENU_CACHE]
    await cache.by_slug(restaurant.slug)
    warm = await restaurant.order(*lines)
    _cold(server, restaurant)
    cold = await restaurant.order(*lines)
    assert (warm.status, cold.status) == (201, 201)
    assert _told(cold.body) == _told(warm.body)
    assert cache.find_held(restaurant.slug) is None


async def test_a_part_knows_what_was_ordered_and_how_many_are_left(
    restaurant: Place, server: TestServer
) -> None:
    """The last portion is sold once; what is 86'd is refused."""
    coke = restaurant.item("Coke")["id"]
    counted = await restaurant.owner.patch(f"/api/kitchen/items/{coke}/", {"portions": 1})
    assert counted.status == 200
    _cold(server, restaurant)
    assert (await restaurant.order(restaurant.line("Coke"))).status == 201
    part = await _cold(server, restaurant).for_order(restaurant.slug, [coke])
    assert part.ordered == {coke}
    assert part.counted_dishes == {coke}
    assert [item.id for item in part.menu.items()] == [coke]
    refused = await restaurant.order(restaurant.line("Coke"))
    assert (refused.status, refused.body["unavailable"][0]["menu_item_id"]) == (409, coke)


async def test_mistakes_are_told_as_ever(
    restaurant: Place, make_restaurant: MakeRestaurant, server: TestServer
) -> None:
    """A dish that is not there, or is another restaurant's, and a restaurant that is not there."""
    other = await make_restaurant()
    for wrong in (999_999_999, other.item("Coke")["id"]):
        _cold(server, restaurant)
        answer = await restaurant.order({"menu_item_id": wrong, "quantity": 1})
        assert (answer.status, answer.body["errors"][0]["field"]) == (400, "items[0].menu_item_id")
    line = {"menu_item_id": 1, "quantity": 1}
    for slug in ("nobody", "No Body"):
        nowhere = await restaurant.public.post(
            "/api/public/orders/confirm/", {"restaurant_slug": slug, "items": [line]}
        )
        assert nowhere.status in {400, 404}


async def _dearer(place: Place) -> None:
    changed = await place.owner.patch(f"/api/items/{place.item('Coke')['id']}/", {"price": "9.99"})
    assert changed.status == 200


async def _sold_out(place: Place) -> None:
    path = f"/api/kitchen/items/{place.item('Coke')['id']}/"
    assert (await place.owner.patch(path, {"available": False})).status == 200


@pytest.mark.parametrize(
    ("change", "status", "total"), [(_dearer, 201, "9.99"), (_sold_out, 409, None)], ids=["price", "86"]
)
async def test_a_change_behind_the_read_counts(
    restaurant: Place,
    server: TestServer,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Place], Awaitable[None]],
    status: int,
    total: str | None,
) -> None:
    """A price or an 86 that is stored between the read of the dishes and the order is that of the order."""
    read = store.find_parts
    reads: list[str] = []

    async def read_then_change(pool: Any, slugs: Any, ids: Any) -> Any:
        found = await read(pool, slugs, ids)
        reads.extend(slugs)
        if len(reads) == 1:
            await change(restaurant)
        return found

    monkeypatch.setattr(store, "find_parts", read_then_change)
    _cold(server, restaurant)
    answer = await restaurant.order(restaurant.line("Coke"))
    assert (answer.status, answer.body.get("total_price")) == (status, total)
    assert reads == [restaurant.slug], "the second time the whole menu is read"


async def test_dishes_of_other_dishes_and_of_hours_read_the_whole_menu(
    make_restaurant: MakeRestaurant, server: TestServer
) -> None:
    """A burger whose meal is sold, the meal, a dish of certain hours; one that stands by itself does not."""
    place = await make_restaurant(BURGERS)
    timed = await place.owner.patch(f"/api/items/{place.item('Shake')['id']}/", {"when": "00:00-24:00"})
    assert timed.status == 200
    for name, is_whole in (("Coke", False), ("Burger", True), ("Burger meal", True), ("Shake", True)):
        cache = _cold(server, place)
        part = await cache.for_order(place.slug, [place.item(name)["id"]])
        assert (name, cache.find_held(place.slug) is not None) == (name, is_whole)
        assert (len(list(part.menu.items())) > 1) is is_whole


async def test_orders_at_once_share_a_read_that_begins_after_they_came(
    make_restaurant: MakeRestaurant, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has its own restaurant's dishes; who comes while others read, and who finds nothing, waits for the next."""
    places = [await make_restaurant() for _ in range(2)]
    coke, cake = (place.item("Coke")["id"] for place in places)
    read, gate, batches = store.find_parts, asyncio.Event(), list[list[str]]()

    async def read_behind_gate(pool: Any, slugs: Any, ids: Any) -> Any:
        batches.append(list(slugs))
        await gate.wait()
        return await read(pool, slugs, ids)

    monkeypatch.setattr(store, "find_parts", read_behind_gate)
    reader = PartReader(server.app[POOL])
    first = asyncio.create_task(reader.read(places[0].slug, [coke]))
    while not batches:
        await asyncio.sleep(0)
    later = [
        asyncio.create_task(reader.read(slug, ids))
        for slug, ids in ((places[1].slug, [cake]), ("nobody", [0]), (places[0].slug, [cake]))
    ]
    await asyncio.sleep(0)
    later[1].cancel()
    gone = asyncio.create_task(reader.read("gone", [0]))
    await asyncio.sleep(0)
    gate.set()
    found = await asyncio.gather(first, later[0], later[2], gone)
    assert batches == [[places[0].slug], [places[1].slug, "nobody", places[0].slug, "gone"]]
    assert [one and [item.id for item in one[1].menu.items()] for one in found] == [[coke], [cake], [], None]


async def test_who_waits_for_a_read_that_fails_is_told(
    restaurant: Place, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the next one reads again."""

    async def refuse(*_: Any) -> Any:
        raise TimeoutError

    reader = PartReader(server.app[POOL])
    with monkeypatch.context() as broken:
        broken.setattr(store, "find_parts", refuse)
        failed = await asyncio.gather(*(reader.read("a", [1]) for _ in range(2)), return_exceptions=True)
    assert [type(one) for one in failed] == [TimeoutError] * 2
    assert await reader.read(restaurant.slug, [1]) is not None


async def test_a_restaurant_that_cannot_be_read_keeps_no_other_back(
    make_restaurant: MakeRestaurant, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of its batch are read each by itself, and only who asks for it is told."""
    good, bad = [await make_restaurant() for _ in range(2)]
    read = store.find_parts

    async def read_what_is_sound(pool: Any, slugs: Any, ids: Any) -> Any:
        if bad.slug in slugs:
            raise ValueError
        return await read(pool, slugs, ids)

    monkeypatch.setattr(store, "find_parts", read_what_is_sound)
    reader = PartReader(server.app[POOL])
    wishes = (reader.read(place.slug, [1]) for place in (bad, good, bad))
    found = await asyncio.gather(*wishes, return_exceptions=True)
    assert [type(one) for one in found] == [ValueError, tuple, ValueError]


async def test_a_restaurant_that_is_ordered_from_twice_is_held(restaurant: Place, server: TestServer) -> None:
    """The first order reads its dishes alone, the next the whole menu, which is in memory from then on."""
    cache = _cold(server, restaurant)
    coke = restaurant.item("Coke")["id"]
    await cache.for_order(restaurant.slug, [coke])
    assert cache.find_held(restaurant.slug) is None
    second = await cache.for_order(restaurant.slug, [coke])
    assert cache.find_held(restaurant.slug) is second


async def test_no_menu_goes_for_one_that_is_ordered_from_twice(restaurant: Place, server: TestServer) -> None:
    """Where memory is nearly full, dishes are read alone however often they are ordered."""
    cache = MenuCache(server.app[POOL], max_weight=-1)
    coke = restaurant.item("Coke")["id"]
    for _ in range(3):
        await cache.for_order(restaurant.slug, [coke])
    assert cache.find_held(restaurant.slug) is None
