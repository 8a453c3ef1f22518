"""What a request costs a worker, beside another checkout of this project with a `.venv` of its own.

usage: python -m benchmarks.other_version /path/to/other/checkout [menu] [status] [confirm] [move] [parse] [--rounds 6]
       [--seconds 3]

Both servers run at once, each on a PostgreSQL of its own, and are loaded in alternation with the same requests, so that what
else the machine does troubles both alike. Prints a JSON object for each kind of request: microseconds of the server's own
processes per request at the median of the rounds, this checkout's as a share of the other's, and that of the requests a second.
"""

import argparse
import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

import aiohttp

from benchmarks import load
from benchmarks.load import Call
from benchmarks.requests import CONNECTIONS, SENTENCES, first_words
from benchmarks.testbed import Place, processor_seconds

HERE = Path(__file__).parent.parent
SERVE = """
import asyncio, json, sys
try:
    from benchmarks import testbed
except ImportError:
    from benchmarks import house as testbed
with testbed.postgres() as dsn:
    places = asyncio.run(testbed.fill(dsn, 200))
    with testbed.server(dsn) as server:
        known = [[str(place.id), place.slug, place.item_ids, place.token] for place in places]
        print(json.dumps([server.url, server.process.pid, known]), flush=True)
        sys.stdin.read()
"""
"""Run by each checkout's own Python; the first version calls its testbed otherwise."""
FOLLOWED = 100
"""Orders whose status is asked for, and that the kitchen moves."""
PARSING_CONNECTIONS = 8


@dataclass
class Served:
    """A server of one checkout, and what it is asked, by kind."""

    url: str
    pid: int
    calls: dict[str, list[Call]]

    def load(self, kind: str, seconds: int) -> tuple[float, float]:
        """Load it with one kind of request: microseconds of processor time of each, and how many a second."""
        connections = PARSING_CONNECTIONS if kind == "parse" else CONNECTIONS
        before = processor_seconds(self.pid)
        rate = load.run(self.url, self.calls[kind], connections=connections, seconds=seconds).rate
        return (processor_seconds(self.pid) - before) * 1e6 / (rate * seconds), rate


@contextmanager
def served(checkout: Path) -> Iterator[Served]:
    """The server of a checkout, for as long as the block runs."""
    process = subprocess.Popen(
        [checkout / ".venv/bin/python", "-c", SERVE],
        cwd=checkout,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin  # noqa: S101  for the type checker
    assert process.stdout  # noqa: S101
    try:
        url, pid, known = json.loads(process.stdout.readline())
        places = [Place(*place) for place in known]
        first_words(url, places[0].slug)
        yield Served(url, pid, _calls(places, asyncio.run(_placed(url, places[0]))))
    finally:
        process.stdin.close()
        process.wait(60)


async def _placed(url: str, place: Place) -> list[str]:
    """The ids of orders that were placed at a restaurant."""
    async with aiohttp.ClientSession(url) as session:

        async def confirm() -> str:
            headers = {"Idempotency-Key": str(uuid4())}
            body = place.confirm_body()
            async with session.post("/api/public/orders/confirm/", json=body, headers=headers) as answer:
                answer.raise_for_status()
                return str((await answer.json())["id"])

        return [await confirm() for _ in range(FOLLOWED)]


def _calls(places: list[Place], orders: list[str]) -> dict[str, list[Call]]:
    slug, token = places[0].slug, places[0].token
    confirm, parse = "/api/public/orders/confirm/", "/api/public/orders/parse/"
    moves = [(order, rush) for rush in (True, False) for order in orders]
    return {
        "menu": [Call(f"/api/public/menu/{slug}/")],
        "status": [Call(f"/api/public/orders/{order}/status/") for order in orders],
        "confirm": [Call(confirm, "POST", place.confirm_body(), keyed=True) for place in places],
        "move": [
            Call(f"/api/kitchen/orders/{order}/", "PATCH", {"rush": rush}, token) for order, rush in moves
        ],
        "parse": [Call(parse, "POST", {"restaurant_slug": slug, "raw_input": text}) for text in SENTENCES],
    }


def _compared(kind: str, ours: Served, other: Served, rounds: int, seconds: int) -> dict[str, Any]:
    found: tuple[list[tuple[float, float]], ...] = ([], [])
    for each in (ours, other):
        each.load(kind, 1)
    for _ in range(rounds):
        for each, loads in zip((ours, other), found, strict=True):
            loads.append(each.load(kind, seconds))
            print(f"{kind} {each.url} {loads[-1][0]:.0f} µs {loads[-1][1]:.0f}/s", file=sys.stderr)
    (here, rate), (there, other_rate) = (
        (median(c), median(r)) for c, r in (zip(*f, strict=True) for f in found)
    )
    return {
        "kind": kind,
        "this_us": round(here),
        "other_us": round(there),
        "cost_share": round(here / there, 3),
        "rate_share": round(rate / other_rate, 3),
    }


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("other", type=Path, help="the other checkout")
    arguments.add_argument("kinds", nargs="*", help="of requests; all where none is named")
    arguments.add_argument("--rounds", type=int, default=6)
    arguments.add_argument("--seconds", type=int, default=3, help="of each load")
    options = arguments.parse_args()
    with served(HERE) as ours, served(options.other) as other:
        for kind in options.kinds or ours.calls:
            print(json.dumps(_compared(kind, ours, other, options.rounds, options.seconds)), flush=True)


if __name__ == "__main__":
    main()
