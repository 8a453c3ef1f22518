"""What the phones at one table see of each other."""

import asyncio
import json

import aiohttp
import pytest
from playwright.async_api import Page, Route, expect

from tests.fixtures.api import Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import Say, placed
from tests.pages.test_forms import post, state_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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


COUNTED_STREAMS = """
    globalThis.EventSource = class extends EventSource {
        constructor(address) {
            super(address);
            document.documentElement.dataset.heard = 0;
            this.addEventListener("table", () => document.documentElement.dataset.heard++);
        }
    }
"""


async def test_only_a_change_is_asked_for(phone: OpenPage, restaurant: Place, table: str) -> None:
    """A stream that begins, or begins again, with what the page shows asks for nothing; what changed meanwhile is asked for once."""
    page = await phone()
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.headers.get("x-fragment", "")))
    await page.add_init_script(COUNTED_STREAMS)
    await page.goto(table)
    heard, total = page.locator("html"), page.locator("#table-orders summary")

    async def order() -> None:
        await restaurant.order(restaurant.line("Coke"), table_code=table.split("/")[2])

    async def leave() -> None:
        await page.evaluate("dispatchEvent(new Event('pagehide'))")

    async def come_back() -> None:
        await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    await expect(heard).to_have_attribute("data-heard", "1")
    await order()
    await expect(total).to_have_text("Your table has ordered €3.00")
    assert asked.count("table") == 1
    await leave()
    await come_back()
    await expect(heard).to_have_attribute("data-heard", "1")
    await order()
    await expect(total).to_have_text("Your table has ordered €6.00")
    assert asked.count("table") == 2
    await leave()
    await order()
    await come_back()
    await expect(total).to_have_text("Your table has ordered €9.00")
    assert asked.count("table") == 3


async def test_changes_in_quick_succession_are_asked_for_once(
    phone: OpenPage, restaurant: Place, table: str
) -> None:
    """While one question is on its way no other is; what changed meanwhile is asked for after it, once; what does not come, again."""
    page = await phone()
    held: asyncio.Queue[Route] = asyncio.Queue()

    async def hold(route: Route) -> None:
        await (held.put(route) if route.request.headers.get("x-fragment") == "table" else route.continue_())

    await page.route(f"**{table}", hold)
    await page.add_init_script(COUNTED_STREAMS)
    await page.goto(table)
    heard, total = page.locator("html"), page.locator("#table-orders summary")
    for count in range(1, 4):
        await expect(heard).to_have_attribute("data-heard", str(count))
        await restaurant.order(restaurant.line("Coke"), table_code=table.split("/")[2])
    await expect(heard).to_have_attribute("data-heard", "4")
    first = await held.get()
    assert held.empty()
    await first.continue_()
    await expect(total).to_have_text("Your table has ordered €9.00")
    assert held.empty()
    await restaurant.order(restaurant.line("Coke"), table_code=table.split("/")[2])
    await (await held.get()).abort()
    await (await held.get()).continue_()
    await expect(total).to_have_text("Your table has ordered €12.00")
    assert held.empty()


async def test_an_answer_of_before_the_last_change_is_asked_for_anew(
    phone: OpenPage, restaurant: Place, table: str
) -> None:
    """An answer that was written before a change and came after its event is not the last one."""
    page = await phone()
    held: asyncio.Queue[tuple[Route, bytes]] = asyncio.Queue()

    async def answered_early(route: Route) -> None:
        if route.request.headers.get("x-fragment") != "table":
            await route.continue_()
            return
        answer = await route.fetch()
        await held.put((route, await answer.body()))

    await page.route(f"**{table}", answered_early)
    await page.add_init_script(COUNTED_STREAMS)
    await page.goto(table)
    heard, total = page.locator("html"), page.locator("#table-orders summary")
    await expect(heard).to_have_attribute("data-heard", "1")
    await restaurant.order(restaurant.line("Coke"), table_code=table.split("/")[2])
    route, before = await held.get()
    await restaurant.order(restaurant.line("Coke"), table_code=table.split("/")[2])
    await expect(heard).to_have_attribute("data-heard", "3")
    await route.fulfill(body=before, content_type="text/html")
    await expect(total).to_have_text("Your table has ordered €3.00")
    route, now = await held.get()
    await route.fulfill(body=now, content_type="text/html")
    await expect(total).to_have_text("Your table has ordered €6.00")
    assert held.empty()


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


async def put_in(page: Page, say: Say, words: str, name: str = "") -> None:
    await say(page, words)
    if name:
        await page.fill("#name", name)
    await page.click("#share")


