"""An allergy is pinned as soon as it is said, goes with every line, and is asked about before what goes against it is ordered."""

import pytest
from playwright.async_api import expect

from server.pages.diner.cart import Cart, to_confirm
from server.pages.diner.known_allergies import known_after
from server.wire.orders import OrderAllergy
from server.wire.parsing import CartLine
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import Say
from tests.pages.test_journey import order_id

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("scripts", [True, False])
async def test_an_allergy_stays_pinned_and_marks_the_menu(
    phone: OpenPage, table: str, *, scripts: bool
) -> None:
    """In the diner's words and by the known names, above the menu too; each dish that states it says so, and no other."""
    page = await phone(table, java_script_enabled=scripts)
    await page.fill("#text", "I am allergic to milk")
    await page.click(".send")
    await expect(page.locator(".pinned")).to_be_visible()
    await expect(page.locator(".pinned q")).to_have_text("I am allergic to milk")
    await expect(page.locator(".pinned strong")).to_have_text("milk")
    await expect(page.locator(".menu .conflict")).to_have_text(["contains milk"])
    await expect(page.locator(".dish-row:has(.conflict) .item-name")).to_have_text("Margherita")
    await page.click(".pinned .bin")
    await expect(page.locator(".pinned")).to_have_count(0)
    await expect(page.locator(".menu .conflict")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
async def test_what_goes_against_an_allergy_is_asked_about_once(
    phone: OpenPage, restaurant: Place, table: str, say: Say, *, scripts: bool
) -> None:
    """One press on Order asks, naming dish and allergen, and orders nothing; the answer orders."""
    page = await phone(table, java_script_enabled=scripts)
    await say(page, "I am allergic to milk and peanuts. a margherita and a coke")
    await page.click("#confirm")
    await expect(page.locator(".sure .conflicts li")).to_have_text(["Margherita contains milk"])
    found = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/orders/")
    assert found.body["orders"] == []
    await page.click("#confirm")
    order = (await restaurant.public.get(f"/api/public/orders/{await order_id(page)}/status/")).body
    assert [a["allergens"] for a in order["allergies"]] == [["milk", "peanuts"]]


async def test_without_a_conflict_nothing_is_asked(phone: OpenPage, table: str, say: Say) -> None:
    """An allergy that no dish of the order states goes to the kitchen with one press."""
    page = await phone(table)
    await say(page, "I am allergic to peanuts. a coke")
    await page.click("#confirm")
    await expect(page.locator(".number")).to_have_text("1")


async def test_the_orders_page_pins_every_allergy_apart_from_the_wishes(
    phone: OpenPage, table: str, say: Say
) -> None:
    """Two allergies stand above the receipt once each; a line shows its own wish alone, in the sheet as well."""
    page = await phone(table)
    for words in ("I am allergic to peanuts", "I am allergic to sesame"):
        await page.fill("#text", words)
        await page.click(".send")
        await expect(page.locator(".pinned q").last).to_have_text(words)
    await say(page, "a margherita cut in four")
    await page.click("#edit-0")
    await expect(page.locator("#note")).to_have_value("cut in four")
    await page.click("#sheet .primary")
    await expect(page.locator(".line .note")).to_have_text("cut in four")
    await page.click("#confirm")
    await expect(page.locator(".receipt .note")).to_have_text("cut in four")
    await expect(page.locator(".pinned q")).to_have_text(
        ["I am allergic to peanuts", "I am allergic to sesame"]
    )


def test_every_line_carries_every_allergy() -> None:
    """However a line was added, and whenever, each station reads each allergy of the order, before the line's own wish."""
    allergies = [
        OrderAllergy(text="peanuts kill me", allergens=["peanuts"]),
        OrderAllergy(text="no milk, allergy"),
    ]
    lines = [CartLine(menu_item_id=1), CartLine(menu_item_id=2, special_requests="cut in four")]
    assert [line.special_requests for line in to_confirm(Cart(lines=lines, allergies=allergies))] == [
        "ALLERGY: peanuts kill me; ALLERGY: no milk, allergy",
        "ALLERGY: peanuts kill me; ALLERGY: no milk, allergy; cut in four",
    ]


async def test_the_sheet_says_what_the_dish_states_of_an_allergy(
    phone: OpenPage, make_restaurant: MakeRestaurant
) -> None:
    """A family counts: nuts are named at what states hazelnut, and what states nothing names nothing."""
    dishes = [
        {"name": "Praline", "price": "3.00", "allergens": ["hazelnut"]},
        {"name": "Water", "price": "1.00"},
    ]
    place = await make_restaurant({"name": "Sweet", "categories": [{"name": "All", "items": dishes}]})
    page = await phone(f"/r/{place.slug}/")
    await page.fill("#text", "I have a nut allergy")
    await page.click(".send")
    await expect(page.locator(".pinned")).to_be_visible()
    await page.click(".item:has-text('Praline')")
    await expect(page.locator("#sheet .conflict")).to_have_text("contains nuts")
    await page.click("#sheet .close")
    await page.click(".item:has-text('Water')")
    await expect(page.locator("#sheet-title")).to_have_text("Water")
    await expect(page.locator("#sheet .conflict")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
async def test_an_allergy_holds_for_the_next_order_until_it_is_taken_back(
    phone: OpenPage, table: str, say: Say, *, scripts: bool
) -> None:
    """After an order was placed, at a new scan and by "The same again"; its own button ends that, also for later pages."""
    page = await phone(table, java_script_enabled=scripts)
    await say(page, "a coke, I am allergic to peanuts")
    await page.click("#confirm")
    await page.locator(".number").wait_for()
    await page.goto(table)
    await expect(page.locator(".pinned q")).to_have_text("I am allergic to peanuts")
    await page.goto(table)
    await page.locator(".placed a").click()
    await page.get_by_role("button", name="The same again").click()
    await expect(page.locator(".pinned q")).to_have_text("I am allergic to peanuts")
    await page.locator("#confirm:visible, #bar:visible").first.wait_for()
    if not await page.locator("#confirm").is_visible():
        await page.click("#bar")
    await page.click("#confirm")
    await page.locator(".number").wait_for()
    await expect(page.locator(".pinned q")).to_have_text("I am allergic to peanuts")
    await page.goto(table)
    await page.click(".pinned .bin")
    await expect(page.locator(".pinned")).to_have_count(0)
    await page.goto(table)
    await expect(page.locator("#text")).to_be_visible()
    await expect(page.locator(".pinned")).to_have_count(0)


async def test_an_order_in_progress_comes_back_where_an_allergy_is_known(
    phone: OpenPage, table: str, say: Say
) -> None:
    """A reload shows the order that was begun, with its lines and the allergy, once."""
    page = await phone(table)
    await say(page, "a coke, I am allergic to peanuts")
    await page.reload()
    await expect(page.locator(".line")).to_have_count(1)
    await expect(page.locator(".pinned q")).to_have_text(["I am allergic to peanuts"])


async def test_a_kiosk_knows_nobody(phone: OpenPage, restaurant: Place) -> None:
    """The next diner has not the allergy of the one before."""
    page = await phone(f"/r/{restaurant.slug}/kiosk/")
    await page.fill("#text", "I am allergic to milk")
    await page.click(".send")
    await expect(page.locator(".pinned q")).to_have_text("I am allergic to milk")
    await page.goto(f"/r/{restaurant.slug}/kiosk/")
    await expect(page.locator("#text")).to_be_visible()
    await expect(page.locator(".pinned")).to_have_count(0)


def told(*texts: str) -> list[OrderAllergy]:
    return [OrderAllergy(text=text) for text in texts]


@pytest.mark.parametrize(
    ("known", "before", "after", "now"),
    [
        ([], [], ["nuts"], ["nuts"]),
        (["nuts"], ["nuts"], ["nuts"], ["nuts"]),
        (["nuts"], ["nuts"], [], []),
        (["nuts"], [], ["milk"], ["milk", "nuts"]),
        (["nuts", "milk"], ["nuts", "milk"], ["milk"], ["milk"]),
        (["nuts"], ["milk"], [], ["nuts"]),
    ],
)
def test_only_what_is_taken_back_is_known_no_more(
    known: list[str], before: list[str], after: list[str], now: list[str]
) -> None:
    """A form of another tab that lacks an allergy takes nothing back."""
    assert known_after(told(*known), told(*before), told(*after)) == told(*now)
