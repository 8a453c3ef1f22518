"""Takes the picture of the diner's pages that the README shows, from a running server with the demo menu.

`python scripts/screenshots_pages.py` writes `docs/images/diner.png`: three phones side by side, on which an order is
said, understood, and followed.
"""

import asyncio
import sys
from base64 import b64encode
from pathlib import Path

from playwright.async_api import Page, ViewportSize, async_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.page_server import Shown, shown_restaurant  # noqa: E402  found through the path above
from tests.fixtures.browser import find_chromium  # noqa: E402  as above

IMAGES = ROOT / "docs/images"
PHONE = ViewportSize(width=390, height=844)
FRAMES = """
body { margin: 0; padding: 40px; display: flex; justify-content: space-between; background: transparent }
img { width: 390px; height: 844px; border-radius: 36px; box-shadow: 0 0 0 1px #0002, 0 10px 30px #0003 }
"""
WORDS = "two large pepperoni pizzas, one without onions, and a coke"


async def take(page: Page, shown: Shown) -> list[bytes]:
    """Order in words on a phone; a picture with the words said, with the order understood, and while it is cooked."""
    await page.goto(shown.origin + shown.table)
    await page.fill("#text", WORDS)
    said = await page.screenshot()
    await page.click(".send")
    await page.wait_for_selector(".line")
    await page.wait_for_timeout(500)
    understood = await page.screenshot()
    await page.click("#confirm")
    await page.wait_for_selector(".number")
    await _cook(shown, page.url.split("/")[4])
    await page.wait_for_selector(".state.preparing")
    return [said, understood, await page.screenshot()]


async def side_by_side(page: Page, pictures: list[bytes]) -> bytes:
    """One picture of several phones."""
    phones = "".join(f'<img src="data:image/png;base64,{b64encode(p).decode()}">' for p in pictures)
    await page.set_viewport_size({"width": 3 * PHONE["width"] + 160, "height": PHONE["height"] + 80})
    await page.set_content(f"<style>{FRAMES}</style>{phones}")
    return await page.screenshot(omit_background=True)


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
        context = await browser.new_context(
            viewport=PHONE, device_scale_factor=1.5, color_scheme="light", reduced_motion="reduce"
        )
        pictures = await take(await context.new_page(), shown)
        picture = await side_by_side(await context.new_page(), pictures)
        (IMAGES / "diner.png").write_bytes(picture)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
