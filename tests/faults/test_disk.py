"""A database whose disk is full while diners order."""

import asyncio
import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.db.errors import TRANSIENT_ERRORS
from tests.faults.deployment import Deployment, opened
from tests.faults.traffic import Traffic, flowing
from tests.process.test_serve import fill

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own; skipped where none can be mounted, as without root."""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    mount = ["mount", "-t", "tmpfs", "-o", "size=200m,mode=755", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here: needs root")
    yield tmp_path
    subprocess.run(["umount", "--lazy", tmp_path], check=True)


async def test_the_disk_of_the_database_is_full(disk: Path) -> None:
    """Orders are refused in time while there is no channel, go through when there is, and all that were promised are there."""
    async with opened(workers=2, data=disk / "data") as deployment, flowing(deployment) as traffic:
        await asyncio.to_thread(fill, disk / "filler")
        await use_up_what_was_made_ready(deployment)
        await no_order_goes_through(traffic)
        (disk / "filler").unlink()
        start_again_if_it_gave_up(deployment)
        await traffic.orders(20)
        await traffic.settle()


async def use_up_what_was_made_ready(deployment: Deployment) -> None:
    """Write until the database finds no channel for its log, of which it keeps some ready."""
    with contextlib.suppress(*TRANSIENT_ERRORS):
        async with deployment.database() as connection:
            while True:
                await connection.execute("SELECT pg_logical_emit_message(true, '', repeat('x', 1000000))")


async def no_order_goes_through(traffic: Traffic) -> None:
    """See that not one order is promised in four seconds."""
    await asyncio.sleep(1)
    before = len(traffic.promised)
    await asyncio.sleep(4)
    assert len(traffic.promised) == before


def start_again_if_it_gave_up(deployment: Deployment) -> None:
    """Do what `aiqr serve` does for the embedded database: one that found no channel even to recover has ended."""
    if not deployment.postgres.running():
        deployment.postgres.stop()
        deployment.postgres.start()
