"""The menu on the page: its bar of parts, its search by what is stated, its rows, and how it renews itself."""

import pytest
from playwright.async_api import Page, expect

from server.domain.allergens import allergens
from server.pages.allergen_labels import DIETS, say_allergen, say_diet
from server.pages.diner.menu_search import vocabulary
from server.pages.i18n import LANGUAGES, READER, choose_reader, gettext
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.browser import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DISHES: list[dict[str, object]] = [
    {"name": "Bread", "price": "2.00", "allergens": ["wheat"], "tags": ["vegan"]},
    {"name": "Rice", "price": "2.00", "tags": ["gluten-free", "vegan"]},
    {"name": "Cheese", "price": "4.00", "allergens": ["milk"], "tags": ["vegetarian"]},
    {"name": "Soup", "price": "5.00"},
]


async def large(make_restaurant: MakeRestaurant, parts: int = 12) -> Place:
    """A restaurant with a long menu whose parts are of different lengths."""
    categories = [
        {
            "name": f"Part {c}",
            "items": [
                {"name": f"Dish {c}-{n}", "price": "9.50", "description": "with much to say " * (n % 5)}
                for n in range(1 + c * 5 % 13)
            ],
        }
        for c in range(parts)
    ]
    return await make_restaurant({"name": "Large", "categories": categories})


BAR_IS_STILL = """async () => {
    const bar = document.querySelector(".jump ul");
    for (let still = 0, at = -1; still < 12; at = bar.scrollLeft) {
        await new Promise(requestAnimationFrame);
        still = bar.scrollLeft === at ? still + 1 : 0;
    }
}"""
"""The bar glides to the part that is read, so that a click may meet the link beside the one that was aimed at."""


@pytest.mark.slow
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
async def test_the_bar_leads_exactly_and_follows(
    phone: OpenPage, make_restaurant: MakeRestaurant, motion: str
) -> None:
    """On a fresh page each jump ends with that part beneath the bar, and the bar marks it; scrolling marks others."""
    place = await large(make_restaurant)
    page = await phone(f"/r/{place.slug}/", reduced_motion=motion)
    for number in (11, 3, 8, 0, 10):
        link = page.locator(".jump a").nth(number)
        await page.evaluate(BAR_IS_STILL)
        await link.click()
        await expect(link).to_have_attribute("aria-current", "true")
        await page.wait_for_function(
            """(id) => Math.abs(document.querySelector(id).getBoundingClientRect().top
                - document.querySelector('#finder').getBoundingClientRect().bottom) < 2""",
            arg=await link.get_attribute("href"),
        )
        await expect(page.locator(".jump a[aria-current]")).to_have_count(1)
    await page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    await expect(page.locator(".jump a").first).to_have_attribute("aria-current", "true")


async def names(page: Page) -> list[str]:
    return await page.locator(".dish-row:visible .item-name").all_text_contents()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("locale", "query", "found", "unknown"),
    [
        ("en-GB", "no gluten", ["Rice", "Cheese", "Soup"], ["Soup"]),
        ("en-GB", "gluten-free", ["Rice", "Cheese", "Soup"], ["Soup"]),
        ("de-DE", "ohne Milch", ["Bread", "Rice", "Soup"], ["Rice", "Soup"]),
        ("de-DE", "glutenfrei vegan", ["Rice"], []),
        ("en-GB", "vegetarian", ["Bread", "Rice", "Cheese"], []),
        ("fr-FR", "sans gluten et lait", ["Rice", "Soup"], ["Rice", "Soup"]),
        ("ja-JP", "卵抜き", ["Bread", "Rice", "Cheese", "Soup"], ["Rice", "Soup"]),
    ],
)
async def test_a_search_knows_no(
    phone: OpenPage,
    make_restaurant: MakeRestaurant,
    locale: str,
    query: str,
    found: list[str],
    unknown: list[str],
    *,
    scripts: bool,
) -> None:
    """What states an allergen is never shown where it must not be; what states nothing is shown, and said to."""
    place = await make_restaurant({"name": "All", "categories": [{"name": "All", "items": DISHES}]})
    page = await phone(f"/r/{place.slug}/", locale=locale, java_script_enabled=scripts)
    await page.fill("#q", query)
    if not scripts:
        await page.click(".search > button")
    await expect(page.locator(".dish-row:visible")).to_have_count(len(found))
    assert sorted(await names(page)) == sorted(found)
    said = await page.locator(".dish-row.unknown:visible .item-name").all_text_contents()
    assert sorted(said) == sorted(unknown)


IS_IN_SIGHT = """(id) => {
    const box = document.querySelector(id).getBoundingClientRect();
    const [x, y] = [box.left + box.width / 4, box.top + box.height / 2];
    return document.elementFromPoint(x, y)?.closest(id) !== null;
}"""


