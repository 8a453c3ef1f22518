"""Nothing that a hand can do ends the display; and where a fault does, nothing is lost and it is said."""

import asyncio
import sys
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from textual.app import App
from textual.events import Key

from benchmarks.kds_fuzz import fuzz
from benchmarks.kds_fuzz_server import fuzz_server
from kds_tui.core.ticket_list import View
from kds_tui.net.auth_client import Kitchen
from kds_tui.net.backend import Backend, Refused
from kds_tui.net.demo_backend import DemoKitchen
from kds_tui.ui.app import KitchenApp
from kds_tui.ui.run import DisplayCrashed, _drawing_on_the_terminal, run
from kds_tui.ui.sign_in import SignIn
from server.wire.pairing import PairingOffer
from tests.fixtures.api import Place
from tests.kds.sample_evening import EIGHT
from tests.kds.ui.harness import QUICK, display, run_display

ENTER = ("enter", "\r")


@pytest.mark.slow
@pytest.mark.parametrize("opens", ["s", "r", "x", "slash"])
async def test_two_presses_in_one_read_choose_once(opens: str) -> None:
    """The second Enter comes to a list that is already closed."""
    kitchen = DemoKitchen(every=0, opening=3)
    async with run_display(display(kitchen), (80, 24)) as driver:
        await driver.sees("3 open")
        for order in kitchen.orders()[:1]:
            for status in ("preparing", "ready", "completed"):
                del status
                await driver.press("1", "enter")
            assert order.number == 1
        await driver.press(opens)
        for key in (ENTER, ENTER, ENTER):
            driver.app.post_message(Key(*key))
        await driver.pilot.pause()
        await driver.press("escape", "escape")
        await driver.sees("ALL STATIONS")
        assert driver.app.is_running


@pytest.mark.parametrize("opens", ["a", "r", "s", "x", "slash", "i"])
async def test_a_page_that_is_being_taken_down_ends_nothing(opens: str) -> None:
    """The display closes, or a page goes, while the clock ticks and keys come: what they would change is gone already."""
    async with run_display(display(DemoKitchen(every=0, opening=3)), (80, 24)) as driver:
        await driver.sees("3 open")
        await driver.press(opens)
        await driver.until(lambda: bool(driver.app.screen.query(".box")))
        await driver.app.screen.query(".box").remove()
        driver.app.tickets.refresh_board()
        for key in (Key("down", None), Key("enter", "\r"), Key("1", "1"), Key("escape", None)):
            driver.app.post_message(key)
        await driver.sees("ALL STATIONS", "3 open")


class SlowServer:
    """A server that gives a code after the person has gone on to the login."""

    server = "http://localhost:5005"

    def __init__(self) -> None:
        self.asked, self.answer = asyncio.Event(), asyncio.Event()

    async def login(self, email: str, password: str) -> list[Kitchen]:
        raise Refused(f"no {email} {password}")

    async def pair(self) -> PairingOffer:
        self.asked.set()
        await self.answer.wait()
        return PairingOffer(code="KDWHPTMA", secret="s", expires_at=EIGHT, url="")

    async def claim(self, pairing: PairingOffer) -> Kitchen | None:
        del pairing
        return None

    def enter(self, kitchen: Kitchen) -> Backend:
        raise AssertionError(kitchen)


@pytest.mark.parametrize("way", ["f2 before the code", "f2 after the code", "f2 often"])
async def test_f2_while_pairing_goes_to_the_login_and_back(way: str) -> None:
    """The code that comes late finds no screen to be shown on, and that is all."""
    server = SlowServer()
    app = KitchenApp(QUICK, View(), sign_in=SignIn(server, pair=True))
    async with run_display(app, (80, 24)) as driver:
        await driver.sees("Asking for a code")
        await server.asked.wait()
        if way == "f2 after the code":
            server.answer.set()
            await driver.sees("approve KDWH-PTMA")
        for _ in range(5 if way == "f2 often" else 1):
            app.post_message(Key("f2", None))
        server.answer.set()
        if way == "f2 often":
            await driver.pilot.pause(0.2)
            return
        await driver.sees("Type your e-mail")
        await driver.press("f2")
        await driver.sees("approve KDWH-PTMA")


async def test_a_key_that_comes_while_the_display_closes_does_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There is no screen any more that it could be for."""
    app = display(DemoKitchen(every=0, opening=1))
    async with run_display(app, (80, 24)) as driver:
        await driver.sees("1 open")
        with monkeypatch.context() as closing:
            closing.setattr(KitchenApp, "screen_stack", [])
            await app.on_event(Key("f2", None))
            await app.on_event(Key("enter", None))
        await driver.sees("1 open")


@pytest.mark.slow
async def test_random_keys_find_nothing() -> None:
    """A hand on the keyboard, a cat, a child: whatever is pressed, at whatever speed, while orders come and go."""
    for seed in range(1, 5):
        assert await fuzz(seed, 250) >= 250


@pytest.mark.slow
async def test_random_keys_at_a_display_of_a_real_server_find_nothing(
    server: TestServer, restaurant: Place
) -> None:
    """The same while diners order, orders are cancelled and the restaurant pauses. `make fuzz-kds` does it for an hour."""
    url, token = str(server.make_url("/")), str(restaurant.owner.token)
    body = {"restaurant_slug": restaurant.slug, "items": [restaurant.line("Coke")], "table_identifier": "5"}
    for seed in range(11, 14):
        assert await fuzz_server(url, restaurant.slug, token, body, seed, 200) >= 200


def test_a_fault_ends_with_a_report_without_the_diners_words_and_is_told_on_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report names the fault; local variables, which hold orders, stay out of it."""
    report = tmp_path / "state" / "kds-crash.txt"

    def fail(app: KitchenApp) -> None:
        secret_words = "I am allergic to nuts"
        app.crash = ""
        raise ZeroDivisionError(len(secret_words))

    app = display(DemoKitchen(every=0))
    monkeypatch.setattr(type(app.tickets), "refresh_board", lambda _: fail(app))
    monkeypatch.setattr(KitchenApp, "run", lambda self: App.run(self, headless=True))
    with pytest.raises(DisplayCrashed) as crash:
        run(app, report)
    assert str(report) in str(crash.value)
    text = report.read_text()
    assert "ZeroDivisionError: 21" in text
    assert "allergic" not in text
    monkeypatch.undo()
    after = display(DemoKitchen(every=0))
    monkeypatch.setattr(after, "run", lambda: None)
    run(after, report)
    assert "ended by a fault at 2" in after.display_state.notice()
    assert not report.exists()
    again = display(DemoKitchen(every=0))
    monkeypatch.setattr(again, "run", lambda: None)
    run(again, report)
    assert again.display_state.notice() == ""


def test_with_stderr_in_a_file_the_display_draws_on_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    """`aiqr kds 2>log` is not a black screen, and the file is stderr again afterwards."""

    class Terminal:
        def isatty(self) -> bool:
            return True

    class File:
        def isatty(self) -> bool:
            return False

    screen: object = Terminal()
    log: object = File()
    monkeypatch.setattr(sys, "__stdout__", screen)
    monkeypatch.setattr(sys, "__stderr__", log)
    with _drawing_on_the_terminal():
        assert sys.__stderr__ is screen
    assert sys.__stderr__ is log
