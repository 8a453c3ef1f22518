"""The sheet of a dish and the order as a sheet: required choices, the running price, undo, and what is asked before ordering."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import Say, open_order, placed
from tests.pages.test_journey import order_id

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BOWL: dict[str, Any] = {
    "name": "Bowls",
    "categories": [
        {
            "name": "Bowls",
            "items": [
                {
                    "name": "Bowl",
                    "variants": [{"label": "Small", "price": "8.00"}, {"label": "Large", "price": "11.00"}],
                    "modifier_groups": [
                        {
                            "name": "Greens",
                            "min": 2,
                            "max": 2,
                            "options": [
                                {"name": "Kale", "price_adjustment": "0.50"},
                                {"name": "Rocket"},
                                {"name": "Peas", "price_adjustment": "1.25"},
                            ],
                        },
                        {
                            "name": "Sauce",
                            "min": 0,
                            "max": 3,
                            "options": [
                                {"name": "Soy", "default": True, "price_adjustment": "1.00"},
                                {"name": "Chili"},
                            ],
                        },
                    ],
                }
            ],
        }
    ],
}


async def bowl(phone: OpenPage, make_restaurant: MakeRestaurant) -> Page:
    place = await make_restaurant(BOWL)
    page = await phone(f"/r/{place.slug}/")
    await page.click(".item")
    await expect(page.locator("#sheet:modal")).to_be_visible()
    return page


async def test_what_must_be_chosen_is_counted_and_kept(
    phone: OpenPage, make_restaurant: MakeRestaurant
) -> None:
    """Nothing is added before every required choice is made: the first open one is shown; the maximum is kept."""
    page = await bowl(phone, make_restaurant)
    size, greens = page.locator(".need").nth(0), page.locator(".need").nth(1)
    await expect(size).to_have_text("Required 0/1")
    await expect(greens).to_have_text("Required 0/2")
    await page.click("#sheet .primary")
    await expect(page.locator("#network")).to_have_text("Please choose: Which one?")
    await page.get_by_label("Large").check()
    await page.click("#sheet .primary")
    await expect(page.locator("#network")).to_have_text("Please choose: Greens")
    await page.get_by_label("Kale", exact=False).first.check()
    await expect(greens).to_have_text("Required 1/2")
    await page.get_by_label("Peas", exact=False).first.check()
    await expect(greens).to_have_text("Required 2/2")
    await expect(page.get_by_label("Rocket", exact=False).first).to_be_disabled()
    await page.click("#sheet .primary")
    await expect(page.locator(".line .choices")).to_have_text("Kale, Peas")


async def test_the_button_carries_the_price_that_is_then_ordered(
    phone: OpenPage, make_restaurant: MakeRestaurant
) -> None:
    """Size, options, amounts and quantity count as the server counts them."""
    page = await bowl(phone, make_restaurant)
    running = page.locator("#running")
    await expect(running).to_be_empty()
    await page.get_by_label("Large").check()
    await expect(running).to_have_text("€11.00")
    await page.get_by_label("Kale", exact=False).first.check()
    await page.get_by_label("Rocket", exact=False).first.check()
    await expect(running).to_have_text("€11.50")
    await page.get_by_label("How much Kale").select_option("extra")
    await page.get_by_label("How much Soy").select_option("extra")
    await expect(running).to_have_text("€13.00")
    await page.get_by_label("Soy", exact=False).first.uncheck()
    await page.locator("#sheet [data-step='1']").click()
    await expect(running).to_have_text("€24.00")
    await page.click("#sheet .primary")
    await expect(page.locator("#bar")).to_contain_text("€24.00")


async def test_what_was_removed_comes_back(phone: OpenPage, table: str, say: Say) -> None:
    """Undo puts the line where it stood, and the focus is on Undo; after the next step it is gone."""
    page = await phone(table)
    await say(page, "a margherita, a coke and a water")
    await page.click("#remove-1")
    await expect(page.locator(".line h3")).to_have_text(["Margherita Medium", "Water"])
    await expect(page.locator("#undo")).to_be_focused()
    await page.click("#undo")
    await expect(page.locator(".line h3")).to_have_text(["Margherita Medium", "Coke", "Water"])
    await page.click("#remove-0")
    await page.click("#more-0")
    await expect(page.locator("#undo")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
async def test_words_in_the_box_are_asked_about(
    phone: OpenPage, restaurant: Place, table: str, say: Say, *, scripts: bool
) -> None:
    """Order now orders nothing while words were typed and not added: they are added, or left out by a word of the diner."""
    page = await phone(table, java_script_enabled=scripts)
    await say(page, "a coke")
    await page.fill("#text", "and a water")
    await page.click("#confirm")
    await expect(page.locator(".sure q")).to_have_text("and a water")
    assert await placed(restaurant) == []
    await page.click("text=Add it")
    await expect(page.locator(".line h3")).to_have_text(["Coke", "Water"])
    await page.fill("#text", "never mind this")
    await page.click("#confirm")
    await page.click("text=Order without it")
    await expect(page.locator(".receipt li")).to_have_count(2)


async def test_a_refused_option_is_shown(phone: OpenPage, table: str, say: Say) -> None:
    """Also one that does not come with the dish; amounts are shown as they were said."""
    page = await phone(table)
    await say(page, "a margherita without olives, extra cheese and light onions")
    choices = page.locator(".line .choices")
    for said in ("without Olives", "Extra cheese", "light Onions"):
        await expect(choices).to_contain_text(said)


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_question_is_answered_in_place(
    phone: OpenPage, restaurant: Place, table: str, *, scripts: bool
) -> None:
    """A question orders nothing; what the menu states is shown above the box, and its dish opens from there."""
    del restaurant
    page = await phone(table, java_script_enabled=scripts)
    await page.fill("#text", "how much is the coke?")
    await page.click(".send")
    await expect(page.locator(".answer")).to_contain_text("3.00")
    await expect(page.locator(".line")).to_have_count(0)
    await page.click(".answer .chip")
    await expect(page.locator("#sheet-title")).to_have_text("Coke")


async def test_a_long_order_folds(phone: OpenPage, make_restaurant: MakeRestaurant, say: Say) -> None:
    """Of eight lines the last five are shown, the others unfold and stay so; seven are all shown."""
    dishes = [
        {"name": name, "price": "1.00"} for name in ("Ale", "Bun", "Corn", "Dill", "Egg", "Fig", "Gin", "Ham")
    ]
    place = await make_restaurant({"name": "Long", "categories": [{"name": "All", "items": dishes}]})
    page = await phone(f"/r/{place.slug}/")
    await say(page, "an ale, a bun, a corn, a dill, an egg, a fig, a gin")
    await expect(page.locator(".line:visible")).to_have_count(7)
    await say(page, "a ham")
    await expect(page.locator(".line:visible")).to_have_count(5)
    await page.click("#fold summary")
    await page.click("#more-0")
    await expect(page.locator("#line-0 output")).to_have_text("2")
    await expect(page.locator(".line:visible")).to_have_count(8)


async def test_a_changed_price_says_which(phone: OpenPage, restaurant: Place, table: str, say: Say) -> None:
    """Old and new, when it is found at the press on Order; the next press orders at the price that was shown."""
    page = await phone(table)
    await say(page, "a margherita and two cokes")
    coke = restaurant.item("Coke")["id"]
    await restaurant.owner.patch(f"/api/items/{coke}/", {"price": "3.50"})
    await page.click("#confirm")
    await expect(page.locator(".aside")).to_have_text("Coke costs €3.50 now, not €3.00.")
    await page.click("#confirm")
    await expect(page.locator(".number")).to_have_text("1")


async def test_two_tabs_share_one_order(phone: OpenPage, table: str, say: Say) -> None:
    """What one tab adds stands in the other at once, and neither loses what the other added."""
    one = await phone(table)
    other = await one.context.new_page()
    await other.goto(table)
    await say(one, "a coke")
    await expect(other.locator(".line h3")).to_have_text(["Coke"])
    await say(other, "a water")
    await expect(one.locator(".line h3")).to_have_text(["Coke", "Water"])
    await one.click("#more-0")
    await expect(other.locator("#line-0 output")).to_have_text("2")


async def test_a_rotated_code_keeps_the_order(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """The page says that the code is no longer in use and what to do; the new code's page has the order."""
    page = await phone(table)
    await say(page, "a coke")
    tables = f"/api/restaurants/{restaurant.id}/tables/"
    listed = (await restaurant.owner.get(tables)).body
    renewed = (await restaurant.owner.post(f"{tables}{listed[0]['id']}/rotate/")).body
    await page.click("#more-0")
    await expect(page.locator("#network")).to_contain_text("This code is no longer in use.")
    await page.goto(f"/t/{renewed['code']}")
    await expect(page.locator(".line h3")).to_have_text(["Coke"])
    await open_order(page)
    await page.click("#confirm")
    await expect(page.locator(".number")).to_have_text("1")


