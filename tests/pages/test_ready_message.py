"""A phone is told that an order is ready, with its page closed: from the diner's press to the notification."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect

from tests.fixtures.api import Place
from tests.fixtures.browser import OpenPage
from tests.fixtures.patience import PATIENCE
from tests.fixtures.push import Phone, PushService, running_service, serving_pushes
from tests.pages.conftest import shared

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SUBSCRIBES = """(subscription) => {
    Object.defineProperty(Notification, "permission", { get: () => "default" });
    Notification.requestPermission = async () => {
        window.asked = (window.asked || 0) + 1;
        return window.permission || "granted";
    };
    PushManager.prototype.subscribe = async (wanted) => {
        window.wanted = wanted;
        return { toJSON: () => subscription };
    };
}"""


NOTES_WHAT_IS_SHOWN = """() => {
    self.shown = new Promise((note) => {
        registration.showNotification = async (title, said) => note({ title, ...said });
    });
}"""
"""A Chromium without windows has nowhere to show a notification."""


@shared(scope="module")
async def push_service(certificate: str) -> AsyncIterator[PushService]:
    """A push service behind TLS."""
    async with running_service(certificate) as service:
        yield service


@shared(scope="module")
async def server(settings: Any, push_service: PushService, certificate: str) -> AsyncIterator[TestServer]:
    """A server that finds the push service under every name."""
    async with serving_pushes(settings, push_service, certificate) as running:
        yield running


async def open_order(phone: OpenPage, restaurant: Place, browser: Phone) -> tuple[Page, str]:
    """Follow a new order in a browser whose push service is the one of this test."""
    order = (await restaurant.order()).body["id"]
    page = await phone(service_workers="allow")
    script = f"({SUBSCRIBES})({json.dumps({**browser.subscription(), 'expirationTime': None})})"
    await page.add_init_script(script)
    await page.goto(f"/orders/{order}/")
    return page, order


async def test_told_with_the_page_closed(
    phone: OpenPage, restaurant: Place, push_service: PushService
) -> None:
    """After one press the message comes to the browser's worker, which shows it with the address of the order's page."""
    browser = Phone()
    page, order = await open_order(phone, restaurant, browser)
    await expect(page.locator("#told")).to_be_hidden()
    await page.click("#sound")
    await expect(page.locator("#told")).to_be_visible()
    assert await page.evaluate("window.wanted.userVisibleOnly")
    assert await page.evaluate("window.wanted.applicationServerKey") == await page.get_attribute(
        "#main", "data-push-key"
    )
    worker = page.context.service_workers[0]
    await worker.evaluate(NOTES_WHAT_IS_SHOWN)
    await page.goto("/")
    for status in ("preparing", "ready"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": status})
    said = browser.decrypt((await push_service.next()).body)
    await deliver(page, json.dumps(said))
    shown = await worker.evaluate("shown")
    assert shown == {
        "title": f"Order 1 · {restaurant.info['name']}",
        "body": "Your order is ready!",
        "lang": "en-US",
        "dir": "ltr",
        "data": f"/orders/{order}/",
        "tag": f"/orders/{order}/",
        "icon": shown["icon"],
        "renotify": True,
        "vibrate": [300, 150, 300],
    }


async def deliver(page: Page, data: str) -> None:
    """Have the browser take a message, as from its push service."""
    session = await page.context.new_cdp_session(page)
    registered: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def note(event: dict[str, Any]) -> None:
        for one in event["registrations"]:
            if not registered.done() and one["scopeURL"].startswith(origin):
                registered.set_result(one["registrationId"])

    origin = await page.evaluate("location.origin")
    session.on("ServiceWorker.workerRegistrationUpdated", note)
    await session.send("ServiceWorker.enable")
    registration = await asyncio.wait_for(registered, PATIENCE)
    await session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": origin, "registrationId": registration, "data": data},
    )


async def test_asked_once(phone: OpenPage, restaurant: Place) -> None:
    """Who left the question open is not asked again, on this page or on that of a later order."""
    page, _ = await open_order(phone, restaurant, Phone())
    await page.evaluate("window.permission = 'default'")
    await page.click("#sound")
    await expect(page.locator("#sound")).to_have_attribute("aria-pressed", "true")
    assert await page.evaluate("window.asked") == 1
    await page.click("#sound")
    await page.click("#sound")
    assert await page.evaluate("window.asked") == 1
    await page.reload()
    await page.click("#sound")
    await expect(page.locator("#sound")).to_have_attribute("aria-pressed", "true")
    assert await page.evaluate("window.asked || 0") == 0
    await expect(page.locator("#told")).to_be_hidden()


async def test_the_board_sounds(phone: OpenPage, restaurant: Place) -> None:
    """After a press on the wall screen each number that becomes ready sounds, once, and stands out."""
    page = await phone()
    await page.add_init_script(
        """window.tones = 0;
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (...at) { window.tones += 1; return start.apply(this, at); };"""
    )
    order = (await restaurant.order()).body["id"]
    await page.goto(f"/r/{restaurant.slug}/board/")
    await page.click("text=Sound when a number is ready")
    await expect(page.locator("#sound")).to_have_text("It sounds when a number is ready")
    before = await page.evaluate("window.tones")
    for status in ("preparing", "ready"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": status})
    await expect(page.locator(".ready .come")).to_have_text("1")
    assert await page.evaluate("window.tones") == before + 3
