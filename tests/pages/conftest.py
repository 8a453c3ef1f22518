"""A restaurant with tables, and the moves that diners make on its page."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page

from tests.fixtures.api import Place

Say = Callable[[Page, str], Awaitable[None]]


@pytest.fixture
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
        await page.wait_for_selector(".lines")

    return speak
