"""Every page, in every language, light and dark, for every pair of eyes and ears."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from server.pages.i18n import LANGUAGES
from server.pages.style import FILE, shorten
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import Say

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def axe() -> str:
    """The source of axe-core."""
    if not AXE.exists():
        if os.environ.get("CI"):
            pytest.fail("axe-core is missing: .ci/run installs it.")
        pytest.skip("axe-core is missing: run «npm ci --ignore-scripts» in tests/pages.")
    return AXE.read_text()


async def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds on a page, a line each."""
    await page.evaluate(axe)
    found: dict[str, Any] = await page.evaluate(
        "(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", RULES
    )
    return [
        f"{v['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:200]}"
        for v in found["violations"]
        for node in v["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_violation_on_the_way_of_an_order(
    phone: OpenPage, restaurant: Place, table: str, say: Say, axe: str, scheme: str
) -> None:
    """axe-core finds no violation on the page empty, with an order, with its sheet open, and following it."""
    page = await phone(table, color_scheme=scheme)
    assert await violations(page, axe) == []
    await say(page, "two margheritas, allergic to nuts, and a flying carpet")
    assert await violations(page, axe) == []
    await page.click("#edit-0")
    await page.wait_for_selector("#sheet:modal")
    assert await violations(page, axe) == []
    await page.click("#sheet .primary")
    await page.wait_for_selector("#sheet", state="detached")
    await page.click("#confirm")
    await page.wait_for_selector(".number")
    assert await violations(page, axe) == []
    order = page.url.split("/")[4]
    await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": "cancelled"})
    await expect(page.locator(".state.cancelled")).to_be_visible()
    assert await violations(page, axe) == []


async def test_no_violation_on_any_other_page(phone: OpenPage, restaurant: Place, axe: str) -> None:
    """axe-core finds no violation on the landing page, the board, forms of the staff, and errors."""
    invited = await restaurant.owner.post(
        f"/api/restaurants/{restaurant.id}/staff/", {"email": "cook@example.com", "role": "kitchen"}
    )
    token = invited.body["invite_url"].rsplit("/", 1)[-1]
    await restaurant.order()
    page = await phone()
    for path in (
        "/",
        f"/r/{restaurant.slug}/board/",
        f"/r/{restaurant.slug}/kiosk/",
        f"/invite/{token}",
        "/pair/ABCD-EFGH",
        "/t/no-such-code",
    ):
        await page.goto(path)
        assert await violations(page, axe) == [], path


@pytest.mark.slow
async def test_every_language_is_rendered(phone: OpenPage, table: str) -> None:
    """In each language the page says its own words, fits the phone's width, and orders."""
    for number, language in enumerate(LANGUAGES, 1):
        page = await phone(table, locale=language)
        assert await page.get_attribute("html", "lang") == language
        await page.click(".dish-row:has-text('Coke') .plus")
        await expect(page.locator(".line"), language).to_have_count(1)
        await page.click("#bar")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), language
        await page.click("#confirm")
        await expect(page.locator(".number"), language).to_have_text(str(number))
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), language


async def test_a_language_is_chosen(phone: OpenPage, table: str, say: Say) -> None:
    """A chosen language stays for the next pages, and the order in progress is kept."""
    page = await phone(table)
    await say(page, "a coke")
    await page.click("#close-order")
    await page.click(".language summary")
    await page.click(".language >> text=Deutsch")
    await expect(page.locator("#confirm")).to_have_text("Jetzt bestellen · 3,00 €")
    await page.click("#bar")
    await page.click("#confirm")
    await expect(page.locator(".state")).to_have_text("Die Küche hat Ihre Bestellung.")


async def test_a_language_is_chosen_without_scripts(phone: OpenPage, table: str, say: Say) -> None:
    """Without scripts, too, a chosen language keeps the order in progress and stays."""
    page = await phone(table, java_script_enabled=False)
    await say(page, "a coke")
    await page.click("#close-order")
    await page.click(".language summary")
    await page.click(".language >> text=Deutsch")
    await expect(page.locator("#confirm")).to_have_text("Jetzt bestellen · 3,00 €")
    await page.goto("/")
    assert await page.get_attribute("html", "lang") == "de"


