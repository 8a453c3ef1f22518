"""Figures of the ordering page with photos: what a first visit moves, and that nothing moves as it comes."""

import io
import random
from typing import Any

import aiohttp
import pytest
from PIL import Image
from playwright.async_api import Page, Route, expect

from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.browser import OpenPage
from tests.pages.conftest import shared
from tests.pages.test_forms import post, state_of

DISHES = 60
MOST_SHIFT = 0.02
MOST_KILOBYTES = 250


def noise(seed: int, size: tuple[int, int]) -> bytes:
    """A picture that compresses as badly as a photo does, or worse."""
    small = Image.frombytes("RGB", (160, 120), random.Random(seed).randbytes(160 * 120 * 3))  # noqa: S311
    out = io.BytesIO()
    small.resize(size).save(out, "JPEG", quality=90)
    return out.getvalue()


def flat() -> bytes:
    """A logo: few colours, sharp edges."""
    picture = Image.new("RGB", (400, 400), (20, 90, 60))
    picture.paste((250, 240, 220), (100, 100, 300, 300))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=95)
    return out.getvalue()


@shared()
async def photographed(make_restaurant: MakeRestaurant, http: aiohttp.ClientSession) -> Place:
    """A restaurant with a cover, a logo, and photos of the first six and the last of its dishes."""
    items = [
        {"name": f"Dish {n}", "description": f"What dish {n} is made of, and how", "price": f"{n}.50"}
        for n in range(1, DISHES + 1)
    ]
    first, second = items[: DISHES // 2], items[DISHES // 2 :]
    place = await make_restaurant(
        {"categories": [{"name": "First", "items": first}, {"name": "Second", "items": second}]}
    )
    headers = {"Authorization": f"Bearer {place.owner.token}", "Content-Type": "image/jpeg"}
    dishes = [*range(1, 7), DISHES]
    addresses = [
        *(f"/api/items/{place.item(f'Dish {n}')['id']}/photo/" for n in dishes),
        f"/api/restaurants/{place.id}/cover/",
    ]
    for number, address in enumerate(addresses):
        async with http.put(address, data=noise(number, (640, 480)), headers=headers) as answer:
            assert answer.status == 200, await answer.text()
    async with http.put(f"/api/restaurants/{place.id}/logo/", data=flat(), headers=headers) as answer:
        assert answer.status == 200, await answer.text()
    return place


async def sizes_of(page: Page) -> list[float]:
    """Collects how many bytes each file takes on the network."""
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


NOTE_SHIFTS = """
    window.shift = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
    }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.browser
@pytest.mark.slow
async def test_a_first_visit_with_photos(phone: OpenPage, photographed: Place) -> None:
    """A first visit moves under 250 KB with the photos of the first screen; those far down are not asked for.

    Though every photo comes after the page was painted, the page and an opened dish stay where they are.
    """
    page = await phone()
    sizes = await sizes_of(page)
    await page.add_init_script(NOTE_SHIFTS)
    held: list[Route] = []
    is_held = True

    async def hold(route: Route) -> None:
        if is_held:
            held.append(route)
        else:
            await route.continue_()

    await page.route("**/photos/**", hold)
    await page.goto(f"/r/{photographed.slug}/", wait_until="domcontentloaded")
    await page.wait_for_function("document.documentElement.classList.contains('js')")
    await page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    assert held
    is_held = False
    for route in held:
        await route.continue_()
    await page.wait_for_load_state("networkidle")
    loaded = await page.evaluate(
        "[...document.querySelectorAll('.thumb')].filter((one) => one.complete && one.naturalWidth).length"
    )
    assert 3 <= loaded <= 6
    assert sum(sizes) < MOST_KILOBYTES * 1024
    await page.click(".item >> nth=0")
    await page.wait_for_selector("#sheet:modal")
    await page.wait_for_load_state("networkidle")
    await page.keyboard.press("Escape")
    await expect(page.locator("#sheet")).to_have_count(0)
    await page.get_by_role("button", name="Add: Dish 1", exact=True).click()
    await expect(page.locator("#bar")).to_be_visible()
    assert await page.evaluate("window.shift") < MOST_SHIFT


@pytest.mark.slow
@pytest.mark.browser
async def test_the_menu_begins_high_with_a_cover(
    phone: OpenPage, http: aiohttp.ClientSession, restaurant: Place, table: str
) -> None:
    """With cover, logo, a line about the restaurant and every badge the menu begins at 260 px, on the smallest phone."""
    headers = {"Authorization": f"Bearer {restaurant.owner.token}", "Content-Type": "image/jpeg"}
    for part in ("cover", "logo"):
        address = f"/api/restaurants/{restaurant.id}/{part}/"
        async with http.put(address, data=noise(1, (640, 480)), headers=headers) as answer:
            assert answer.status == 200
    about = {"about": "Wood-fired pizza since 1987, and fresh pasta every day", "address": "Via Roma 1"}
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", about)
    page = await phone(viewport={"width": 360, "height": 740}, locale="de")
    await page.goto(table)
    assert await page.evaluate("document.querySelector('.menu').getBoundingClientRect().top") <= 260


async def test_a_deleted_restaurant(http: aiohttp.ClientSession, make_restaurant: MakeRestaurant) -> None:
    """Every page of a restaurant that is gone says so and what to do; an order that was placed there stays readable."""
    place = await make_restaurant()
    made = await place.owner.post(f"/api/restaurants/{place.id}/tables/", {"name": "5"})
    table = f"/t/{made.body['code']}"
    order = (await place.order()).body["id"]
    _, text = await post(http, table, do=f"add:{place.item('Coke')['id']}")
    kept = state_of(text)
    assert (await place.owner.delete(f"/api/restaurants/{place.id}/")).status == 204
    paths = (table, f"/r/{place.slug}/", f"/r/{place.slug}/kiosk/", f"/r/{place.slug}/board/")
    for path in paths:
        status, said = await look(http, path)
        assert status == 404, path
        assert "ask the staff" in said, path
    for path in paths[:3]:
        status, _ = await post(http, path, do="confirm", state=kept)
        assert status == 404, path
    status, said = await look(http, f"/orders/{order}/")
    assert status == 200
    assert "Coke" in said


async def look(http: aiohttp.ClientSession, path: str) -> tuple[int, str]:
    async with http.get(path, headers={"Accept": "text/html"}) as answer:
        return answer.status, await answer.text()


@pytest.mark.slow
@pytest.mark.browser
async def test_an_open_page_of_a_deleted_restaurant(phone: OpenPage, make_restaurant: MakeRestaurant) -> None:
    """A page that is open says that its code leads nowhere any more, and keeps the order that was begun."""
    place = await make_restaurant()
    page = await phone(f"/r/{place.slug}/")
    await page.get_by_role("button", name="Add: Coke").click()
    await page.click("#bar")
    assert (await place.owner.delete(f"/api/restaurants/{place.id}/")).status == 204
    await page.click("#confirm")
    await expect(page.locator("#network")).to_contain_text("This code is no longer in use.")
    await expect(page.locator(".line")).to_have_count(1)


@pytest.mark.parametrize("kind", [("eat_in", "Eat in"), ("take_away", "Take away")])
async def test_the_kind_and_the_note_without_scripts(
    http: aiohttp.ClientSession, restaurant: Place, kind: tuple[str, str]
) -> None:
    """The kind of the order and its note are kept over the steps that follow, placed with it, and shown on its page."""
    path = f"/r/{restaurant.slug}/"
    _, text = await post(http, path, do=f"add:{restaurant.item('Coke')['id']}")
    said: dict[str, Any] = {"order_type": kind[0], "order_note": "  with two straws & <ice>  "}
    _, text = await post(http, path, do="more:0", state=state_of(text), **said)
    assert f'value="{kind[0]}" checked' in text
    assert "with two straws &amp; &lt;ice&gt;</textarea>" in text
    async with http.post(path, data={"do": "confirm", "state": state_of(text)}) as answer:
        page = await answer.text()
    assert f"<dd>{kind[1]}</dd>" in page
    assert '<dd dir="auto">with two straws &amp; &lt;ice&gt;</dd>' in page


@pytest.mark.parametrize(("length", "kept"), [(500, 500), (501, 500)])
async def test_the_longest_note(
    http: aiohttp.ClientSession, restaurant: Place, length: int, kept: int
) -> None:
    """A note of 500 characters is kept whole, a longer one cut there; a kind that is none is left out."""
    path = f"/r/{restaurant.slug}/"
    _, text = await post(http, path, do=f"add:{restaurant.item('Coke')['id']}")
    _, text = await post(
        http, path, do="more:0", state=state_of(text), order_note="x" * length, order_type="fly"
    )
    assert ">" + "x" * kept + "</textarea>" in text
    assert '" checked>' not in text
