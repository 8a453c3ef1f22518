"""The diner's journey in a real browser, with and without scripts."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.fixtures.api import Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import Say, open_order

pytestmark = pytest.mark.browser


async def order_id(page: Page) -> str:
    await page.wait_for_url(re.compile(r"/orders/[0-9a-f-]{36}/"))
    return page.url.split("/")[4]


@pytest.mark.parametrize("scripts", [True, False])
async def test_words_become_an_order(
    phone: OpenPage, restaurant: Place, table: str, say: Say, *, scripts: bool
) -> None:
    """What a diner types is shown with prices, can be changed, and is ordered for their table."""
    page = await phone(table, java_script_enabled=scripts)
    await say(page, "two large pepperoni pizzas and a coke")
    lines = page.locator(".line")
    await expect(lines).to_have_count(2)
    await expect(lines.nth(0)).to_contain_text("Pepperoni pizza")
    await expect(lines.nth(0)).to_contain_text("€28.00")
    await page.click("#less-0")
    await expect(lines.nth(0).locator("output")).to_have_text("1")
    await expect(page.locator(".total dd")).to_have_text("€17.00")
    await page.click("#confirm")
    found = await restaurant.public.get(f"/api/public/orders/{await order_id(page)}/status/")
    assert (found.body["table_identifier"], found.body["total_price"]) == ("5", "17.00")
    assert [(line["name"], line["quantity"]) for line in found.body["items"]] == [
        ("Pepperoni pizza", 1),
        ("Coke", 1),
    ]
    await expect(page.locator(".number")).to_have_text("1")


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
async def test_a_dish_is_tapped_with_its_choices(
    phone: OpenPage, restaurant: Place, table: str, *, scripts: bool
) -> None:
    """Tapping a dish offers its size, options, note and quantity, and all of them reach the kitchen."""
    page = await phone(table, java_script_enabled=scripts)
    await page.click(".item:has-text('Margherita')")
    sheet = page.locator("#sheet")
    await sheet.get_by_label("Large").check()
    await sheet.get_by_label("Onions", exact=False).first.uncheck()
    await sheet.get_by_label("Olives", exact=False).first.check()
    await sheet.get_by_label("How much Olives").select_option("extra")
    await sheet.locator("#note").fill("cut in four")
    await sheet.locator("#quantity").fill("2")
    await sheet.locator(".primary").click()
    line = page.locator(".line")
    await expect(line).to_contain_text("without Onions, extra Olives")
    await expect(line).to_contain_text("€27.00")
    await open_order(page)
    await page.click("#confirm")
    found = await restaurant.public.get(f"/api/public/orders/{await order_id(page)}/status/")
    assert found.body["items"][0] | {"id": 0, "station": ""} == {
        "id": 0,
        "name": "Margherita",
        "variant_label": "Large",
        "quantity": 2,
        "modifiers": [
            {"name": "Onions", "amount": "none", "quantity": 1, "price_adjustment": "0.00"},
            {"name": "Olives", "amount": "extra", "quantity": 1, "price_adjustment": "1.50"},
        ],
        "special_requests": "cut in four",
        "unit_price": "13.50",
        "line_total": "27.00",
        "station": "",
        "done": False,
    }


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
async def test_a_line_is_changed_and_removed(phone: OpenPage, table: str, say: Say, *, scripts: bool) -> None:
    """A line's size and note can be changed and the line removed; a second text goes on with the same order."""
    page = await phone(table, java_script_enabled=scripts)
    await say(page, "a margherita")
    await say(page, "and two waters")
    await expect(page.locator(".line")).to_have_count(2)
    await page.click("#edit-0")
    sheet = page.locator("#sheet")
    await sheet.get_by_label("Large").check()
    await sheet.get_by_label("This is about an allergy").check()
    await sheet.locator("#note").fill("nuts")
    await sheet.locator(".primary").click()
    await expect(page.locator(".line").first).to_contain_text("Allergy nuts")
    await expect(page.locator(".line").first).to_contain_text("€12.00")
    await page.click("#remove-1")
    await expect(page.locator(".line")).to_have_count(1)


async def test_each_step_of_the_kitchen_shows_without_a_reload(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """While the kitchen cooks, the diner's page shows each step, and rings in the title when it is ready."""
    page = await phone(table)
    await say(page, "a coke")
    await page.click("#confirm")
    order = await order_id(page)
    await page.evaluate("window.sameDocument = true")
    for status, said in (
        ("preparing", "Your order is being prepared."),
        ("ready", "Your order is ready!"),
        ("completed", "Enjoy your meal!"),
    ):
        moved = await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": status})
        assert moved.status == 200, moved
        await expect(page.locator(".state")).to_have_text(said)
        await expect(page).to_have_title(f"1 · {said}")
        await expect(page.locator("#live")).to_have_text(said)
    assert await page.evaluate("window.sameDocument") is True


@pytest.mark.slow
async def test_a_ready_order_buzzes_and_rings_on_a_screen_that_stays_awake(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """The screen is kept awake until the order is over; when it is ready the phone buzzes, and rings where asked to."""
    page = await phone()
    await page.add_init_script(
        """window.did = [];
        navigator.vibrate = () => did.push("buzz");
        Object.defineProperty(navigator, "wakeLock", {value: {request: async (what) => {
            did.push(`keep ${what}`);
            return {release: () => did.push("let sleep")};
        }}});
        const createOscillator = AudioContext.prototype.createOscillator;
        AudioContext.prototype.createOscillator = function () {
            did.push("ring");
            return createOscillator.call(this);
        };"""
    )
    await page.goto(table)
    await say(page, "a coke")
    await page.click("#confirm")
    order = await order_id(page)
    await page.click("#sound")
    await expect(page.locator("#sound")).to_have_attribute("aria-pressed", "true")
    for status in ("preparing", "ready", "completed"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": status})
        await expect(page.locator(f".state.{status}")).to_be_visible()
    assert await page.evaluate("did") == ["keep screen", "buzz", "ring", "ring", "ring", "let sleep"]


@pytest.mark.slow
async def test_the_page_asks_again_where_events_do_not_come(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """A network that cuts live events only delays the news: the page asks for it."""
    page = await phone()
    await page.route("**/events/", lambda route: route.abort())
    await page.clock.install()
    await page.goto(table)
    await say(page, "a coke")
    await page.click("#confirm")
    order = await order_id(page)
    await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": "preparing"})
    state = page.locator(".state.preparing")
    while not await state.count():
        await page.clock.run_for(5_000)
        await page.wait_for_timeout(50)
    await expect(state).to_have_text("Your order is being prepared.")


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
async def test_the_menu_is_searched(phone: OpenPage, table: str, *, scripts: bool) -> None:
    """Searching shows the dishes that match, and says so where nothing does."""
    page = await phone(table, java_script_enabled=scripts)
    for words, count in (("pepper", 1), ("nothing like this", 0)):
        await page.fill("#q", words)
        if not scripts:
            await page.click(".search button")
        await expect(page.locator(".items li:visible")).to_have_count(count)
    await expect(page.locator("#nothing")).to_be_visible()


@pytest.mark.slow
async def test_ordering_again_and_more(phone: OpenPage, table: str, say: Say) -> None:
    """From an order's page the same can be ordered again, and more to the same table."""
    page = await phone(table)
    await say(page, "a large margherita and a coke")
    await page.click("#confirm")
    await order_id(page)
    await page.click("text=The same again")
    await expect(page.locator(".line")).to_have_count(2)
    await expect(page.locator(".line").first).to_contain_text("Large")
    await expect(page.locator(".placed")).to_contain_text("Order 1")
    assert table in page.url