async def test_text_at_twice_the_size(phone: OpenPage, table: str, say: Say) -> None:
    """With text at 200 % nothing is cut off sideways or squeezed to a column of letters, and the order can be placed."""
    page = await phone(f"{table}?lang=de")
    await page.evaluate(TWICE)
    await say(page, "a large pepperoni pizza without onions, a burger and a flying carpet, allergic to nuts")
    assert await unfit(page) == []
    await page.click("#edit-0")
    await page.wait_for_selector("#sheet:modal")
    assert await unfit(page) == []
    await page.click("#sheet .primary")
    await page.wait_for_selector("#sheet", state="detached")
    await page.click("#confirm")
    await expect(page.locator(".number")).to_be_visible()
    await page.evaluate(TWICE)
    assert await unfit(page) == []
    await page.goto(table)
    await page.evaluate(TWICE)
    await expect(page.locator(".placed")).to_be_visible()
    assert await unfit(page) == []


TWICE = "document.documentElement.style.fontSize = '212.5%'"


async def unfit(page: Page) -> list[str]:
    """What reaches beyond the screen's sides, or has a word broken into a column of letters."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll('main *, .top *')]
            .filter((e) => e.checkVisibility() && !e.closest('.unseen, .jump, svg, select, #stale, details ul'))
            .filter((e) => {
                const {left, right, width, height} = e.getBoundingClientRect();
                const size = parseFloat(getComputedStyle(e).fontSize);
                const text = e.children.length ? '' : e.textContent.trim();
                return left < 0 || right > innerWidth + 1 || (text.length > 4 && width < 2 * size && height > 2 * size);
            })
            .map((e) => e.outerHTML.slice(0, 120))"""
    )
    return found


async def test_with_the_keyboard_alone(phone: OpenPage, table: str) -> None:
    """An order can be typed, opened, closed and placed with the keyboard, and focus is never lost."""
    page = await phone(table)
    await page.focus("#text")
    await page.keyboard.type("two cokes")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".line")
    await page.focus("#more-0")
    await page.keyboard.press("Enter")
    await expect(page.locator(".line output")).to_have_text("3")
    assert await page.evaluate("document.activeElement.id") == "more-0"
    await page.focus("#edit-0")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#sheet:modal")
    await page.keyboard.press("Escape")
    await page.wait_for_selector("#sheet", state="detached")
    await page.focus("#confirm")
    await page.keyboard.press("Enter")
    await expect(page.locator(".number")).to_be_visible()


async def test_each_step_is_announced(phone: OpenPage, table: str, say: Say) -> None:
    """A screen reader hears what the order is after each step, and what was not understood."""
    page = await phone(table)
    await say(page, "two cokes and a flying carpet")
    live = page.locator("#live")
    await expect(live).to_contain_text("Your order has 2 items.")
    await expect(live).to_contain_text("Not found on the menu: ")
    await page.click("#less-0")
    await expect(live).to_contain_text("Your order has 1 item.")


