"""What one restaurant needs of a small machine: memory, disk writes and processor time, idle and at 20 orders a minute.

usage: python -m benchmarks.small_machine [--idle SECONDS] [--minutes N] [--rate N]

The server is `aiqr serve` as it comes, with its own PostgreSQL and the disk syncs on. Memory is PSS: shared pages
count once. Disk writes are what its processes write to files (`wchar` of /proc/PID/io); what a file system writes beside
them is its own. Each order is what a diner and a kitchen do: the menu, words understood, confirm, three moves and as many
looks at the status.
"""

import argparse
import asyncio
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.testbed import PATIENCE, free_port

EXAMPLE = Path(__file__).parent.parent / "examples" / "menus" / "brunch.yaml"
TEXTS = (
    "two croissants and an espresso",
    "a cappuccino with oat milk please",
    "three cinnamon buns",
    "one granola bowl and two fresh orange juices",
)
SETTLED = 330.0
"""Seconds until what a first start leaves to do is done: the database writes it out within five minutes."""
MOVES = ("preparing", "ready", "completed")


@dataclass(frozen=True)
class Reading:
    """What the processes of a server have used so far: memory in MB of now, bytes written, processor seconds."""

    memory: float
    written: int
    seconds: float


class Processes:
    """All processes of a running server; what one that ended has used stays counted."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._written: dict[int, int] = {}
        self._seconds: dict[int, float] = {}

    def read(self) -> Reading:
        """Read what stands in /proc."""
        memory = 0
        for pid in _tree(self._pid):
            try:
                memory += _field(pid, "smaps_rollup", "Pss:")
                self._written[pid] = _field(pid, "io", "wchar:")
                self._seconds[pid] = _processor_seconds(pid)
            except (OSError, StopIteration):
                continue  # it ended while it was read
        return Reading(memory / 1024, sum(self._written.values()), sum(self._seconds.values()))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _tree(int(child))


def _field(pid: int, file: str, name: str) -> int:
    lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving() -> Iterator[tuple[str, Processes, float]]:
    """`aiqr serve` in an empty home: its address, its processes, and the seconds to its first answer."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="aiqr-small-") as folder:
        Path(folder).chmod(0o755)
        settings = {
            "HOME": folder,
            "AIQR_DATA_DIR": f"{folder}/data",
            "AIQR_PARSER": "grammar",
            "AIQR_LIMIT_PARSE": "off",  # all diners are of one address here
            "AIQR_LIMIT_CONFIRM": "off",
        }
        command = [sys.executable, "-m", "cli.main", "serve", "--port", str(port)]
        started = time.monotonic()
        process = subprocess.Popen(
            command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            url = f"http://127.0.0.1:{port}"
            asyncio.run(_first_answer(url))
            yield url, Processes(process.pid), time.monotonic() - started
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


async def _first_answer(url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < deadline:
            try:
                async with session.get(f"{url}/readyz") as answer:
                    if answer.status == 200:  # noqa: PLR2004
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.02)
    raise SystemExit("the server did not start")


class Restaurant:
    """One restaurant with the example's menu, and its owner."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._slug = ""
        self._headers: dict[str, str] = {}

    async def open(self) -> None:
        """Register, and put the menu in place."""
        account = {"email": "owner@example.com", "password": "a long enough password"}
        registered = await self._send("POST", "/api/auth/register/", account)
        self._headers = {"Authorization": f"Bearer {registered['access']}"}
        made = await self._send("POST", "/api/restaurants/", {"name": "Small", "currency": "EUR"})
        self._slug = made["slug"]
        async with self._session.put(
            f"/api/restaurants/{made['id']}/menu/",
            data=EXAMPLE.read_bytes(),
            headers={**self._headers, "Content-Type": "application/yaml"},
        ) as answer:
            answer.raise_for_status()

    async def order(self, text: str) -> None:
        """One order from the first look at the menu to its end."""
        await self._send("GET", f"/api/public/menu/{self._slug}/")
        slug = {"restaurant_slug": self._slug}
        understood = await self._send("POST", "/api/public/orders/parse/", {**slug, "raw_input": text})
        lines = [_as_confirmed(line) for line in understood["items"]]
        placed = await self._send(
            "POST", "/api/public/orders/confirm/", {**slug, "items": lines, "raw_input": text}
        )
        for status in MOVES:
            await self._send("PATCH", f"/api/kitchen/orders/{placed['id']}/", {"status": status})
            await self._send("GET", f"/api/public/orders/{placed['id']}/status/")

    async def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        async with self._session.request(method, path, json=body, headers=self._headers) as answer:
            answer.raise_for_status()
            return await answer.json()


def _as_confirmed(line: dict[str, Any]) -> dict[str, Any]:
    wanted = {"menu_item_id": line["menu_item_id"], "quantity": line["quantity"]}
    return {**wanted, "variant_id": line["variant"]["id"]} if line["variant"] else wanted


async def dinner(url: str, minutes: float, rate: int) -> int:
    """Order at an even pace; returns how many orders there were."""
    async with aiohttp.ClientSession(url) as session:
        place = Restaurant(session)
        await place.open()
        ends, texts, orders = time.monotonic() + 60 * minutes, itertools.cycle(TEXTS), 0
        while time.monotonic() < ends:
            begun = time.monotonic()
            await place.order(next(texts))
            orders += 1
            await asyncio.sleep(max(0.0, 60 / rate - (time.monotonic() - begun)))
        return orders


def measure(idle: float, minutes: float, rate: int) -> dict[str, Any]:
    """Measure an idle server, then a dinner of `minutes` with `rate` orders a minute."""
    with serving() as (url, processes, first_answer):
        time.sleep(SETTLED)
        before = processes.read()
        time.sleep(idle)
        still = processes.read()
        orders = asyncio.run(dinner(url, minutes, rate))
        after = processes.read()
    return {
        "seconds_to_first_answer": round(first_answer, 2),
        "idle": _figures(before, still, idle),
        "at_dinner": {"orders": orders, **_figures(still, after, 60 * minutes)},
    }


def _figures(before: Reading, after: Reading, seconds: float) -> dict[str, float]:
    return {
        "memory_mb": round(after.memory, 1),
        "disk_mb_an_hour": round((after.written - before.written) / 2**20 * 3600 / seconds, 1),
        "processor_percent": round(100 * (after.seconds - before.seconds) / seconds, 2),
    }


def main() -> None:
    """Measure, and print JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--idle", type=float, default=120)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--rate", type=int, default=20)
    given = parser.parse_args()
    print(json.dumps(measure(given.idle, given.minutes, given.rate), indent=2))


if __name__ == "__main__":
    main()
