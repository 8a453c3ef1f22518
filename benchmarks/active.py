"""What a restaurant in use costs: every restaurant gets its share of the requests, one worker answers them all."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from statistics import median
from typing import Any, NamedTuple
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
TURNS = 5
"""How often each server is loaded, one after the other."""
KINDS = ("menu", "confirm", "parse")


def active(seconds: int) -> dict[str, Any]:
    """Rates, processor time and memory by how many restaurants are in use, and the last beside the first.

    A server of each size stands ready, and they are loaded in turns: what else slows the machine down meets all of them. The
    figures are medians of the turns. `costs` compares the server's processor time of a request.
    """
    with ExitStack() as stack:
        sites = {str(size): stack.enter_context(_site(size)) for size in SIZES}
        found: dict[str, Any] = {
            size: {"idle_mb": round(site.server.memory_mb())} for size, site in sites.items()
        }
        for kind in KINDS:
            for size, figures in _in_turns(sites, kind, seconds).items():
                memory = round(sites[size].server.memory_mb())
                found[size] |= figures | {f"memory_after_{kind}_mb": memory}
    first, last = found[str(SIZES[0])], found[str(SIZES[-1])]
    ratios = {kind: round(last[kind] / first[kind], 3) for kind in KINDS}
    costs = {kind: round(first[f"{kind}_ms"] / last[f"{kind}_ms"], 3) for kind in KINDS}
    return {**found, "ratios": ratios, "costs": costs}


class Site(NamedTuple):
    """A server and what is asked of it, by kind."""

    server: testbed.Server
    calls: dict[str, list[Call]]


@contextmanager
def _site(restaurants: int) -> Iterator[Site]:
    """A server of so many restaurants, on a database of its own."""
    with testbed.postgres(sync=False) as dsn:
        places = asyncio.run(testbed.fill(dsn, restaurants))
        with testbed.server(dsn) as server, testbed.kitchen_at_work(dsn):
            first_words(server.url, places[0].slug)
            yield Site(server, _calls(places))


def _in_turns(sites: dict[str, Site], kind: str, seconds: int) -> dict[str, dict[str, float]]:
    """What a kind of request takes at each site, once each of its calls was made."""
    for site in sites.values():
        asyncio.run(_ask_for_each(site.server.url, kind, site.calls[kind]))
    turns = [
        {size: _measured(site.server, kind, site.calls[kind], seconds) for size, site in sites.items()}
        for _ in range(TURNS)
    ]
    return {
        size: {name: median(turn[size][name] for turn in turns) for name in turns[0][size]} for size in sites
    }


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
