"""The parser's languages are read while the first page is looked at, not when its diner has sent the first words."""

import asyncio
import threading

import aiohttp
import pytest

from server.orders import understanding
from tests.fixtures.api import Place


async def test_a_page_has_the_languages_read_once(
    monkeypatch: pytest.MonkeyPatch, restaurant: Place, http: aiohttp.ClientSession
) -> None:
    """A server to which nobody talks reads none; the first page begins, further ones change nothing."""
    begun: list[str] = []
    done = threading.Event()

    def read() -> None:
        begun.append(threading.current_thread().name)
        done.set()

    monkeypatch.setattr(understanding, "get_ready", read)
    async with http.get(f"/api/public/menu/{restaurant.slug}/") as answer:
        assert answer.status == 200
    assert begun == []
    for _ in range(2):
        async with http.get(f"/r/{restaurant.slug}/", headers={"Accept": "text/html"}) as answer:
            assert answer.status == 200
    assert await asyncio.to_thread(done.wait, 30)
    assert len(begun) == 1
    assert begun != [threading.current_thread().name]
