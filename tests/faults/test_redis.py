"""A Redis that dies, is stopped, or is out of reach: orders go through, and screens come right again."""

import asyncio
import os
import signal

import pytest

from tests.faults.deployment import opened
from tests.faults.proxy import Weather
from tests.faults.traffic import flowing

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]

QUICK = 2.0
"""Seconds that the slowest order may take while Redis does not answer."""


async def test_redis_is_killed_and_comes_back_empty() -> None:
    """While Redis is away orders go through; when it is back, empty, every screen is right again."""
    async with opened(machines=2, workers=1, redis=True) as deployment, flowing(deployment) as traffic:
        deployment.redis.kill()
        await traffic.orders(30)
        deployment.redis.start()
        await traffic.orders(10)
        await traffic.settle()


async def test_redis_is_stopped_for_half_a_minute() -> None:
    """In each of 30 seconds in which Redis keeps its connections and says nothing, orders go through at once."""
    async with (
        opened(
            machines=2, workers=1, redis=True, settings={"AIQR_LIMIT_CONFIRM": "100000/minute"}
        ) as deployment,
        flowing(deployment, pause=0.2) as traffic,
    ):
        assert deployment.redis.process
        traffic.slowest.clear()
        os.kill(deployment.redis.process.pid, signal.SIGSTOP)
        for _ in range(30):
            await asyncio.sleep(1)
            await traffic.orders(1, seconds=QUICK)
        assert traffic.slowest["confirm"] < QUICK, traffic.slowest
        os.kill(deployment.redis.process.pid, signal.SIGCONT)
        await traffic.settle()


@pytest.mark.parametrize(
    "weather", [Weather.SLOW, Weather.DEAF, Weather.CUT, Weather.FROZEN], ids=lambda w: w.name.lower()
)
async def test_the_wire_to_redis_is_bad(weather: Weather) -> None:
    """A Redis that is slow, cut off, cut off after each request, or says nothing holds up no order."""
    async with opened(machines=2, workers=1, redis=True) as deployment, flowing(deployment) as traffic:
        deployment.redis_wire.change(weather)
        await asyncio.sleep(3)
        await traffic.orders(30)
        deployment.redis_wire.change(Weather.FINE)
        deployment.redis_wire.drop()
        await traffic.settle()
