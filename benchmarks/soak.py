"""`make soak`: ten minutes at the rate of a busy hundred restaurants; memory and latencies must stay flat.

usage: python -m benchmarks.soak [--minutes N] [--rate N]
"""

import argparse
import asyncio
import json
from statistics import linear_regression, median
from typing import Any

from benchmarks import simulate, testbed
from benchmarks.dinner import Dinner, dine

RESTAURANTS = 100
WINDOWS = 10
WARM = 3
"""Windows in which caches fill: they do not count for the slope."""


async def _soak(server: testbed.Server, dsn: str, minutes: int, rate: int) -> None:
    places = await testbed.fill(dsn, RESTAURANTS)
    windows: list[dict[str, Any]] = []
    promised: dict[str, str] = {}
    async with simulate.watched(server.url, places) as screens:
        for number in range(1, WINDOWS + 1):
            dinner = await dine(server.url, places, minutes * 60 // WINDOWS, rate)
            promised |= dinner.promised
            windows.append(_window(number, dinner, server))
            print(json.dumps(windows[-1]), flush=True)
        outdated = await simulate.count_outdated(dsn, screens)
    print(json.dumps({**await simulate.compare(dsn, promised), "screens_outdated": outdated}))
    print(_verdict(windows, minutes))


def _window(number: int, dinner: Dinner, server: testbed.Server) -> dict[str, Any]:
    return {
        "window": number,
        "orders": len(dinner.promised),
        "refused": dinner.refused,
        **dinner.percentiles("confirm"),
        "memory_mb": round(server.memory_mb(), 1),
    }


def _verdict(windows: list[dict[str, Any]], minutes: int) -> str:
    settled = windows[WARM:]
    hours = [window["window"] * minutes / WINDOWS / 60 for window in settled]
    slope = linear_regression(hours, [window["memory_mb"] for window in settled]).slope
    half = len(settled) // 2
    before, after = (median(w["p99_ms"] for w in part) for part in (settled[:half], settled[half:]))
    return (
        f"Memory went from {settled[0]['memory_mb']} to {settled[-1]['memory_mb']} MB ({slope:+.1f} MB an hour), "
        f"p99 of confirm from {before} to {after} ms; {sum(w['refused'] for w in windows)} requests were refused."
    )


def main() -> None:
    """Soak, and say how memory and latency went."""
    arguments = argparse.ArgumentParser(description="Load for minutes on end, watched for what grows.")
    arguments.add_argument("--minutes", type=int, default=10)
    arguments.add_argument("--rate", type=int, default=30, help="guests a second at each window's peak")
    options = arguments.parse_args()
    with testbed.postgres() as dsn, testbed.server(dsn) as server:
        asyncio.run(_soak(server, dsn, options.minutes, options.rate))


if __name__ == "__main__":
    main()
