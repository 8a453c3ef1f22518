"""The figures of the kitchen display: real server, real terminal, one machine. `make bench-kds` prints them.

From a confirm's answer to the drawn ticket; keys while 200 tickets are open and 20 updates a second come in;
memory over 10,000 tickets.
"""

import asyncio
import os
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import httpx

from benchmarks.terminal import Terminal, display
from benchmarks.testbed import Place, _resident_kb, fill, postgres, server
from kds_tui.config import Config
from kds_tui.core.ticket_list import View
from kds_tui.net.demo_backend import DemoKitchen
from kds_tui.ui.app import KitchenApp

ORDERS = 200
OPEN, UPDATES_A_SECOND, KEYS = 200, 20, 200
TICKETS, BATCH = 10_000, 1_000
MOVES = ("preparing", "ready", "completed")


def main() -> None:
    """Measure and print."""
    print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} before the start")
    with postgres() as dsn:
        places = asyncio.run(fill(dsn, 2))
        with server(dsn) as running:
            _measure_tickets(running.url, places[0])
            _measure_keys(running.url, places[1])
    asyncio.run(_measure_memory())


def _measure_tickets(url: str, place: Place) -> None:
    """From the confirm's answer to the ticket on the screen, one order after the other."""
    with _client(url, place) as client, display(url, place.slug, place.token) as terminal:
        terminal.wait_for("No open orders", 0)
        seconds = [_one_ticket(client, place, terminal, f"guest-{n:04}") for n in range(ORDERS)]
    _print("confirm answered → ticket drawn", seconds)


def _one_ticket(client: httpx.Client, place: Place, terminal: Terminal, name: str) -> float:
    before = terminal.mark()
    body = {**place.confirm_body(), "table_identifier": "", "customer_name": name}
    answer = client.post("/api/public/orders/confirm/", json=body)
    answered = time.monotonic()
    drawn = terminal.wait_for(name, before)
    for status in MOVES:
        client.patch(f"/api/kitchen/orders/{answer.json()['id']}/", json={"status": status})
    return max(0.0, drawn - answered)


def _measure_keys(url: str, place: Place) -> None:
    """From a key to what it draws, while the kitchen is busy. The arrow goes from ticket to ticket."""
    with _client(url, place) as client, display(url, place.slug, place.token) as terminal:
        answers = [client.post("/api/public/orders/confirm/", json=place.confirm_body()) for _ in range(OPEN)]
        orders = [answer.json() for answer in answers]
        terminal.wait_for(f"{OPEN} open", 0)
        with _updates(url, place, [order["id"] for order in orders]) as sent:
            terminal.press("\x1b[H")
            time.sleep(1)
            began, worked = time.monotonic(), terminal.processor_seconds()
            seconds = [_one_key(terminal, orders[n % OPEN]["number"], n % OPEN) for n in range(1, KEYS)]
            share = (terminal.processor_seconds() - worked) / (time.monotonic() - began)
    _print(f"key → drawn, {OPEN} tickets open, {sent[0] / sent[1]:.0f} updates/s", seconds)
    print(f"{'the display meanwhile':60} {share:.0%} of a core")


def _one_key(terminal: Terminal, number: int, place: int) -> float:
    before, pressed = terminal.mark(), time.monotonic()
    terminal.press("\x1b[C" if place else "\x1b[H")
    drawn = terminal.wait_for(f"►#{number} ", before)
    time.sleep(0.03)
    return drawn - pressed


@contextmanager
def _updates(url: str, place: Place, orders: Sequence[str]) -> Iterator[list[float]]:
    """Lines done and undone all over the kitchen, until the block ends; then how many in how many seconds."""
    stop, told = threading.Event(), [0.0, 0.0]

    def update() -> None:
        began = time.monotonic()
        with _client(url, place) as client:
            while not stop.is_set():
                order, done = orders[int(told[0] * 7) % len(orders)], int(told[0]) // len(orders) % 2 == 0
                client.patch(f"/api/kitchen/orders/{order}/items/1/", json={"done": done})
                told[0] += 1
                stop.wait(max(0.0, began + told[0] / UPDATES_A_SECOND - time.monotonic()))
        told[1] = time.monotonic() - began

    thread = threading.Thread(target=update)
    thread.start()
    try:
        yield told
    finally:
        stop.set()
        thread.join()


async def _measure_memory() -> None:
    """Tickets that come, are bumped through and go, in one display that stays open."""
    kitchen = DemoKitchen(every=0, opening=30)
    app = KitchenApp(Config(), View(), backend=kitchen)
    sizes = []
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        for number in range(TICKETS):
            kitchen.serve_one(datetime.now(UTC))
            if number % 10 == 0:
                await pilot.pause()
            if (number + 1) % BATCH == 0:
                await pilot.pause()
                sizes.append(_resident_kb(os.getpid()) / 1024)
    print(
        f"memory over {TICKETS} tickets            after {BATCH}: {sizes[0]:.1f} MB, after {TICKETS}: {sizes[-1]:.1f} MB"
    )


def _client(url: str, place: Place) -> httpx.Client:
    return httpx.Client(base_url=url, headers={"Authorization": f"Bearer {place.token}"}, timeout=30)


def _print(what: str, seconds: Sequence[float]) -> None:
    cuts: list[Any] = statistics.quantiles(seconds, n=100, method="inclusive")
    middle, high, worst = (1000 * value for value in (cuts[49], cuts[98], max(seconds)))
    print(
        f"{what:60} p50 {middle:6.1f} ms   p99 {high:6.1f} ms   max {worst:6.1f} ms   ({len(seconds)} times)"
    )


if __name__ == "__main__":
    main()
