"""A worker as its parent sees it: a process, and the socket by which they talk (see `worker`)."""

import asyncio
import contextlib
import json
import signal
import socket
from collections.abc import Mapping, Sequence
from threading import Thread

from server.http.metrics_folder import forget_worker
from server.process.plan import Plan, read
from server.process.spawning import Spawned, WorkerFailed


class WorkerProcess:
    """A worker, from its start to its end. Made within the event loop in which it is waited for."""

    def __init__(self, spawned: Spawned) -> None:
        self._process, self._control = spawned
        self._control.setblocking(False)
        self._end: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        Thread(target=self._wait, args=[self._end.get_loop()], daemon=True).start()

    def _wait(self, loop: asyncio.AbstractEventLoop) -> None:
        code = self._process.wait()
        with contextlib.suppress(RuntimeError):  # nobody waits any more: the loop is closed
            loop.call_soon_threadsafe(self._end.set_result, code)

    async def read_plan(self) -> Plan:
        """Return the plan that it has read. SettingsError, DatabaseError, or WorkerFailed where it ends before."""
        line = await self._line()
        if not line:
            raise WorkerFailed(await self.ended())
        return read(line)

    async def tell(self, environment: Mapping[str, str], sockets: Sequence[socket.socket] = ()) -> None:
        """Send it its environment, and the socket to listen on with those by which it shares; one that has ended hears nothing."""
        with contextlib.suppress(ConnectionError):
            if sockets:
                socket.send_fds(self._control, [b" "], [each.fileno() for each in sockets])
            line = json.dumps(dict(environment)).encode() + b"\n"
            await asyncio.get_running_loop().sock_sendall(self._control, line)

    async def ready(self) -> bool:
        """Wait until it answers requests; False where it ends before."""
        return bool(await self._line())

    async def ended(self) -> str:
        """Wait for its end, and say how it ended."""
        code = await asyncio.shield(self._end)
        self._control.close()
        forget_worker(self._process.pid)
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"

    def ask_to_end(self, *, in_a_hurry: bool) -> None:
        """Let it finish its requests and end; in a hurry, it gives them little time."""
        if in_a_hurry:
            self._control.close()
        else:
            self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        if not self._end.done():
            self._process.send_signal(number)

    async def _line(self) -> str:
        """Read a line; "" where it has ended."""
        line = b""
        while not line.endswith(b"\n"):
            try:
                more = await asyncio.get_running_loop().sock_recv(self._control, 65536)
            except ConnectionError:
                return ""
            if not more:
                return ""
            line += more
        return line.decode()
