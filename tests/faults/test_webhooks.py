"""An evening in which workers are killed, and the program that is told answers badly, hangs, and is away for a while."""

import asyncio
import os
import random
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any

import aiohttp
import pytest

from tests.faults.deployment import Deployment, opened
from tests.fixtures.stripe import until
from tests.webhooks.receiver import Arrived, Peer, running_peer

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]

ORDERS = 24
STEPS = ("preparing", "ready", "completed")
TOLD = ["order.placed", "order.ready", "order.completed"]


async def insist(ask: Callable[[], Awaitable[Any]]) -> Any:
    """Ask until an answer comes that is none of a server that is away."""

    async def answer() -> Any:
        with suppress(aiohttp.ClientError, TimeoutError):
            reply = await ask()
            return reply if reply.status < 500 else None
        return None

    return await until(answer, 120)


async def serve_order(deployment: Deployment, number: int) -> None:
    assert deployment.place is not None
    place, keyed = deployment.place, {"Idempotency-Key": f"order-{number}"}
    order = (await insist(lambda: place.order(headers=keyed))).body["id"]
    for status in STEPS:
        reply = await insist(partial(place.owner.patch, f"/api/kitchen/orders/{order}/", {"status": status}))
        assert reply.status in (200, 409), reply


async def bad_days(deployment: Deployment, peer: Peer, chance: random.Random) -> None:
    """Kill a worker now and then, and have the peer answer in all ways that it can, until cancelled."""
    while True:
        await asyncio.sleep(chance.uniform(0.5, 1.5))
        peer.acts = chance.choices([200, 500, "close", "cut", "twice", "hang", 200], k=3)
        os.kill(chance.choice(deployment.machines[0].workers), signal.SIGKILL)
        await deployment.machines[0].whole()


async def is_quiet(deployment: Deployment) -> bool:
    """Whether nothing waits any more; hurries what waits for its time, and what a dead worker has claimed."""
    async with deployment.database() as connection:
        await connection.execute(
            "UPDATE webhook_deliveries SET try_at = now() WHERE status = 'waiting' AND try_at > now()"
        )
        await connection.execute(
            """
            UPDATE webhook_deliveries SET claimed_until = now()
            WHERE status = 'waiting' AND claimed_until < now() + interval '40 seconds'
            """
        )
        waiting: int = await connection.fetchval(
            "SELECT count(*) FROM webhook_deliveries WHERE status = 'waiting'"
        )
    await asyncio.sleep(0.2)
    return waiting == 0


def firsts(arrived: list[Arrived]) -> list[str]:
    """The kinds of one order's events as they came, without those that came before."""
    return list({one.id: one.type for one in reversed(arrived)}.values())[::-1]


async def test_nothing_is_lost_and_each_order_is_told_in_order() -> None:
    """Each event arrives, and is marked as delivered; what comes twice has the same id and the same words."""
    chance = random.Random(os.urandom(8))  # noqa: S311
    async with running_peer() as peer:
        settings = {"AIQR_WEBHOOK_NETWORKS": "127.0.0.0/8"}
        async with opened(workers=2, settings=settings) as deployment:
            assert deployment.place is not None
            body = {"url": peer.url, "events": TOLD}
            made = await deployment.place.owner.post(
                f"/api/restaurants/{deployment.place.id}/webhooks/", body
            )
            assert made.status == 201, made
            trouble = asyncio.create_task(bad_days(deployment, peer, chance))
            try:
                await asyncio.gather(*(serve_order(deployment, number) for number in range(ORDERS)))
            finally:
                trouble.cancel()
                await asyncio.wait({trouble})
            peer.acts, peer.always = [], "close"
            await deployment.machines[0].whole()
            await asyncio.sleep(1)
            peer.always = 200
            peer.released.set()
            await until(lambda: is_quiet(deployment), 150)
            async with deployment.database() as connection:
                statuses = await connection.fetch("SELECT DISTINCT status FROM webhook_deliveries")
            assert [row["status"] for row in statuses] == ["delivered"]
    assert {one.raw for one in peer.all} == {one.raw for one in {one.id: one for one in peer.all}.values()}
    for number in range(1, ORDERS + 1):
        assert firsts([one for one in peer.all if one.number == number]) == TOLD, number
    assert all(one.is_signed_with(made.body["secret"]) for one in peer.all)
