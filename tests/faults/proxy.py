"""A wire that can be slow, cut, frozen, or cut just after a request went through."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from enum import Enum

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Weather(Enum):
    """What the wire does with what comes in."""

    FINE = "passes everything"
    SLOW = "passes everything, late"
    FROZEN = "takes everything and passes nothing"
    DEAF = "passes what is asked and cuts off instead of passing the answer"
    CUT = "refuses everybody and drops who is there"


class Proxy:
    """Forwards connections; `start` with the way to listen and the way to connect."""

    def __init__(self, delay: float = 0.15) -> None:
        self.weather = Weather.FINE
        self._delay = delay
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._connect: Callable[[], Awaitable[Streams]] | None = None

    async def to_unix(self, listen: str, target: str) -> None:
        """Forward a unix socket to another."""
        self._connect = lambda: asyncio.open_unix_connection(target)
        self._server = await asyncio.start_unix_server(self._forward, listen)

    async def to_tcp(self, target: int) -> int:
        """Forward a free TCP port of this machine to another, and return it."""
        self._connect = lambda: asyncio.open_connection("127.0.0.1", target)
        self._server = await asyncio.start_server(self._forward, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    def change(self, weather: Weather) -> None:
        """Change the weather for everybody, at once."""
        self.weather = weather
        if weather is Weather.CUT:
            self.drop()

    def drop(self) -> None:
        """Drop who is there."""
        for writer in self._writers:
            writer.transport.abort()

    async def close(self) -> None:
        self.drop()
        if self._server:
            self._server.close()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            if self.weather is Weather.CUT or self._connect is None:
                return
            upstream = await self._connect()
            self._writers.add(upstream[1])
            there = asyncio.create_task(self._pump(reader, upstream[1], is_answer=False))
            back = asyncio.create_task(self._pump(upstream[0], writer, is_answer=True))
            await asyncio.wait({there, back}, return_when=asyncio.FIRST_COMPLETED)
            there.cancel()
            back.cancel()
            upstream[1].transport.abort()
            self._writers.discard(upstream[1])
        except OSError:
            pass
        finally:
            writer.transport.abort()
            self._writers.discard(writer)

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, is_answer: bool
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65536):
                while self.weather is Weather.FROZEN:
                    await asyncio.sleep(0.05)
                if self.weather is Weather.DEAF and is_answer:
                    return
                if self.weather is Weather.SLOW:
                    await asyncio.sleep(self._delay)
                sink.write(data)
                await sink.drain()
