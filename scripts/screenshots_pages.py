"""Takes the pictures of the diner's pages that the README shows, from a running server with the demo menu.

`python scripts/screenshots_pages.py` writes `docs/images/diner.png` (a phone: an order understood) and
`docs/images/diner-status.png` (the same order, followed).
"""

import asyncio
import sys
from pathlib import Path

from playwright.async_api import Page, ViewportSize, async_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.page_server import Shown, shown_restaurant  # noqa: E402  found through the path above
from tests.fixtures.browser import find_chromium  # noqa: E402  as above

IMAGES = ROOT / "docs/images"
PHONE = ViewportSize(width=390, height=844)
WORDS = "two large pepperoni pizzas, one without onions, and a coke"


async def take(page: Page, shown: Shown) -> None:
    """Order in words on a phone, and take a picture before and after confirming."""
    await page.goto(shown.origin + shown.table)
    await page.fill("#text", WORDS)
    await page.click(".say .primary")
    await page.wait_for_selector(".line")
    await page.evaluate("scrollTo(0, document.getElementById('order').offsetTop - 24)")
    await page.wait_for_timeout(500)
    await page.screenshot(path=IMAGES / "diner.png")
    await page.click("#confirm")
    await page.wait_for_selector(".number")
    await _cook(shown, page.url.split("/")[4])
    await page.wait_for_selector(".state.preparing")
    await page.screenshot(path=IMAGES / "diner-status.png")


async def _cook(shown: Shown, order: str) -> None:
    async with shown.owner.patch(f"/api/kitchen/orders/{order}/", json={"status": "preparing"}) as answer:
        answer.raise_for_status()


async def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    async with shown_restaurant() as shown, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = await browser.new_page(
            viewport=PHONE, device_scale_factor=2, color_scheme="light", reduced_motion="reduce"
        )
        await take(page, shown)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
