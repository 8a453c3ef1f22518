"""The bus: who listens here hears at once, and the other processes get a hint.

A hint may be lost, whatever carries it; `server.kitchen.reconcile` finds what was missed by asking the database.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Protocol

import structlog

from server.events.model import Event, decode, encode

log = structlog.get_logger()

MAX_WAITING = 10_000
"""Hints that may wait for a carrier that is away; older ones are dropped, as repair makes up for them."""
RETRY_SECONDS = 0.5
GATHER_SECONDS = 0.005
"""After hints were sent, the next wait this long for company: the first of a quiet moment waits for nothing."""

Listener = Callable[[Event], None]


class Transport(Protocol):
    """Takes hints to other processes and brings theirs."""

    async def send(self, hints: list[str]) -> None:
        """Carry `hints` to every other process. OSError or the like where it cannot."""

    async def listen(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each hint of another process until cancelled; reconnects by itself."""

    async def close(self) -> None:
        """Let go of what it holds."""


class Bus:
    """Event of this process to its listeners and to every other process."""

    def __init__(self, carrier: Transport | None = None) -> None:
        self._carrier = carrier
        self._listeners: list[Listener] = []
        self._waiting: list[str] = []
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def subscribe(self, listener: Listener) -> None:
        """Have `listener` called with all news, in the order told. It must not block."""
        self._listeners.append(listener)

    def publish(self, news: Event) -> None:
        """Tell `news`: here before this returns, elsewhere soon."""
        self._tell_here(news)
        if self._carrier:
            self._waiting.append(encode(news))
            del self._waiting[:-MAX_WAITING]
            self._wake.set()

    def start(self) -> None:
        """Begin to carry hints to and from other processes."""
        if self._carrier:
            self._tasks = [
                asyncio.create_task(self._send_forever(self._carrier)),
                asyncio.create_task(self._carrier.listen(self._heard)),
            ]

    async def stop(self) -> None:
        """Stop carrying."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task
        if self._carrier:
            await self._carrier.close()

    def _tell_here(self, news: Event) -> None:
        for listener in self._listeners:
            try:
                listener(news)
            except Exception:
                log.exception("a listener failed", news=type(news).__name__)

    def _heard(self, text: str) -> None:
        try:
            self._tell_here(decode(text))
        except (ValueError, TypeError) as error:
            log.warning("a hint was not understood", error=error)

    async def _send_forever(self, carrier: Transport) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            hints, self._waiting = self._waiting, []
            try:
                await carrier.send(hints)
                await asyncio.sleep(GATHER_SECONDS)
            except Exception as error:  # noqa: BLE001  whatever is wrong with the carrier, orders go on
                log.warning("hints wait: their carrier is away", error=error, hints=len(hints))
                self._waiting = (hints + self._waiting)[-MAX_WAITING:]
                await asyncio.sleep(RETRY_SECONDS)
                self._wake.set()
