"""A database that dies, hangs, or is out of reach while diners order."""

import asyncio
import os
import signal

import pytest

from tests.faults.deployment import opened
from tests.faults.proxy import Weather
from tests.faults.traffic import flowing

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]


async def test_postgres_is_killed_and_comes_back() -> None:
    """A database killed with -9 and started again loses nothing that was promised; the servers go on by themselves."""
    async with opened(workers=2) as deployment, flowing(deployment) as traffic:
        pid = int((deployment.postgres.files / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(2)
        deployment.postgres.stop()
        deployment.postgres.start()
        await traffic.orders(20)
        await traffic.settle()


async def test_postgres_is_restarted_during_listen() -> None:
    """A clean restart drops every LISTEN; screens on both machines still get everything."""
    async with opened(machines=2, workers=1) as deployment, flowing(deployment) as traffic:
        deployment.postgres.stop()
        deployment.postgres.start()
        await traffic.orders(20)
        await traffic.settle()


@pytest.mark.parametrize("weather", [Weather.SLOW, Weather.DEAF, Weather.CUT], ids=lambda w: w.name.lower())
async def test_the_wire_to_postgres_is_bad(weather: Weather) -> None:
    """A database that is slow, cut off, or cut off after each request: no order is lost or doubled."""
    async with opened(workers=2) as deployment, flowing(deployment) as traffic:
        deployment.database_wire.change(weather)
        deployment.database_wire.drop()
        await asyncio.sleep(4)
        deployment.database_wire.change(Weather.FINE)
        deployment.database_wire.drop()
        await traffic.orders(20)
        await traffic.settle()


async def test_postgres_hangs_for_a_while() -> None:
    """A database that answers nothing for 8 seconds: requests are refused in time, nothing is lost or doubled."""
    async with opened(workers=2) as deployment, flowing(deployment) as traffic:
        deployment.database_wire.change(Weather.FROZEN)
        await asyncio.sleep(8)
        deployment.database_wire.change(Weather.FINE)
        await traffic.orders(20)
        await traffic.settle()
