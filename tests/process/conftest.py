"""Commands in processes of their own, ended after each test whatever happens in it."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.process.processes import RunningCommand, none_alive, wait_until

Run = Callable[..., RunningCommand]


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty home directory; another user can reach into it, as PostgreSQL must where the tests run as root."""
    made = Path(tempfile.mkdtemp(prefix="aiqr-home-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def run(home: Path) -> Iterator[Run]:
    """Start `aiqr …`; every process of it is gone when the test ends."""
    started: list[RunningCommand] = []

    def start(*arguments: str, **environment: str) -> RunningCommand:
        started.append(RunningCommand(home, *arguments, **environment))
        return started[-1]

    yield start
    for command in started:
        family = command.family()
        command.stop()
        wait_until(partial(none_alive, family))


@pytest.fixture
def serve(run: Run, home: Path, data_folder: Path) -> Run:
    """Start `aiqr serve` on a free port; what it finds on its first start is an empty, migrated database."""
    subprocess.run(["cp", "-a", data_folder, home / "data"], check=True)

    def start(*arguments: str, **environment: str) -> RunningCommand:
        return run("serve", "--port", "0", *arguments, **environment)

    return start
