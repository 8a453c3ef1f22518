"""What a page offers by itself: what others order, what the restaurant recommends, and nothing that it should not."""

import html
import json
import re
from typing import Any

import aiohttp
import pytest
from playwright.async_api import expect

from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.browser import OpenPage
from tests.pages.test_forms import post, state_of

MENU: dict[str, Any] = {
    "categories": [
        {
            "name": "All",
            "items": [
                {"name": "Burger", "price": "9.00"},
                {"name": "Fries", "price": "3.00"},
                {"name": "Cola", "price": "2.50"},
                {"name": "Beer", "price": "4.00", "allergens": ["gluten"]},
                {
                    "name": "Salad",
                    "variants": [{"label": "Small", "price": "4.00"}, {"label": "Large", "price": "6.00"}],
                },
                {"name": "Soup", "price": "5.00", "tags": ["Chef’s-choice", "new", "spicy"]},
            ],
        }
    ]
}


async def order_together(place: Place, times: int, *names: str, **more: Any) -> None:
    """Order dishes in one order, so many times."""
    for _ in range(times):
        lines = [line(place, name) for name in names]
        placed = await place.order(*lines, **more)
        assert placed.status == 201, placed


def line(place: Place, name: str) -> dict[str, Any]:
    return place.line(name, variant_id=place.item(name)["variants"][0]["id"])


async def add(
    http: aiohttp.ClientSession, place: Place, name: str, allergies: str = "", also: str = ""
) -> list[str]:
    """What is offered after a dish was added to an order of `also`."""
    path, state = f"/r/{place.slug}/", "{}"
    if also:
        _, text = await post(http, path, do=f"add:{place.item(also)['id']}")
        state = state_of(text)
    if allergies:
        cart = json.loads(state)
        cart["allergies"] = [{"text": allergies, "allergens": [allergies]}]
        state = json.dumps(cart)
    status, text = await post(http, path, do=f"add:{place.item(name)['id']}", state=state)
    assert status == 200
    assert text.count('class="goes"') <= 1
    row = text.partition('class="goes-row"')[2].partition("</section>")[0]
    return [html.unescape(found) for found in re.findall(r"<bdi>(.*?)</bdi>", row)]


async def test_what_is_often_ordered_with_it(
    http: aiohttp.ClientSession, make_restaurant: MakeRestaurant
) -> None:
    """Offered is what was ordered with a dish three times, the most often first, three at most; two times are chance."""
    place = await make_restaurant(MENU)
    await order_together(place, 5, "Burger", "Fries")
    await order_together(place, 4, "Burger", "Cola")
    await order_together(place, 3, "Burger", "Salad")
    await order_together(place, 3, "Burger", "Beer")
    await order_together(place, 2, "Burger", "Soup")
    await order_together(place, 2, "Fries", "Soup")
    assert await add(http, place, "Burger") == ["Fries", "Cola", "Beer"]
    assert await add(http, place, "Soup") == []


async def test_what_is_not_offered(http: aiohttp.ClientSession, make_restaurant: MakeRestaurant) -> None:
    """Nothing that is in the order, that is sold out, or that states what the diner is allergic to."""
    place = await make_restaurant(MENU)
    await order_together(place, 3, "Burger", "Beer", "Fries", "Cola", "Salad")
    assert await add(http, place, "Burger") == ["Fries", "Cola", "Beer"]
    assert await add(http, place, "Burger", also="Cola") == ["Fries", "Beer", "Salad"]
    assert await add(http, place, "Burger", allergies="gluten") == ["Fries", "Cola", "Salad"]
    fries = place.item("Fries")["id"]
    await place.owner.patch(f"/api/kitchen/items/{fries}/", {"available": False})
    assert await add(http, place, "Burger") == ["Cola", "Beer", "Salad"]


async def test_large_parties_say_nothing(
    http: aiohttp.ClientSession, make_restaurant: MakeRestaurant
) -> None:
    """Orders of thirteen lines say nothing of what goes with what; those of twelve do."""
    place = await make_restaurant(MENU)
    await order_together(place, 3, *["Burger"] * 12, "Fries")
    assert await add(http, place, "Burger") == []
    other = await make_restaurant(MENU)
    await order_together(other, 3, *["Burger"] * 11, "Fries")
    assert await add(http, other, "Burger") == ["Fries"]


