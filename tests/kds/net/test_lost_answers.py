"""A wire that loses the answer to a refresh: the display stays logged in, and a thief is still found out."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from kds_tui.net.backend import LoginEnded, Unreachable
from kds_tui.net.http_client import HttpClient
from tests.fixtures.api import PASSWORD, Api, Place
from tests.kds.net.connections import MemoryTokens

SPENT = "spent.spent.spent"


class LosingWire:
    """Passes requests on; the server gets the first `loses` refreshes, and their answers get lost."""

    def __init__(self, server: TestServer, loses: int) -> None:
        self.url = ""
        self._server, self._loses = server, loses

    async def listen(self) -> asyncio.Server:
        listening = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        return listening

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._server.port)
        request = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in request.split(b"\r\n") if line.startswith(b"Content-Length:")), 0
        )
        far_writer.write(
            request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") + await reader.readexactly(length)
        )
        answer = await far_reader.read()
        if b"/api/auth/refresh/" in request and self._loses:
            self._loses -= 1
        else:
            writer.write(answer)
        far_writer.close()
        writer.close()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def display_login(restaurant: Place, api: Api) -> str:
    me = (await restaurant.owner.get("/api/auth/me/")).body["user"]
    login = await api.post("/api/auth/login/", {"email": me["email"], "password": PASSWORD})
    return str(login.body["refresh"])


@pytest.mark.parametrize("lost", [1, 3])
async def test_a_display_outlives_lost_answers(
    server: TestServer, restaurant: Place, api: Api, session: aiohttp.ClientSession, lost: int
) -> None:
    """As often as the answer is lost the display only waits, and then it is logged in; its next renewal works too."""
    wire = LosingWire(server, lost)
    async with await wire.listen():
        tokens = MemoryTokens(SPENT, await display_login(restaurant, api))
        client = HttpClient(session, wire.url, tokens)
        for _ in range(lost):
            with pytest.raises(Unreachable):
                await client.get("/api/auth/me/")
        assert (await client.get("/api/auth/me/"))["memberships"] != []
        tokens.pair = (SPENT, tokens.pair[1])
        assert (await client.get("/api/auth/me/"))["memberships"] != []
        assert tokens.saved == 2


async def test_who_stole_the_token_is_found_out(
    server: TestServer, restaurant: Place, api: Api, session: aiohttp.ClientSession
) -> None:
    """A token that was read off the wire is of no use without its key, and using it ends the session for both."""
    wire = LosingWire(server, 1)
    async with await wire.listen():
        stolen = await display_login(restaurant, api)
        client = HttpClient(session, wire.url, MemoryTokens(SPENT, stolen))
        with pytest.raises(Unreachable):
            await client.get("/api/auth/me/")
        assert (await api.post("/api/auth/refresh/", {"refresh": stolen})).status == 401
        with pytest.raises(LoginEnded):
            await client.get("/api/auth/me/")
