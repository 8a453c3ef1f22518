"""What the main screens look like, at the sizes of a small console, a laptop and a wall."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from kds_tui.core.clock import StoppedClock
from kds_tui.core.events import Offline
from kds_tui.core.glyphs import ASCII
from kds_tui.core.ticket_list import View
from kds_tui.ui.app import KitchenApp
from kds_tui.ui.screens.sign_in import LoginScreen, PairScreen
from server.wire.pairing import PairingOffer
from tests.kds.ui.harness import QUICK, display
from tests.kds.ui.sample_evening import EIGHT, SampleEvening

SIZES = [(80, 24), (120, 40), (200, 60)]
Compare = Callable[..., bool]

pytestmark = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The head of the screen shows the clock of the terminal's place."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def evening(backend: SampleEvening | None = None, view: View | None = None, **options: object) -> KitchenApp:
    return display(backend or SampleEvening(), QUICK, view, clock=StoppedClock(EIGHT), **options)


async def settle(pilot: Pilot[str]) -> None:
    """Let the backend say all it has."""
    await pilot.pause(0.2)


def test_tickets(snap_compare: Compare, size: tuple[int, int]) -> None:
    """Oldest left, rushed in front, late in red and in words, allergy, cancelled, long and foreign tickets."""
    assert snap_compare(evening(), press=["1", "down"], terminal_size=size, run_before=settle)


def test_a_station(snap_compare: Compare, size: tuple[int, int]) -> None:
    """A station's screen: its own lines, and where the rest is."""
    assert snap_compare(evening(view=View(station="grill")), terminal_size=size, run_before=settle)


def test_the_expo(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The expo's screen: green where every station is done."""
    assert snap_compare(evening(view=View(expo=True)), terminal_size=size, run_before=settle)


def test_out_of_touch(snap_compare: Compare, size: tuple[int, int]) -> None:
    """A banner that cannot be missed says since when, why, and what happens to bumps."""
    backend = SampleEvening(Offline("nothing answers at its address"))
    assert snap_compare(evening(backend), terminal_size=size, run_before=settle)


@pytest.mark.parametrize(
    "key", ["a", "x", "s", "r", "/", "?"], ids=["all-day", "86", "station", "recall", "find", "help"]
)
def test_a_page_over_the_tickets(snap_compare: Compare, size: tuple[int, int], key: str) -> None:
    """The pages that lie over the tickets fit, and say how they are left."""

    async def open_page(pilot: Pilot[str]) -> None:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)

    app = evening()
    app.CURSOR_BLINK = False  # type: ignore[attr-defined]
    assert snap_compare(app, terminal_size=size, run_before=open_page)


def test_without_fine_signs(snap_compare: Compare, size: tuple[int, int]) -> None:
    """A console whose font has only letters loses nothing."""
    assert snap_compare(evening(glyphs=ASCII), press=["2"], terminal_size=size, run_before=settle)


def test_the_login(snap_compare: Compare, size: tuple[int, int]) -> None:
    """Two fields, why one is here, and the other way in."""

    async def show(pilot: Pilot[str]) -> None:
        screen = LoginScreen("http://localhost:5005", "cook@example.com", "The login has ended.")
        await pilot.app.push_screen(screen)

    app = KitchenApp(QUICK, View(), clock=StoppedClock(EIGHT))
    assert snap_compare(app, terminal_size=size, run_before=show)


def test_pairing(snap_compare: Compare, size: tuple[int, int]) -> None:
    """A code to be read across a room, its QR code where there is room, and how it is approved."""

    async def show(pilot: Pilot[str]) -> None:
        screen = PairScreen("http://localhost:5005")
        await pilot.app.push_screen(screen)
        await pilot.pause()
        url = "http://localhost:5005/pair/KDWHPTMA"
        pairing = PairingOffer(code="KDWHPTMA", secret="s", expires_at=EIGHT + timedelta(minutes=10), url=url)
        screen.show(pairing)
        screen.count_down(pairing, EIGHT)

    app = KitchenApp(QUICK, View(), clock=StoppedClock(EIGHT))
    assert snap_compare(app, terminal_size=size, run_before=show)
