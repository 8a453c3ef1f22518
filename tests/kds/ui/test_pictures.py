"""What the screens look like, at the sizes of a small console, a laptop and a wall.

The wall itself is drawn without an application (`tests/kds/core/test_wall_pictures.py`); here is what stands
around it and lies over it. One application a size shows one after the other.
"""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from kds_tui.core.clock import StoppedClock
from kds_tui.core.events import Offline
from kds_tui.core.ticket_list import View
from kds_tui.ui.app import KitchenApp
from kds_tui.ui.screens.sign_in import LoginScreen, PairScreen
from server.wire.pairing import PairingOffer
from tests.kds.sample_evening import EIGHT, SampleEvening
from tests.kds.ui.harness import QUICK, display, run_display
from tests.kds.ui.pictures import check_screen

SIZES = [(80, 24), (120, 40), (200, 60)]
PAGES = {
    "a": ("all-day", "All-day"),
    "x": ("86", "what is sold out"),
    "s": ("station", "all stations"),
    "r": ("recall", "Nothing was bumped"),
    "/": ("find", "type a part of it"),
}
pytestmark = [
    pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}"),
    pytest.mark.slow,
]


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The head of the screen shows the clock of the terminal's place."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def named(what: str, size: tuple[int, int]) -> str:
    return f"{what}-{size[0]}x{size[1]}"


async def test_the_tickets_and_what_lies_over_them(size: tuple[int, int]) -> None:
    """The pages over the tickets fit, say how they are left, and leave the tickets as they were."""
    app = display(SampleEvening(), QUICK, clock=StoppedClock(EIGHT))
    async with run_display(app, size) as driver:
        await driver.sees("9 open", "#46")
        await driver.press("1", "down")
        await check_screen(driver, named("tickets", size), "►#48")
        for key, (name, words) in PAGES.items():
            await driver.press(key)
            await check_screen(driver, named(name, size), words)
            await driver.press("escape")
        await check_screen(driver, named("tickets", size), "►#48")
        await driver.press("?")
        await check_screen(driver, named("help", size), "Ctrl+Z")


async def test_out_of_touch(size: tuple[int, int]) -> None:
    """A banner that cannot be missed says since when, why, and what happens to bumps."""
    backend = SampleEvening(Offline("nothing answers at its address"))
    async with run_display(display(backend, QUICK, clock=StoppedClock(EIGHT)), size) as driver:
        await check_screen(driver, named("out-of-touch", size), "OUT OF TOUCH", "9 open")


async def test_the_two_ways_in(size: tuple[int, int]) -> None:
    """Two fields and why one is here; a code to be read across a room, and how it is approved."""
    app = KitchenApp(QUICK, View(), clock=StoppedClock(EIGHT))
    async with run_display(app, size) as driver:
        await app.push_screen(
            LoginScreen("http://localhost:5005", "cook@example.com", "The login has ended.")
        )
        await check_screen(driver, named("login", size), "The login has ended.", "Type your password")
        screen = PairScreen()
        await app.push_screen(screen)
        url = "http://localhost:5005/pair/KDWHPTMA"
        pairing = PairingOffer(code="KDWHPTMA", secret="s", expires_at=EIGHT + timedelta(minutes=10), url=url)
        screen.show(pairing)
        screen.count_down(pairing, EIGHT)
        await check_screen(driver, named("pairing", size), "good for")
