"""Another program's server, that answers as the test says: well, badly, slowly, twice, or not at all."""

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from hmac import digest
from typing import Any

from tests.fixtures.patience import PATIENCE


@dataclass(frozen=True)
class Arrived:
    """A delivery as the peer got it."""

    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def body(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.raw)
        return read

    @property
    def type(self) -> str:
        return str(self.body["type"])

    @property
    def number(self) -> int:
        """Of the order that it is about."""
        return int(self.body["data"]["number"])

    def is_signed_with(self, secret: str) -> bool:
        """Whether one of its signatures is made with a secret, by the words of the specification."""
        signed = f"{self.id}.{self.headers['webhook-timestamp']}.".encode() + self.raw
        wanted = "v1," + b64encode(digest(b64decode(secret.removeprefix("whsec_")), signed, sha256)).decode()
        return wanted in self.headers["webhook-signature"].split(" ")


class Peer:
    """`acts` says how it answers, one delivery after the other, and `always` how after that.

    A number is a status. "hang": never, until `released`. "drip": a byte now and then, without end. "close": the
    connection ends without an answer. "cut": it ends within the answer's body. "twice": two answers at once.
    """

    def __init__(self) -> None:
        self.port = 0
        self.acts: list[int | str] = []
        self.always: int | str = 200
        self.arrived: asyncio.Queue[Arrived] = asyncio.Queue()
        self.all: list[Arrived] = []
        self.released = asyncio.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    async def next(self) -> Arrived:
        """The next delivery."""
        return await asyncio.wait_for(self.arrived.get(), PATIENCE)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            arrived = await _read(reader)
            self.all.append(arrived)
            self.arrived.put_nowait(arrived)
            await self._answer(self.acts.pop(0) if self.acts else self.always, writer)
        writer.close()

    async def _answer(self, act: int | str, writer: asyncio.StreamWriter) -> None:
        match act:
            case 204:
                writer.write(b"HTTP/1.1 204 X\r\n\r\n")
            case int():
                writer.write(
                    f"HTTP/1.1 {act} X\r\nLocation: /elsewhere\r\nContent-Length: 2\r\n\r\nok".encode()
                )
            case "twice":
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n"
                )
            case "cut":
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            case "hang":
                await self.released.wait()
            case "drip":
                writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                while not self.released.is_set():
                    writer.write(b"a")
                    await writer.drain()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self.released.wait(), 0.02)
        await writer.drain()


async def _read(reader: asyncio.StreamReader) -> Arrived:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    fields = (line.partition(": ") for line in head[1:] if line)
    headers = {name.lower(): value for name, _, value in fields}
    raw = await reader.readexactly(int(headers["content-length"]))
    return Arrived(head[0].split(" ")[1], headers, raw)


@asynccontextmanager
async def running_peer(port: int = 0) -> AsyncIterator[Peer]:
    """Run a peer on this machine."""
    peer = Peer()
    server = await asyncio.start_server(peer.serve, "127.0.0.1", port)
    peer.port = server.sockets[0].getsockname()[1]
    try:
        yield peer
    finally:
        peer.released.set()
        server.close()
        await server.wait_closed()
