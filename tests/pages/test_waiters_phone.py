"""The staff's pages on a waiter's phone, in a real browser."""

import re

import pytest
from playwright.async_api import Page, expect

from server.pages.i18n import LANGUAGES
from tests.fixtures.api import Api, Place
from tests.fixtures.browser import OpenPage
from tests.kitchen.test_table_calls import call, table_of
from tests.pages.test_for_everybody import axe, violations
from tests.pages.waiters import Form, hired

__all__ = ["axe"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


async def log_in(page: Page, login: Form) -> None:
    await page.goto("/staff/")
    await page.fill("#email", login["email"])
    await page.fill("#password", login["password"])
    await page.click("form .primary")
    await page.wait_for_selector("#now")


async def test_an_evening_of_a_waiter(phone: OpenPage, restaurant: Place, api: Api, axe: str) -> None:
    """A call appears by itself and is taken; guests are served and pay; nothing on the way is out of anybody's reach."""
    code = await table_of(restaurant)
    await table_of(restaurant, "6")
    page = await phone()
    await log_in(page, await hired(restaurant, api))
    assert await violations(page, axe) == []
    order = await restaurant.order(restaurant.line("Coke", 2), table_code=code)
    await call(restaurant, code, "bill")
    await expect(page.locator(".calls li")).to_have_count(1, timeout=60_000)
    await expect(page).to_have_title(re.compile(r"^\(1\) "))
    assert await violations(page, axe) == []
    await page.click(".calls .primary")
    await expect(page.locator(".calls li")).to_have_count(0, timeout=60_000)
    await page.click(".card a")
    for status in ("preparing", "ready"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{order.body['id']}/", {"status": status})
    await page.click("button[value^='serve:']", timeout=60_000)
    await expect(page.locator("#done")).to_be_visible()
    await page.locator(".table-tools summary").first.click()
    assert await violations(page, axe) == []
    await page.click(".table-tools .primary")
    await page.fill("#text", "a water")
    await page.click(".send")
    await page.wait_for_selector(".line:visible")
    assert await violations(page, axe) == []
    await page.click("#confirm")
    await expect(page.locator(".order-card")).to_have_count(2)
    await page.click(".bill-link")
    await page.check("input[name=line] >> nth=0")
    await page.click(".bill-lines button")
    assert await violations(page, axe) == []
    await page.check("input[value=cash]")
    await page.click("button[value=pay]")
    await page.check("input[value^='all@']")
    await page.check("input[value=card]")
    await page.click("button[value=pay]")
    await expect(page.locator(".settled")).to_be_visible()
    await page.locator(".table-tools summary").first.click()
    assert await violations(page, axe) == []
    await page.click("a[href$='/receipt']")
    await expect(page.locator("main")).to_contain_text("8.00")
    await page.goto(f"/staff/{restaurant.slug}/payments/")
    assert await violations(page, axe) == []


async def test_what_is_being_written_is_not_swept_away(phone: OpenPage, restaurant: Place, api: Api) -> None:
    """While a reason is typed the page waits with what is new; then it shows it."""
    code = await table_of(restaurant)
    await restaurant.order(restaurant.line("Coke"), table_code=code)
    page = await phone()
    await log_in(page, await hired(restaurant, api))
    await page.click(".card a")
    await page.click(".cancel summary")
    await page.fill(".cancel input", "fell down")
    await restaurant.order(restaurant.line("Water"), table_code=code)
    async with page.expect_event("framenavigated", timeout=60_000):
        await page.click(".cancel button")
    await expect(page.locator(".order-card")).to_have_count(1)
    await expect(page.locator(".order-card")).to_contain_text("Water")


async def test_without_scripts_and_in_every_language(phone: OpenPage, restaurant: Place, api: Api) -> None:
    """The pages speak it, fit the phone's width, and a bill is paid by forms alone."""
    code, login = await table_of(restaurant), await hired(restaurant, api)
    for language in LANGUAGES:
        order = await restaurant.order(restaurant.line("Coke", 2), table_code=code)
        page = await phone(locale=language, java_script_enabled=False)
        await log_in(page, login)
        assert await page.get_attribute("html", "lang") == language
        for path in ("", await page.get_attribute(".card a", "href"), f"bills/{order.body['id']}/"):
            if path:
                await page.goto(path if path.startswith("/") else f"/staff/{restaurant.slug}/{path}")
            width = await page.locator("html").evaluate("(html) => html.scrollWidth - html.clientWidth")
            assert width == 0, (language, path)
        await page.check("input[value^='all@']")
        await page.check("input[value=cash]")
        await page.click("button[value=pay]")
        await expect(page.locator(".settled"), language).to_be_visible()
        await page.context.close()
