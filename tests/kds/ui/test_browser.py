"""The display in a browser: the page, and who may open it."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, WSServerHandshakeError
from aiohttp.test_utils import TestServer

from kds_tui.ui.browser import BrowserServer


@pytest.fixture
async def address() -> AsyncIterator[str]:
    served = BrowserServer("true", 8801)
    running = TestServer(await served._make_app())
    await running.start_server()
    yield str(running.make_url("/")).rstrip("/")
    await running.close()


async def test_the_page_loads_nothing_from_another_host(address: str) -> None:
    """Fonts, styles and scripts come from this machine alone."""
    async with ClientSession() as session, session.get(f"{address}/") as answer:
        page = await answer.text()
    assert answer.status == 200
    assert "https://" not in page
    assert page.count("http://") == page.count("http://localhost:8801/static/") > 0


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:9999", ""])
async def test_a_page_of_another_site_does_not_get_into_the_kitchen(address: str, origin: str) -> None:
    """A browser on this machine that shows some other site does not open a display for it."""
    async with ClientSession() as session:
        with pytest.raises(WSServerHandshakeError) as refusal:
            await session.ws_connect(f"{address}/ws", headers={"Origin": origin} if origin else {})
    assert refusal.value.status == 403
