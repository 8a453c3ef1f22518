"""A restaurant with tables, and the moves that diners make on its page.

A module of these tests shares one server, a worker one connection to the browser: each test has a restaurant of its
own, and its pages a memory of their own. What is shared lives in the session's event loop, so the tests run in it.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page

from server.db.embedded.postgres import EmbeddedPostgres
from server.settings import Settings
from tests.conftest import make_settings, start_server
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.browser import OpenPage, connect, open_phones
from tests.fixtures.postgres import Databases

HERE = Path(__file__).parent
Say = Callable[[Page, str], Awaitable[None]]

shared = partial(pytest_asyncio.fixture, loop_scope="session")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of this folder in the loop of what they share."""
    for item in items:
        if item.path.is_relative_to(HERE) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="module")
def database_url(postgres: EmbeddedPostgres, databases: Databases) -> Iterator[str]:
    """The address of a migrated, empty database."""
    with databases.lend() as name:
        yield postgres.dsn(name)


@pytest.fixture(scope="module")
def settings(database_url: str) -> Settings:
    """Settings over a fresh, migrated database."""
    return make_settings(DATABASE_URL=database_url)


@shared(scope="module")
async def server(settings: Settings) -> AsyncIterator[TestServer]:
    """A server on a real socket of this machine."""
    async with start_server(settings) as running:
        yield running


@shared(scope="module")
async def http(server: TestServer) -> AsyncIterator[aiohttp.ClientSession]:
    """A plain HTTP session whose base is the server."""
    async with aiohttp.ClientSession(base_url=server.make_url("/")) as session:
        yield session


@shared(scope="session")
async def chromium(chromium_address: str) -> AsyncIterator[Browser]:
    """A connection to the running Chromium."""
    async with connect(chromium_address) as browser:
        yield browser


@shared()
async def phone(chromium: Browser, server: TestServer) -> AsyncIterator[OpenPage]:
    """Opens pages as diners' phones do: see `open_phones`."""
    async with open_phones(chromium, server) as open_page:
        yield open_page


@shared()
async def restaurant(make_restaurant: MakeRestaurant) -> Place:
    """A restaurant with MENU."""
    return await make_restaurant()


@shared()
async def table(restaurant: Place) -> str:
    """The path that the QR code of table 5 holds."""
    made = await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/tables/", {"name": "5"})
    assert made.status == 201, made
    return f"/t/{made.body['code']}"


@pytest.fixture
def say() -> Say:
    """Says words to the page, and waits until it shows an order."""

    async def speak(page: Page, words: str) -> None:
        await page.fill("#text", words)
        await page.click(".say .primary")
        await page.wait_for_selector(".line:visible")

    return speak


async def open_order(page: Page) -> None:
    """Open the order above the menu where it is closed, as it is after a dish was added by its row."""
    await page.locator("#bar:visible, #close-order:visible").wait_for()
    if await page.locator("#bar").is_visible():
        await page.click("#bar")


async def placed(restaurant: Place) -> list[int]:
    """The numbers of all orders of the restaurant."""
    found = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/orders/")
    return [order["number"] for order in found.body["orders"]]
