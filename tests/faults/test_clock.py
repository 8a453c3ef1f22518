"""A time of day that jumps ahead and back, as on a machine without a clock of its own when the network comes."""

from pathlib import Path

import aiohttp
import pytest

from server.db.embedded.postgres import EmbeddedPostgres
from tests.faults.clock import Clock, find_library
from tests.faults.deployment import Deployment, opened
from tests.faults.traffic import Traffic, flowing

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]

JUMP = 20 * 3600
"""Seconds: most of the day for which a key counts."""

SPREAD = "SELECT extract(epoch FROM max(created_at) - min(created_at)) FROM {table}"


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    library = find_library()
    if library is None:
        pytest.skip("libfaketime is not installed: apt install faketime")
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    return Clock(tmp_path / "clock", library)


async def test_the_clock_of_one_machine_jumps(clock: Clock) -> None:
    """One of two machines is 20 hours ahead, then behind, then right: both go on for diners, cook and screens."""
    async with (
        opened(machines=2, workers=1, first=clock.environment) as deployment,
        flowing(deployment) as traffic,
    ):
        await jump_about(clock, deployment, traffic)


async def test_the_clock_of_everything_jumps(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Server and database are 20 hours ahead, then behind, then right: nothing is lost, doubled or forgotten."""
    plain = EmbeddedPostgres._command
    monkeypatch.setattr(
        EmbeddedPostgres, "_command", lambda self, programs: [*clock.prefix(), *plain(self, programs)]
    )
    async with opened(workers=2, settings=clock.environment) as deployment, flowing(deployment) as traffic:
        await jump_about(clock, deployment, traffic)
        async with deployment.database() as connection:
            assert await connection.fetchval(SPREAD.format(table="order_keys")) > 1.9 * JUMP


async def jump_about(clock: Clock, deployment: Deployment, traffic: Traffic) -> None:
    """Let orders be placed and cooked at each of the times."""
    for seconds in (JUMP, -JUMP, 0):
        clock.jump_to(seconds)
        await traffic.orders(40)
        await every_machine_serves_the_cook(deployment, traffic)
    await traffic.settle()
    async with deployment.database() as connection:
        assert await connection.fetchval(SPREAD.format(table="orders")) > 1.9 * JUMP
        assert (
            await connection.fetchval("SELECT count(*) FROM orders WHERE estimated_ready_at < created_at")
            == 0
        )


async def every_machine_serves_the_cook(deployment: Deployment, traffic: Traffic) -> None:
    """A cook who swaps a token once or twice may read the kitchen's orders on every machine."""
    async with aiohttp.ClientSession() as session:
        for _ in range(3):
            token = traffic.cook.token
            answers = [await kitchen(session, machine.url, traffic, token) for machine in deployment.machines]
            if set(answers) == {200}:
                return
            await traffic.cook.renew(token)
    raise AssertionError(f"no token was good on all machines: {answers}")


async def kitchen(session: aiohttp.ClientSession, url: str, traffic: Traffic, token: str) -> int:
    """The status of the kitchen's list of orders."""
    headers = {"Authorization": f"Bearer {token}"}
    async with session.get(f"{url}/api/kitchen/{traffic.place.slug}/orders/", headers=headers) as answer:
        return answer.status
