"""Menus that are packed where many restaurants are in use: nothing of them changes, and what they take is known."""

import asyncio
import gc
import tracemalloc
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from aiohttp.test_utils import TestServer
from hypothesis import given, settings

from server.db.setup import POOL
from server.domain.menu import Category, Item, Modifier, ModifierGroup, Variant
from server.domain.restaurant import RestaurantSettings
from server.domain.schedule import ServiceTimes
from server.menu.cache import MenuCache
from server.menu.packed import pack
from server.menu.public_page import render
from server.menu.row_mapping import StoredMenu, category_rows, item_rows, read_menu
from server.menu.setup import MENU_CACHE
from server.menu.snapshot import MenuSnapshot
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.packed_index import INDEX, OpenedIndex
from tests.fixtures.api import MakeRestaurant, Place
from tests.menu.strategies import stored_menus
from tests.menu.test_meals import BURGERS


@settings(max_examples=40)
@given(stored_menus())
def test_a_packed_menu_is_the_menu(stored: StoredMenu) -> None:
    """Whatever stands on a menu comes back as it was."""
    assert pack(stored.menu).whole() == stored.menu


SLACK = 500
"""Bytes by which menus that are alike may differ."""


async def test_a_part_has_what_it_is_made_of(make_restaurant: MakeRestaurant, server: TestServer) -> None:
    """A dish comes with its meal, and that with its drinks; what has nothing to do with it stays packed."""
    place = await make_restaurant(BURGERS)
    menu = (await server.app[MENU_CACHE].reload(UUID(place.id))).menu
    ids = {item.name: item.id for item in menu.items()}
    packed = pack(menu)
    for name in (*ids, *ids):
        assert packed.item(ids[name]).name == name
    part = packed.part([ids["Burger"], 0])
    assert [(c.name, [item.name for item in c.items]) for c in part.categories] == [
        ("Burgers", ["Burger", "Burger meal"]),
        ("Drinks", ["Coke", "Shake"]),
        ("Desserts", []),
    ]
    assert [item.name for item in packed.part([ids["Coke"]]).items()] == ["Coke"]
    items = {item.id: item for item in menu.items()}
    assert all(item == items[item.id] for item in part.items())


async def test_orders_of_a_packed_menu_are_checked_and_priced_as_ever(
    restaurant: Place, server: TestServer
) -> None:
    """The price, a mistake, and portions that run out are the same where the menu is packed, and it stays packed."""
    cache = server.app[MENU_CACHE]
    coke = restaurant.item("Coke")["id"]
    whole = (await restaurant.order(restaurant.line("Coke"), restaurant.line("Pepperoni pizza"))).body
    (await cache.by_slug(restaurant.slug)).shrink()
    packed = (await restaurant.order(restaurant.line("Coke"), restaurant.line("Pepperoni pizza"))).body
    assert packed["total_price"] == whole["total_price"]
    unknown = await restaurant.order({"menu_item_id": 999_999_999, "quantity": 1})
    assert unknown.status == 400
    assert (await cache.by_slug(restaurant.slug)).is_shrunk
    counted = await restaurant.owner.patch(f"/api/kitchen/items/{coke}/", {"portions": 1})
    assert counted.status == 200
    (await cache.by_slug(restaurant.slug)).shrink()
    assert (await restaurant.order(restaurant.line("Coke"))).status == 201
    assert (await restaurant.order(restaurant.line("Coke"))).status == 409


