"""What changes between adding and confirming is said, and never ordered by surprise."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from server.parsing.text.language import questions_in
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import Say

pytestmark = [pytest.mark.browser, pytest.mark.slow]


async def sell_out(restaurant: Place, name: str) -> None:
    item = restaurant.item(name)
    answer = await restaurant.owner.patch(f"/api/kitchen/items/{item['id']}/", {"available": False})
    assert answer.status == 200, answer


@pytest.mark.parametrize("scripts", [True, False])
async def test_sold_out_between_adding_and_confirming(
    phone: OpenPage, restaurant: Place, table: str, say: Say, *, scripts: bool
) -> None:
    """A dish that runs out meanwhile is taken off and said so; the rest is ordered at the second press."""
    page = await phone(table, java_script_enabled=scripts)
    await say(page, "a coke and a margherita")
    await sell_out(restaurant, "Coke")
    await page.click("#confirm")
    await expect(page.locator(".problem")).to_contain_text("ran out just now. Nothing was ordered yet")
    await expect(page.locator(".aside.sold")).to_contain_text("Coke")
    await expect(page.locator(".line")).to_have_count(1)
    await page.click("#confirm")
    await expect(page.locator(".receipt li")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_price_changed(
    phone: OpenPage, restaurant: Place, table: str, say: Say, *, scripts: bool
) -> None:
    """A total that is not the one shown is shown first, and ordered only when it is pressed again."""
    page = await phone(table, java_script_enabled=scripts)
    await say(page, "a coke")
    item = restaurant.item("Coke")
    changed = await restaurant.owner.patch(f"/api/items/{item['id']}/", {"price": "3.50"})
    assert changed.status == 200, changed
    await page.click("#confirm")
    await expect(page.locator(".problem")).to_contain_text("A price has changed")
    await expect(page.locator(".total dd")).to_have_text("€3.50")
    await page.click("#confirm")
    await expect(page.locator(".receipt .total dd")).to_have_text("€3.50")


async def test_closed_meanwhile(phone: OpenPage, restaurant: Place, table: str, say: Say) -> None:
    """Where the restaurant closes meanwhile, nothing is ordered and the order is kept."""
    page = await phone(table)
    await say(page, "a coke")
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"is_open": False})
    await page.click("#confirm")
    await expect(page.locator(".problem")).to_contain_text("takes no orders")
    await expect(page.locator(".line")).to_have_count(1)
    await expect(page.locator("#confirm")).to_have_count(0)
    await page.reload()
    await expect(page.locator(".badge.closed")).to_be_visible()
    await expect(page.locator(".line")).to_have_count(1)


async def test_a_dish_left_the_menu(phone: OpenPage, restaurant: Place, table: str, say: Say) -> None:
    """A dish that left the menu is said to be gone when the order is shown again."""
    page = await phone(table)
    await say(page, "a coke and a water")
    await restaurant.owner.patch(f"/api/items/{restaurant.item('Coke')['id']}/", {"is_active": False})
    await page.click("#more-1")
    await expect(page.locator(".line")).to_have_count(1)
    await expect(page.locator(".aside")).to_contain_text("Coke")


async def test_questions_are_answered_by_buttons(
    phone: OpenPage, make_restaurant: MakeRestaurant, say: Say
) -> None:
    """Required choices are asked beside the line, and the order can be placed once they are answered."""
    menu = {
        "name": "Grill",
        "categories": [
            {
                "name": "Grill",
                "items": [
                    {
                        "name": "Steak",
                        "variants": [
                            {"label": "Small", "price": "20.00"},
                            {"label": "Big", "price": "30.00"},
                        ],
                        "modifier_groups": [
                            {
                                "name": "Sides",
                                "min": 2,
                                "max": 2,
                                "options": [{"name": "Fries"}, {"name": "Salad"}, {"name": "Rice"}],
                            }
                        ],
                    }
                ],
            }
        ],
    }
    place = await make_restaurant(menu)
    page = await phone(f"/r/{place.slug}/")
    await say(page, "a steak")
    await expect(page.locator("#confirm")).to_have_count(0)
    await page.click(".answers >> text=Big")
    await page.click(".answers >> text=Salad")
    await expect(page.locator(".question legend")).to_have_text("Sides: choose 1")
    await page.click(".answers >> text=Fries")
    await expect(page.locator(".question")).to_have_count(0)
    await page.fill("#name", "Ana")
    await page.click("#confirm")
    await expect(page.locator(".receipt")).to_contain_text("Big, Salad, Fries")
    await expect(page.locator(".receipt")).to_contain_text("Ana")


async def test_what_a_person_typed_is_text(
    phone: OpenPage, make_restaurant: MakeRestaurant, say: Say
) -> None:
    """Markup in names, descriptions, notes and words is shown as it was written and never runs."""
    evil = "<img src=x onerror=alert(1)>"
    menu = {
        "name": evil,
        "categories": [
            {
                "name": evil,
                "items": [
                    {"name": f"Soup {evil}", "aliases": ["soup"], "description": evil, "price": "5.00"}
                ],
            }
        ],
    }
    place = await make_restaurant(menu, name=evil)
    page = await phone(f"/r/{place.slug}/")
    await page.click(".item")
    await page.fill("#note", evil)
    await page.click("#sheet .primary")
    await expect(page.locator(".note")).to_have_text(evil)
    await say(page, f"a soup and {evil}")
    await page.fill("#name", evil)
    await page.click("#confirm")
    await expect(page.locator(".receipt")).to_contain_text(evil)
    assert await page.locator("img").count() == 0


@pytest.mark.parametrize("scripts", [True, False])
async def test_what_was_meant_is_asked(
    phone: OpenPage, restaurant: Place, table: str, say: Say, *, scripts: bool
) -> None:
    """Words that fit several dishes are asked about and not said to be missing; the answer keeps all that was said."""
    page = await phone(table, java_script_enabled=scripts)
    await say(page, "a coke and two large pizzas with extra olives and no onions, cut in four")
    question = page.locator(".question")
    await expect(question).to_contain_text("pizzas")
    await expect(page.locator(".aside")).to_have_count(0)
    await say(page, "and a water")
    await page.locator("#less-1").click()
    await expect(question).to_have_count(1)
    await question.get_by_role("button", name="Pepperoni pizza").click()
    line = page.locator(".line").nth(1)
    await expect(line).to_contain_text("Pepperoni pizza Large")
    await expect(line.locator("output")).to_have_text("2")
    await expect(line).to_contain_text("without Onions, extra Olives")
    await expect(line).to_contain_text("cut in four")
    await expect(line.locator(".words")).to_contain_text("two large pizzas with extra olives")
    await expect(page.locator(".line h3").first).to_have_text("Coke")
    await expect(question).to_have_count(0)
    await page.click("#confirm")
    await expect(page.locator(".number")).to_be_visible()
    listed = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/orders/")
    assert [order["number"] for order in listed.body["orders"]] == [1]


async def test_a_question_is_answered_by_words(phone: OpenPage, table: str, say: Say) -> None:
    """Saying which dish was meant closes the question too; saying something else does not."""
    page = await phone(table)
    await say(page, "a coke and a pizza")
    await say(page, "and a water")
    await expect(page.locator(".question")).to_have_count(1)
    await page.fill("#text", "a pepperoni pizza")
    await page.click(".say .primary")
    await expect(page.locator(".line")).to_have_count(3)
    await expect(page.locator(".question")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
async def test_questions_are_in_the_language_of_the_page(
    phone: OpenPage, table: str, say: Say, *, scripts: bool
) -> None:
    """Whatever language is spoken, questions are asked in the chosen one, also when it is chosen afterwards."""
    page = await phone(f"{table}?lang=fr", java_script_enabled=scripts)
    await say(page, "a coke and two pizzas please")
    question = page.locator(".question legend")
    await expect(question).to_have_text(questions_in("fr")["did_you_mean"].format(words="pizzas"))
    await page.click("#close-order")
    await page.click(".language summary")
    await page.click(".language >> text=Deutsch")
    await expect(question).to_have_text(questions_in("de")["did_you_mean"].format(words="pizzas"))


async def test_a_pause_says_when_it_ends(phone: OpenPage, restaurant: Place, table: str) -> None:
    """While the kitchen pauses, the page says so, with the reason and when orders are taken again."""
    until = (datetime.now(UTC) + timedelta(minutes=30)).isoformat()
    paused = await restaurant.owner.patch(
        f"/api/restaurants/{restaurant.id}/hours/", {"paused_until": until, "pause_reason": "A large party"}
    )
    assert paused.status == 200, paused
    page = await phone(table)
    await expect(page.locator(".badge.closed")).to_be_visible()
    await expect(page.locator(".notice:visible")).to_contain_text(re.compile("Back at|again"))
    await expect(page.locator(".notice:visible")).to_contain_text("A large party")


async def test_a_full_kitchen_says_so(phone: OpenPage, restaurant: Place, table: str, say: Say) -> None:
    """What the throttle refuses is said to be that, with the time of the next order, and the order is kept."""
    hours = f"/api/restaurants/{restaurant.id}/hours/"
    await restaurant.owner.patch(hours, {"throttle": {"orders": 1, "minutes": 60}})
    for number in (1, 2):
        page = await phone(table)
        await say(page, "a coke")
        await page.click("#confirm")
        if number == 1:
            await expect(page.locator(".number")).to_have_text("1")
    await expect(page.locator(".problem")).to_contain_text("as many orders as it can cook")
    await expect(page.locator(".problem")).to_contain_text("Orders are taken again")
    await expect(page.locator(".line")).to_have_count(1)


async def test_the_orders_page_says_when_it_is_offline(phone: OpenPage, table: str, say: Say) -> None:
    """As soon as the server cannot be reached the page says that this is how it stood, and no longer when it can."""
    page = await phone(table)
    await say(page, "a coke")
    await page.click("#confirm")
    await expect(page.locator(".number")).to_be_visible()
    await expect(page.locator("#stale")).to_be_hidden()
    await page.context.set_offline(True)
    await expect(page.locator("#stale")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.locator("#stale")).to_be_hidden()
