"""What a worker does once it has its settings and its socket: it answers requests until told to stop.

SIGTERM lets requests finish within the grace period. When the parent closes its end of `control`, or dies, requests
have HURRY seconds.
"""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Callable
from typing import cast

from aiohttp import web

from server import logs
from server.app import create_app
from server.fast_path import put_in_front
from server.process.connections import Connections
from server.process.listening import BACKLOG
from server.process.resources import leave_start_up_out_of_collections
from server.process.sharing import Sharing
from server.settings import Settings

HURRY = 2.0
"""Seconds that requests are given to finish when the server is stopped by hand, or its parent has died."""
CLEANUP = 1.0
"""Seconds of them in which connections and resources are closed."""


def run(listener: socket.socket, control: socket.socket, sharing: Sharing | None = None) -> None:
    """Serve on `listener` until told to stop."""
    settings = Settings(_env_file=None)
    logs.configure(settings.log_format, settings.log_level)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(settings, listener, control, sharing))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop  # noqa: PLC0415  # not there on every system
    except ImportError:
        return None
    return uvloop.new_event_loop


async def _serve(
    settings: Settings, listener: socket.socket, control: socket.socket, sharing: Sharing | None
) -> None:
    asyncio.get_running_loop().set_exception_handler(logs.report_loop_error)
    patience = _listen_for_the_end(settings.grace_seconds, control)
    app = create_app(settings)
    runner = web.AppRunner(app, shutdown_timeout=settings.grace_seconds)
    await runner.setup()
    put_in_front(app, runner)
    connections = Connections(cast("web.Server", runner.server), settings, sharing)
    leave_start_up_out_of_collections()
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(connections, sock=listener, backlog=BACKLOG)
    if sharing is not None:
        sharing.begin(connections.make)
    control.sendall(b"ready\n")
    seconds = await patience
    listening.close()
    if sharing is not None:
        sharing.end()
    try:
        async with asyncio.timeout(seconds):
            await _let_finish(app, connections, seconds - CLEANUP)
            await runner.cleanup()
    except TimeoutError:
        os._exit(0)  # what still runs has had its time


async def _let_finish(app: web.Application, connections: Connections, seconds: float) -> None:
    """Send streams and sockets away, and give requests that were begun, half sent ones too, time for their answers.

    aiohttp reads nothing more from a connection once its clean-up has begun, the rest of a body neither.
    """
    await app.shutdown()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await connections.answered()


def _listen_for_the_end(grace_seconds: float, control: socket.socket) -> asyncio.Future[float]:
    """Return a future of the seconds that remain once the end has been announced."""
    loop = asyncio.get_running_loop()
    patience: asyncio.Future[float] = loop.create_future()

    def end(seconds: float) -> None:
        if not patience.done():
            patience.set_result(seconds)

    def parent_gone() -> None:
        loop.remove_reader(control.fileno())
        end(HURRY)

    loop.add_signal_handler(signal.SIGTERM, end, grace_seconds + CLEANUP)
    loop.add_reader(control.fileno(), parent_gone)
    return patience
