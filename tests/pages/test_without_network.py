"""Without network: an order stays readable, is placed once, and a page renews itself when the network is back."""

import asyncio
from collections.abc import Iterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.web_request import BaseRequest
from playwright.async_api import Page, Route, expect

from tests.fixtures.api import Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import Say, placed

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Network:
    """The network of a browser. Cut off, it is told so, and the server hangs up on whatever comes all the same.

    A browser that is only told may still send a request or two while it changes from one page to the next.
    """

    def __init__(self, server: TestServer) -> None:
        listening = server.runner and server.runner.server
        assert isinstance(listening, web.Server)
        self._listening, self._answer = listening, listening.request_handler
        self._is_cut = False
        listening.request_handler = self._carry

    def remove(self) -> None:
        self._listening.request_handler = self._answer

    def cut_off(self) -> None:
        """The server can no longer be reached, of which nobody tells the browser."""
        self._is_cut = True

    def let_through(self) -> None:
        self._is_cut = False

    async def cut(self, page: Page) -> None:
        self.cut_off()
        await page.context.set_offline(True)

    async def mend(self, page: Page) -> None:
        self.let_through()
        await page.context.set_offline(False)

    async def _carry(self, request: BaseRequest) -> web.StreamResponse:
        if self._is_cut and "Chrome" in request.headers.get("User-Agent", ""):
            assert request.transport is not None
            request.transport.abort()
            raise ConnectionResetError("the network is cut")
        return await self._answer(request)


@pytest.fixture
def network(server: TestServer) -> Iterator[Network]:
    """What can be cut between the server and the browser; asked for before a page is opened."""
    network = Network(server)
    yield network
    network.remove()


async def kept(page: Page) -> None:
    """Wait until the page is kept for a reload without network."""
    await page.evaluate("navigator.serviceWorker.ready")
    is_kept = """async () => {
        const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
        const pages = await Promise.all(stores.map((store) => store.match(location.pathname, {ignoreVary: true})));
        return pages.some(Boolean);
    }"""
    while not await page.evaluate(is_kept):
        await page.wait_for_timeout(50)


async def test_reloaded_without_network(
    phone: OpenPage, network: Network, restaurant: Place, table: str, say: Say
) -> None:
    """Without network the page and its order are there after a reload, said to be from before; then it is renewed."""
    page = await phone(table, service_workers="allow")
    await kept(page)
    await say(page, "a large margherita without onions")
    await page.fill("#text", "and a wat")
    await network.cut(page)
    await page.reload()
    await expect(page.locator("#stale")).to_be_visible()
    await expect(page.locator(".line")).to_contain_text("without Onions")
    await expect(page.locator("#text")).to_have_value("and a wat")
    changed = await restaurant.owner.patch(f"/api/items/{restaurant.item('Coke')['id']}/", {"price": "3.50"})
    assert changed.status == 200, changed
    await network.mend(page)
    await expect(page.locator("#stale")).to_be_hidden()
    await expect(page.locator(".item:has-text('Coke') .price")).to_have_text("€3.50")
    await expect(page.locator(".line")).to_contain_text("without Onions")


async def test_a_server_that_is_back_renews_the_page(
    phone: OpenPage, network: Network, table: str, say: Say
) -> None:
    """In a network from which the server cannot be reached no browser hears of a change: the page itself asks."""
    page = await phone(table, service_workers="allow")
    await kept(page)
    await say(page, "a coke")
    network.cut_off()
    await page.reload()
    await expect(page.locator("#stale")).to_be_visible()
    assert await page.evaluate("navigator.onLine")
    network.let_through()
    await expect(page.locator("#stale")).to_be_hidden()
    await expect(page.locator(".line")).to_have_count(1)


async def test_reloaded_without_network_after_the_press(
    phone: OpenPage, network: Network, restaurant: Place, table: str, say: Say
) -> None:
    """Pressed without network and reloaded twice without it: the page keeps trying, and there is one order."""
    page = await phone(table, service_workers="allow")
    await kept(page)
    await say(page, "a coke")
    await network.cut(page)
    await page.click("#confirm")
    await expect(page.locator("#network")).to_contain_text("it is placed only once")
    for _ in range(2):
        await page.reload()
        await expect(page.locator("#network")).to_contain_text("it is placed only once")
        await expect(page.locator(".line")).to_have_count(1)
    assert await placed(restaurant) == []
    await network.mend(page)
    await expect(page.locator(".number")).to_have_text("1")
    assert await placed(restaurant) == [1]


