"""The parent of the server's processes: it holds the sockets and the database, and replaces workers that die."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

from server.http.metrics_folder import forget_worker, shared_figures
from server.process.configuration import environment_of, with_secret_key
from server.process.database import Report, running_database
from server.process.listening import listen, public_address
from server.process.resources import raise_file_limit
from server.settings import Settings

STABLE = 30.0
"""Seconds that a worker must live for the next replacement to come without a pause."""
LONGEST_PAUSE = 10.0
HURRY = 3.0
"""Seconds until a server stopped by hand ends workers that do not end by themselves."""

GRACEFUL = (signal.SIGTERM, signal.SIGHUP)
"""Signals at which requests have their grace time: asked to end, or the terminal was closed."""

WhenReady = Callable[[str], AbstractAsyncContextManager[None]]
"""Entered with the URL by which the server is reached; left before the server stops."""


class WorkerFailed(Exception):
    """A worker ended before it was ready for its first request."""


async def serve(settings: Settings, report: Report, when_ready: WhenReady) -> None:
    """Run the server until SIGINT, SIGTERM or SIGHUP. `when_ready` is entered once requests are answered.

    Raises SettingsError, CannotListen, DatabaseError or WorkerFailed where it cannot start, each with a message
    for the person who started it, and whatever `when_ready` raises.
    """
    raise_file_limit(report)
    settings = with_secret_key(settings)
    sockets = listen(settings.host, settings.port, settings.workers)
    settings = settings.model_copy(update={"port": sockets[0].getsockname()[1]})
    supervisor = Supervisor(sockets, report)
    try:
        await _until_stopped(supervisor, _run(supervisor, settings, report, when_ready))
    finally:
        supervisor.close_sockets()


async def _run(supervisor: "Supervisor", settings: Settings, report: Report, when_ready: WhenReady) -> None:
    async with running_database(settings, report) as complete:
        with shared_figures(complete.workers):
            try:
                await supervisor.start(complete)
                async with when_ready(complete.public_url or public_address(complete.host, complete.port)):
                    await supervisor.failed()
            finally:
                await supervisor.stop(complete.grace_seconds)


async def _until_stopped(supervisor: "Supervisor", work: Awaitable[None]) -> None:
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()

    def told(number: signal.Signals) -> None:
        if supervisor.told is None:
            supervisor.told = number
            task.cancel()
        else:
            supervisor.kill()

    for number in (signal.SIGINT, *GRACEFUL):
        loop.add_signal_handler(number, told, number)
    try:
        await task
    except asyncio.CancelledError:
        if supervisor.told is None:
            raise


class Supervisor:
    """Keeps one worker running on each socket."""

    def __init__(self, sockets: list[socket.socket], report: Report) -> None:
        self.told: signal.Signals | None = None
        self._sockets = sockets
        self._report = report
        self._workers: dict[int, Process] = {}
        self._keepers: list[asyncio.Task[None]] = []

    async def start(self, settings: Settings) -> None:
        """Start all workers; returns when each of them answers. WorkerFailed where one does not."""
        environment = environment_of(settings, os.environ)
        ready = [asyncio.Event() for _ in self._sockets]
        self._keepers = [
            asyncio.create_task(self._keep(number, environment, ready[number]))
            for number in range(len(self._sockets))
        ]
        waiting = asyncio.create_task(_all_set(ready))
        await asyncio.wait([waiting, *self._keepers], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        self._raise_failure()

    async def failed(self) -> None:
        """Wait; returns only by raising what ended the keeping of a worker."""
        await asyncio.wait(self._keepers, return_when=asyncio.FIRST_COMPLETED)
        self._raise_failure()

    def _raise_failure(self) -> None:
        for keeper in self._keepers:
            if keeper.done():
                keeper.result()

    async def stop(self, grace_seconds: float) -> None:
        """Let the workers finish what they have begun, and end those that do not."""
        for keeper in self._keepers:
            keeper.cancel()
        self.close_sockets()
        patience = grace_seconds + 2 if self.told in GRACEFUL else HURRY
        running = list(self._workers.values())
        for worker in running:
            _ask_to_end(worker, in_a_hurry=self.told not in GRACEFUL)
        if running:
            await asyncio.wait([asyncio.create_task(w.wait()) for w in running], timeout=patience)
        self.kill()
        for worker in running:
            await worker.wait()

    def kill(self) -> None:
        """End every worker at once."""
        for worker in self._workers.values():
            _send(worker, signal.SIGKILL)

    def close_sockets(self) -> None:
        """Stop listening, as far as it is ours."""
        for each in self._sockets:
            each.close()

    async def _keep(self, number: int, environment: dict[str, str], ready: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        pause = 0.0
        while True:
            began = loop.time()
            ending = await self._run_worker(number, environment, ready)
            if not ready.is_set():
                raise WorkerFailed(f"The server could not start: a worker {ending}. What it said is above.")
            pause = 0.0 if loop.time() - began > STABLE else min(max(0.5, pause * 2), LONGEST_PAUSE)
            self._report(
                f"A worker {ending}; another takes its place" + (f" in {pause:g} s." if pause else ".")
            )
            await asyncio.sleep(pause)

    async def _run_worker(self, number: int, environment: dict[str, str], ready: asyncio.Event) -> str:
        """Run a worker to its end, and return how it ended."""
        try:
            worker = await self._start_worker(number, environment, ready)
        except OSError as error:
            return f"could not be started ({error.strerror})"
        self._workers[number] = worker
        code = await worker.wait()
        forget_worker(worker.pid)
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"

    async def _start_worker(self, number: int, environment: dict[str, str], ready: asyncio.Event) -> Process:
        listener = self._sockets[number].fileno()
        reading, writing = os.pipe()
        command = [sys.executable, "-m", "server.process.worker", str(listener), str(writing)]
        try:
            return await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, env=environment, pass_fds=(listener, writing), start_new_session=True
            )
        finally:
            os.close(writing)
            _when_written(reading, ready)


async def _all_set(events: list[asyncio.Event]) -> None:
    for event in events:
        await event.wait()


def _when_written(reading: int, ready: asyncio.Event) -> None:
    """Set `ready` once the worker has written to its pipe; it closes without a word where the worker dies."""
    loop = asyncio.get_running_loop()

    def readable() -> None:
        loop.remove_reader(reading)
        if os.read(reading, 16):
            ready.set()
        os.close(reading)

    loop.add_reader(reading, readable)


def _ask_to_end(worker: Process, *, in_a_hurry: bool) -> None:
    if not in_a_hurry:
        _send(worker, signal.SIGTERM)
    elif worker.stdin is not None:
        worker.stdin.close()


def _send(worker: Process, number: signal.Signals) -> None:
    if worker.returncode is None:
        worker.send_signal(number)