async def test_menus_shrink_before_any_is_dropped(
    make_restaurant: MakeRestaurant, server: TestServer
) -> None:
    """With room for one whole menu all three are held, those that were used longest ago packed; with less they go."""
    places = [await make_restaurant() for _ in range(3)]
    one = await MenuCache(server.app[POOL]).by_slug(places[0].slug)
    one.shrink()
    packed = one.weight
    assert one.menu.currency == "EUR"
    catalog = MenuCache(server.app[POOL], max_weight=one.weight + 2 * packed + SLACK)
    for place in places:
        await catalog.by_slug(place.slug)
    held = [catalog.find_held(place.slug) for place in places]
    assert [snapshot.is_shrunk for snapshot in held if snapshot] == [True, True, False]
    assert held[0] is not None
    assert held[0].menu.currency == "EUR"
    held = [catalog.find_held(place.slug) for place in places]
    assert [snapshot.is_shrunk for snapshot in held if snapshot] == [False, True, True]
    for _ in range(4):
        await catalog.by_slug((await make_restaurant()).slug)
    assert catalog.find_held(places[0].slug) is None


async def test_what_is_not_packed_is_bounded_by_itself(
    make_restaurant: MakeRestaurant, server: TestServer
) -> None:
    """With room for one that is not packed the one used last is it, however much room there is in all."""
    places = [await make_restaurant() for _ in range(3)]
    whole = (await MenuCache(server.app[POOL]).by_slug(places[0].slug)).weight
    catalog = MenuCache(server.app[POOL], max_grown=whole + SLACK)
    for place in places:
        await catalog.by_slug(place.slug)
    held = [catalog.find_held(place.slug) for place in places]
    assert [snapshot.is_shrunk for snapshot in held if snapshot] == [True, True, False]
    catalog.forget(UUID(places[2].id))
    assert held[0] is not None
    assert held[0].menu.currency == "EUR"
    assert [snapshot.is_shrunk for snapshot in held if snapshot] == [False, True, False]


async def test_words_are_read_by_the_packed_index_until_the_menu_changes(
    restaurant: Place, server: TestServer
) -> None:
    """It is opened and not built again, the menu stays packed; a new name and an 86 are known with the next words."""
    cache = server.app[MENU_CACHE]
    built = await _heard(restaurant, "two cokes")
    snapshot = await cache.by_slug(restaurant.slug)
    assert snapshot.shrink()
    assert snapshot.is_shrunk
    assert await _heard(restaurant, "two cokes") == built
    assert type(await snapshot.derived(INDEX)) is OpenedIndex
    assert snapshot.outline is not snapshot.menu
    assert snapshot.shrink()
    assert await _heard(restaurant, "two cokes") == built
    coke = restaurant.item("Coke")["id"]
    assert (await restaurant.owner.patch(f"/api/items/{coke}/", {"name": "Fizz"})).status == 200
    renamed = await _heard(restaurant, "two fizz and a coke")
    assert [line["name"] for line in renamed["items"]] == ["Fizz"]
    assert renamed["unmatched"] == ["coke"]
    (await cache.by_slug(restaurant.slug)).shrink()
    sold_out = await restaurant.owner.patch(f"/api/kitchen/items/{coke}/", {"available": False})
    assert sold_out.status == 200
    assert [one["name"] for one in (await _heard(restaurant, "two fizz"))["unavailable"]] == ["Fizz"]


async def _heard(restaurant: Place, text: str) -> dict[str, Any]:
    answer = await restaurant.public.post(
        "/api/public/orders/parse/", {"restaurant_slug": restaurant.slug, "raw_input": text}
    )
    assert answer.status == 200
    return dict(answer.body)


async def test_a_language_is_found_in_a_packed_menu(restaurant: Place, server: TestServer) -> None:
    """Into which languages something is translated is told without reading the dishes."""
    coke = restaurant.item("Coke")["id"]
    translations = {"de": {"name": "Kola"}}
    changed = await restaurant.owner.patch(f"/api/items/{coke}/", {"translations": translations})
    assert changed.status == 200
    snapshot = await server.app[MENU_CACHE].by_slug(restaurant.slug)
    assert snapshot.shrink()
    assert snapshot.outline.languages == ("de",)
    assert snapshot.in_language("fr") is snapshot
    assert snapshot.is_shrunk
    assert snapshot.in_language("de-AT").language == "de"


