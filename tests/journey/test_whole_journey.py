"""An order travels from a diner's words to the kitchen's terminal and back, over real parts alone."""

import asyncio
import json
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import expect

from tests.fixtures.api import PASSWORD, Place
from tests.fixtures.browser import OpenPage
from tests.kds.ui.test_terminal import kds, pytestmark, terminal

pytestmark = [*pytestmark, pytest.mark.browser]

BOUNCE_SECONDS = 0.4
"""A second bump within a quarter of a second is taken for the same press."""
WORDS = "two large pepperoni pizzas, one without onions, and a coke"


async def log_in_display(folder: Path, server: TestServer, restaurant: Place) -> None:
    """Store a cook's login where the display looks for it."""
    invited = {"email": "cook@example.com", "role": "kitchen"}
    made = await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/staff/", invited)
    token = made.body["invite_url"].rsplit("/", 1)[-1]
    accepted = await restaurant.public.post(
        "/api/auth/accept-invite/", {"token": token, "password": PASSWORD}
    )
    profile = {
        "server": str(server.make_url("/")).rstrip("/"),
        "email": "cook@example.com",
        "access": accepted.body["access"],
        "refresh": accepted.body["refresh"],
        "restaurant": restaurant.slug,
    }
    file = folder / "config" / "profiles.json"
    file.parent.mkdir(mode=0o700)
    file.write_text(json.dumps({"profiles": {"kitchen": profile}}))
    file.chmod(0o600)


async def test_from_words_to_the_kitchen_and_back(
    server: TestServer, restaurant: Place, phone: OpenPage, tmp_path: Path
) -> None:
    """Words on the page become a ticket in the terminal; each key of the cook shows on the diner's page by itself."""
    made = await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/tables/", {"name": "5"})
    await log_in_display(tmp_path, server, restaurant)
    async with terminal(tmp_path, kds(server, "--profile", "kitchen"), (120, 40)) as screen:
        await screen.sees("No open orders")
        page = await phone(f"/t/{made.body['code']}")
        await page.fill("#text", WORDS)
        await page.click(".say .primary")
        lines = page.locator(".line")
        await expect(lines).to_have_count(3)
        await expect(lines.filter(has_text="Onions")).to_have_count(1)
        await expect(page.locator(".total dd")).to_have_text("€31.00")
        await lines.filter(has_text="Coke").locator("[id^=more-]").click()
        await expect(page.locator(".total dd")).to_have_text("€34.00")
        await page.click("#confirm")
        await expect(page.locator(".number")).to_have_text("1")
        await screen.sees("#1 T5", "1× Pepperoni pizza · Large", "NO Onions", "2× Coke", "NEW")
        for status, shown in (("PREPARING", "preparing"), ("READY", "ready")):
            await asyncio.sleep(BOUNCE_SECONDS)
            await screen.press("1", "Enter")
            await screen.sees(status)
            await expect(page.locator(f'[data-status="{shown}"]').first).to_be_visible()