async def test_a_restaurant_wants_none(http: aiohttp.ClientSession, make_restaurant: MakeRestaurant) -> None:
    """A restaurant switches these offers off, and on again."""
    place = await make_restaurant(MENU)
    await order_together(place, 3, "Burger", "Fries")
    for wanted, offered in ((False, []), (True, ["Fries"])):
        changed = await place.owner.patch(f"/api/restaurants/{place.id}/", {"suggestions": wanted})
        assert changed.body["suggestions"] is wanted
        assert await add(http, place, "Burger") == offered


@pytest.mark.browser
@pytest.mark.slow
async def test_an_offer_is_taken(phone: OpenPage, make_restaurant: MakeRestaurant) -> None:
    """An offer is added by a press and then gone; one that must be chosen opens; the next step takes the row away."""
    place = await make_restaurant(MENU)
    await order_together(place, 3, "Burger", "Fries", "Salad")
    page = await phone(f"/r/{place.slug}/")
    await page.get_by_role("button", name="Add: Burger").last.click()
    await page.click(".goes .chip:has-text('Fries')")
    await expect(page.locator("#bar")).to_contain_text("€12.00")
    await page.click(".goes .chip:has-text('Salad')")
    await expect(page.locator("#sheet-title")).to_have_text("Salad")
    await page.keyboard.press("Escape")
    await expect(page.locator(".goes")).to_have_count(0)


async def test_marks_of_the_owner(http: aiohttp.ClientSession, make_restaurant: MakeRestaurant) -> None:
    """What a restaurant recommends stands out, in the reader's language; other tags do not."""
    place = await make_restaurant(MENU)
    async with http.get(f"/r/{place.slug}/", headers={"Accept-Language": "de"}) as answer:
        page = await answer.text()
    marks = re.findall(r'class="tag( chosen)?" dir="auto">([^<]+)<', page)
    assert marks == [(" chosen", "Empfehlung des Hauses"), (" chosen", "neu"), ("", "scharf")]


@pytest.mark.browser
@pytest.mark.slow
async def test_ideas_in_the_empty_search(phone: OpenPage, make_restaurant: MakeRestaurant) -> None:
    """An empty search offers what is ordered most; a press finds it."""
    place = await make_restaurant(MENU)
    await order_together(place, 3, "Cola", "Soup")
    page = await phone(f"/r/{place.slug}/")
    await page.focus("#q")
    await page.click(".idea:has-text('Cola')")
    await expect(page.locator("#q")).to_have_value("Cola")
    await expect(page.locator(".dish-row:visible .item-name")).to_have_text(["Cola"])


async def test_the_owners_pairs_come_first(
    http: aiohttp.ClientSession, make_restaurant: MakeRestaurant
) -> None:
    """In the owner's order, before what others order, in one row of three; never against an allergy, in the order, or hidden."""
    menu = json.loads(json.dumps(MENU))
    menu["categories"][0]["items"][0]["goes_with"] = ["Beer", "Soup"]
    place = await make_restaurant(menu)
    await order_together(place, 3, "Burger", "Fries")
    await order_together(place, 4, "Burger", "Cola")
    await order_together(place, 5, "Burger", "Soup")
    assert await add(http, place, "Burger") == ["Beer", "Soup", "Cola"]
    assert await add(http, place, "Burger", "gluten") == ["Soup", "Cola", "Fries"]
    assert await add(http, place, "Burger", also="Soup") == ["Beer", "Cola", "Fries"]
    assert await add(http, place, "Fries") == ["Burger"]
    await place.owner.patch(f"/api/items/{place.item('Beer')['id']}/", {"is_active": False})
    assert await add(http, place, "Burger") == ["Soup", "Cola", "Fries"]
    await place.owner.patch(f"/api/restaurants/{place.id}/", {"suggestions": False})
    assert await add(http, place, "Burger") == []
