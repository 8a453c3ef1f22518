"""A dish is made its meal by a tap, from its sheet and from its line, with and without scripts."""

import pytest
from playwright.async_api import expect

from tests.fixtures.api import MakeRestaurant
from tests.fixtures.browser import OpenPage
from tests.menu.test_meals import BURGERS
from tests.pages.conftest import open_order

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MENU = {
    **BURGERS,
    "categories": [
        {
            **BURGERS["categories"][0],
            "items": [
                {
                    **BURGERS["categories"][0]["items"][0],
                    "modifier_groups": [
                        {"name": "Without", "options": [{"name": "Onions", "default": True}]}
                    ],
                },
                BURGERS["categories"][0]["items"][1],
            ],
        },
        *BURGERS["categories"][1:],
    ],
}


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_dish_is_made_a_meal_in_its_sheet(
    phone: OpenPage, make_restaurant: MakeRestaurant, *, scripts: bool
) -> None:
    """The button says what it costs more; the parts are chosen, and a wish that the meal has no option for goes along."""
    burgers = await make_restaurant(MENU)
    page = await phone(f"/r/{burgers.slug}/", java_script_enabled=scripts)
    await page.click(".item:has-text('Burger') >> nth=0")
    await page.locator("#sheet").get_by_label("Onions", exact=False).first.uncheck()
    await expect(page.locator("#sheet .meal")).to_contain_text("Make it a meal +€3.00")
    await page.click("#sheet .meal")
    await expect(page.locator("#sheet-title")).to_have_text("Burger meal")
    await page.locator("#sheet").get_by_label("Large shake").check()
    await page.click("#sheet .primary")
    line = page.locator(".line")
    await expect(line).to_contain_text("Burger meal")
    await expect(line).to_contain_text("Large shake")
    await expect(line).to_contain_text("without Onions")
    await expect(line).to_contain_text("€12.50")


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_line_is_made_a_meal(
    phone: OpenPage, make_restaurant: MakeRestaurant, *, scripts: bool
) -> None:
    """In its place and in its quantity; what is no longer a dish with a meal offers none."""
    burgers = await make_restaurant(MENU)
    page = await phone(f"/r/{burgers.slug}/", java_script_enabled=scripts)
    await page.click(".item:has-text('Burger') >> nth=0")
    await page.locator("#sheet #quantity").fill("2")
    await page.click("#sheet .primary")
    await open_order(page)
    await page.click("#meal-0")
    await expect(page.locator("#sheet-title")).to_have_text("Burger meal")
    await page.click("#sheet .primary")
    line = page.locator(".line")
    await expect(line).to_contain_text("Burger meal")
    await expect(line).to_contain_text("€22.00")
    await expect(line.locator(".choices")).to_have_text("Coke")
    await expect(page.locator("#meal-0")).to_have_count(0)


async def test_a_meal_that_has_run_out_is_not_offered(
    phone: OpenPage, make_restaurant: MakeRestaurant
) -> None:
    """The dish itself can still be had."""
    burgers = await make_restaurant(MENU)
    await burgers.owner.patch(
        f"/api/kitchen/items/{burgers.item('Burger meal')['id']}/", {"available": False}
    )
    page = await phone(f"/r/{burgers.slug}/")
    await page.click(".item:has-text('Burger') >> nth=0")
    await expect(page.locator("#sheet .primary")).to_be_visible()
    await expect(page.locator("#sheet .meal")).to_have_count(0)
