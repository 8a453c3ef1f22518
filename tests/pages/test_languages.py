"""The menu in the reader's language: dishes, choices, cart, questions and the order's own page, with the original."""

import pytest
from playwright.async_api import expect

from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import Say, open_order, shared
from tests.pages.test_journey import order_id

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SOUPS = {
    "categories": [
        {
            "name": "Soups",
            "translations": {"ko": "국물", "de": "Suppen"},
            "items": [
                {
                    "name": "Kimchi stew",
                    "description": "Hot and sour",
                    "price": "9",
                    "translations": {
                        "ko": {"name": "김치찌개", "description": "맵고 시어요"},
                        "de": {"name": "Kimchi-Eintopf", "draft": {"description": "scharf und sauer"}},
                    },
                    "modifier_groups": [
                        {
                            "name": "Rice",
                            "min": 1,
                            "max": 1,
                            "translations": {"ko": "밥", "de": "Reis"},
                            "options": [
                                {"name": "White rice", "translations": {"ko": "흰쌀밥", "de": "Weißer Reis"}},
                                {
                                    "name": "Brown rice",
                                    "price_adjustment": "1",
                                    "translations": {"ko": "현미밥", "de": "Brauner Reis"},
                                },
                            ],
                        }
                    ],
                },
                {
                    "name": "Miso",
                    "translations": {"ko": "된장국"},
                    "variants": [
                        {"label": "Small", "price": "4", "translations": {"ko": "소", "de": "Klein"}},
                        {"label": "Large", "price": "6", "translations": {"ko": "대", "de": "Groß"}},
                    ],
                },
            ],
        }
    ]
}


@shared()
async def soups(make_restaurant: MakeRestaurant) -> Place:
    """A restaurant with a menu in English, translated into Korean and, in part, into German."""
    return await make_restaurant(SOUPS)


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_korean_reads_orders_and_follows_in_korean(
    phone: OpenPage, soups: Place, *, scripts: bool
) -> None:
    """Each name has the original beneath it; the ticket has the restaurant's words alone."""
    page = await phone(f"/r/{soups.slug}/", locale="ko-KR", java_script_enabled=scripts)
    menu = page.locator(".menu")
    await expect(menu.locator("h3")).to_have_text("국물Soups")
    stew = menu.locator(".item").first
    await expect(stew.locator(".item-name")).to_have_text("김치찌개Kimchi stew")
    await expect(stew.locator(".item-about")).to_have_text("맵고 시어요")
    await stew.click()
    sheet = page.locator("#sheet")
    await expect(sheet.locator("h2")).to_have_text("김치찌개Kimchi stew")
    await expect(sheet.locator("legend").first).to_contain_text("밥Rice")
    await sheet.get_by_label("현미밥").check()
    await sheet.locator(".primary").click()
    line = page.locator(".line").first
    await expect(line.locator("h3")).to_have_text("김치찌개Kimchi stew")
    await expect(line.locator(".choices")).to_have_text("현미밥")
    if not scripts:
        await page.click("#close-order")
    await menu.locator(".item").nth(1).click()
    await sheet.get_by_label("대", exact=False).check()
    await sheet.locator(".primary").click()
    await expect(page.locator(".line h3").nth(1)).to_have_text("된장국 대Miso, Large")
    await open_order(page)
    await page.click("#confirm")
    found = await soups.public.get(f"/api/public/orders/{await order_id(page)}/status/")
    assert [(one["name"], one["variant_label"]) for one in found.body["items"]] == [
        ("Kimchi stew", "Regular"),
        ("Miso", "Large"),
    ]
    assert found.body["items"][0]["modifiers"][0]["name"] == "Brown rice"
    receipt = page.locator(".receipt li")
    await expect(receipt.nth(0)).to_contain_text("김치찌개Kimchi stew현미밥")
    await expect(receipt.nth(1)).to_contain_text("된장국Miso대")


async def test_words_and_questions_are_in_the_readers_language(
    phone: OpenPage, soups: Place, say: Say
) -> None:
    """What is said in German is understood by the German names; the choice that is open is asked in German."""
    page = await phone(f"/r/{soups.slug}/", locale="de-DE")
    await say(page, "zwei Kimchi-Eintopf und eine große Miso")
    await expect(page.locator(".line h3").nth(0)).to_have_text("Kimchi-EintopfKimchi stew")
    await expect(page.locator(".line h3").nth(1)).to_have_text("Miso GroßMiso, Large")
    question = page.locator(".question")
    await expect(question.locator("legend")).to_contain_text("Reis")
    await expect(question.locator("button").nth(1)).to_contain_text("Brauner Reis")
    await expect(question.locator("button .original").nth(1)).to_have_text("Brown rice")


async def test_drafts_and_other_languages_show_the_menu_as_it_is_written(
    phone: OpenPage, soups: Place
) -> None:
    """A draft is not shown; a French reader sees the English names once, marked as English."""
    german = await phone(f"/r/{soups.slug}/", locale="de-DE")
    await expect(german.locator(".item-about").first).to_have_text("Hot and sour")
    french = await phone(f"/r/{soups.slug}/", locale="fr-FR")
    name = french.locator(".item-name").first
    await expect(name).to_have_text("Kimchi stew")
    assert await name.locator("[lang]").get_attribute("lang") == "en"
    await expect(french.locator(".original")).to_have_count(0)


async def test_the_menu_is_searched_in_both_languages(phone: OpenPage, soups: Place) -> None:
    """By the reader's words and by the restaurant's, with a script and without."""
    for scripts in (True, False):
        page = await phone(f"/r/{soups.slug}/", locale="ko-KR", java_script_enabled=scripts)
        for words in ("된장국", "miso"):
            await page.fill("#q", words)
            if not scripts:
                await page.click(".search button")
            await expect(page.locator(".item:visible")).to_have_count(1)
            await expect(page.locator(".item:visible")).to_contain_text("Miso")


async def test_what_is_sold_out_is_told_in_the_readers_words(phone: OpenPage, soups: Place, say: Say) -> None:
    """A dish by its name there; sizes and options of a dish likewise."""
    page = await phone(f"/r/{soups.slug}/", locale="ko-KR")
    await say(page, "김치찌개 하나, 현미밥")
    owner = soups.owner
    await owner.post(
        "/api/kitchen/availability/",
        {"restaurant_slug": soups.slug, "kind": "option", "name": "Brown rice", "available": False},
    )
    await page.click("#more-0")
    await expect(page.locator(".sold p")).to_contain_text("김치찌개: 현미밥Kimchi stew: Brown rice")
