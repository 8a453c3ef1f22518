"""The connections of a worker: how many an address may have, how long one may be silent, and which wait for an answer.

Everything else about a connection is `server.http.protocol`'s business, and aiohttp's.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, cast

import orjson
import structlog
from aiohttp import web
from aiohttp.web_request import BaseRequest

from server.http.forwarded import is_trusted, network_of
from server.http.protocol import Protocol, protocols
from server.process.sharing import Sharing
from server.settings import Settings

log = structlog.get_logger()

FIRST_REQUEST_SECONDS = 12.0
"""Time until the headers of a connection's first request must be there."""
KEEPALIVE_SECONDS = 120.0
"""Time until those of the next must be; longer than proxies keep a connection that nobody uses (nginx: 60)."""
REPORT_SECONDS = 60.0
REFUSAL = orjson.dumps(
    {
        "type": "about:blank",
        "title": "Too many connections",
        "status": 503,
        "detail": "There are too many connections from this address. Close some, and try again.",
    }
)
REFUSED = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nRetry-After: 10\r\n"
    b"Connection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(REFUSAL), REFUSAL)
)

Answer = Callable[[BaseRequest], Awaitable[web.StreamResponse]]


class Connections:
    """Admits connections to a server, and knows which of its requests are not answered yet."""

    def __init__(self, server: web.Server, settings: Settings, sharing: Sharing | None = None) -> None:
        """Stand in front of `server`; its present request handler goes on answering."""
        self._settings = settings
        self.sharing = sharing
        kind = _Connection if sharing is None else _SharedConnection
        self.make = protocols(
            server, partial(kind, self), access_log=None, keepalive_timeout=KEEPALIVE_SECONDS
        )
        self._answer = server.request_handler
        server.request_handler = self._answer_and_count
        self._by_address: Counter[str] = Counter()
        self._told: set[str] = set()
        self._silent: dict[asyncio.BaseTransport, asyncio.TimerHandle] = {}
        self._ended_silent = 0
        self._under_way = 0
        self._all_answered = asyncio.Event()

    def __call__(self) -> asyncio.Protocol:
        """Make the protocol of a new connection."""
        return self.make()

    async def answered(self) -> None:
        """Wait until every request that has begun is answered."""
        while self._under_way:
            self._all_answered.clear()
            await self._all_answered.wait()

    async def _answer_and_count(self, request: BaseRequest) -> web.StreamResponse:
        if self._silent and request.transport is not None:
            self.heard_from(request.transport)
        self._under_way += 1
        try:
            return await self._answer(request)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._all_answered.set()

    def heard_from(self, transport: asyncio.BaseTransport) -> None:
        """Let a connection live: it has sent a request, or has ended."""
        if (timer := self._silent.pop(transport, None)) is not None:
            timer.cancel()

    def admit(self, transport: asyncio.Transport) -> str | None:
        """Return the address by which a new connection counts; None where it is one too many."""
        address = self._address_of(transport)
        if address and self._by_address[address] >= self._settings.connections_per_address:
            self._tell_once(address)
            return None
        self._by_address[address] += 1
        loop = asyncio.get_running_loop()
        self._silent[transport] = loop.call_later(FIRST_REQUEST_SECONDS, self._end_silent, transport)
        return address

    def _address_of(self, transport: asyncio.Transport) -> str:
        """Return the peer's address, "" where it is a trusted proxy's or none: those are not limited."""
        peer = transport.get_extra_info("peername")
        address = str(peer[0]) if isinstance(peer, tuple) else ""
        trusted = not address or is_trusted(address, self._settings.trusted_proxies)
        return "" if trusted else network_of(address)

    def let_go(self, address: str) -> None:
        """Forget a connection that was admitted."""
        self._by_address[address] -= 1
        if self._by_address[address] <= 0:
            del self._by_address[address]
            self._told.discard(address)

    def _tell_once(self, address: str) -> None:
        if address not in self._told:
            self._told.add(address)
            limit = self._settings.connections_per_address
            log.warning("connections refused: an address has too many", address=address, limit=limit)

    def _end_silent(self, transport: asyncio.Transport) -> None:
        self._silent.pop(transport, None)
        transport.abort()
        self._ended_silent += 1
        if self._ended_silent == 1:
            asyncio.get_running_loop().call_later(REPORT_SECONDS, self._report_silent)

    def _report_silent(self) -> None:
        log.info("connections ended: they sent no request", connections=self._ended_silent)
        self._ended_silent = 0


class _Connection(Protocol):
    """One connection: admitted, or refused with a short answer."""

    __slots__ = ("_address", "_connections")

    def __init__(self, connections: Connections, server: web.Server, **options: Any) -> None:
        super().__init__(server, **options)
        self._connections = connections
        self._address: str | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        stream = cast("asyncio.Transport", transport)
        self._address = self._connections.admit(stream)
        if self._address is None:
            stream.write(REFUSED)
            stream.close()
        else:
            super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        if self._address is not None:
            if self.transport is not None:
                self._connections.heard_from(self.transport)
            self._connections.let_go(self._address)
            super().connection_lost(exc)


class _SharedConnection(_Connection):
    """A connection that goes to the worker that its restaurant belongs to, unless it came from another one."""

    __slots__ = ("_came_with", "_is_undecided")

    def __init__(
        self, connections: Connections, server: web.Server, came_with: bytes = b"", **options: Any
    ) -> None:
        super().__init__(connections, server, **options)
        self._came_with = came_with
        self._is_undecided = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if self._came_with and self._address is not None:
            super().data_received(self._came_with)
        # The peers of which "" stands for the address are proxies.
        self._is_undecided = bool(self._address) and not self._came_with

    def data_received(self, data: bytes) -> None:
        if self._is_undecided:
            self._is_undecided = False
            sharing, transport = self._connections.sharing, self.transport
            if sharing is not None and transport is not None and sharing.pass_on(transport, data):
                return
        super().data_received(data)
