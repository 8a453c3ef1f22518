"""Takes every state of the diner's pages, in three languages, four widths, light and dark, for looking at them.

`make screenshots` writes `build/screens/<state>-<language>-<width>-<scheme>.png`, and the chosen few into `docs/images`;
with `--docs` only these are taken.
Dishes have painted pictures: the layout is looked at, not the food.
"""

import asyncio
import io
import random
import sys
from collections.abc import Awaitable, Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFilter
from playwright.async_api import Browser, Page, async_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.page_server import Shown, shown_restaurant  # noqa: E402  found through the path above
from tests.fixtures.browser import find_chromium  # noqa: E402  as above

SCREENS = ROOT / "build/screens"
IMAGES = ROOT / "docs/images"
WIDTHS = (360, 390, 768, 1280)
LANGUAGES = ("de", "ja", "ar")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WORDS = {
    "de": "zwei große Pizza Margherita ohne Basilikum, eine Cola und einen fliegenden Teppich, Nussallergie",
    "ja": "マルゲリータを二枚とコーラを一つ、ナッツアレルギーです",
    "ar": "two large margherita pizzas and a coke, allergic to nuts",
}
Shot = tuple[str, str, int, Literal["light", "dark"]]
"""A state, a language, a width and a scheme."""
CHOSEN: tuple[Shot, ...] = (
    ("menu", "de", 390, "light"),
    ("sheet", "ja", 390, "light"),
    ("order", "ar", 390, "dark"),
    ("placed", "de", 390, "dark"),
)
"""What docs/images/diner-states.png shows, side by side."""

State = Callable[[Page, Shown, str], Awaitable[None]]


async def menu(page: Page, shown: Shown, language: str) -> None:
    """The page as it is found first."""
    await page.goto(f"{shown.origin}{shown.table}?lang={language}")


async def scrolled(page: Page, shown: Shown, language: str) -> None:
    """In the middle of the menu."""
    await menu(page, shown, language)
    await page.evaluate("document.querySelectorAll('.category')[3].scrollIntoView()")
    await page.wait_for_timeout(150)


async def search(page: Page, shown: Shown, language: str) -> None:
    """The empty search, with what it offers."""
    await menu(page, shown, language)
    await page.focus("#q")


async def sheet(page: Page, shown: Shown, language: str) -> None:
    """A dish with choices."""
    await menu(page, shown, language)
    await page.click(".category:not(.popular) .item >> nth=4")
    await page.wait_for_selector("#sheet:modal")


async def added(page: Page, shown: Shown, language: str) -> None:
    """After a dish was added, with what goes with it."""
    await menu(page, shown, language)
    await page.click(".popular .plus >> nth=0")
    await page.wait_for_selector("#bar:visible, #sheet:modal, #panel:visible")


async def order(page: Page, shown: Shown, language: str) -> None:
    """An order in words, with an allergy and something that was not understood."""
    await menu(page, shown, language)
    await page.fill("#text", WORDS[language])
    await page.click(".send")
    await page.wait_for_selector(".line:visible")


async def placed(page: Page, shown: Shown, language: str) -> None:
    """An order that was just placed."""
    await menu(page, shown, language)
    await page.click(".category:not(.popular) .plus[value^='add'] >> nth=0")
    await page.wait_for_selector("#bar:visible, #panel:visible")
    if await page.locator("#bar").is_visible():
        await page.click("#bar")
    await page.click("#confirm")
    await page.wait_for_selector(".number")


async def board(page: Page, shown: Shown, language: str) -> None:
    """The screen on the wall."""
    await page.goto(f"{shown.origin}/r/{shown.slug}/board/?lang={language}")


async def kiosk(page: Page, shown: Shown, language: str) -> None:
    """A device for many diners."""
    await page.goto(f"{shown.origin}/r/{shown.slug}/kiosk/")
    await page.click(".language summary")
    await page.click(f".language button[lang={language}]")
    await page.wait_for_selector(f"html[lang^={language}]")


STATES: Mapping[str, State] = {
    one.__name__: one for one in (menu, scrolled, search, sheet, added, order, placed, board, kiosk)
}


