"""`make soak`: ten minutes at the rate of a busy hundred restaurants; memory and latencies must stay flat.

usage: python -m benchmarks.soak [--minutes N] [--rate N]
"""

import argparse
import asyncio
import json
from typing import Any

from benchmarks import house, simulate

RESTAURANTS = 100
WINDOWS = 10


async def _soak(
    server: house.Server, places: list[house.Place], seconds: int, rate: int
) -> list[dict[str, Any]]:
    windows = []
    for number in range(WINDOWS):
        dinner = await simulate.dine(server.url, places, seconds // WINDOWS, rate)
        ordered = sorted(dinner.seconds)
        window = {
            "window": number + 1,
            "orders": len(dinner.promised),
            "refused": dinner.refused,
            "p50_ms": round(ordered[len(ordered) // 2] * 1000, 1),
            "p99_ms": round(ordered[int(len(ordered) * 0.99)] * 1000, 1),
            "memory_mb": round(server.memory_mb(), 1),
        }
        print(json.dumps(window), flush=True)
        windows.append(window)
    return windows


def main() -> None:
    """Soak, and say how memory and latency went."""
    arguments = argparse.ArgumentParser(description="Load for minutes on end, watched for what grows.")
    arguments.add_argument("--minutes", type=int, default=10)
    arguments.add_argument("--rate", type=int, default=30, help="orders a second at each window's peak")
    options = arguments.parse_args()
    with house.postgres() as dsn:
        places = asyncio.run(house.fill(dsn, RESTAURANTS))
        with house.server(dsn) as server:
            windows = asyncio.run(_soak(server, places, options.minutes * 60, options.rate))
    settled = windows[WINDOWS // 3 :]
    growth = settled[-1]["memory_mb"] - settled[0]["memory_mb"]
    print(
        f"memory grew by {growth:.1f} MB over the last two thirds; refused: {sum(w['refused'] for w in windows)}"
    )


if __name__ == "__main__":
    main()
