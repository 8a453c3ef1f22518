"""The display as a cook starts it: the command, in a real terminal, with keys sent and the screen read."""

import asyncio
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from tests.fixtures.api import PASSWORD, Api, Place
from tests.fixtures.patience import PATIENCE

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


NUMBERS = itertools.count(1)


class Terminal:
    """A session of tmux of its own."""

    def __init__(self, name: str) -> None:
        self._tmux = ["tmux", "-L", name]

    async def run(self, *words: str) -> str:
        command = [*self._tmux, *words]
        done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)
        return done.stdout.replace("\u00a0", " ")

    async def press(self, *keys: str) -> None:
        await self.run("send-keys", "-t", "kitchen", *keys)

    async def type(self, text: str) -> None:
        await self.run("send-keys", "-t", "kitchen", "-l", text)

    async def text(self) -> str:
        return await self.run("capture-pane", "-p", "-t", "kitchen")

    async def sees(self, *words: str) -> str:
        """Wait until all of these words are on the screen."""
        text = ""
        for _ in range(int(PATIENCE * 20)):
            text = await self.text()
            if all(word in text for word in words):
                return text
            await asyncio.sleep(0.05)
        raise AssertionError(f"waited in vain for {words}:\n{text}")


@asynccontextmanager
async def terminal(folder: Path, command: list[str], size: tuple[int, int]) -> AsyncIterator[Terminal]:
    """A terminal that runs `command` with an empty configuration in `folder`."""
    screen = Terminal(f"aiqr-test-{os.getpid()}-{next(NUMBERS)}")
    environment = [
        word
        for name, value in {
            "AIQR_CONFIG_DIR": str(folder / "config"),
            "AIQR_STATE_DIR": str(folder / "state"),
            "LC_ALL": "C.UTF-8",
        }.items()
        for word in ("-e", f"{name}={value}")
    ]
    width, height = map(str, size)
    session = ["new-session", "-d", "-s", "kitchen", "-x", width, "-y", height]
    await screen.run(*session, *environment, "env", "-u", "COLUMNS", "-u", "LINES", *command)
    try:
        yield screen
    finally:
        await screen.run("kill-server")


def kds(server: TestServer, *options: str) -> list[str]:
    address = str(server.make_url("/")).rstrip("/")
    return [sys.executable, "-m", "cli.main", "kds", "--server", address, *options]


@pytest.mark.slow
async def test_a_cook_logs_in_works_and_comes_back(
    server: TestServer, restaurant: Place, api: Api, tmp_path: Path
) -> None:
    """E-mail and password, a ticket, a bump, help, close; started again, the login is still there."""
    invited = {"email": "cook@example.com", "role": "kitchen"}
    made = await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/staff/", invited)
    token = made.body["invite_url"].rsplit("/", 1)[-1]
    await api.post("/api/auth/accept-invite/", {"token": token, "password": PASSWORD})
    async with terminal(tmp_path, kds(server), (80, 24)) as screen:
        await screen.sees("Kitchen display · log in", "Type your e-mail")
        await screen.type("cook@example.com")
        await screen.press("Enter")
        await screen.sees("Type your password")
        await screen.type("not the password")
        await screen.press("Enter")
        await screen.sees("The e-mail or the password is wrong")
        await screen.press("C-u")
        await screen.sees("▊  password ")
        await screen.type(PASSWORD)
        await screen.press("Enter")
        await screen.sees("No open orders", "ALL STATIONS")
        reply = await restaurant.order(restaurant.line("Margherita", 2), table_identifier="5")
        await screen.sees("#1 T5", "2× Margherita · Medium")
        await screen.press("1", "Enter")
        await screen.sees("►#1 T5", "PREPARING", "U undo")
        await screen.press("?")
        await screen.sees("? F1", "U Ctrl+Z", "within 10 seconds,")
        await screen.press("?")
        await screen.press("q", "q")
        async with asyncio.timeout(PATIENCE):
            while "PREPARING" in await screen.text():
                await asyncio.sleep(0.1)
    status = await api.get(f"/api/public/orders/{reply.body['id']}/status/")
    assert status.body["status"] == "preparing"
    profiles = tmp_path / "config" / "profiles.json"
    assert profiles.stat().st_mode & 0o777 == 0o600
    assert json.loads(profiles.read_text())["profiles"]["kitchen"]["restaurant"] == restaurant.slug
    async with terminal(tmp_path, kds(server), (120, 40)) as screen:
        await screen.sees("#1 T5", "PREPARING")


@pytest.mark.slow
async def test_a_display_is_paired_by_its_code(server: TestServer, restaurant: Place, tmp_path: Path) -> None:
    """The code on the screen, approved by the owner, lets the display into that kitchen and no other."""
    async with terminal(tmp_path, kds(server, "--pair"), (120, 40)) as screen:
        text = await screen.sees("aiqr kds approve ", "▄▄▄▄▄")
        code = text.split("aiqr kds approve ")[1].split()[0]
        path = f"/api/restaurants/{restaurant.id}/pair/"
        reply = await restaurant.owner.post(path, {"code": code})
        assert reply.status == 201, reply
        await screen.sees("No open orders", restaurant.info["name"])
        await restaurant.order(table_identifier="9")
        await screen.sees("#1 T9")
        member = f"/api/restaurants/{restaurant.id}/staff/{reply.body['id']}/"
        await restaurant.owner.delete(member)
        await screen.sees("aiqr kds approve ")
        assert code not in await screen.text()


@pytest.mark.slow
async def test_the_demo_needs_no_server(tmp_path: Path) -> None:
    """`aiqr kds --demo` plays a kitchen by itself."""
    async with terminal(tmp_path, [sys.executable, "-m", "cli.main", "kds", "--demo"], (200, 60)) as screen:
        await screen.sees("The Lighthouse", "#1 ")
        await screen.press("1", "Enter")
        await screen.sees("PREPARING")