MEASURED = 4
"""So many snapshots are measured together."""


@pytest.mark.slow
async def test_what_a_snapshot_takes_is_what_it_says() -> None:
    """Thirty dishes take less than 80 KB, less than 200 KB with the parser's index, and packed less than 13 KB, with the index too less than 18.

    What a snapshot says of itself is no less than what is measured, and no more than twice that.
    """
    await _of_languages()
    gc.collect()
    tracemalloc.start()
    try:
        before = _used()
        snapshots = [_snapshot(n) for n in range(MEASURED)]
        whole = (_used() - before) / MEASURED
        dishes = [[item.id for item in snapshot.menu.items()] for snapshot in snapshots]
        assert whole < 80_000
        assert whole <= snapshots[0].weight <= 2 * whole
        indexes = [MenuIndex(snapshot.menu) for snapshot in snapshots]
        indexed = (_used() - before) / MEASURED
        assert indexed < 200_000
        del indexes
        for snapshot in snapshots:
            assert snapshot.shrink()
        packed = (_used() - before) / MEASURED
        assert packed < 13_000
        assert packed <= snapshots[0].weight <= 2 * packed
        for snapshot in snapshots:
            await snapshot.derived(INDEX)
            assert snapshot.shrink()
        await asyncio.to_thread(gc.collect)
        with_index = (_used() - before) / MEASURED
        assert with_index < 18_000
        assert with_index <= snapshots[0].weight <= 2 * with_index
        for snapshot, ids in zip(snapshots, dishes, strict=True):
            assert len(list(snapshot.menu_of(ids).items())) == 30
        dishes_open = (_used() - before) / MEASURED
        assert dishes_open <= snapshots[0].weight <= 2 * dishes_open
        for snapshot in snapshots:
            understand(await snapshot.derived(INDEX), "two dish number 3 with onions please")
        opened = (_used() - before) / MEASURED
        assert opened <= snapshots[0].weight <= 2 * opened
    finally:
        tracemalloc.stop()


def _used() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


async def _of_languages() -> None:
    """Have read what all menus share."""
    snapshot = _snapshot(1000)
    await snapshot.derived(INDEX)
    understand(MenuIndex(snapshot.menu), "two dish number 3 with onions please")
    snapshot.shrink()
    assert len(list(snapshot.menu.items())) == 30


def _snapshot(number: int) -> MenuSnapshot:
    """A restaurant of thirty dishes, each of two sizes and four options, with its public bytes."""
    dishes = [_dish((number * 100 + n) * 10, n) for n in range(1, 31)]
    rows = [{**row, "is_ordered": False} for row in orjson.loads(item_rows(dishes))]
    items, category = orjson.dumps(rows).decode(), category_rows([Category(1, "Food")])
    menu = read_menu("EUR", 1, category, items).menu
    slug = f"place-{number}"
    times = ServiceTimes(is_open=True, timezone="UTC")
    place = RestaurantSettings(uuid4(), slug, slug, "EUR", "UTC", "en", True, False, 99, times)
    snapshot = MenuSnapshot(place, menu, len(items))
    snapshot._page = render(place, menu, datetime.now(UTC))
    return snapshot


def _dish(first: int, n: int) -> Item:
    options = tuple(
        Modifier(first + i, name, 100 + i, max_quantity=2)
        for i, name in enumerate(("Onions", "Olives", "Ham", "Extra cheese"))
    )
    return Item(
        id=first,
        category_id=1,
        name=f"Dish number {n}",
        description=f"A dish made with care and good things, number {first}",
        station="oven",
        sort_order=n,
        variants=(
            Variant(first + 5, "Medium", 950 + n, is_default=True),
            Variant(first + 6, "Large", 1200 + n),
        ),
        modifier_groups=(ModifierGroup(first + 7, "Toppings", 0, 8, options),),
    )
