"""What an address may ask of a worker's connections."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Self

import pytest
from aiohttp import web
from aiohttp.web_request import BaseRequest

from server.process import connections as module
from server.process.connections import Connections
from tests.conftest import make_settings
from tests.fixtures.patience import PATIENCE

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Connect = Callable[[], Awaitable[Stream]]


async def hello(_: BaseRequest) -> web.Response:
    return web.Response(text="hello")


class Listening:
    """A server on a free port behind `Connections`, and clients that are closed with it."""

    def __init__(self, **settings: Any) -> None:
        self.server = web.Server(hello)
        self.connections = Connections(self.server, make_settings(**settings))
        self._clients: list[asyncio.StreamWriter] = []

    async def __aenter__(self) -> Self:
        self._listening = await asyncio.get_running_loop().create_server(self.connections, "127.0.0.1", 0)
        self._port = self._listening.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients:
            client.close()
        self._listening.close()
        await self.server.shutdown(1)

    async def connect(self, sent: bytes = b"") -> Stream:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._clients.append(writer)
        writer.write(sent)
        return reader, writer


async def status(stream: Stream) -> int:
    """The status of the next answer; 0 where the connection ends without one."""
    line = await asyncio.wait_for(stream[0].readline(), PATIENCE)
    return int(line.split()[1]) if line else 0


async def test_an_address_has_as_many_connections_as_it_may() -> None:
    """Of three allowed the third is answered and the fourth refused with 503; once one has ended, a new one is answered."""
    async with Listening(AIQR_CONNECTIONS_PER_ADDRESS=3) as listening:
        streams = [await listening.connect(REQUEST) for _ in range(3)]
        assert [await status(stream) for stream in streams] == [200, 200, 200]
        refused = await listening.connect(REQUEST)
        assert await status(refused) == 503
        assert b"too many connections" in await refused[0].read()
        streams[0][1].close()
        while await status(await listening.connect(REQUEST)) != 200:
            await asyncio.sleep(0.01)


async def test_a_trusted_proxy_has_as_many_as_it_needs() -> None:
    """All diners come through it: it is not counted."""
    async with Listening(AIQR_CONNECTIONS_PER_ADDRESS=1, AIQR_TRUSTED_PROXIES="127.0.0.0/8") as listening:
        assert [await status(await listening.connect(REQUEST)) for _ in range(3)] == [200, 200, 200]


@pytest.mark.slow
async def test_who_sends_no_request_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence and half a header end in time; who has asked once stays."""
    monkeypatch.setattr(module, "FIRST_REQUEST_SECONDS", 0.5)
    async with Listening() as listening:
        asked = await listening.connect(REQUEST)
        silent, half = await listening.connect(), await listening.connect(REQUEST[:-2])
        assert await status(asked) == 200
        assert [await status(silent), await status(half)] == [0, 0]
        await asked[0].readuntil(b"hello")
        asked[1].write(REQUEST)
        assert await status(asked) == 200


async def test_answered_waits_for_the_last_answer() -> None:
    """It returns at once where nothing is under way, and else with the end of the last request."""
    goes_on = asyncio.Event()
    listening = Listening()

    async def wait(_: BaseRequest) -> web.Response:
        await goes_on.wait()
        return web.Response()

    listening.server.request_handler = wait
    listening.connections = Connections(listening.server, make_settings())
    await asyncio.wait_for(listening.connections.answered(), PATIENCE)
    async with listening:
        streams = [await listening.connect(REQUEST) for _ in range(2)]
        while listening.server.requests_count < 2:
            await asyncio.sleep(0)
        waiting = asyncio.create_task(listening.connections.answered())
        await asyncio.sleep(0)
        assert not waiting.done()
        goes_on.set()
        await asyncio.wait_for(waiting, PATIENCE)
        assert [await status(stream) for stream in streams] == [200, 200]