async def take(browser: Browser, shown: Shown, wanted: Shot) -> None:
    """Take one picture."""
    name, language, width, scheme = wanted
    context = await browser.new_context(
        viewport={"width": width, "height": 844 if width < 700 else 900},  # noqa: PLR2004  a phone
        color_scheme=scheme,
        reduced_motion="reduce",
        service_workers="block",
    )
    page = await context.new_page()
    await STATES[name](page, shown, language)
    await page.wait_for_load_state("networkidle")
    await page.screenshot(path=SCREENS / f"{name}-{language}-{width}-{scheme}.png")
    await context.close()


def painted(seed: int, size: tuple[int, int]) -> bytes:
    """A picture that stands for a photo: a plate with something on it, as JPEG."""
    draw_from = random.Random(seed)  # noqa: S311  a picture
    ground = (draw_from.randint(60, 120), draw_from.randint(45, 80), draw_from.randint(30, 60))
    picture = Image.new("RGB", size, ground)
    draw, middle, radius = ImageDraw.Draw(picture), (size[0] // 2, size[1] // 2), min(size) * 2 // 5
    _circle(draw, middle, radius, (244, 240, 232))
    _circle(draw, middle, radius * 4 // 5, (draw_from.randint(190, 230), draw_from.randint(120, 180), 70))
    for _ in range(40):
        at = tuple(m + draw_from.randint(-radius // 2, radius // 2) for m in middle)
        colour = draw_from.choice([(170, 50, 30), (60, 120, 50), (250, 230, 170), (120, 60, 30)])
        _circle(draw, (at[0], at[1]), draw_from.randint(radius // 20, radius // 8), colour)
    out = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(size[0] // 150)).save(out, "JPEG", quality=90)
    return out.getvalue()


def _circle(
    draw: ImageDraw.ImageDraw, middle: tuple[int, int], radius: int, colour: tuple[int, int, int]
) -> None:
    x, y = middle
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


async def dress(shown: Shown) -> None:
    """Give the restaurant pictures, a line about it and orders, of which some dishes become popular."""
    async with shown.owner.get("/api/restaurants/") as answer:
        (restaurant,) = await answer.json()
    path = f"/api/restaurants/{restaurant['id']}"
    about = {"about": "Wood-fired pizza since 1987", "address": "Via Roma 1", "phone": "+39 06 123456"}
    async with shown.owner.patch(f"{path}/", json=about) as answer:
        answer.raise_for_status()
    async with shown.owner.get(f"/api/public/menu/{shown.slug}/") as answer:
        items = [item for category in (await answer.json())["categories"] for item in category["items"]]
    pictures = [(f"/api/items/{item['id']}/photo/", (1200, 900)) for item in items[::2]]
    for number, (address, size) in enumerate([*pictures, (f"{path}/cover/", (1600, 500))]):
        async with shown.owner.put(
            address, data=painted(number, size), headers={"Content-Type": "image/jpeg"}
        ) as answer:
            answer.raise_for_status()
    simple = [item for item in items if not item["modifier_groups"]][:4]
    lines = [{"menu_item_id": i["id"], "variant_id": i["variants"][0]["id"], "quantity": 1} for i in simple]
    for _ in range(3):
        async with shown.owner.post(
            "/api/public/orders/confirm/", json={"restaurant_slug": shown.slug, "items": lines}
        ) as answer:
            answer.raise_for_status()


def side_by_side() -> None:
    """Put the chosen few into one picture of the docs."""
    pictures = [Image.open(SCREENS / ("-".join(map(str, chosen)) + ".png")) for chosen in CHOSEN]
    gap = 24
    wide = sum(p.width for p in pictures) + gap * (len(pictures) + 1)
    joined = Image.new("RGB", (wide, pictures[0].height + 2 * gap), (226, 220, 210))
    left = gap
    for picture in pictures:
        joined.paste(picture, (left, gap))
        left += picture.width + gap
    joined.quantize(128).save(IMAGES / "diner-states.png", optimize=True)


async def main() -> None:
    """Take every picture."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    async with shown_restaurant() as shown, async_playwright() as playwright:
        await dress(shown)
        browser = await playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for wanted in CHOSEN if "--docs" in sys.argv else product(STATES, LANGUAGES, WIDTHS, SCHEMES):
            await take(browser, shown, wanted)
        await browser.close()
    side_by_side()


if __name__ == "__main__":
    asyncio.run(main())
