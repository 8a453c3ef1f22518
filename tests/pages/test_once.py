"""Nothing is ordered twice or lost, whatever the network, the finger or the browser does."""

import asyncio
import re

import pytest
from playwright.async_api import Page, Route, expect

from tests.fixtures.api import Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import Say, placed

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def is_confirm(route: Route) -> bool:
    return "do=confirm" in (route.request.post_data or "")


async def lose_answers(page: Page, table: str, times: int) -> None:
    """Let confirms reach the server, and lose the first answers on the way back."""
    lost = 0

    async def carry(route: Route) -> None:
        nonlocal lost
        if is_confirm(route) and lost < times:
            lost += 1
            await route.fetch()
            await route.abort("connectionreset")
        else:
            await route.continue_()

    await page.route(f"**{table}", carry)


async def test_the_answer_is_lost(phone: OpenPage, restaurant: Place, table: str, say: Say) -> None:
    """The answers to the confirm are lost twice: the page tries again by itself and finds its one order."""
    page = await phone()
    await page.clock.install()
    await page.goto(table)
    await say(page, "a coke")
    await lose_answers(page, table, times=2)
    await page.click("#confirm")
    await expect(page.locator("#network")).to_contain_text("it is placed only once")
    while not await page.locator(".number").count():
        await page.clock.run_for(1_000)
        await page.wait_for_timeout(50)
    await expect(page.locator(".number")).to_have_text("1")
    assert await placed(restaurant) == [1]


