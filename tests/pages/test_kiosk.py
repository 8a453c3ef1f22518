"""A kiosk: many diners order at one device, and none finds anything of the one before."""

import aiohttp
import pytest
from playwright.async_api import Page, expect

from tests.fixtures.api import Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import placed
from tests.pages.test_forms import post

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TABLET = {"width": 1080, "height": 1920}


async def open_kiosk(phone: OpenPage, restaurant: Place, **values: object) -> Page:
    page = await phone(viewport=TABLET, **values)
    if values.get("java_script_enabled", True):
        await page.clock.install()
    await page.goto(f"/r/{restaurant.slug}/kiosk/")
    return page


@pytest.mark.browser
async def test_ordering_at_a_kiosk(phone: OpenPage, restaurant: Place) -> None:
    """A diner orders, reads the number, and the next one finds an empty page: nothing is kept on the device."""
    page = await open_kiosk(phone, restaurant)
    await page.get_by_role("button", name="Add: Coke").click()
    await page.click("#confirm")
    await expect(page.locator(".number")).to_have_text("1")
    await expect(page.locator(".tick")).to_be_visible()
    await expect(page.locator("#sound")).to_have_count(0)
    await page.click("text=Start again")
    await expect(page.locator(".dish-row")).not_to_have_count(0)
    await expect(page.locator(".line")).to_have_count(0)
    await expect(page.locator("#main > .placed")).to_have_count(0)
    assert await page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert await page.context.cookies() == []
    assert await placed(restaurant) == [1]


@pytest.mark.browser
async def test_who_walks_away(phone: OpenPage, restaurant: Place) -> None:
    """After a minute without a touch it is asked whether somebody is there, and after twenty seconds all is cleared."""
    page = await open_kiosk(phone, restaurant)
    await page.get_by_role("button", name="Add: Coke").click()
    await expect(page.locator(".line")).to_have_count(1)
    await page.clock.run_for(59_000)
    await expect(page.locator("#still")).to_be_hidden()
    await page.clock.run_for(2_000)
    await expect(page.locator("#still")).to_be_visible()
    await page.click("text=I am still here")
    await expect(page.locator("#still")).to_be_hidden()
    await expect(page.locator(".line")).to_have_count(1)
    await page.clock.run_for(78_000)
    await expect(page.locator("#still")).to_contain_text("Your order is cleared in a moment.")
    await page.clock.run_for(3_000)
    await expect(page.locator(".line")).to_have_count(0)
    await expect(page.locator("#still")).to_be_hidden()


@pytest.mark.browser
async def test_nobody_was_there(phone: OpenPage, restaurant: Place) -> None:
    """A page on which nobody did anything stays as it is, without a question."""
    page = await open_kiosk(phone, restaurant)
    await page.evaluate("document.body.dataset.same = 'yes'")
    await page.clock.run_for(300_000)
    await expect(page.locator("#still")).to_be_hidden()
    assert await page.get_attribute("body", "data-same") == "yes"


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
async def test_the_language_of_the_one_before(phone: OpenPage, restaurant: Place, scripts: bool) -> None:  # noqa: FBT001
    """A chosen language keeps the order, holds for the whole of it, and is gone for the next diner."""
    page = await open_kiosk(phone, restaurant, java_script_enabled=scripts)
    await page.get_by_role("button", name="Add: Coke").click()
    await expect(page.locator(".line")).to_have_count(1)
    await page.click(".language summary")
    await page.click(".language >> text=Deutsch")
    await expect(page.locator("#confirm")).to_have_text("Jetzt bestellen · 3,00 €")
    await page.click("#more-0")
    await expect(page.locator("#confirm")).to_have_text("Jetzt bestellen · 6,00 €")
    await page.click("#confirm")
    await expect(page.locator(".state")).to_have_text("Die Küche hat Ihre Bestellung.")
    await page.click("text=Von vorn beginnen")
    assert await page.get_attribute("html", "lang") == "en"
    assert await page.context.cookies() == []


async def test_a_placed_order_leads_back(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """Without scripts, too, the number gives way to the beginning after a while, and the page is kept by nobody."""
    path = f"/r/{restaurant.slug}/kiosk/"
    async with http.get(path) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        page = await answer.text()
    assert '<meta name="robots" content="noindex">' in page
    _, text = await post(http, path, do=f"add:{restaurant.item('Coke')['id']}")
    state = text.split('name="state" value="')[1].split('"', maxsplit=1)[0].replace("&#34;", '"')
    async with http.post(path, data={"do": "confirm", "state": state}, allow_redirects=False) as answer:
        assert answer.status == 303
        address = answer.headers["Location"].partition("#")[0]
    assert address.endswith("/?kiosk")
    async with http.get(address) as answer:
        shown = await answer.text()
    assert f'<meta http-equiv="refresh" content="25; url={path}">' in shown
    assert "The same again" not in shown