@pytest.mark.parametrize("parts", [1, 12])
async def test_that_nothing_was_found_is_in_sight_beneath_the_filters(
    phone: OpenPage, make_restaurant: MakeRestaurant, parts: int
) -> None:
    """With one part and with many: neither the bar nor the open filters lie over the sentence that says so."""
    categories = [{"name": f"Part {n}", "items": DISHES} for n in range(parts)]
    place = await make_restaurant({"name": "All", "categories": categories})
    page = await phone(f"/r/{place.slug}/")
    await page.focus("#q")
    await page.fill("#q", "sushi")
    await expect(page.locator("#filters")).to_have_attribute("open", "")
    await expect(page.locator("#nothing")).to_have_text("Nothing of that name is on the menu.")
    assert await page.evaluate(IS_IN_SIGHT, "#nothing")


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_filter_is_tapped_on_and_off(
    phone: OpenPage, make_restaurant: MakeRestaurant, *, scripts: bool
) -> None:
    """Only what this menu answers is offered; a part without a match is hidden, and so is the link to it."""
    parts = [{"name": "Food", "items": DISHES}, {"name": "Dairy", "items": [{**DISHES[2], "name": "Butter"}]}]
    place = await make_restaurant({"name": "All", "categories": parts})
    page = await phone(f"/r/{place.slug}/", java_script_enabled=scripts)
    await page.click("#filters summary")
    await expect(page.locator(".filters .chip")).to_have_text(
        ["vegetarian", "vegan", "without milk", "without gluten"]
    )
    await page.click("text=without milk")
    await expect(page.locator("#q")).to_have_value("without milk")
    await expect(page.locator(".dish-row:visible")).to_have_count(3)
    await expect(page.locator(".jump a:visible")).to_have_count(1 if scripts else 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_filter_is_understood_in_every_language(language: str) -> None:
    """What a chip writes is read as that allergen, also where a word means several."""
    READER.set(choose_reader(language, "", "en"))
    words = vocabulary("en")
    wrong = {
        code: query
        for code in allergens()
        if code not in words.read(query := gettext("without %(name)s") % {"name": say_allergen(code)}).without
    }
    assert wrong == {}
    assert [words.read(say_diet(diet)).diets for diet in DIETS] == [{diet} for diet in DIETS]


async def test_a_row_opens_the_dish_and_plus_adds_it(phone: OpenPage, restaurant: Place, table: str) -> None:
    """Also a dish without choices opens; + adds at once, and opens what must be chosen."""
    del restaurant
    page = await phone(table)
    await page.click(".item:has-text('Coke')")
    await expect(page.locator("#sheet-title")).to_have_text("Coke")
    await page.keyboard.press("Escape")
    await expect(page.locator("#sheet")).to_have_count(0)
    await expect(page.locator(".item:has-text('Coke')")).to_be_focused()
    await page.get_by_role("button", name="Add: Coke").click()
    await expect(page.locator("#network")).to_have_text("Added: Coke")
    await expect(page.locator("#bar")).to_contain_text("€3.00")
    await expect(page.get_by_role("button", name="Add: Coke")).to_be_focused()


async def test_the_menu_renews_itself(phone: OpenPage, restaurant: Place, table: str) -> None:
    """What sold out is so at the next look, with what is in the order; focus and search stay; nothing new changes nothing."""
    page = await phone(table)
    await page.get_by_role("button", name="Add: Coke").click()
    await expect(page.locator("#bar")).to_be_visible()
    await page.fill("#q", "co")
    coke = restaurant.item("Coke")["id"]
    await restaurant.owner.patch(f"/api/kitchen/items/{coke}/", {"available": False})
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expect(page.locator(".dish-row.sold .item-name")).to_have_text("Coke")
    await expect(page.locator(".aside.sold")).to_contain_text("Coke")
    await expect(page.locator("#q")).to_have_value("co")
    await expect(page.locator("#q")).to_be_focused()
    await page.evaluate("document.querySelector('.menu').dataset.mark = 'same'")
    async with page.expect_response(lambda answer: answer.status == 204):
        await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expect(page.locator(".menu[data-mark=same]")).to_have_count(1)


async def test_a_pause_reaches_an_open_page(phone: OpenPage, restaurant: Place, table: str) -> None:
    """Closing shows at the next look, in the header and where the eye is, and opening again as well."""
    page = await phone(table)
    for is_open, badge in ((False, "Closed"), (True, "Open")):
        await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"is_open": is_open})
        await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        await expect(page.locator(".badge").first).to_have_text(badge)


async def test_the_menu_begins_high_up(phone: OpenPage, restaurant: Place) -> None:
    """With a line about the restaurant, its address and the wait, the menu begins at 260 px at the latest."""
    about = {"about": "Wood-fired pizza since 1987, and fresh pasta every day", "address": "Via Roma 1"}
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", about)
    page = await phone(f"/r/{restaurant.slug}/")
    assert await page.evaluate("document.querySelector('.menu').getBoundingClientRect().top") <= 260
