"""Cancelling on the page that follows an order, and what the kitchen refuses."""

from typing import Any

import aiohttp
import pytest
from playwright.async_api import Page, expect

from tests.fixtures.api import Place
from tests.fixtures.browser import OpenPage
from tests.pages.test_forms import post

OUT = "We are out of salmon."


async def ordered(restaurant: Place) -> dict[str, Any]:
    """Two Cokes and a water, 8.00, as number 1."""
    reply = await restaurant.order(restaurant.line("Coke", 2), restaurant.line("Water"))
    assert reply.status == 201, reply
    return dict(reply.body)


async def change(page: Page, button: str) -> None:
    await page.click("#mind summary")
    await page.get_by_role("button", name=button).click()


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
async def test_a_line_and_then_the_order_are_cancelled(
    phone: OpenPage, restaurant: Place, *, scripts: bool
) -> None:
    """With and without scripts: the line is struck through, the total follows, and at last nothing can be cancelled."""
    order = await ordered(restaurant)
    page = await phone(f"/orders/{order['id']}/", java_script_enabled=scripts)
    await expect(page.locator(".total dd")).to_have_text("€8.00")
    await change(page, "Cancel: 2 × Coke")
    await expect(page.locator(".receipt li.gone")).to_contain_text("Cancelled")
    await expect(page.locator(".total dd")).to_have_text("€2.00")
    await expect(page.locator("#mind button")).to_have_text(["Cancel the whole order"])
    await change(page, "Cancel the whole order")
    await expect(page.locator(".state")).to_have_text("You cancelled this order.")
    await expect(page.locator("#mind")).to_have_count(0)


@pytest.mark.slow
async def test_without_network_nothing_fails_in_silence(phone: OpenPage, restaurant: Place) -> None:
    """The page stays, says that nothing was changed, and cancels at the next press; calls and new orders say the same."""
    order = await ordered(restaurant)
    page = await phone(f"/orders/{order['id']}/")
    await page.context.set_offline(offline=True)
    await change(page, "Cancel: 2 × Coke")
    said = "No connection. Nothing was changed: try again in a moment."
    await expect(page.locator("#mind .problem")).to_have_text(said)
    await page.click("#mind summary")
    await page.get_by_role("button", name="The same again").click()
    await expect(page.locator(".state + .problem")).to_have_text(said)
    await page.context.set_offline(offline=False)
    await change(page, "Cancel: 2 × Coke")
    await expect(page.locator(".receipt li.gone")).to_contain_text("Cancelled")
    await expect(page.locator(".problem")).to_have_count(0)
    await expect(page.locator(".total dd")).to_have_text("€2.00")


@pytest.mark.slow
async def test_a_press_that_comes_too_late_is_told_in_place(phone: OpenPage, restaurant: Place) -> None:
    """The page is the same document, says why, and offers no cancelling any more."""
    order = await ordered(restaurant)
    page = await phone(f"/orders/{order['id']}/")
    await page.evaluate("window.sameDocument = true")
    await page.click("#mind summary")
    await page.route(
        "**/orders/*/", lambda route: route.abort() if route.request.method == "GET" else route.continue_()
    )
    await restaurant.owner.patch(f"/api/kitchen/orders/{order['id']}/", {"status": "preparing"})
    await page.get_by_role("button", name="Cancel the whole order").click()
    await expect(page.locator(".problem")).to_have_text(
        "It is too late: nothing was cancelled. To change something, ask the staff."
    )
    await expect(page.locator("#mind")).to_have_count(0)
    assert await page.evaluate("window.sameDocument") is True


@pytest.mark.slow
async def test_once_the_kitchen_begins_the_page_names_the_staff(phone: OpenPage, restaurant: Place) -> None:
    """The buttons go without a reload; a form that was sent all the same changes nothing and says so."""
    order = await ordered(restaurant)
    page = await phone(f"/orders/{order['id']}/")
    await expect(page.locator("#mind")).to_be_visible()
    still = await phone(f"/orders/{order['id']}/", java_script_enabled=False)
    moved = await restaurant.owner.patch(f"/api/kitchen/orders/{order['id']}/", {"status": "preparing"})
    assert moved.status == 200
    await expect(page.locator("#follow")).to_contain_text("To change something, ask the staff.")
    await expect(page.locator("#mind")).to_have_count(0)
    await change(still, "Cancel the whole order")
    await expect(still.locator(".problem")).to_have_text(
        "It is too late: nothing was cancelled. To change something, ask the staff."
    )
    await expect(still.locator(".total dd")).to_have_text("€8.00")


@pytest.mark.slow
async def test_a_refused_line_is_told_at_once(phone: OpenPage, restaurant: Place) -> None:
    """The page says which dish and why, reads it aloud, and leads to the menu; the total follows."""
    order = await ordered(restaurant)
    page = await phone(f"/orders/{order['id']}/")
    await page.evaluate("window.sameDocument = true")
    path = f"/api/kitchen/orders/{order['id']}/items/1/refuse/"
    assert (await restaurant.owner.post(path, {"reason": OUT})).status == 200
    await expect(page.locator(".problem")).to_contain_text("The kitchen cannot make: Coke.")
    await expect(page.locator(".receipt li.gone")).to_contain_text(f"The kitchen cannot make this: {OUT}")
    await expect(page.locator("#live")).to_contain_text("The kitchen cannot make: Coke.")
    await expect(page.locator(".total dd")).to_have_text("€2.00")
    assert await page.evaluate("window.sameDocument") is True
    await page.get_by_role("link", name="Choose something else").click()
    await expect(page.locator("#text")).to_be_visible()


async def test_forms_that_no_page_sends(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """Other buttons are refused, lines that do not exist are not found, and nothing is cancelled."""
    order = await ordered(restaurant)
    path = f"/orders/{order['id']}/"
    for do, status in (
        ("", 400),
        ("confirm", 400),
        ("cancel:x", 400),
        ("cancel:1000", 400),
        ("cancel:3", 404),
    ):
        assert (await post(http, path, do=do))[0] == status
    now = await restaurant.public.get(f"/api/public/orders/{order['id']}/status/")
    assert now.body["revision"] == 1


async def test_where_the_restaurant_allows_none(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """With 0 minutes the page offers nothing and names the staff from the beginning."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"cancel_minutes": 0})
    order = await ordered(restaurant)
    async with http.get(f"/orders/{order['id']}/") as answer:
        text = await answer.text()
    assert "Cancel the whole order" not in text
    assert "To change something, ask the staff." in text


async def test_the_same_again_leaves_out_what_was_not_made(
    http: aiohttp.ClientSession, restaurant: Place
) -> None:
    """What was cancelled or refused is not ordered again by itself."""
    order = await ordered(restaurant)
    await restaurant.public.post(f"/api/public/orders/{order['id']}/cancel/", {"items": [1]})
    status, text = await post(http, f"/r/{restaurant.slug}/", do=f"again:{order['id']}")
    assert status == 200
    assert 'id="remove-0"' in text
    assert 'id="remove-1"' not in text
