"""Processor time of a worker per parse request, beside another checkout of this project with a `.venv` of its own.

usage: python -m benchmarks.parse_cost /path/to/other/checkout [--rounds 6] [--seconds 3]

Both servers run at once, each on a PostgreSQL of its own, and are loaded in alternation with the same short orders, so
that what else the machine does troubles both alike. Prints one JSON object: microseconds of the server's own processes
per request at the median of the rounds, and this checkout's as a share of the other's.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import load
from benchmarks.load import Call
from benchmarks.requests import SENTENCES
from benchmarks.testbed import processor_seconds

HERE = Path(__file__).parent.parent
SERVE = """
import asyncio, json, sys
try:
    from benchmarks import testbed
except ImportError:
    from benchmarks import house as testbed
with testbed.postgres() as dsn:
    place = asyncio.run(testbed.fill(dsn, 1))[0]
    with testbed.server(dsn) as server:
        print(json.dumps([server.url, server.process.pid, place.slug]), flush=True)
        sys.stdin.read()
"""
"""Run by each checkout's own Python; the first version calls its testbed otherwise."""
CONNECTIONS = 8


@dataclass
class Served:
    """A server of one checkout, and what its requests have cost in each round."""

    url: str
    pid: int
    slug: str
    microseconds: list[float] = field(default_factory=list)

    def load(self, seconds: int) -> float:
        """Load it, and return the microseconds of processor time of a request."""
        calls = [
            Call("/api/public/orders/parse/", "POST", {"restaurant_slug": self.slug, "raw_input": sentence})
            for sentence in SENTENCES
        ]
        before = processor_seconds(self.pid)
        made = load.run(self.url, calls, connections=CONNECTIONS, seconds=seconds)
        return (processor_seconds(self.pid) - before) * 1e6 / (made.rate * seconds)


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
        yield Served(*json.loads(process.stdout.readline()))
    finally:
        process.stdin.close()
        process.wait(60)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("other", type=Path, help="the other checkout")
    arguments.add_argument("--rounds", type=int, default=6)
    arguments.add_argument("--seconds", type=int, default=3, help="of each load")
    options = arguments.parse_args()
    with served(HERE) as ours, served(options.other) as other:
        for each in (ours, other):
            each.load(1)
        for _ in range(options.rounds):
            for each in (ours, other):
                each.microseconds.append(each.load(options.seconds))
                print(f"{each.url} {each.microseconds[-1]:.0f}", file=sys.stderr)
    here, there = median(ours.microseconds), median(other.microseconds)
    print(json.dumps({
        "this_us": round(here), "other_us": round(there), "share": round(here / there, 3),
        "requests_a_processor_second": round(1e6 / here), "of_the_other": round(there / here, 3),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
