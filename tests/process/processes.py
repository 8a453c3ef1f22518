"""The server as its operator sees it: a command, its lines, its processes."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.fixtures.patience import PATIENCE

ROOT = Path(__file__).parents[2]
OWN = re.compile(r"AIQR_|POSTGRES_|OPENAI_|DATABASE_URL|REDIS_URL|XDG_|PYTEST")


def clean_environment(home: Path, **values: str) -> dict[str, str]:
    """An environment with nothing of this machine's settings, and a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not OWN.match(name)}
    return {**kept, "HOME": str(home), "PYTHONPATH": str(ROOT), "AIQR_DATA_DIR": str(home / "data"), **values}


def wait_until(condition: Callable[[], Any]) -> Any:
    """What `condition` says once it says anything."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := condition()):
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)
    return answer


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: Any


def ask(url: str, method: str, path: str, body: Any = None, token: str = "") -> Answer:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        content = None if body is None else json.dumps(body)
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {token}"} if token else {}
        )
        connection.request(method, path, content, headers)
        response = connection.getresponse()
        raw = response.read()
    finally:
        connection.close()
    answer = json.loads(raw) if raw.startswith((b"{", b"[")) else raw.decode()
    return Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, answer)


class RunningCommand:
    """A command `aiqr …` in a process of its own."""

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cli.main", *arguments],
            cwd=home,
            env=clean_environment(home, **environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            self.lines.extend(line.rstrip() for line in lines)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def wait_for(self, pattern: str) -> "re.Match[str]":
        """The first match in what it has said, once it has."""

        def found() -> "re.Match[str] | None":
            match = re.search(pattern, self.text)
            assert match or self.process.poll() is None, f"it ended and had said: {self.text}"
            return match

        match: re.Match[str] = wait_until(found)
        return match

    def url(self) -> str:
        """The address, once the server answers."""
        return self.wait_for(r"answers at (http://\S+?:\d+)")[1]

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> Answer:
        """One request on a connection of its own, once the server answers."""
        return ask(self.url(), method, path, body, token)

    def family(self) -> set[int]:
        """The ids of its processes: itself, the workers and the database with all that these started."""
        return descendants(self.process.pid) | {self.process.pid}

    def workers(self) -> list[int]:
        """The ids of the processes that answer requests."""
        return sorted(pid for pid in self.family() if "server.process.worker" in command_of(pid))

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send a signal, and return the exit code once it has ended."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        """The exit code, once it has ended."""
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code


def descendants(pid: int) -> set[int]:
    """All processes that came from this one, on Linux."""
    parents = {int(folder.name): parent_of(int(folder.name)) for folder in Path("/proc").glob("[0-9]*")}
    found: set[int] = set()
    new = {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return found


def parent_of(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return -1


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def alive(pid: int) -> bool:
    """Whether a process still runs; one that has ended and is not yet buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def none_alive(pids: set[int]) -> bool:
    """Whether all of these have ended."""
    return not any(map(alive, pids))