async def followed_and_cut(phone: OpenPage, network: Network, table: str, say: Say) -> Page:
    """A page that follows the first order, kept for a reload, and then without network."""
    page = await phone(table, service_workers="allow")
    await kept(page)
    await say(page, "a coke")
    await page.click("#confirm")
    await expect(page.locator(".number")).to_have_text("1")
    await kept(page)
    await network.cut(page)
    return page


async def test_back_without_network_leads_to_the_order(
    phone: OpenPage, network: Network, table: str, say: Say
) -> None:
    """A page from before an order, shown again without network, says that the order arrived and leads to it."""
    page = await followed_and_cut(phone, network, table, say)
    await page.goto(table)
    await expect(page.locator(".line")).to_have_count(0)
    await page.click("#arrived a")
    await expect(page.locator(".number")).to_have_text("1")
    await network.mend(page)
    await page.goto(table)
    await expect(page.locator(".placed")).to_contain_text("Order 1")
    await expect(page.locator("#arrived")).to_be_hidden()


async def from_before(phone: OpenPage, table: str, say: Say) -> tuple[Page, list[str]]:
    """A page that says that it is from before an order, and, as it grows, the list of its loads."""
    page = await phone(table)
    await say(page, "a coke")
    await page.click("#confirm")
    await expect(page.locator(".number")).to_have_text("1")
    loads: list[str] = []

    async def answer_as_before(route: Route) -> None:
        if not route.request.is_navigation_request():
            await route.fulfill(status=503)
            return
        loads.append(route.request.url)
        body = await (await route.fetch()).text()
        await route.fulfill(
            body=body.replace('id="stale" hidden', 'id="stale"'), content_type="text/html; charset=utf-8"
        )

    await page.route(f"**{table}", answer_as_before)
    await page.goto(table)
    await expect(page.locator("#arrived")).to_be_visible()
    return page, loads


async def test_a_network_that_is_back_keeps_nobody_on_the_page(phone: OpenPage, table: str, say: Say) -> None:
    """The network comes back while the diner is on the way to their order: they get there, nothing is loaded anew."""
    page, loads = await from_before(phone, table, say)
    is_back = asyncio.Event()

    async def wait_for_the_network(route: Route) -> None:
        await is_back.wait()
        await route.continue_()

    await page.route("**/orders/*/", wait_for_the_network)
    await page.evaluate(
        """() => addEventListener("beforeunload", () => setTimeout(() => {
            dispatchEvent(new Event("online"));
            console.log("back");
        }))"""
    )
    async with (
        page.expect_request("**/orders/*/"),
        page.expect_console_message(lambda said: said.text == "back"),
    ):
        await page.click("#arrived a", no_wait_after=True)
    is_back.set()
    await expect(page.locator(".number")).to_have_text("1")
    assert len(loads) == 1


async def test_a_network_that_is_gone_again_renews_nothing(phone: OpenPage, table: str, say: Say) -> None:
    """A page from before that hears of a network which is gone again waits for the next one."""
    page, loads = await from_before(phone, table, say)
    await page.evaluate(
        """() => {
            Object.defineProperty(navigator, "onLine", {configurable: true, value: false});
            dispatchEvent(new Event("online"));
            Object.defineProperty(navigator, "onLine", {configurable: true, value: true});
        }"""
    )
    await page.reload()
    await expect(page.locator("#arrived")).to_be_visible()
    assert len(loads) == 2
    async with page.expect_navigation():
        await page.evaluate("dispatchEvent(new Event('online'))")
    assert len(loads) == 3


async def test_an_order_is_looked_at_without_network(
    phone: OpenPage, network: Network, restaurant: Place, table: str, say: Say
) -> None:
    """An order's page reloaded without network shows how it stood, says so, and goes on when the network is back."""
    page = await followed_and_cut(phone, network, table, say)
    await page.reload()
    await expect(page.locator(".number")).to_have_text("1")
    await expect(page.locator("#stale")).to_be_visible()
    order = page.url.split("/")[4]
    await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": "preparing"})
    await network.mend(page)
    await expect(page.locator(".state.preparing")).to_be_visible()
    await expect(page.locator("#stale")).to_be_hidden()
