"""From a press on one phone of a table to the other phone's screen: two browser contexts that fill one order."""

import os
import shutil
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from scripts.page_server import furnish

AIM_MS = 300
"""What a change may take until it is seen on the other phone."""
PHONE = ViewportSize(width=390, height=844)
PATIENCE_MS = 15_000
SEEN = """
    globalThis.seen = [];
    const lines = () => document.querySelectorAll("#shared li").length;
    let before = -1;
    new MutationObserver(() => {
        if (lines() === before) return;
        before = lines();
        const count = before;
        requestAnimationFrame(() => requestAnimationFrame(
            () => globalThis.seen.push([count, performance.timeOrigin + performance.now()])
        ));
    }).observe(document, { childList: true, subtree: true });
"""
"""Notes when another number of lines was painted: the second frame after a change begins when the first is on the screen."""
PRESS = """(selector) => {
    const at = performance.timeOrigin + performance.now();
    document.querySelector(selector).click();
    return at;
}"""
ARRIVED = "(count) => globalThis.seen.find(([lines]) => lines === count)?.[1]"


async def measure(url: str, changes: int) -> dict[str, Any]:
    """Put a dish into the table's order and take it out, `changes` in all, each once the one before was seen."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession(base_url=url))
        shown = await furnish(session, url)
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        stack.push_async_callback(browser.close)
        first, second = [await _phone(browser, url + shown.table) for _ in range(2)]
        found = sorted([await _change(first, second, number) for number in range(changes)])
    return {
        "changes": changes,
        "p50_ms": _at(found, 0.5),
        "p95_ms": _at(found, 0.95),
        "max_ms": found[-1],
        "aim_ms": AIM_MS,
        "load": round(os.getloadavg()[0], 1),
    }


async def _phone(browser: Browser, address: str) -> Page:
    context = await browser.new_context(viewport=PHONE, locale="en-US", service_workers="block")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    await page.add_init_script(SEEN)
    await page.goto(address)
    await page.locator("#table-now").wait_for(state="attached")
    return page


async def _change(first: Page, second: Page, number: int) -> float:
    """Milliseconds from a press on the first phone to the second phone's screen."""
    is_added = number % 2 == 0
    if is_added:
        await first.fill("#text", "a coke")
        await first.click(".send")
        await first.locator("#share:visible").wait_for()
    await second.evaluate("globalThis.seen = []")
    pressed = float(await first.evaluate(PRESS, "#share" if is_added else "#shared .bin"))
    wanted = int(is_added)
    await second.wait_for_function(ARRIVED, arg=wanted)
    seen = float(await second.evaluate(ARRIVED, wanted))
    await first.wait_for_function(f"document.querySelectorAll('#shared li').length === {wanted}")
    return round(seen - pressed, 1)


def _at(found: list[float], share: float) -> float:
    return found[min(len(found) - 1, int(len(found) * share))]
