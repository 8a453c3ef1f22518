"""What a restaurant in use costs: every restaurant gets its share of the requests, one worker answers them all."""

import asyncio
import time
from typing import Any

from benchmarks import load, testbed
from benchmarks.load import Call
from benchmarks.requests import SENTENCES, first_words

SIZES = (50, 2_000, 10_000)
CONNECTIONS = 64
PARSING_CONNECTIONS = 8
LONGEST_WARMING = 120.0
"""Seconds in which each restaurant is asked for once; a server that is slower is measured as it is by then."""


def active(seconds: int) -> dict[str, Any]:
    """Rates and memory by how many restaurants are in use, and the last beside the first."""
    found: dict[str, Any] = {str(size): _measure(size, seconds) for size in SIZES}
    first, last = found[str(SIZES[0])], found[str(SIZES[-1])]
    ratios = {kind: round(last[kind] / first[kind], 3) for kind in ("menu", "confirm", "parse")}
    return {**found, "ratios": ratios}


def _measure(restaurants: int, seconds: int) -> dict[str, Any]:
    with testbed.postgres(sync=False) as dsn:
        places = asyncio.run(testbed.fill(dsn, restaurants))
        with testbed.server(dsn) as server:
            found: dict[str, Any] = {"idle_mb": round(server.memory_mb())}
            first_words(server.url, places[0])
            with testbed.kitchen_at_work(dsn):
                for kind, calls in _calls(places).items():
                    found[kind] = _rate(server.url, kind, calls, seconds)
                    found[f"memory_after_{kind}_mb"] = round(server.memory_mb())
            return found


def _calls(places: list[testbed.Place]) -> dict[str, list[Call]]:
    confirm, parse = "/api/public/orders/confirm/", "/api/public/orders/parse/"
    return {
        "menu": [Call(f"/api/public/menu/{place.slug}/") for place in places],
        "confirm": [Call(confirm, "POST", place.confirm_body(), keyed=True) for place in places],
        "parse": [
            Call(parse, "POST", {"restaurant_slug": place.slug, "raw_input": SENTENCES[n % len(SENTENCES)]})
            for n, place in enumerate(places)
        ],
    }


def _rate(url: str, kind: str, calls: list[Call], seconds: int) -> int:
    """Requests a second once each call was made."""
    connections = PARSING_CONNECTIONS if kind == "parse" else CONNECTIONS
    made, ends = 0, time.monotonic() + LONGEST_WARMING
    while made < len(calls) and time.monotonic() < ends:
        from_here = made % len(calls)
        turned = [*calls[from_here:], *calls[:from_here]]
        made += int(load.run(url, turned, connections=connections, seconds=seconds).rate * seconds)
    return round(load.run(url, calls, connections=connections, seconds=seconds).rate)
