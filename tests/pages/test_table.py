"""What the phones at one table see of each other."""

import pytest
from playwright.async_api import Page, expect

from tests.fixtures.api import Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import Say


async def order_at(page: Page, table: str, say: Say, words: str, name: str = "") -> None:
    await page.goto(table)
    await say(page, words)
    if name:
        await page.fill("#name", name)
    await page.click("#confirm")
    await page.locator(".number").wait_for()


async def test_a_second_phone_sees_at_once_what_the_first_has_ordered(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """Without a reload, with the total of the table and of each; everyone is a number and the reader is "You"."""
    first, second = await phone(table), await phone(table)
    await expect(second.locator("#table-now")).to_be_hidden()
    await order_at(first, table, say, "two cokes")
    await expect(second.locator("#table-orders summary")).to_have_text("Your table has ordered €6.00")
    await second.click("#table-orders summary")
    await expect(second.locator(".share h3")).to_have_text(["Guest 1 €6.00"])
    await order_at(second, table, say, "a water")
    await second.goto(table)
    await second.click("#table-orders summary")
    await expect(second.locator(".share h3")).to_have_text(["Guest 1 €6.00", "You €2.00"])
    await expect(second.locator(".share li")).to_have_text(["2 × Coke", "1 × Water"])
    ended = await restaurant.owner.post(
        f"/api/kitchen/{restaurant.slug}/visits/end/", {"table_identifier": "5"}
    )
    assert ended.status == 204
    await expect(second.locator("#table-now")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
async def test_guests_go_by_their_names_where_the_restaurant_wants_that(
    phone: OpenPage, restaurant: Place, table: str, say: Say, *, scripts: bool
) -> None:
    """A name is offered at the table too, and what is off is on no page."""
    settings = f"/api/restaurants/{restaurant.id}/"
    await restaurant.owner.patch(settings, {"share_table": "names"})
    first = await phone(table, java_script_enabled=scripts)
    await order_at(first, table, say, "two cokes", "Ines")
    second = await phone(table, java_script_enabled=scripts)
    await second.click("#table-orders summary")
    await expect(second.locator(".share h3")).to_have_text(["Ines €6.00"])
    await restaurant.owner.patch(settings, {"share_table": "off"})
    third = await phone(table, java_script_enabled=scripts)
    await expect(third.locator("#table-now")).to_have_count(0)
