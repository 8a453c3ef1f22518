"""The phones of a table and the wall of its kitchen, for scripts that play an evening: what each shows, and its picture."""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Error, Page, ViewportSize

from scripts.kitchen_screen import Screen
from scripts.page_server import Shown

PATIENCE = 60.0
PHONE = ViewportSize(width=390, height=844)
WALL_SIZE = (120, 40)
WALL = "wall"


class WrongStepError(Exception):
    """A phone or the wall does not show what is expected of it."""


class Party:
    """The guests' phones by their names and the wall of the kitchen; pictures go to a folder, None for no pictures."""

    def __init__(self, shown: Shown, browser: Browser, wall: Screen, pictures: Path | None = None) -> None:
        self.shown, self.wall = shown, wall
        self.phones: dict[str, Page] = {}
        self.steps = 0
        self._browser, self._pictures = browser, pictures

    async def scan(self, name: str, locale: str, *, scripts: bool = True) -> Page:
        """A guest scans the code of the table, with a phone in this language."""
        context = await self._browser.new_context(
            base_url=self.shown.origin,
            viewport=PHONE,
            locale=locale,
            java_script_enabled=scripts,
            reduced_motion="reduce",
            service_workers="block",
        )
        self.phones[name] = page = await context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        await page.goto(self.shown.table)
        return page

    async def look_again(self, name: str) -> Page:
        """A guest scans the code once more."""
        await self.phones[name].goto(self.shown.table)
        return self.phones[name]

    async def see(self, what: str, where: str, *wanted: str, gone: str = "") -> None:
        """Wait until these words stand on a guest's phone or on the wall, and `gone` does not; print what it came to."""
        until = time.monotonic() + PATIENCE
        while True:
            text = await self.read(where)
            missing = [word for word in wanted if word not in text]
            if not missing and not (gone and gone in text):
                self._tell(what, where, wanted, text)
                return
            if time.monotonic() > until:
                raise WrongStepError(
                    f"{what}: {missing} not on {where}'s screen, or {gone!r} still there:\n{text}"
                )
            await asyncio.sleep(0.1)

    async def read(self, where: str) -> str:
        """All that stands there, but the menu; "" of a page that is just being left for another."""
        if where == WALL:
            return await asyncio.to_thread(self.wall.text)
        page = self.phones[where]
        try:
            text = await page.locator("body").inner_text()
            for menu in await page.locator("#menu-now").all_inner_texts():
                text = text.replace(menu, "")
        except Error:
            return ""
        return text.replace("\u00a0", " ")

    def _tell(self, what: str, where: str, wanted: tuple[str, ...], text: str) -> None:
        self.steps += 1
        rows = [row.strip() for row in text.splitlines() if any(word in row for word in wanted)]
        print(f"{self.steps:2}. {what}\n    expected of {where}: {' | '.join(wanted)}")
        print(f"    got: {' | '.join(dict.fromkeys(rows))}", flush=True)

    async def press(self, *keys: str) -> None:
        """Keys of the cook."""
        await asyncio.to_thread(self.wall.press, *keys)

    async def say(self, name: str, words: str) -> Page:
        """A guest says what they would like, and reads it back."""
        page = self.phones[name]
        await page.fill("#text", words)
        await page.click(".send")
        await page.locator(".line:visible").first.wait_for()
        return page

    async def add_to_table(self, name: str, words: str) -> None:
        """A guest says what they would like and puts it into the table's order under their name."""
        page = await self.say(name, words)
        await page.fill("#name", name)
        await page.click("#share")
        await page.locator("#shared .bin").last.wait_for()

    async def draw(self, name: str, where: str) -> None:
        """A phone, or the wall, as a picture of the docs."""
        if self._pictures is None:
            return
        if where == WALL:
            await asyncio.to_thread(self.wall.draw, f"{name}.png")
        else:
            await self.phones[where].screenshot(path=self._pictures / f"{name}.png")

    async def close(self) -> None:
        """Everybody puts the phone away."""
        for page in self.phones.values():
            await page.context.close()


@asynccontextmanager
async def kitchen_wall(shown: Shown, cook: str, folder: Path) -> AsyncIterator[Screen]:
    """The kitchen's display in a terminal, where a cook of this first name is logged in."""
    login = await _log_in(shown, cook)
    config = folder / "config"
    config.mkdir(mode=0o700)
    file = config / "profiles.json"
    file.write_text(json.dumps({"profiles": {"kitchen": login}}))
    file.chmod(0o600)
    wall = Screen(WALL_SIZE)
    wall.start(
        ["--server", shown.origin, "--profile", "kitchen", "--language", "en"],
        AIQR_CONFIG_DIR=str(config),
        AIQR_STATE_DIR=str(folder / "state"),
        LC_ALL="C.UTF-8",
    )
    try:
        await asyncio.to_thread(wall.wait_for, "No open orders")
        yield wall
    finally:
        wall.close()


async def _log_in(shown: Shown, cook: str) -> dict[str, str]:
    email = f"{cook.lower()}@example.com"
    invited = await call(shown, "POST", f"{shown.api}staff/", {"email": email, "role": "kitchen"})
    wanted = {
        "token": invited["invite_url"].rsplit("/", 1)[-1],
        "first_name": cook,
        "password": secrets.token_urlsafe(16),
    }
    tokens = await call(shown, "POST", "/api/auth/accept-invite/", wanted)
    return {
        "server": shown.origin,
        "email": email,
        "access": tokens["access"],
        "refresh": tokens["refresh"],
        "restaurant": shown.slug,
    }


async def call(shown: Shown, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Ask the server as the owner; the answer, {} where there is none."""
    async with shown.owner.request(method, path, json=body) as answer:
        answer.raise_for_status()
        told: dict[str, Any] = await answer.json() if answer.content_length else {}
        return told