@pytest.mark.parametrize("scripts", [True, False])
async def test_two_phones_fill_one_order_and_place_it_once(
    phone: OpenPage, restaurant: Place, table: str, say: Say, *, scripts: bool
) -> None:
    """Each line has its guest, only the own one can be taken out; one press places all, and both follow the order."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"share_table": "names"})
    ines = await phone(table, java_script_enabled=scripts)
    paul = await phone(table, java_script_enabled=scripts)
    await put_in(ines, say, "two cokes", "Ines")
    await put_in(paul, say, "a water", "Paul")
    if not scripts:
        await ines.goto(table)
    await expect(ines.locator("#shared li")).to_have_text(["You: 2 × Coke€6.00", "Paul: 1 × Water€2.00"])
    await expect(ines.locator("#shared .bin")).to_have_count(1)
    await expect(paul.locator("#shared li").first).to_contain_text("Ines: 2 × Coke")
    await expect(ines.locator("#place-table")).to_have_text("Order for the table · €8.00")
    await ines.click("#place-table")
    await expect(ines.locator(".total dd")).to_have_text("€8.00")
    if not scripts:
        await paul.goto(table)
    await paul.get_by_role("link", name="The table's order was placed").click()
    await expect(paul.locator(".number")).to_have_text("1")


async def test_two_presses_at_once_are_one_order(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """Both phones are led to it."""
    first, second = await phone(table), await phone(table)
    await put_in(first, say, "two cokes")
    await expect(second.locator("#place-table")).to_have_text("Order for the table · €6.00")
    await asyncio.gather(first.click("#place-table"), second.click("#place-table"))
    for page in (first, second):
        await expect(page.locator(".number")).to_have_text("1")
    assert await placed(restaurant) == [1]


async def test_what_the_other_changed_is_not_placed_unseen(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """A press on an older order changes nothing, says so, and shows it as it is; one's own dishes are not forgotten either."""
    first, second = await phone(table), await phone(table, java_script_enabled=False)
    await put_in(second, say, "two cokes")
    await put_in(first, say, "a water")
    await expect(first.locator("#shared li")).to_have_count(2)
    await second.click("#place-table")
    await expect(second.locator(".problem")).to_contain_text("has changed just now. Nothing was ordered")
    await expect(second.locator("#shared li")).to_have_count(2)
    await say(first, "a coke")
    await first.keyboard.press("Escape")
    await first.click("#place-table")
    await expect(first.locator(".problem")).to_contain_text("You have dishes of your own")
    assert await placed(restaurant) == []


async def test_a_line_is_taken_out_on_every_phone(phone: OpenPage, table: str, say: Say) -> None:
    """Live, without a reload; with the last one the order is gone."""
    first, second = await phone(table), await phone(table)
    await put_in(first, say, "two cokes")
    await expect(second.locator("#shared li")).to_have_count(1)
    await first.click("#shared .bin")
    await expect(second.locator("#shared")).to_have_count(0)
    await expect(first.locator("#shared")).to_have_count(0)


async def test_an_allergy_goes_with_the_lines(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """It is asked about before, read by the table, and the kitchen gets it with the order."""
    page = await phone(table)
    await say(page, "a margherita, I am allergic to milk")
    await page.click("#share")
    await page.get_by_role("button", name="Order all the same").click()
    await expect(page.locator("#shared")).to_contain_text("allergic to milk")
    await page.click("#place-table")
    await page.locator(".number").wait_for()
    found = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/orders/")
    assert [one["allergens"] for one in found.body["orders"][0]["allergies"]] == [["milk"]]
    assert found.body["orders"][0]["items"][0]["conflicts"] == ["milk"]


async def test_whoever_just_sat_down_knows_the_own_line(
    http: aiohttp.ClientSession, restaurant: Place, table: str
) -> None:
    """The page that answers a phone's first step at the table says "You" and offers to take the line out: its cookie is on its way only."""
    state = f'{{"lines": [{{"menu_item_id": {restaurant.item("Coke")["id"]}}}]}}'
    _, text = await post(http, table, do="share", state=state, key="a key of one phone")
    assert '<bdi class="hint">You:</bdi>' in text
    assert 'value="unshare:1"' in text


async def test_a_full_order_takes_no_more(http: aiohttp.ClientSession, restaurant: Place, table: str) -> None:
    """The page says so, and the diner's own order is as it was."""
    coke = f'{{"menu_item_id": {restaurant.item("Coke")["id"]}}}'
    lines = ", ".join([coke] * 60)
    first, _ = await post(http, table, do="share", state=f'{{"lines": [{lines}]}}', key="a key of one phone")
    status, text = await post(
        http, table, do="share", state=f'{{"lines": [{lines}]}}', key="a key of another"
    )
    assert (first, status) == (200, 409)
    assert "as much in it as it may have" in text
    assert len(json.loads(state_of(text))["lines"]) == 60


async def test_a_dead_stream_is_begun_anew(phone: OpenPage, restaurant: Place, table: str) -> None:
    """A phone that hears nothing for 40 seconds asks anew, also where its browser took the line for alive."""
    page = await phone()
    await page.add_init_script(
        """
        const Real = EventSource;
        let opened = 0;
        globalThis.EventSource = class extends EventTarget {
            constructor(address) {
                super();
                opened += 1;
                document.documentElement.dataset.opened = opened;
                if (opened > 1) return new Real(address);
            }
            close() {}
        };
        """
    )
    await page.clock.install()
    await page.goto(table)
    opened = page.locator("html")
    await expect(opened).to_have_attribute("data-opened", "1")
    await restaurant.order(restaurant.line("Coke"), table_code=table.split("/")[2])
    await page.clock.run_for(39_000)
    await expect(opened).to_have_attribute("data-opened", "1")
    await page.clock.run_for(2_000)
    await expect(opened).to_have_attribute("data-opened", "2")
    await expect(page.locator("#table-orders summary")).to_have_text("Your table has ordered €3.00")