@pytest.mark.parametrize("scripts", [True, False])
async def test_the_staff_is_called(phone: OpenPage, restaurant: Place, table: str, *, scripts: bool) -> None:
    """By button, and by words after a press; the page says when the staff has seen it."""
    page = await phone(table, java_script_enabled=scripts)
    await page.click(".bell summary")
    await page.click("text=The bill, please")
    await expect(page.locator(".call")).to_have_text("The bill, please: The staff was called.")
    calls = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body["calls"]
    assert [(call["kind"], call["table_identifier"]) for call in calls] == [("bill", "5")]
    await restaurant.owner.patch(f"/api/kitchen/calls/{calls[0]['id']}/", {"done": True})
    await page.fill("#text", "a coke")
    await page.click(".send")
    await expect(page.locator(".call")).to_contain_text("is coming")


@pytest.mark.parametrize("scripts", [True, False])
async def test_the_staff_is_called_while_an_order_is_followed(
    phone: OpenPage, restaurant: Place, table: str, say: Say, *, scripts: bool
) -> None:
    """From the order's own page too; who took the call is named, with scripts at once."""
    await restaurant.owner.patch("/api/auth/me/", {"first_name": "Anna"})
    page = await phone(table, java_script_enabled=scripts)
    await say(page, "a coke")
    await page.click("#confirm")
    await page.get_by_role("button", name="The bill, please").click()
    await expect(page.locator(".call")).to_have_text("The bill, please: The staff was called.")
    calls = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body["calls"]
    await restaurant.owner.patch(f"/api/kitchen/calls/{calls[0]['id']}/", {"done": True})
    if not scripts:
        await page.fill("#text", "a coke")
        await page.click(".send")
    await expect(page.locator(".call")).to_have_text("The bill, please: Anna is coming.")


