"""Menus held in memory: loaded once, forgotten when they change, bounded."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from typing import Any, TypeVar
from uuid import UUID, uuid4

import asyncpg
import pytest
from aiohttp.test_utils import TestServer

from server.db.pool import BasePool
from server.db.setup import POOL
from server.domain.errors import NotFound
from server.menu.cache import MenuCache
from server.menu.snapshot import MenuSnapshot
from server.parsing.matching.index import MenuIndex
from tests.fixtures.api import MakeRestaurant, Place

T = TypeVar("T")


class CountingPool:
    """The pool, with counts of statements begun and read, and a gate that holds their answers back."""

    def __init__(self, pool: BasePool) -> None:
        self.pool, self.loads, self.read, self.gate = pool, 0, 0, asyncio.Event()
        self.gate.set()

    async def fetchrow(self, *arguments: Any) -> asyncpg.Record | None:
        return await self._counted(self.pool.fetchrow(*arguments))

    async def fetch(self, *arguments: Any) -> list[asyncpg.Record]:
        return await self._counted(self.pool.fetch(*arguments))

    async def _counted(self, reading: Awaitable[T]) -> T:
        self.loads += 1
        found = await reading
        self.read += 1
        await self.gate.wait()
        return found


@pytest.fixture
async def pool(server: TestServer) -> AsyncIterator[CountingPool]:
    counting = CountingPool(server.app[POOL])
    yield counting
    counting.gate.set()


@pytest.fixture
def catalog(pool: CountingPool) -> MenuCache:
    return MenuCache(pool)  # type: ignore[arg-type]


async def test_many_who_ask_at_once_cause_one_load(
    restaurant: Place, catalog: MenuCache, pool: CountingPool
) -> None:
    """Fifty requests for a menu that is not held read it once, and so do all later ones."""
    snapshots = await asyncio.gather(*(catalog.by_slug(restaurant.slug) for _ in range(50)))
    assert len({id(snapshot) for snapshot in snapshots}) == 1
    assert (await catalog.by_id(UUID(restaurant.id))) is snapshots[0]
    assert pool.loads == 1


async def test_many_menus_at_once_take_one_connection(
    restaurant: Place, catalog: MenuCache, pool: CountingPool
) -> None:
    """Sixteen are read in one statement, so that none is refused for want of a connection."""
    slugs = [restaurant.slug, *(f"nobody-{number}" for number in range(39))]
    results = await asyncio.gather(*map(catalog.by_slug, slugs), return_exceptions=True)
    assert [type(result) for result in results] == [MenuSnapshot, *[NotFound] * 39]
    assert pool.loads == 3


async def test_a_change_during_a_load_is_not_missed(
    restaurant: Place, catalog: MenuCache, pool: CountingPool
) -> None:
    """A menu that changed while it was being read is not kept, and who asks after the change reads anew."""
    pool.gate.clear()
    early = asyncio.create_task(catalog.by_slug(restaurant.slug))
    while pool.read == 0:
        await asyncio.sleep(0)
    path = f"/api/items/{restaurant.item('Coke')['id']}/"
    changed = await restaurant.owner.patch(path, {"price": "4.00"})
    assert changed.status == 200
    catalog.forget(UUID(restaurant.id))
    late = asyncio.create_task(catalog.by_slug(restaurant.slug))
    await asyncio.sleep(0)
    pool.gate.set()
    assert (await late).version == (await early).version + 1
    assert (await catalog.by_slug(restaurant.slug)) is await late
    assert catalog.held_versions() == {UUID(restaurant.id): (await late).version}


async def test_who_gives_up_does_not_stop_the_load(
    restaurant: Place, catalog: MenuCache, pool: CountingPool
) -> None:
    """A client that goes away leaves the load to the others."""
    pool.gate.clear()
    first, second = (asyncio.create_task(catalog.by_slug(restaurant.slug)) for _ in range(2))
    while pool.read == 0:
        await asyncio.sleep(0)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    pool.gate.set()
    assert (await second).restaurant.slug == restaurant.slug
    assert pool.loads == 1


async def test_what_was_used_longest_ago_goes_first(
    make_restaurant: MakeRestaurant, server: TestServer
) -> None:
    """The catalog holds no more snapshots than it may, and drops the one that nobody asked for."""
    catalog = MenuCache(server.app[POOL], max_listings=2)
    places = [await make_restaurant() for _ in range(3)]
    for number in (0, 1, 0, 2):
        await catalog.by_slug(places[number].slug)
    assert set(catalog.held_versions()) == {UUID(places[0].id), UUID(places[2].id)}
    assert catalog.find_held(places[1].slug) is None


async def test_large_menus_leave_less_room(make_restaurant: MakeRestaurant, server: TestServer) -> None:
    """The catalog is bounded in memory too; the menu that is asked for last is always held."""
    catalog = MenuCache(server.app[POOL], max_weight=1)
    places = [await make_restaurant() for _ in range(2)]
    for place in places:
        await catalog.by_slug(place.slug)
    assert set(catalog.held_versions()) == {UUID(places[1].id)}


async def test_what_is_not_there_is_not_kept(
    restaurant: Place, catalog: MenuCache, pool: CountingPool
) -> None:
    """Unknown restaurants raise NotFound and take no memory; what can be no slug is not even looked for."""
    for slug in ("nobody", "No Body", "x\x00y", "ü", ""):
        with pytest.raises(NotFound):
            await catalog.by_slug(slug)
    with pytest.raises(NotFound):
        await catalog.by_id(uuid4())
    assert pool.loads == 2
    assert catalog.held_versions() == {}
    assert (await catalog.by_slug(restaurant.slug)).menu.currency == "EUR"


async def test_a_failed_load_is_told_and_tried_again(
    restaurant: Place, catalog: MenuCache, pool: CountingPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database is away everyone who waits hears it, and the next request finds it back."""
    with monkeypatch.context() as broken:
        broken.setattr(pool, "fetch", _away)
        results = await asyncio.gather(
            *(catalog.by_slug(restaurant.slug) for _ in range(3)), return_exceptions=True
        )
    assert [type(result) for result in results] == [OSError] * 3
    assert (await catalog.by_slug(restaurant.slug)).restaurant.slug == restaurant.slug


async def _away(*_: Any) -> None:
    raise OSError("the database is away")


async def test_a_renamed_restaurant_is_found_by_its_new_slug_alone(restaurant: Place) -> None:
    """After a new slug the old one is unknown, in memory too."""
    old = f"/api/public/menu/{restaurant.slug}/"
    renamed = await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"slug": "new-name"})
    assert renamed.status == 200
    assert (await restaurant.public.get(old)).status == 404
    assert (await restaurant.public.get("/api/public/menu/new-name/")).status == 200


async def test_the_public_bytes_and_the_index_are_made_once(restaurant: Place, catalog: MenuCache) -> None:
    """Whoever asks for the page or the index of a version gets the same one."""
    snapshot = await catalog.by_slug(restaurant.slug)
    pages = await asyncio.gather(*(snapshot.page(0.0) for _ in range(5)))
    indexes = await asyncio.gather(*(snapshot.derived(MenuIndex) for _ in range(5)))
    assert len({id(page) for page in pages}) == len({id(index) for index in indexes}) == 1
