"""Workers and machines that die or are stopped while diners order."""

import os
import signal

import pytest

from tests.faults.deployment import opened
from tests.faults.traffic import flowing

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]


async def test_workers_are_killed_in_the_middle_of_confirms() -> None:
    """Three workers killed with -9 one after another cost no order, and each is replaced."""
    async with opened(workers=2) as deployment, flowing(deployment) as traffic:
        for _ in range(3):
            victim = deployment.machines[0].workers[0]
            os.kill(victim, signal.SIGKILL)
            await traffic.orders(15)
            assert victim not in deployment.machines[0].workers
        await deployment.machines[0].whole()
        await traffic.settle()


async def test_a_machine_is_stopped_in_the_evening() -> None:
    """SIGTERM drains one of two machines: no order that was begun is lost, the screens find the other state again."""
    async with opened(machines=2, workers=1) as deployment, flowing(deployment) as traffic:
        await deployment.machines[1].stop()
        await traffic.orders(10)
        await deployment.machines[1].start()
        await traffic.orders(10)
        await traffic.settle()
