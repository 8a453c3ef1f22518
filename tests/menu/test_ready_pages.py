"""Public menus that are ready in the database: read as one row, never older than the menu, the hour or the code."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from aiohttp.test_utils import TestServer

from server.db.setup import POOL
from server.menu.cache import MenuCache
from server.menu.ready_pages import ReadyPages
from server.menu.setup import MENU_CACHE
from tests.fixtures.api import MakeRestaurant, Place
from tests.menu.test_cache import CountingPool

NewProcess = Callable[[], MenuCache]


@pytest.fixture
async def new_process(server: TestServer) -> AsyncIterator[NewProcess]:
    """The menus of another process, which has nothing in memory yet."""
    made: list[MenuCache] = []

    def make() -> MenuCache:
        made.append(MenuCache(server.app[POOL]))
        return made[-1]

    yield make
    for cache in made:
        await cache.pages.close()


async def _stored(server: TestServer, place: Place) -> asyncpg.Record | None:
    """The row of a restaurant once all that was to be stored is."""
    storing = server.app[MENU_CACHE].pages._storing
    if storing is not None:
        await storing
    return await server.app[POOL].fetchrow(
        "SELECT * FROM public_pages WHERE restaurant_id = $1", UUID(place.id)
    )


async def _shown(place: Place) -> Any:
    answer = await place.public.get(f"/api/public/menu/{place.slug}/")
    assert answer.status == 200
    return answer.body


async def test_a_page_that_another_process_made_is_one_row(
    restaurant: Place, server: TestServer, new_process: NewProcess
) -> None:
    """The same bytes, one statement, no menu; and from then on from memory."""
    await _shown(restaurant)
    assert await _stored(server, restaurant) is not None
    own = await server.app[MENU_CACHE].page(restaurant.slug)
    other, pool = new_process(), CountingPool(server.app[POOL])
    other.pages._pool = pool  # type: ignore[assignment]
    other._pool = pool  # type: ignore[assignment]
    pages = await asyncio.gather(*(other.page(restaurant.slug) for _ in range(5)))
    assert pages == [own] * 5
    assert pool.loads == 1
    assert other.find_held(restaurant.slug) is None
    assert other.ready_page(restaurant.slug) is pages[0]
    snapshot = await server.app[MENU_CACHE].by_slug(restaurant.slug)
    assert dict(other.held_versions()) == {UUID(restaurant.id): snapshot.version}


async def test_who_reads_the_menu_takes_the_page_over(
    restaurant: Place, server: TestServer, new_process: NewProcess
) -> None:
    """It is held once, and not made anew."""
    await _shown(restaurant)
    await _stored(server, restaurant)
    other = new_process()
    page = await other.page(restaurant.slug)
    snapshot = await other.by_slug(restaurant.slug)
    assert snapshot.page_at(time.time()) is page
    assert other.pages.versions() == {}


async def _sold_out(place: Place) -> None:
    item = place.item("Coke")["id"]
    assert (await place.owner.patch(f"/api/kitchen/items/{item}/", {"available": False})).status == 200


async def _dearer(place: Place) -> None:
    assert (
        await place.owner.patch(f"/api/items/{place.item('Coke')['id']}/", {"price": "9.99"})
    ).status == 200


async def _closed(place: Place) -> None:
    assert (await place.owner.patch(f"/api/restaurants/{place.id}/", {"is_open": False})).status == 200


@pytest.mark.parametrize(
    ("change", "where", "was", "now"),
    [
        (_sold_out, lambda menu: _coke(menu)["available"], True, False),
        (_dearer, lambda menu: _coke(menu)["variants"][0]["price"], "3.00", "9.99"),
        (_closed, lambda menu: menu["restaurant"]["is_open"], True, False),
    ],
)
async def test_a_row_is_never_older_than_the_menu(
    restaurant: Place,
    server: TestServer,
    new_process: NewProcess,
    change: Callable[[Place], Any],
    where: Callable[[Any], Any],
    was: object,
    now: object,
) -> None:
    """After an 86, a new price or the day's end a process without memory has the new page, at once."""
    assert where(await _shown(restaurant)) == was
    assert await _stored(server, restaurant) is not None
    await change(restaurant)
    assert await ReadyPages(server.app[POOL]).find(restaurant.slug) is None
    assert where(await _shown(restaurant)) == now
    row = await _stored(server, restaurant)
    assert row is not None
    page = await new_process().page(restaurant.slug)
    assert page.digest == row["digest"]
    assert page.gzipped.whole.body == row["body"]


def _coke(menu: Any) -> Any:
    return next(item for c in menu["categories"] for item in c["items"] if item["name"] == "Coke")


async def test_a_page_in_memory_goes_with_the_change(
    restaurant: Place, server: TestServer, new_process: NewProcess
) -> None:
    """What another process holds is dropped when it hears of a change, also of one that comes while it reads."""
    await _shown(restaurant)
    await _stored(server, restaurant)
    other = new_process()
    await other.page(restaurant.slug)
    other.forget(UUID(restaurant.id))
    assert other.ready_page(restaurant.slug) is None
    pool = CountingPool(server.app[POOL])
    pool.gate.clear()
    other.pages._pool = pool  # type: ignore[assignment]
    reading = asyncio.create_task(other.pages.find(restaurant.slug))
    while pool.read == 0:
        await asyncio.sleep(0)
    other.forget(UUID(restaurant.id))
    pool.gate.set()
    assert await reading is not None
    assert other.ready_page(restaurant.slug) is None


