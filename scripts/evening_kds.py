"""An evening of a whole kitchen, played in real terminals: `python -m scripts.evening_kds`. Makes docs/images/kds-evening*.png.

Two stations and the expo, each a display of its own, and a printer; a table of four phones, an allergy, a course that is
fired, a pause, and a power cut of a display and of the server. Whatever does not come on a screen or on paper as it
should ends the script. `--show` prints the screens.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

from benchmarks.testbed import free_port, postgres, server
from scripts.kitchen_screen import PATIENCE, Screen, hold_courses, place_order, terminal
from tests.kds.printing.emulator import PrinterEmulator, printer_emulator

SMALL, LARGE = (80, 24), (120, 40)
PHONES = (
    "a bruschetta and a margherita pizza",
    "a large pepperoni pizza with extra cheese. I am allergic to nuts",
    "a lasagne and a coke",
    "two espressos and a tiramisu",
)
"""What the four of table 7 send, each from a phone."""
OTHERS = (("4", "two margherita pizzas and a sparkling water"), ("", "one spaghetti carbonara and two cokes"))
STEPS: list[str] = []


class Wall(NamedTuple):
    """The displays of the kitchen."""

    oven: Screen
    bar: Screen
    expo: Screen


def main() -> None:
    """Play, and draw."""
    os.environ["AIQR_CONFIG_DIR"] = folder = tempfile.mkdtemp(prefix="aiqr-evening-")
    from cli.demo import restaurant as demo_restaurant  # noqa: PLC0415  # it reads the directory above

    port, kitchen = free_port(), ["--profile", demo_restaurant.KITCHEN_PROFILE]
    with postgres() as dsn, _printer() as printer, ExitStack() as displays:
        with server(dsn, port=port) as running, httpx.Client(base_url=running.url, timeout=30) as diner:
            demo_restaurant.set_up(running.url, "a password for pictures")
            hold_courses(running.url)
            displays.enter_context(_printing(kitchen, printer.port, folder))
            wall = _displays(displays, kitchen, folder)
            _orders_come(wall, diner)
            _course_is_fired(wall)
            _pause(wall, diner)
            _display_loses_power(wall, kitchen, folder)
            running.process.send_signal(signal.SIGKILL)
            running.process.wait()
            _server_is_away(wall, kitchen, folder)
        with server(dsn, port=port) as running, httpx.Client(base_url=running.url, timeout=30) as diner:
            _server_is_back(wall, diner)
            _everything_goes_out(wall)
            _paper(printer)
    shutil.rmtree(folder)
    print(f"{len(STEPS)} steps, each as a cook expects it.")


def _displays(displays: ExitStack, kitchen: list[str], folder: str) -> Wall:
    oven = terminal([*kitchen, "--station", "oven"], SMALL, "OVEN", AIQR_STATE_DIR=f"{folder}/oven")
    bar = terminal([*kitchen, "--station", "bar"], SMALL, "BAR", AIQR_STATE_DIR=f"{folder}/bar")
    expo = terminal([*kitchen, "--expo"], LARGE, "EXPO", AIQR_STATE_DIR=f"{folder}/expo")
    return Wall(*(displays.enter_context(one) for one in (oven, bar, expo)))


def _orders_come(wall: Wall, diner: httpx.Client) -> None:
    for table, words in OTHERS:
        place_order(diner, table, words)
    for words in PHONES:
        place_order(diner, "7", words)
    _step("four phones", wall.expo.wait_for("Table 7 · 1 of 4", "Table 7 · 4 of 4", "ALLERGY: NUTS", "#6"))
    _step("the bar counts all of the table", wall.bar.wait_for("Table 7 · 3 of 4", "Table 7 · 4 of 4"))
    _step("the oven has the allergy", wall.oven.wait_for("ALLERGY: NUTS", "MAINS after starters"))
    wall.oven.draw("kds-evening-oven.png")


def _course_is_fired(wall: Wall) -> None:
    wall.oven.press("Home", "Enter")
    _step("first ticket off the oven", wall.oven.wait_for("#1 ", "done", gone="Margherita pizza · 2"))
    _select(wall.oven, "#3")
    wall.oven.press("f")
    _step("fired at the oven", wall.oven.wait_for("MAINS FIRED"))
    _step("the expo sees it", wall.expo.wait_for("MAINS FIRED"))


def _pause(wall: Wall, diner: httpx.Client) -> None:
    wall.expo.press("o")
    _step("the question", wall.expo.wait_for("leave it as it is", "PAUSE: take no orders for 15 minutes"))
    wall.expo.press("Down", "Enter")
    for screen in wall:
        _step("the pause on each screen", screen.wait_for("PAUSED: no orders are taken until"))
    body = {"restaurant_slug": "trattoria-sole", "raw_input": "a coke", "items": [], "table_identifier": "2"}
    refused = diner.post("/api/public/orders/confirm/", json=body).status_code
    if refused < httpx.codes.BAD_REQUEST:
        raise SystemExit(f"a paused kitchen took an order: {refused}")
    wall.expo.draw("kds-evening-expo.png")
    wall.expo.press("o", "Down", "Enter")
    for screen in wall:
        _step("the pause is over", screen.wait_for(" open", gone="PAUSED"))


def _display_loses_power(wall: Wall, kitchen: list[str], folder: str) -> None:
    time.sleep(3)  # what a display shows is written down every two seconds
    wall.oven.cut_power()
    wall.oven.start([*kitchen, "--station", "oven"], AIQR_STATE_DIR=f"{folder}/oven")
    _step("the oven is back", wall.oven.wait_for("OVEN", "MAINS FIRED", "ALLERGY: NUTS"))


def _server_is_away(wall: Wall, kitchen: list[str], folder: str) -> None:
    _step("out of touch", wall.oven.wait_for("OUT OF TOUCH"))
    _select(wall.oven, "#4")
    wall.oven.press("Enter")
    _step("the bump waits", wall.oven.wait_for("waiting", "1 bump waits"))
    time.sleep(3)
    wall.oven.cut_power()
    wall.oven.start([*kitchen, "--station", "oven"], AIQR_STATE_DIR=f"{folder}/oven")
    _step("an old wall and a bump that waits", wall.oven.wait_for("THE TICKETS ARE OLD", "waiting"))
    wall.oven.draw("kds-evening-cut.png")


def _server_is_back(wall: Wall, diner: httpx.Client) -> None:
    place_order(diner, "9", "a margherita pizza")
    _step("all is sent", wall.oven.wait_for("#7 ", "NEW", gone="OUT OF TOUCH"))
    _step("the bump arrived", wall.expo.wait_for("oven ✓", "#7 ", gone="OUT OF TOUCH"))
    if "OLD" in wall.oven.text() or "waiting" in wall.oven.text():
        raise SystemExit(wall.oven.text())


def _everything_goes_out(wall: Wall) -> None:
    for screen in wall:
        screen.press("e")
        screen.wait_for("CLEAR")
        screen.press("Down", "Enter")
        _step("a screen is cleared", screen.wait_for("No open orders"))


def _paper(printer: PrinterEmulator) -> None:
    """Each order once: seven slips, one that fires a course, and none twice."""
    until = time.monotonic() + PATIENCE
    while len(printer.slips) < 8 and time.monotonic() < until:  # noqa: PLR2004  # seven orders and a FIRE
        time.sleep(0.2)
    titles = [slip for slip in printer.slips if b"FIRE" in slip]
    copies = [slip for slip in printer.slips if b"COPY" in slip]
    numbers = [
        number for number in range(1, 8) if any(f"#{number}".encode() in slip for slip in printer.slips)
    ]
    if (len(printer.slips), len(titles), len(copies), numbers) != (8, 1, 0, [1, 2, 3, 4, 5, 6, 7]):
        raise SystemExit(
            f"{len(printer.slips)} slips, {len(titles)} FIRE, {len(copies)} copies, of {numbers}"
        )
    _step("paper", f"{len(printer.slips)} slips: each order once, and the course that was fired")


def _select(screen: Screen, number: str) -> None:
    """Find a ticket by its number, as a cook does who sees it on another page."""
    screen.press("/")
    screen.type(number.removeprefix("#"))
    screen.press("Enter")
    screen.wait_for(f"►{number}")


def _step(what: str, seen: str) -> None:
    STEPS.append(what)
    if "--show" in sys.argv:
        print(f"=== {len(STEPS)}: {what}\n{seen}", flush=True)


@contextmanager
def _printer() -> Iterator[PrinterEmulator]:
    """A printer on a loopback socket, in a thread of its own."""
    told: list[PrinterEmulator] = []
    ready, loop = threading.Event(), asyncio.new_event_loop()

    async def run() -> None:
        async with printer_emulator() as emulator:
            told.append(emulator)
            ready.set()
            await ended.wait()

    ended = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    ready.wait()
    try:
        yield told[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()


@contextmanager
def _printing(kitchen: list[str], port: int, folder: str) -> Iterator[None]:
    command = [sys.executable, "-m", "cli.main", "print", *kitchen, "--printer", f"tcp://127.0.0.1:{port}"]
    environment = {**os.environ, "AIQR_STATE_DIR": f"{folder}/paper"}
    with Path(f"{folder}/print.log").open("wb") as log:
        process = subprocess.Popen([*command, "--no-qr"], env=environment, stdout=log, stderr=log)
        try:
            yield
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