async def test_touch_targets_are_large(phone: OpenPage, table: str, say: Say) -> None:
    """Every button and link of the ordering page is at least 44 pixels high, or stands in a row of text."""
    page = await phone(table)
    await say(page, "a margherita")
    small = await page.evaluate(
        """() => [...document.querySelectorAll('button, .jump a, summary, .bar')]
            .filter((e) => !e.classList.contains('unseen') && e.getClientRects().length)
            .filter((e) => e.getBoundingClientRect().height < 44)
            .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


async def test_the_first_visit_is_light(phone: OpenPage, make_restaurant: MakeRestaurant) -> None:
    """A first visit to a menu of 60 dishes moves under 80 KB over the network, in all."""
    dishes = [
        {"name": f"Dish {n}", "description": f"What dish {n} is made of, and how", "price": f"{n}.50"}
        for n in range(1, 61)
    ]
    place = await make_restaurant({"name": "Light", "categories": [{"name": "All", "items": dishes}]})
    page = await phone()
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    await page.goto(f"/r/{place.slug}/", wait_until="networkidle")
    assert len(sizes) > 3
    assert sum(sizes) < 80 * 1024


async def test_nothing_is_waited_for_before_a_page_is_painted(
    phone: OpenPage, restaurant: Place, table: str
) -> None:
    """Each page is painted while every other file is still on its way."""
    order = (await restaurant.order()).body["id"]
    page = await phone()
    await page.route("**/static/**", lambda _route: None)
    for path in (table, f"/r/{restaurant.slug}/", f"/orders/{order}/", f"/r/{restaurant.slug}/board/", "/"):
        await page.goto(path, wait_until="commit")
        await page.evaluate(
            "new Promise(seen => new PerformanceObserver(seen).observe({type: 'paint', buffered: true}))"
        )
        assert await page.evaluate("getComputedStyle(document.body).marginTop") == "0px"


async def test_the_style_is_short_and_whole(phone: OpenPage) -> None:
    """The style as it stands in a page has each rule of its file, as a browser reads them."""
    page = await phone("/")
    rules = "css => { const s = new CSSStyleSheet(); s.replaceSync(css); return [...s.cssRules].map(r => r.cssText); }"
    written = FILE.read_text()
    assert await page.evaluate(rules, shorten(written)) == await page.evaluate(rules, written)


async def test_a_menu_of_300_dishes_stays_smooth(phone: OpenPage, make_restaurant: MakeRestaurant) -> None:
    """With 300 dishes every one is in the accessibility tree, and a letter of a search leaves the others out."""
    categories = [
        {"name": f"Part {c}", "items": [{"name": f"Dish {c}-{n}", "price": "9.50"} for n in range(20)]}
        for c in range(15)
    ]
    place = await make_restaurant({"name": "Large", "categories": categories})
    page = await phone(f"/r/{place.slug}/")
    dishes = page.get_by_role("button", name="Dish", exact=False).and_(page.locator(".item"))
    await expect(dishes).to_have_count(300)
    await page.fill("#q", "dish 14-19")
    await expect(page.locator(".items li:visible")).to_have_count(1)


async def test_a_voice_order(phone: OpenPage, table: str) -> None:
    """What the browser hears appears in the box as it is heard, in the language of the page."""
    page = await phone()
    await page.add_init_script(
        """window.SpeechRecognition = class {
            start() {
                window.heardIn = this.lang;
                this.onresult({results: [[{transcript: 'two cokes'}]]});
                this.onend();
            }
            stop() {}
        }"""
    )
    await page.goto(table)
    await page.click("#mic")
    assert await page.input_value("#text") == "two cokes"
    assert await page.evaluate("heardIn") == "en-US"


async def test_no_microphone_where_the_browser_cannot_listen(phone: OpenPage, table: str) -> None:
    """Without speech recognition there is no microphone button."""
    page = await phone()
    await page.add_init_script("delete window.SpeechRecognition; delete window.webkitSpeechRecognition;")
    await page.goto(table)
    await expect(page.locator("#mic")).to_be_hidden()


async def test_a_restaurant_describes_itself(phone: OpenPage, restaurant: Place) -> None:
    """The page carries its menu as JSON-LD, a manifest with icons that exist, and a preview for chats."""
    page = await phone(f"/r/{restaurant.slug}/")
    data = json.loads(await page.locator("script[type='application/ld+json']").text_content() or "")
    sections = data["hasMenu"]["hasMenuSection"]
    assert (data["@type"], [s["name"] for s in sections]) == ("Restaurant", ["Pizza", "Drinks"])
    assert sections[1]["hasMenuItem"][0]["offers"][0]["price"] == "3.00"
    assert await page.get_attribute("meta[property='og:title']", "content") == restaurant.info["name"]
    answer = await page.request.get(await page.get_attribute("link[rel=manifest]", "href") or "")
    icons = (await answer.json())["icons"]
    assert {(await page.request.get(icon["src"])).status for icon in icons} == {200}


TYPED_IN = """
    [...document.querySelectorAll("input, textarea, select")]
        .filter((one) => !["hidden", "radio", "checkbox"].includes(one.type))
        .map((one) => [one.name || one.id, parseFloat(getComputedStyle(one).fontSize)])
"""


async def test_phones_do_not_zoom_into_a_field(
    phone: OpenPage, restaurant: Place, table: str, say: Say
) -> None:
    """Every field that is typed in has letters of 16 px or more, on the menu, in the order and in a sheet."""
    page = await phone(table)
    await say(page, "a coke")
    fields = await page.evaluate(TYPED_IN)
    away = await phone(f"/r/{restaurant.slug}/")
    await say(away, "a coke")
    fields += await away.evaluate(TYPED_IN)
    assert {name for name, _ in fields} >= {"text", "q", "name", "order_note"}
    assert [name for name, size in fields if size < 16] == []


async def test_nothing_stands_under_a_phones_own_bars(phone: OpenPage, table: str, say: Say) -> None:
    """The page reaches under the notch and the home bar; what is pressed there keeps clear of them."""
    page = await phone(table)
    assert "viewport-fit=cover" in (await page.locator("meta[name=viewport]").get_attribute("content") or "")
    await say(page, "a coke")
    measure = "innerHeight - document.querySelector('.send').getBoundingClientRect().bottom"
    before = await page.evaluate(measure)
    client = await page.context.new_cdp_session(page)
    await client.send("Emulation.setSafeAreaInsetsOverride", {"insets": {"bottom": 34, "top": 47}})
    assert await page.evaluate(measure) == before + 34
