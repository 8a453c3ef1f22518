"""Dishes as parts of others on the sheet: halves with their extras, drinks in their size."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import expect

from server.domain.menu import Variant
from server.domain.menu_at import menu_at
from server.menu.document.loader import load_menu
from server.pages.diner.cart import Cart
from server.pages.diner.item_form import Form, read_line
from server.pages.diner.revalidation import revalidate
from server.wire.parsing import CartLine, CartVariant
from tests.fixtures.api import MakeRestaurant
from tests.fixtures.browser import OpenPage

MENU: dict[str, Any] = {
    "categories": [
        {
            "name": "Pizza",
            "items": [
                {"name": "Margherita", "price": 8.5, "translations": {"de": "Margarete"}},
                {"name": "Salami", "price": 9.5},
                {
                    "name": "Half and half",
                    "price": 0,
                    "modifier_groups": [
                        {"name": "Halves", "min": 2, "max": 2, "price": "dearest", "options_from": "Pizza"},
                        {
                            "name": "Extras",
                            "for_each": "Halves",
                            "options": [{"name": "Olives", "price_adjustment": 0.5}],
                        },
                    ],
                },
            ],
        },
        {
            "name": "Meals",
            "items": [
                {
                    "name": "Meal",
                    "price": 9,
                    "modifier_groups": [
                        {
                            "name": "Drink",
                            "min": 1,
                            "max": 1,
                            "options": [{"name": "Water", "default": True}, {"name": "Wine"}],
                        },
                        {
                            "name": "With it",
                            "max": 2,
                            "options": [{"name": "Bread", "default": True}, {"name": "Oil"}],
                        },
                    ],
                }
            ],
        },
    ]
}


@pytest.mark.slow
async def test_extras_stand_beneath_their_half(make_restaurant: MakeRestaurant, phone: OpenPage) -> None:
    """They come with their half, which has no amount and no surcharge; search engines read the cheapest price."""
    place = await make_restaurant(MENU)
    page = await phone(f"/r/{place.slug}/")
    told = json.loads(await page.locator("script[type='application/ld+json']").text_content() or "")
    offers = told["hasMenu"]["hasMenuSection"][0]["hasMenuItem"][2]["offers"]
    assert [offer["price"] for offer in offers] == ["8.50"]
    await page.click("button.item:has-text('Half and half')")
    extras = page.locator("#sheet .extras")
    await expect(extras).to_have_count(2)
    await expect(extras.nth(0)).to_be_hidden()
    salami = page.locator("#sheet label.option", has_text="Salami")
    await expect(salami.locator(".option-price")).to_have_text("€9.50")
    await salami.click()
    await page.locator("#sheet label.option", has_text="Margherita").click()
    await expect(extras.nth(1)).to_be_visible()
    assert await page.locator("#sheet .option-row:has(+ .extras) select[name^=a]").count() == 0
    await extras.nth(1).locator("label.option", has_text="Olives").click()
    await page.click("#sheet .sheet-foot .primary")
    await expect(page.locator(".line .choices")).to_have_text("Margherita, Salami, Salami: Olives")
    await expect(page.locator(".line .price")).to_have_text("€10.00")


def test_an_extra_of_a_half_that_is_not_taken_is_not_sent() -> None:
    """The form hides it with its half, and may send it all the same."""
    half = next(
        i for i in load_menu(json.dumps({"currency": "EUR", **MENU}), "json").items() if "Half" in i.name
    )
    halves, extras = half.modifier_groups
    [margherita, salami] = halves.modifiers
    [olives_on_margherita, olives_on_salami] = extras.modifiers
    sent = {
        f"g{halves.id}": [str(margherita.id)],
        f"g{extras.id}": [str(olives_on_margherita.id), str(olives_on_salami.id)],
    }
    picks = [pick.modifier_id for pick in read_line(half, Form(sent), 50).modifiers]
    assert picks == [margherita.id, olives_on_margherita.id]
    assert salami.id not in picks


def test_what_another_choice_displaces_is_not_refused() -> None:
    """Wine in the place of the water says nothing of water; bread that is not taken is refused."""
    meal = next(
        i for i in load_menu(json.dumps({"currency": "EUR", **MENU}), "json").items() if i.name == "Meal"
    )
    drink, beside = meal.modifier_groups
    [water, wine], [bread, _] = drink.modifiers, beside.modifiers
    told = [
        [(pick.modifier_id, pick.amount) for pick in read_line(meal, Form(sent), 50).modifiers]
        for sent in ({f"g{drink.id}": [str(wine.id)]}, {f"g{drink.id}": [str(water.id)]}, {})
    ]
    refused = (bread.id, "none")
    assert told == [[(wine.id, "regular"), refused], [refused], [(water.id, "none"), refused]]


HAPPY = load_menu("""
currency: EUR
categories:
  - name: Drinks
    items:
      - name: Cola
        variants:
          - {label: Small, price: 2, default: true}
          - {label: Large, price: 4}
          - {label: Large, price: 3, when: "12:00-15:00"}
          - {label: Bucket, price: 9, when: "12:00-15:00"}
""")
[COLA] = HAPPY.items()
SMALL, LARGE, HAPPY_LARGE, BUCKET = COLA.variants


@pytest.mark.parametrize(
    ("hour", "size", "sold", "ended"),
    [
        (14, HAPPY_LARGE, HAPPY_LARGE, []),
        (15, HAPPY_LARGE, LARGE, []),
        (15, BUCKET, SMALL, ["Cola, Bucket"]),
    ],
)
def test_a_size_whose_hour_is_over(hour: int, size: Variant, sold: Variant, ended: list[str]) -> None:
    """At another price it is sold on, which the total tells; where it is sold no more, that is said."""
    now = datetime(2026, 11, 27, hour, tzinfo=UTC)
    cart = Cart(lines=[CartLine(menu_item_id=COLA.id, name="Cola", variant=CartVariant(id=size.id))])
    after = revalidate(cart, menu_at(HAPPY, now).menu, 50, now)
    assert [line.variant and line.variant.id for line in after.lines] == [sold.id]
    assert after.ended == ended
