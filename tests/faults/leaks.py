"""What the workers hold: tasks, open files and memory, before a fault and when it is over."""

import asyncio
import re
import time
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp

from tests.faults.deployment import Deployment, Machine

RETURN_LIMIT = 30.0
"""Seconds after a fault in which everything that was held because of it is let go."""
LOOKS = 24
"""How often a machine is asked, each time by a new connection: every worker answers for itself at some time."""
MORE_TASKS, MORE_FILES, MORE_MEMORY_MB = 4, 4, 48.0
"""What may come for each worker: a connection being closed, the orders of the meantime, languages read when needed."""


@dataclass(frozen=True)
class Held:
    """What the workers of a deployment hold; connections of the database pool, which is bounded, are not counted."""

    workers: int
    tasks: int
    files: int
    memory_mb: float

    def without(self, connections: int) -> "Held":
        """The same without so many idle connections, each of which is a file and a task."""
        return replace(self, tasks=self.tasks - connections, files=self.files - connections)

    def exceeds(self, before: "Held") -> bool:
        """Whether this is more than before by more than what comes and goes."""
        return (
            self.tasks > before.tasks + MORE_TASKS * self.workers
            or self.files > before.files + MORE_FILES * self.workers
            or self.memory_mb > before.memory_mb + MORE_MEMORY_MB * self.workers
        )


async def held(deployment: Deployment) -> Held:
    """Look at all workers of a deployment."""
    figures = [await _figures(machine) for machine in deployment.machines]
    workers = [pid for machine in deployment.machines for pid in machine.workers]
    return Held(
        len(workers),
        sum(each["aiqr_tasks"] for each in figures),
        sum(map(open_files, workers)) - sum(each["aiqr_database_connections"] for each in figures),
        sum(map(resident_mb, workers)),
    )


async def nothing_leaked(deployment: Deployment, before: Held) -> None:
    """Wait until no more is held than before the fault; fails where that takes too long."""
    deadline = time.monotonic() + RETURN_LIMIT
    while (now := await held(deployment)).exceeds(before):
        assert time.monotonic() < deadline, f"before the fault {before}, {RETURN_LIMIT} s after it {now}"
        await asyncio.sleep(0.5)


async def _figures(machine: Machine) -> dict[str, int]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session:
        for _ in range(LOOKS):
            async with session.get(f"{machine.url}/metrics") as answer:
                text = await answer.text()
    return {name: int(float(value)) for name, value in re.findall(r"^(aiqr_\w+) (\S+)$", text, re.MULTILINE)}


def open_files(pid: int) -> int:
    """How many files and sockets a process has open."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def resident_mb(pid: int) -> float:
    """The memory that a process has in use, in megabytes."""
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
