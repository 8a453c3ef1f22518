"""`make bench`: measure everything, print ratios, write JSON.

usage: python -m benchmarks.run [requests] [screens] [memory] [flat] [active] [table] [start] [--seconds N]
"""

import argparse
import asyncio
import json
import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import active, requests, scale, screens, start, table_change, testbed

RESULTS = Path(__file__).parent / "results"
FLOORS = {"menu": 0.85, "confirm": 0.40, "move": 0.30, "sessions": 0.30, "status": 0.5}
"""`move` with one session for all restaurants, `sessions` with one for each."""
CHANGES = 100
"""Of a table's order, of which the time to the other phone is measured."""
STARTS = 7


def measure_requests(seconds: int) -> dict[str, Any]:
    """Menu, confirm, status, move and parse, and print each beside its limit."""
    found = requests.measure(seconds)
    for name, figures in found.items():
        if "rate" in figures:
            beside = f"{figures['ratio']:.2f} of {figures['beside']}" if figures["ratio"] else ""
            floor = f"(asked: {FLOORS[name]})" if name in FLOORS else ""
            print(f"{name:9} {figures['rate']:8.0f}/s  p99 {figures['p99_ms']:6.1f} ms  {beside} {floor}")
    print(
        f"cold start {found['cold_start']['seconds']} s, memory after the load {found['memory']['after_load_mb']} MB"
    )
    return found


def measure_screens(seconds: int) -> dict[str, Any]:
    """Order to screen with 1, 20 and 200 screens."""
    found = {}
    with testbed.postgres() as dsn:
        places = asyncio.run(testbed.fill(dsn, 3))
        with testbed.server(dsn) as server:
            for count, place in zip((1, 20, 200), places, strict=True):
                figures = asyncio.run(screens.measure(server.url, place, count, 20, seconds))
                found[str(count)] = figures
                print(
                    f"{count:3} screens  p50 {figures['p50_ms']} ms  p99 {figures['p99_ms']} ms"
                    f"  missing {figures['missing']} of {figures['orders'] * count}"
                )
    return found


def measure_memory(_: int) -> dict[str, Any]:
    """An idle server with many restaurants and sockets."""
    found = scale.idle_memory()
    print(
        f"{found['restaurants']} restaurants, {found['sockets']} sockets: {found['memory_mb']} MB (asked: under 250)"
    )
    return found


def measure_flatness(seconds: int) -> dict[str, Any]:
    """Requests a second at both ends of size."""
    found = scale.flatness(seconds)
    for size, rates in found.items():
        print(f"{size:38}", "  ".join(f"{name} {rate}/s" for name, rate in rates.items()))
    return found


def measure_active(seconds: int) -> dict[str, Any]:
    """What a restaurant in use costs."""
    found = active.active(seconds)
    for size in active.SIZES:
        print(f"{size} active restaurants:", "  ".join(f"{k} {v}" for k, v in found[str(size)].items()))
    asked = {"menu": 0.5, "confirm": 0.8, "parse": 0.5}
    beside = ", ".join(f"{kind} {ratio} (asked: {asked[kind]})" for kind, ratio in found["ratios"].items())
    print(f"{active.SIZES[-1]} beside {active.SIZES[0]}: {beside}; memory asked: under 450 MB")
    return found


def measure_table(_: int) -> dict[str, Any]:
    """A change on one phone of a table until it is on the other's screen."""
    with testbed.postgres() as dsn, testbed.server(dsn) as server:
        found = asyncio.run(table_change.measure(server.url, CHANGES))
    print(
        f"{found['changes']} changes at a table  p50 {found['p50_ms']} ms  p95 {found['p95_ms']} ms"
        f"  max {found['max_ms']} ms  (asked: p95 under {found['aim_ms']} ms; load {found['load']})"
    )
    return found


def measure_start(_: int) -> dict[str, Any]:
    """From the start of `aiqr serve` in a warm house to the first answer, and the first words."""
    (found,) = start.measure([start.HERE], STARTS)
    start.report(found)
    return found


PARTS: dict[str, Callable[[int], dict[str, Any]]] = {
    "requests": measure_requests,
    "screens": measure_screens,
    "memory": measure_memory,
    "flat": measure_flatness,
    "active": measure_active,
    "table": measure_table,
    "start": measure_start,
}


def main() -> None:
    """Run the parts that were named, or all."""
    arguments = argparse.ArgumentParser(
        description="Measure the server beside what this machine could do at best."
    )
    arguments.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts (all)")
    arguments.add_argument("--seconds", type=int, default=8, help="of load for each figure (8)")
    options = arguments.parse_args()
    results: dict[str, Any] = {"machine": platform.platform(), "python": platform.python_version()}
    for name in options.parts or PARTS:
        results[name] = PARTS[name](options.seconds)
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    file.write_text(json.dumps(results, indent=2))
    print(f"written to {file}")


if __name__ == "__main__":
    main()
