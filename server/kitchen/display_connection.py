"""One connected kitchen display: what it may see, and what waits to be sent to it, never without bound."""

import asyncio
import contextlib
from collections import OrderedDict, deque
from collections.abc import Mapping
from typing import NamedTuple, cast
from uuid import UUID

import structlog
from aiohttp import WSMsgType, web

from server.accounts.tokens import Caller
from server.domain.order import Order

log = structlog.get_logger()

MAX_WAITING = 512
"""Messages that may wait for a slow reader before it is sent away."""
MAX_REVISIONS = 2_048
"""Orders of which a connection knows the revision that it sent last: twice as many as may be open."""
CLOSE_PATIENCE = 2.0
TOO_SLOW = 1013


class Message(NamedTuple):
    """What is sent to a display; one about an order says which revision of it."""

    text: bytes
    order_id: UUID | None = None
    revision: int = 0
    is_snapshot: bool = False


class DisplayConnection:
    """A socket with an outbox. While it is held, messages wait: a snapshot has to come first.

    `transport` is that of the request which became the socket: a peer that reads nothing is cut off by it.
    """

    def __init__(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.BaseTransport | None,
        caller: Caller,
        station: str | None,
        *,
        is_watched: bool = True,
    ) -> None:
        self.caller = caller
        self.station = station
        self.is_watched = is_watched
        self._socket = socket
        self._transport = transport
        self._waiting: deque[Message] = deque()
        self._revisions: OrderedDict[UUID, int] = OrderedDict()
        self._held = True
        self._wake = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None
        self._closing: asyncio.Task[None] | None = None

    def shows(self, order: Order) -> bool:
        """Whether an order is this display's business: any, or one with a line of its station or of none."""
        return order.concerns(self.station)

    def send(self, message: Message) -> None:
        """Put a message behind those that wait, unless it is about an older revision than one that was sent.

        A display that lets too many wait is closed with 1013.
        """
        if self._closing or not (self._held or self._is_newer(message)):
            return
        if len(self._waiting) >= MAX_WAITING:
            self.close(TOO_SLOW, "too slow: come back for a snapshot")
            return
        self._waiting.append(message)
        if not self._held:
            self._wake.set()

    def hold(self) -> None:
        """Let messages wait until `release`."""
        self._held = True

    def release(self, snapshot: bytes, revisions: Mapping[UUID, int]) -> None:
        """Send `snapshot`, and then what waited for it and is newer than its `revisions` of orders.

        An older snapshot that still waits is left out.
        """
        waiting = [message for message in self._waiting if not message.is_snapshot]
        self._waiting = deque([Message(snapshot, is_snapshot=True)])
        self._revisions = OrderedDict(revisions)
        self._waiting.extend(message for message in waiting if self._is_newer(message))
        self._held = False
        self._wake.set()

    def _is_newer(self, message: Message) -> bool:
        """Whether no later revision of the same order was sent; notes this one."""
        if message.order_id is None:
            return True
        if self._revisions.get(message.order_id, 0) >= message.revision:
            return False
        self._revisions[message.order_id] = message.revision
        self._revisions.move_to_end(message.order_id)
        if len(self._revisions) > MAX_REVISIONS:
            self._revisions.popitem(last=False)
        return True

    async def write_forever(self) -> None:
        """Send what waits, in order, until the socket is closed."""
        with contextlib.suppress(ConnectionError):
            while not self._socket.closed:
                await self._wake.wait()
                self._wake.clear()
                while self._waiting and not self._held:
                    await self._socket.send_frame(self._waiting.popleft().text, WSMsgType.TEXT)

    def read_on(self) -> None:
        """Begin to read what the peer sends, and to answer its pings: it takes a silent server for one that is gone."""
        self._reading = asyncio.create_task(self._read())

    async def gone(self) -> None:
        """Wait until the peer is gone or a close is begun here."""
        if self._reading:
            await asyncio.wait({self._reading})

    async def _read(self) -> None:
        async for _ in self._socket:
            pass

    def close(self, code: int, reason: str) -> None:
        """Close the socket soon; a peer that does not answer is cut off."""
        if self._closing is None:
            self._closing = asyncio.create_task(self._close(code, reason))

    async def closed(self) -> None:
        """Wait until a close that was begun is done."""
        if self._closing:
            await self._closing

    def cut_off(self) -> None:
        """Let go of the connection, and of what the peer has not read."""
        if self._transport is not None:
            # uvloop's transports are none of asyncio's classes, but have their methods.
            cast("asyncio.WriteTransport", self._transport).abort()

    async def _close(self, code: int, reason: str) -> None:
        self._waiting.clear()
        try:
            async with asyncio.timeout(CLOSE_PATIENCE):
                await self.stop_reading()
                await self._socket.close(code=code, message=reason.encode())
        except (TimeoutError, ConnectionError):
            self.cut_off()

    async def stop_reading(self) -> None:
        """Stop. It leaves the peer's answer to the close to be read by it: cut off before, a peer sees no code."""
        if self._reading:
            self._reading.cancel()
            await asyncio.wait({self._reading})
