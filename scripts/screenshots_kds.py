"""Make docs/images/kds*.png: an evening at the demo restaurant, played on a real server in a real terminal.

Diners order in words; their orders are then dated back, so that a minute of playing looks like a quarter of an
hour; a cook works with keys in tmux; Chromium draws what stands on the terminal.
"""

import asyncio
import io
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import httpx
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

from benchmarks.house import postgres, server

IMAGES = Path(__file__).parents[1] / "docs" / "images"
COLUMNS, ROWS = 108, 27
EVENING = (
    (16.4, "4", "two margherita pizzas, one tiramisu and a sparkling water"),
    (11.6, "7", "a large pepperoni pizza with extra cheese, no basil. I am allergic to nuts"),
    (8.7, "", "one spaghetti carbonara well done please and two cokes"),
    (6.1, "2", "three margherita pizzas and a house salad"),
    (5.2, "", "a lasagne and an espresso"),
    (3.9, "9", "two tiramisu and two espressos"),
    (2.8, "11", "one spaghetti carbonara, one margherita pizza without basil, three cokes"),
    (1.3, "5", "a large margherita pizza and a coke"),
)
LAST = ("12", "one house salad and a sparkling water")
MEALS = ("a bruschetta and a margherita pizza", "garlic bread and a large pepperoni pizza")
COURSES = {"To begin": "starter", "Pizza": "main", "Pasta": "main", "Desserts": "dessert"}
PAGE = """<html><body style="margin:0;background:#0d1014"><pre style="margin:0;padding:12px;display:inline-block;
font:16px/18px 'DejaVu Sans Mono',monospace;letter-spacing:0.367px;background:#0d1014;color:#e8edf2">{code}</pre>
</body></html>"""
"""The letter spacing makes a cell ten pixels wide, so that no seam shows between cells."""


def main() -> None:
    """Play, and draw."""
    os.environ["AIQR_CONFIG_DIR"] = tempfile.mkdtemp(prefix="aiqr-pictures-")
    from cli.demo import restaurant as demo_restaurant  # noqa: PLC0415  # it reads the directory above

    IMAGES.mkdir(exist_ok=True)
    with postgres(sync=False) as dsn, server(dsn) as running, httpx.Client(base_url=running.url) as diner:
        demo_restaurant.set_up(running.url, "a password for pictures")
        for minutes, table, words in EVENING:
            order = _order(diner, table, words)
            asyncio.run(_date_back(dsn, order, minutes))
        with _terminal(["--profile", demo_restaurant.KITCHEN_PROFILE]) as screen:
            _work(screen, diner)
            _draw(screen, IMAGES / "kds.png")
        with _terminal(["--profile", demo_restaurant.KITCHEN_PROFILE, "--expo"]) as screen:
            screen.wait_for("EXPO · Trattoria Sole", "#1 ")
            _draw(screen, IMAGES / "kds-expo.png")
        _hold_courses(running.url)
        for words in MEALS:
            _order(diner, "14", words)
        oven = ["--profile", demo_restaurant.KITCHEN_PROFILE, "--station", "oven"]
        with _terminal(oven, "after starters") as screen:
            screen.press("End", "f")
            screen.wait_for("FIRED.")
            _draw(screen, IMAGES / "kds-courses.png")
    shutil.rmtree(os.environ["AIQR_CONFIG_DIR"])


def _hold_courses(url: str) -> None:
    """What an owner does once: the courses of categories, and that later ones wait."""
    from cli import logins  # noqa: PLC0415  # it reads the directory of `main`
    from cli.demo.restaurant import OWNER_PROFILE  # noqa: PLC0415

    token = logins.load().get(OWNER_PROFILE).access
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}) as owner:
        (place,) = owner.get("/api/restaurants/").json()
        owner.patch(f"/api/restaurants/{place['id']}/", json={"hold_courses": True}).raise_for_status()
        for category in owner.get(f"/api/restaurants/{place['id']}/categories/").json():
            course = COURSES.get(category["name"], "")
            owner.patch(f"/api/categories/{category['id']}/", json={"course": course}).raise_for_status()


class _Screen:
    """A session of tmux, of a server of its own."""

    numbers = itertools.count(1)

    def __init__(self) -> None:
        self._tmux = ["tmux", "-L", f"aiqr-pictures-{os.getpid()}-{next(self.numbers)}"]

    def run(self, *words: str) -> str:
        return subprocess.run([*self._tmux, *words], capture_output=True, text=True, check=False).stdout

    def press(self, *keys: str) -> None:
        for key in keys:
            self.run("send-keys", "-t", "kitchen", key)
            time.sleep(0.6)

    def text(self, *options: str) -> str:
        return self.run("capture-pane", "-p", "-t", "kitchen", *options)

    def wait_for(self, *words: str) -> None:
        for _ in range(300):
            if all(word in self.text() for word in words):
                return
            time.sleep(0.1)
        raise SystemExit(f"{words} did not appear:\n{self.text()}")


def _order(diner: httpx.Client, table: str, words: str) -> str:
    wanted = {"restaurant_slug": "trattoria-sole", "raw_input": words}
    read = diner.post("/api/public/orders/parse/", json=wanted).json()
    items = [
        {
            "menu_item_id": line["menu_item_id"],
            "variant_id": line["variant"]["id"],
            "quantity": line["quantity"],
            "special_requests": line["special_requests"],
            "modifiers": [
                {key: m[key] for key in ("modifier_id", "amount", "quantity")}
                for m in line["modifiers"]
                if m["stated"]
            ],
        }
        for line in read["items"]
    ]
    body = {**wanted, "items": items, "table_identifier": table, "customer_name": "" if table else "Priya"}
    body["allergies"] = read["allergies"]
    answer = diner.post("/api/public/orders/confirm/", json=body)
    answer.raise_for_status()
    return str(answer.json()["id"])


async def _date_back(dsn: str, order: str, minutes: float) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        sql = """
            UPDATE orders SET created_at = created_at - make_interval(secs => $2),
                              estimated_ready_at = estimated_ready_at - make_interval(secs => $2)
            WHERE id = $1::uuid
        """
        await connection.execute(sql, order, minutes * 60)
    finally:
        await connection.close()


@contextmanager
def _terminal(options: list[str], first: str = "#1 ") -> Iterator[_Screen]:
    screen = _Screen()
    size = ["-x", str(COLUMNS), "-y", str(ROWS)]
    command = ["env", "COLORTERM=truecolor", sys.executable, "-m", "cli.main", "kds", *options]
    screen.run("new-session", "-d", "-s", "kitchen", *size, *command)
    try:
        screen.wait_for(first)
        yield screen
    finally:
        screen.run("kill-server")


def _work(screen: _Screen, diner: httpx.Client) -> None:
    """What a cook does in a minute."""
    screen.press("1", "Enter", "Space", "4", "Enter", "Space", "Space")
    screen.press("6", "Enter", "Enter")
    screen.press("8", "p")
    _order(diner, *LAST)
    screen.press("3")
    screen.wait_for("NEW", "RUSH", "READY")
    time.sleep(7)


def _draw(screen: _Screen, path: Path) -> None:
    console = Console(
        record=True, file=io.StringIO(), width=COLUMNS, color_system="truecolor", force_terminal=True
    )
    console.print(Text.from_ansi(screen.text("-e")), end="")
    page = console.export_html(inline_styles=True, code_format=PAGE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(device_scale_factor=2, viewport={"width": 1400, "height": 900})
        tab.set_content(page)
        tab.locator("pre").screenshot(path=path)
        browser.close()


if __name__ == "__main__":
    main()
