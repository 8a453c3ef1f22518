"""A kitchen display in a real terminal (tmux), for scripts that play a kitchen: keys, what stands on it, and its picture."""

import io
import itertools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

IMAGES = Path(__file__).parents[1] / "docs" / "images"
PATIENCE = 60.0
COURSES = {"To begin": "starter", "Pizza": "main", "Pasta": "main", "Desserts": "dessert"}
PAGE = """<html><body style="margin:0;background:#0d1014"><pre style="margin:0;padding:12px;display:inline-block;
font:16px/18px 'DejaVu Sans Mono',monospace;letter-spacing:0.367px;background:#0d1014;color:#e8edf2">{code}</pre>
</body></html>"""
"""The letter spacing makes a cell ten pixels wide, so that no seam shows between cells."""


class Screen:
    """A session of tmux of so many columns and rows, of a server of its own."""

    numbers = itertools.count(1)

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._tmux: list[str] = []

    def run(self, *words: str) -> str:
        """A command of tmux; what it prints."""
        return subprocess.run([*self._tmux, *words], capture_output=True, text=True, check=False).stdout

    def start(self, options: list[str], **environment: str) -> None:
        """`aiqr kds` with these options, in a new terminal: one that is being closed takes no more."""
        self._tmux = ["tmux", "-L", f"aiqr-pictures-{os.getpid()}-{next(self.numbers)}"]
        width, height = self._size
        told = [f"{name}={value}" for name, value in environment.items()]
        command = [
            "env",
            "-u",
            "COLUMNS",
            "-u",
            "LINES",
            "COLORTERM=truecolor",
            *told,
            sys.executable,
            "-m",
            "cli.main",
            "kds",
            *options,
        ]
        size = ["-x", str(width), "-y", str(height)]
        self.run("new-session", "-d", "-s", "kitchen", *size, *command)

    def press(self, *keys: str) -> None:
        """Keys, one after the other, as fast as a cook who looks."""
        for key in keys:
            self.run("send-keys", "-t", "kitchen", key)
            time.sleep(0.6)

    def type(self, text: str) -> None:
        """Letters."""
        self.run("send-keys", "-t", "kitchen", "-l", text)

    def text(self, *options: str) -> str:
        """What stands on the terminal."""
        return self.run("capture-pane", "-p", "-t", "kitchen", *options).replace("\u00a0", " ")

    def wait_for(self, *words: str, gone: str = "") -> str:
        """Wait until these words stand there, and `gone` does not. SystemExit where they never do."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            text = self.text()
            if all(word in text for word in words) and not (gone and gone in text):
                return text
            time.sleep(0.1)
        raise SystemExit(f"{words} did not appear, or {gone!r} stayed:\n{self.text()}")

    def cut_power(self) -> None:
        """End the display without a word, and its terminal with it."""
        os.kill(int(self.run("list-panes", "-t", "kitchen", "-F", "#{pane_pid}")), signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """End the terminal."""
        self.run("kill-server")

    def draw(self, name: str) -> None:
        """What stands there as docs/images/NAME."""
        console = Console(
            record=True,
            file=io.StringIO(),
            width=self._size[0],
            color_system="truecolor",
            force_terminal=True,
        )
        console.print(Text.from_ansi(self.text("-e")), end="")
        page = console.export_html(inline_styles=True, code_format=PAGE)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            tab = browser.new_page(device_scale_factor=2, viewport={"width": 1400, "height": 900})
            tab.set_content(page)
            tab.locator("pre").screenshot(path=IMAGES / name)
            browser.close()


@contextmanager
def terminal(options: list[str], size: tuple[int, int], first: str, **environment: str) -> Iterator[Screen]:
    """A display that runs with these options, once `first` stands on it."""
    screen = Screen(size)
    screen.start(options, **environment)
    try:
        screen.wait_for(first)
        yield screen
    finally:
        screen.close()


def hold_courses(url: str) -> None:
    """What an owner does once: the courses of categories, and that later ones wait."""
    from cli import logins  # noqa: PLC0415  # it reads the directory of the script that calls
    from cli.demo.restaurant import OWNER_PROFILE  # noqa: PLC0415

    token = logins.load().get(OWNER_PROFILE).access
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}) as owner:
        (place,) = owner.get("/api/restaurants/").json()
        owner.patch(f"/api/restaurants/{place['id']}/", json={"hold_courses": True}).raise_for_status()
        for category in owner.get(f"/api/restaurants/{place['id']}/categories/").json():
            course = COURSES.get(category["name"], "")
            owner.patch(f"/api/categories/{category['id']}/", json={"course": course}).raise_for_status()


def place_order(diner: httpx.Client, table: str, words: str) -> str:
    """Order in words; the order's id."""
    wanted = {"restaurant_slug": "trattoria-sole", "raw_input": words}
    read = _read(diner, wanted)
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


def _read(diner: httpx.Client, wanted: dict[str, str]) -> dict[str, Any]:
    """What the server has understood; a diner whom a busy server sends away tries again."""
    until = time.monotonic() + PATIENCE
    while True:
        answer = diner.post("/api/public/orders/parse/", json=wanted)
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or time.monotonic() > until:
            answer.raise_for_status()
            read: dict[str, Any] = answer.json()
            return read
        time.sleep(1)
