"""The event bus: followers in this process get each event at once, other processes get a notification of it.

A notification may be lost, whatever transports it; `server.kitchen.reconcile` finds what was missed by asking the database.
"""

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from typing import Protocol
from uuid import UUID

import structlog

from server.background import Work, keep_going
from server.events.model import Event, decode, encode

log = structlog.get_logger()

MAX_WAITING = 10_000
"""Notifications that may wait for a transport that is away; older ones are dropped, as reconciliation makes up for them."""
RETRY_SECONDS = 0.5
SEND_PATIENCE = 15.0
"""Seconds in which a transport has taken a batch, or it is sent again."""
GATHER_SECONDS = 0.005
"""After a batch was sent, the next one is gathered for this long; the first of a quiet moment is sent at once."""


UNREADABLE = (ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What reading a notification that no server wrote may raise: of other types, too large, too deep."""


class Follower(Protocol):
    """A part of the server that keeps a copy of something up to date by events."""

    def on_event(self, event: Event) -> None:
        """Take an event, in the order of publication. It must not block."""

    def resync(self, restaurant_id: UUID) -> None:
        """Read anew what is held of a restaurant: an event about it was missed."""


class Transport(Protocol):
    """Sends notifications to the other processes and receives theirs."""

    @property
    def permanent_errors(self) -> tuple[type[Exception], ...]:
        """What `send` raises where sending the same again cannot succeed."""

    async def send(self, notifications: list[str]) -> None:
        """Send `notifications` to every other process. OSError or the like where it cannot."""

    async def listen(self, receive: Callable[[str], None]) -> None:
        """Call `receive` with each notification of another process until cancelled; reconnects by itself."""

    async def close(self) -> None:
        """Let go of what it holds."""


class Bus:
    """Gives the events of this process to its followers, and notifies every other process of them."""

    def __init__(self, transport: Transport | None = None) -> None:
        self._transport = transport
        self._followers: list[Follower] = []
        self._waiting: list[str] = []
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def subscribe(self, follower: Follower) -> None:
        """Give `follower` all events from now on."""
        self._followers.append(follower)

    def publish(self, event: Event) -> None:
        """Give `event` to the followers here before this returns, and to other processes soon."""
        self._dispatch(event)
        if self._transport:
            self._waiting.extend(encode(event))
            del self._waiting[:-MAX_WAITING]
            self._wake.set()

    def start(self) -> None:
        """Begin to send and receive notifications."""
        if self._transport:
            works = (
                Work("the sending of notifications", partial(self._send_forever, self._transport)),
                Work("the receiving of notifications", partial(self._transport.listen, self._receive)),
            )
            self._tasks = [asyncio.create_task(keep_going(work)) for work in works]

    async def stop(self) -> None:
        """Stop sending and receiving."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task
        if self._transport:
            await self._transport.close()

    def _dispatch(self, event: Event) -> None:
        for follower in self._followers:
            try:
                follower.on_event(event)
            except Exception:
                log.exception(
                    "a follower failed", follower=type(follower).__name__, event_kind=type(event).__name__
                )

    def _receive(self, text: str) -> None:
        try:
            event = decode(text)
        except UNREADABLE as error:
            log.warning("a notification was not understood", error=error)
        else:
            self._dispatch(event)

    async def _send_forever(self, transport: Transport) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            batch, self._waiting = self._waiting, []
            try:
                async with asyncio.timeout(SEND_PATIENCE):
                    await transport.send(batch)
                await asyncio.sleep(GATHER_SECONDS)
            except transport.permanent_errors as error:
                log.warning("notifications were dropped", error=error, notifications=len(batch))
            except Exception as error:  # noqa: BLE001  whatever is wrong with the transport, orders go on
                log.warning("notifications wait for their transport", error=error, notifications=len(batch))
                self._waiting = (batch + self._waiting)[-MAX_WAITING:]
                await asyncio.sleep(RETRY_SECONDS)
                self._wake.set()