async def test_the_kind_of_order_and_a_note_reach_the_kitchen(
    phone: OpenPage, restaurant: Place, say: Say
) -> None:
    """Without a table the diner says whether to eat in or take away; a note is for the whole order."""
    page = await phone(f"/r/{restaurant.slug}/")
    await say(page, "a coke")
    await page.get_by_label("Take away").check()
    await page.click(".more summary")
    await page.fill("#order-note", "with two straws")
    await page.click("#confirm")
    order = (await restaurant.public.get(f"/api/public/orders/{await order_id(page)}/status/")).body
    assert (order["order_type"], order["note"]) == ("take_away", "with two straws")


async def test_the_order_stays_in_reach_of_the_keyboard(phone: OpenPage, table: str, say: Say) -> None:
    """The focus never falls to the body: after removing the last line, closing the order, leaving a sheet."""
    page = await phone(table)
    await say(page, "a coke and a water")
    for press in ("#remove-1", "#remove-0"):
        await page.click(press)
        await expect(page.locator("#undo")).to_be_focused()
    await page.click("#undo")
    await expect(page.locator(".line")).to_have_count(1)
    assert await page.evaluate("document.activeElement !== document.body")
    await open_order(page)
    await page.keyboard.press("Escape")
    await expect(page.locator("#bar")).to_be_focused()