MENU_OF_HOURS = {
    "categories": [
        {"name": "Lunch", "when": "12:00-15:00", "items": [{"name": "Soup", "price": "5.00"}]},
        {"name": "All day", "items": [{"name": "Tea", "price": "2.00"}]},
    ]
}


async def test_a_row_holds_for_the_hours_of_the_menu(
    make_restaurant: MakeRestaurant, server: TestServer
) -> None:
    """It ends when the menu changes by itself, and is not read before it began or after it ended."""
    pool = server.app[POOL]
    place = await make_restaurant(MENU_OF_HOURS)
    before = datetime.now(UTC)
    await _shown(place)
    row = await _stored(server, place)
    assert row is not None
    assert row["valid_until"].minute == 0
    assert row["valid_until"].second == 0
    assert before < row["valid_until"] <= before + timedelta(hours=24)
    assert abs(row["valid_from"] - before) < timedelta(minutes=1)
    hour = timedelta(hours=1)
    for since, until, is_found in ((-hour, hour, True), (-hour, -hour / 2, False), (hour / 2, hour, False)):
        await pool.execute(
            "UPDATE public_pages SET valid_from = $2, valid_until = $3 WHERE restaurant_id = $1",
            UUID(place.id),
            before + since,
            before + until,
        )
        assert (await ReadyPages(pool).find(place.slug) is not None) is is_found


async def test_a_page_in_memory_ends_at_its_minute(restaurant: Place, server: TestServer) -> None:
    """A dish that comes back ends the page that says that it is gone."""
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    item = restaurant.item("Coke")["id"]
    wish = {"available": False, "until": until.isoformat()}
    assert (await restaurant.owner.patch(f"/api/kitchen/items/{item}/", wish)).status == 200
    await _shown(restaurant)
    row = await _stored(server, restaurant)
    assert row is not None
    assert row["valid_until"] == until
    pages = ReadyPages(server.app[POOL])
    page = await pages.find(restaurant.slug)
    assert pages.find_held(restaurant.slug, until.timestamp() - 0.001) is page
    assert pages.find_held(restaurant.slug, until.timestamp()) is None
    assert pages.versions() == {}


async def test_what_another_code_made_is_not_used(restaurant: Place, server: TestServer) -> None:
    """Neither is a page of an archived restaurant."""
    pool = server.app[POOL]
    await _shown(restaurant)
    await _stored(server, restaurant)
    assert await ReadyPages(pool).find(restaurant.slug) is not None
    await pool.execute("UPDATE restaurants SET archived_at = now() WHERE id = $1", UUID(restaurant.id))
    assert await ReadyPages(pool).find(restaurant.slug) is None
    await pool.execute("UPDATE restaurants SET archived_at = NULL WHERE id = $1", UUID(restaurant.id))
    await pool.execute(
        "UPDATE public_pages SET made_by = 'another' WHERE restaurant_id = $1", UUID(restaurant.id)
    )
    assert await ReadyPages(pool).find(restaurant.slug) is None


async def test_menus_with_counted_portions_have_no_row(restaurant: Place, server: TestServer) -> None:
    """How many are left changes without a new version."""
    item = restaurant.item("Coke")["id"]
    counted = await restaurant.owner.patch(f"/api/kitchen/items/{item}/", {"portions": 5})
    assert counted.status == 200
    await _shown(restaurant)
    await _stored(server, restaurant)
    assert await ReadyPages(server.app[POOL]).find(restaurant.slug) is None


async def test_pages_in_memory_are_bounded(make_restaurant: MakeRestaurant, server: TestServer) -> None:
    """The one that was asked for longest ago goes first."""
    places = [await make_restaurant() for _ in range(3)]
    for place in places:
        await _shown(place)
        await _stored(server, place)
    pages = ReadyPages(server.app[POOL], max_held=2)
    for number in (0, 1):
        await pages.find(places[number].slug)
    assert pages.find_held(places[0].slug, 0.0) is not None
    await pages.find(places[2].slug)
    assert set(pages.versions()) == {UUID(places[0].id), UUID(places[2].id)}
    assert pages.find_held(places[1].slug, 0.0) is None


async def test_a_page_that_cannot_be_stored_is_shown_all_the_same(
    restaurant: Place, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the next one is stored again."""

    async def refuse(*_: Any) -> None:
        raise ConnectionResetError("the database is away")

    pages = server.app[MENU_CACHE].pages
    await _dearer(restaurant)
    await _stored(server, restaurant)
    with monkeypatch.context() as broken:
        broken.setattr(
            pages, "_pool", type("Unreachable", (), {"execute": refuse, "fetch": pages._pool.fetch})()
        )
        await _shown(restaurant)
        await _stored(server, restaurant)
    assert await ReadyPages(server.app[POOL]).find(restaurant.slug) is None
    await _sold_out(restaurant)
    await _shown(restaurant)
    await _stored(server, restaurant)
    assert await ReadyPages(server.app[POOL]).find(restaurant.slug) is not None
