"""What a restaurant in use costs: every restaurant gets its share of the requests, one worker answers them all."""

import asyncio
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import aiohttp

from benchmarks import load, testbed
from benchmarks.load import Call
from benchmarks.requests import SENTENCES, first_words

SIZES = (50, 2_000, 10_000)
CONNECTIONS = 64
PARSING_CONNECTIONS = 8
AGAIN = 0.2
"""Seconds until a call is made again that was refused, as the server had too much to do."""
KINDS = ("menu", "confirm", "parse")


def active(seconds: int) -> dict[str, Any]:
    """Rates, processor time and memory by how many restaurants are in use, and the last beside the first.

    `costs` compares the server's processor time of a request, which other work on the machine changes little.
    """
    found: dict[str, Any] = {str(size): _measure(size, seconds) for size in SIZES}
    first, last = found[str(SIZES[0])], found[str(SIZES[-1])]
    ratios = {kind: round(last[kind] / first[kind], 3) for kind in KINDS}
    costs = {kind: round(first[f"{kind}_ms"] / last[f"{kind}_ms"], 3) for kind in KINDS}
    return {**found, "ratios": ratios, "costs": costs}


def _measure(restaurants: int, seconds: int) -> dict[str, Any]:
    with testbed.postgres(sync=False) as dsn:
        places = asyncio.run(testbed.fill(dsn, restaurants))
        with testbed.server(dsn) as server:
            found: dict[str, Any] = {"idle_mb": round(server.memory_mb())}
            first_words(server.url, places[0].slug)
            with testbed.kitchen_at_work(dsn):
                for kind, calls in _calls(places).items():
                    asyncio.run(_ask_for_each(server.url, kind, calls))
                    found |= _measured(server, kind, calls, seconds)
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


async def _ask_for_each(url: str, kind: str, calls: list[Call]) -> None:
    """Make each call once: a load would leave some out, and one that is not in memory costs as much as fifty that are."""
    left = iter(calls)

    async def work(session: aiohttp.ClientSession) -> None:
        for call in left:
            while not await _is_answered(session, call):
                await asyncio.sleep(AGAIN)

    async with aiohttp.ClientSession(url) as session:
        await asyncio.gather(*(work(session) for _ in range(_connections(kind))))


async def _is_answered(session: aiohttp.ClientSession, call: Call) -> bool:
    """Make a call; False where the server has too much to do."""
    headers = {"Idempotency-Key": str(uuid4())} if call.keyed else {}
    async with session.request(call.method, call.path, json=call.body, headers=headers) as answer:
        await answer.read()
        if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
            return False
        answer.raise_for_status()
        return True


def _measured(server: testbed.Server, kind: str, calls: list[Call], seconds: int) -> dict[str, float]:
    """Requests a second once each call was made, and what one costs the server in milliseconds of the processor."""
    before = server.processor_seconds()
    rate = load.run(server.url, calls, connections=_connections(kind), seconds=seconds).rate
    used = server.processor_seconds() - before
    return {kind: round(rate), f"{kind}_ms": round(1000 * used / (rate * seconds), 4)}


def _connections(kind: str) -> int:
    return PARSING_CONNECTIONS if kind == "parse" else CONNECTIONS
