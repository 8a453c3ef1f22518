"""The parent of the server's processes: it holds the sockets and the database, and replaces workers that die."""

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from itertools import chain

from server.http.metrics_folder import shared_figures
from server.process.database import Report, running_database
from server.process.listening import listen, public_address
from server.process.plan import Plan, with_settings
from server.process.resources import raise_file_limit
from server.process.sharing import NUMBER, Inbox, inboxes
from server.process.spawning import Spawned, WorkerFailed, not_started, spawn
from server.process.worker_process import WorkerProcess

STABLE = 30.0
"""Seconds that a worker must live for the next replacement to come without a pause."""
LONGEST_PAUSE = 10.0
HURRY = 3.0
"""Seconds until a server stopped by hand ends workers that do not end by themselves."""

GRACEFUL = (signal.SIGTERM, signal.SIGHUP)
"""Signals at which requests have their grace time: asked to end, or the terminal was closed."""

WhenReady = Callable[[str], AbstractAsyncContextManager[None]]
"""Entered with the URL by which the server is reached; left before the server stops."""


async def serve(wanted: Plan | Spawned, report: Report, when_ready: WhenReady) -> None:
    """Run the server until SIGINT, SIGTERM or SIGHUP. `when_ready` is entered once requests are answered.

    `wanted` is a plan that is made already, or the first worker, which reads it.
    Raises SettingsError, CannotListen, DatabaseError or WorkerFailed where it cannot start, each with a message
    for the person who started it, and whatever `when_ready` raises.
    """
    raise_file_limit(report)
    supervisor = Supervisor(report)
    try:
        await _until_stopped(supervisor, _run(supervisor, wanted, report, when_ready))
    finally:
        supervisor.close_sockets()


async def _run(
    supervisor: "Supervisor", wanted: Plan | Spawned, report: Report, when_ready: WhenReady
) -> None:
    grace_seconds = 0.0
    try:
        plan = wanted if isinstance(wanted, Plan) else await supervisor.read_plan(wanted)
        grace_seconds = plan.grace_seconds
        plan = plan.with_values(AIQR_PORT=str(supervisor.listen(plan)))
        with shared_figures(plan.workers):
            await supervisor.prepare(plan)
            async with running_database(plan, report) as complete:
                try:
                    await supervisor.start(complete)
                    async with when_ready(plan.public_url or public_address(plan.host, plan.port)):
                        await supervisor.failed()
                finally:
                    await supervisor.stop(grace_seconds)
    finally:
        await supervisor.stop(grace_seconds)


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

    def __init__(self, report: Report) -> None:
        self.told: signal.Signals | None = None
        self._report = report
        self._sockets: list[socket.socket] = []
        self._inboxes: list[Inbox] = []
        self._first: WorkerProcess | None = None
        self._workers: dict[int, WorkerProcess] = {}
        self._keepers: list[asyncio.Task[None]] = []

    async def read_plan(self, first: Spawned) -> Plan:
        """Have the first worker read the settings. SettingsError, DatabaseError or WorkerFailed."""
        self._first = self._workers[0] = WorkerProcess(first)
        return await self._first.read_plan()

    def listen(self, plan: Plan) -> int:
        """Listen for all workers; returns the port. CannotListen."""
        self._sockets = listen(plan.host, plan.port, plan.workers)
        self._inboxes = inboxes(plan.workers)
        port: int = self._sockets[0].getsockname()[1]
        return port

    async def prepare(self, plan: Plan) -> None:
        """Let the first worker import what it needs, while there is no database yet."""
        if self._first is not None:
            await self._first.tell(with_settings(plan.values, os.environ))

    async def start(self, plan: Plan) -> None:
        """Start all workers; returns when each of them answers. WorkerFailed where one does not."""
        environment = with_settings(plan.values, os.environ)
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
            worker.ask_to_end(in_a_hurry=self.told not in GRACEFUL)
        if running:
            await asyncio.wait([asyncio.create_task(w.ended()) for w in running], timeout=patience)
        self.kill()
        for worker in running:
            await worker.ended()

    def kill(self) -> None:
        """End every worker at once."""
        for worker in self._workers.values():
            worker.kill()

    def close_sockets(self) -> None:
        """Stop listening, as far as it is ours."""
        for each in (*self._sockets, *chain.from_iterable(self._inboxes)):
            each.close()

    async def _keep(self, number: int, environment: dict[str, str], ready: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        pause = 0.0
        while True:
            began = loop.time()
            ending = await self._run_worker(number, environment, ready)
            if not ready.is_set():
                raise WorkerFailed(ending)
            pause = 0.0 if loop.time() - began > STABLE else min(max(0.5, pause * 2), LONGEST_PAUSE)
            self._report(
                f"A worker {ending}; another takes its place" + (f" in {pause:g} s." if pause else ".")
            )
            await asyncio.sleep(pause)

    async def _run_worker(self, number: int, environment: dict[str, str], ready: asyncio.Event) -> str:
        """Run a worker to its end, and return how it ended."""
        try:
            worker = self._take_first(number) or WorkerProcess(spawn(environment))
        except OSError as error:
            return not_started(error)
        self._workers[number] = worker
        await worker.tell({**environment, NUMBER: str(number)}, self._sockets_of(number))
        if await worker.ready():
            ready.set()
        return await worker.ended()

    def _sockets_of(self, number: int) -> list[socket.socket]:
        """What a worker is given: the socket to listen on, its inbox, and what leads into the inbox of each."""
        own = [self._inboxes[number][0]] if self._inboxes else []
        return [self._sockets[number], *own, *(into for _, into in self._inboxes)]

    def _take_first(self, number: int) -> WorkerProcess | None:
        if number:
            return None
        first, self._first = self._first, None
        return first


async def _all_set(events: list[asyncio.Event]) -> None:
    for event in events:
        await event.wait()