async def test_the_page_is_closed_before_the_answer(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """The answer is lost and the page reloaded: the device remembers the order, and the page leads to it."""
    page = await phone(table)
    await say(page, "a coke")
    await lose_answers(page, table, times=100)
    await page.click("#confirm")
    await expect(page.locator("#network")).to_be_visible()
    await page.unroute_all()
    await page.goto(table)
    await expect(page.locator(".number")).to_have_text("1")
    assert await placed(restaurant) == [1]


async def test_an_old_unanswered_confirm_is_not_sent_by_itself(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """A confirm that never left the phone an hour ago is shown and not sent until the diner presses again."""
    page = await phone(table)
    await say(page, "a coke")
    await page.route(f"**{table}", lambda route: route.abort())
    await page.click("#confirm")
    await expect(page.locator("#network")).to_be_visible()
    await page.evaluate(
        """() => {
            const [name] = Object.keys(localStorage);
            const kept = JSON.parse(localStorage.getItem(name));
            kept.sending.at -= 3600e3;
            localStorage.setItem(name, JSON.stringify(kept));
        }"""
    )
    await page.unroute_all()
    await page.goto(table)
    await expect(page.locator(".line")).to_have_count(1)
    await expect(page.locator("#network")).to_contain_text("could not see whether")
    assert await placed(restaurant) == []
    await page.click("#confirm")
    await expect(page.locator(".number")).to_have_text("1")


async def test_pressed_twice(phone: OpenPage, restaurant: Place, table: str, say: Say) -> None:
    """Two quick presses make one order."""
    page = await phone(table)
    await say(page, "a coke")
    await page.dblclick("#confirm")
    await expect(page.locator(".number")).to_have_text("1")
    assert await placed(restaurant) == [1]


async def test_pressed_twice_without_scripts(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """Going back and pressing again, without scripts, leads to the same order."""
    page = await phone(table, java_script_enabled=False)
    await say(page, "a coke")
    await page.click("#confirm")
    await expect(page.locator(".number")).to_have_text("1")
    await page.go_back()
    await page.click("#confirm")
    await expect(page.locator(".number")).to_have_text("1")
    assert await placed(restaurant) == [1]


async def test_changed_after_it_was_placed(phone: OpenPage, restaurant: Place, table: str, say: Say) -> None:
    """Going back, changing the order and pressing again says that the first one was placed, and shows it."""
    page = await phone(table, java_script_enabled=False)
    await say(page, "a coke")
    await page.click("#confirm")
    await expect(page.locator(".number")).to_have_text("1")
    await page.go_back()
    await page.click("#more-0")
    await page.click("#confirm")
    await expect(page.locator(".problem")).to_contain_text("was placed already")
    assert await placed(restaurant) == [1]
    await page.click(".problem a")
    await expect(page.locator(".number")).to_have_text("1")


async def test_back_shows_an_empty_order_and_the_one_placed(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """After ordering, going back offers a new order and leads to the one that was placed."""
    page = await phone(table)
    await say(page, "a coke")
    await page.click("#confirm")
    await expect(page.locator(".number")).to_have_text("1")
    await page.go_back()
    await expect(page.locator(".placed")).to_contain_text("Order 1")
    await expect(page.locator(".line")).to_have_count(0)
    assert await placed(restaurant) == [1]


async def said_of_order(page: Page) -> str:
    """What the order says, but for the bar, which comes and goes as the page is scrolled."""
    await expect(page.locator(".aside")).to_be_visible()
    said: str = await page.evaluate(
        "[...document.querySelector('#order').children].filter((e) => !e.matches('.bar')).map((e) => e.innerText).join()"
    )
    return said


async def test_the_order_in_progress_survives_a_reload(phone: OpenPage, table: str, say: Say) -> None:
    """Lines, words not understood and the key are the same after a reload."""
    page = await phone(table)
    await say(page, "a large margherita without onions and a flying carpet")
    key = await page.input_value("input[name=key]")
    said = await said_of_order(page)
    await page.reload()
    await expect(page.locator(".line")).to_have_count(1)
    assert await said_of_order(page) == said
    assert await page.input_value("input[name=key]") == key


async def test_an_open_question_survives_a_reload(phone: OpenPage, table: str) -> None:
    """A question is there after a reload, where no line has come of the words yet, and is answered then."""
    page = await phone(table)
    await page.fill("#text", "two pizzas with olives")
    await page.click(".say .primary")
    await expect(page.locator(".question")).to_be_visible()
    await page.reload()
    await page.click(".question >> text=Pepperoni pizza")
    await expect(page.locator(".line")).to_contain_text("Olives")
    await expect(page.locator(".line output")).to_have_text("2")


async def test_a_step_without_network_changes_nothing(phone: OpenPage, table: str, say: Say) -> None:
    """Saying something while the network is away says so, keeps the words and the order, and works afterwards."""
    page = await phone(table)
    await say(page, "a coke")
    await page.context.set_offline(True)
    await page.fill("#text", "and a water")
    await page.click(".say .primary")
    await expect(page.locator("#network")).to_contain_text("Nothing was changed")
    await expect(page.locator(".line")).to_have_count(1)
    assert await page.input_value("#text") == "and a water"
    await page.context.set_offline(False)
    await page.click(".say .primary")
    await expect(page.locator(".line")).to_have_count(2)
    await expect(page.locator("#network")).to_be_hidden()


async def test_pressed_often_on_a_slow_network(phone: OpenPage, table: str, say: Say) -> None:
    """Pressing + three times on a slow network makes three more, pressing the bin twice removes one line alone."""
    page = await phone(table)
    await say(page, "a coke and a water")
    is_pressed = asyncio.Event()

    async def wait_for_the_presses(route: Route) -> None:
        await is_pressed.wait()
        await route.continue_()

    await page.route(f"**{table}", wait_for_the_presses)
    for _ in range(3):
        await page.locator("#more-0").dispatch_event("click")
    await expect(page.locator("#page")).to_have_attribute("data-busy", "")
    is_pressed.set()
    await expect(page.locator(".line output").first).to_have_text("4")
    await expect(page.locator("#page")).not_to_have_attribute("data-busy", "")
    is_pressed.clear()
    await page.locator("#remove-0").dblclick()
    await expect(page.locator("#page")).to_have_attribute("data-busy", "")
    is_pressed.set()
    await expect(page.locator("#page")).not_to_have_attribute("data-busy", "")
    await expect(page.locator(".line h3")).to_have_text(["Water"])


async def test_a_choice_without_network(phone: OpenPage, table: str) -> None:
    """Saving a dish's choices while the network is away says so above the open sheet, and keeps what was chosen."""
    page = await phone(table)
    await page.click(".item:has-text('Margherita')")
    await page.locator("#sheet").get_by_label("Large").check()
    await page.context.set_offline(True)
    await page.click("#sheet .primary")
    toast = page.locator("#sheet #network")
    await expect(toast).to_contain_text("Nothing was changed")
    box = await toast.bounding_box()
    assert box
    top = "([x, y]) => document.elementFromPoint(x, y).id"
    assert await page.evaluate(top, [box["x"] + box["width"] / 2, box["y"] + 5]) == "network"
    await page.context.set_offline(False)
    await page.click("#sheet .primary")
    await expect(page.locator(".line")).to_contain_text("Large")
    await expect(toast).to_have_count(0)
    await expect(page.locator("#network")).to_be_hidden()


async def test_two_diners_at_one_table(phone: OpenPage, restaurant: Place, table: str, say: Say) -> None:
    """Two phones at one table order apart: neither sees the other's order, and both are placed."""
    one, other = await phone(table), await phone(table)
    await say(one, "a coke")
    await other.reload()
    await expect(other.locator(".line")).to_have_count(0)
    await say(other, "two waters")
    await one.click("#confirm")
    await expect(one.locator(".number")).to_have_text("1")
    await expect(one.locator(".receipt li")).to_have_count(1)
    await other.click("#confirm")
    await expect(other.locator(".number")).to_have_text("2")
    await expect(other.locator(".receipt")).to_contain_text("Water")
    await other.goto(table)
    await expect(other.locator(".placed a")).to_have_count(1)
    assert sorted(await placed(restaurant)) == [1, 2]


async def test_an_order_that_cannot_be_read_any_more(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """What a device kept and the server cannot read is forgotten, and the page works."""
    page = await phone(table)
    await page.evaluate(
        "slug => localStorage.setItem('aiqr:' + slug, JSON.stringify({state: '{\"x\": 1}', key: 'k', at: Date.now()}))",
        restaurant.slug,
    )
    await page.reload()
    await expect(page.locator("input[name=state]")).to_have_value("{}")
    assert await page.evaluate("localStorage.length") == 0
    await say(page, "a coke")
    await expect(page.locator("#network")).to_be_hidden()


@pytest.mark.parametrize("by", ["button", "Enter"])
async def test_words_said_while_others_are_read_are_read_next(
    phone: OpenPage, table: str, say: Say, by: str
) -> None:
    """What is typed while an answer is on its way stays, and is read behind it, once, also at a double press."""
    page = await phone(table)
    await say(page, "a coke")
    may_go = asyncio.Event()

    async def hold(route: Route) -> None:
        await may_go.wait()
        await route.continue_()

    await page.route(f"**{table}", hold)
    await page.fill("#text", "a water")
    await page.click(".say .primary")
    await page.fill("#text", "a margherita")
    if by == "button":
        await page.locator(".say .primary").dblclick()
    else:
        await page.press("#text", "Enter")
        await page.press("#text", "Enter")
    may_go.set()
    await expect(page.locator(".line h3")).to_have_text(["Coke", "Water", re.compile("Margherita")])
    await expect(page.locator("#page")).not_to_have_attribute("data-busy", "")
    await expect(page.locator("#text")).to_have_value("")
    await expect(page.locator(".line h3")).to_have_count(3)
