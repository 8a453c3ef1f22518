"""The parser's languages are read while the first page is looked at, not when its diner has sent the first words."""

import asyncio
import threading
from uuid import UUID

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from server.db.setup import POOL
from server.menu.cache import MenuCache
from server.orders import language_reading
from server.orders.language_reading import LanguageReading
from server.parsing.matching.packed_index import INDEX
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.patience import PATIENCE


async def test_a_page_has_the_languages_read_once(
    monkeypatch: pytest.MonkeyPatch, restaurant: Place, http: aiohttp.ClientSession
) -> None:
    """A server to which nobody talks reads none; the first page begins, further ones change nothing."""
    begun: list[str] = []
    done = threading.Event()

    def read() -> None:
        begun.append(threading.current_thread().name)
        done.set()

    monkeypatch.setattr(language_reading, "get_ready", read)
    async with http.get(f"/api/public/menu/{restaurant.slug}/") as answer:
        assert answer.status == 200
    assert begun == []
    for _ in range(2):
        async with http.get(f"/r/{restaurant.slug}/", headers={"Accept": "text/html"}) as answer:
            assert answer.status == 200
    assert await asyncio.to_thread(done.wait, 30)
    assert len(begun) == 1
    assert begun != [threading.current_thread().name]


async def test_the_menu_that_was_ordered_from_at_last_is_made_ready_with_them(
    make_restaurant: MakeRestaurant, server: TestServer
) -> None:
    """Its index stands before anybody asks; that of a newer restaurant nobody has ordered from does not."""
    ordered, newer = [await make_restaurant() for _ in range(2)]
    assert (await ordered.order()).status == 201
    menus = MenuCache(server.app[POOL])
    languages = LanguageReading(server.app[POOL], menus)
    languages.begin()
    async with asyncio.timeout(PATIENCE):
        while (held := menus.find_held(UUID(ordered.id))) is None or INDEX not in held._derived:
            await asyncio.sleep(0.01)
    assert menus.find_held(UUID(newer.id)) is None
    languages.close()
