"""A receipt printer on a loopback socket: it answers as Epson's do, and fails in every way that paper fails."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.fixtures.patience import PATIENCE

QUESTION = b"\x10\x04"
IN_TURN = b"\x1dr\x01"
FINE = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
CUT = b"\x1dV\x00"


@dataclass
class PrinterEmulator:
    """`paper` is what has come out. `answers` are those to `DLE EOT n`; the rest says how it fails."""

    paper: bytearray = field(default_factory=bytearray)
    answers: dict[int, int] = field(default_factory=lambda: dict(FINE))
    silent: bool = False
    hangs_up_after: int | None = None
    never_confirms: bool = False
    confirmation: bytes = b"\x00"
    connections: int = 0
    port: int = 0
    _came_out: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def slips(self) -> list[bytes]:
        """What has come out, cut by cut."""
        return bytes(self.paper).split(CUT)[:-1]

    async def printed(self, count: int) -> list[bytes]:
        """Wait until so many slips have come out."""
        async with asyncio.timeout(PATIENCE):
            while len(self.slips) < count:
                self._came_out.clear()
                await self._came_out.wait()
        return self.slips

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.connections += 1
        try:
            while data := await reader.read(4096):
                if not await self._take(data, writer):
                    return
        except ConnectionError:
            return
        finally:
            writer.close()

    async def _take(self, data: bytes, writer: asyncio.StreamWriter) -> bool:
        """Whether the line stays open."""
        if self.silent:
            return True
        if data.startswith(QUESTION):
            writer.write(bytes([self.answers[data[2]]]))
            await writer.drain()
            return True
        if self.hangs_up_after is not None:
            self.paper += data[: self.hangs_up_after]
            return False
        asked = data.endswith(IN_TURN)
        self.paper += data.removesuffix(IN_TURN)
        self._came_out.set()
        if asked and not self.never_confirms:
            writer.write(self.confirmation)
            await writer.drain()
        return True


@asynccontextmanager
async def printer_emulator() -> AsyncIterator[PrinterEmulator]:
    """A printer that works until it is told otherwise."""
    emulator = PrinterEmulator()
    server = await asyncio.start_server(emulator.serve, "127.0.0.1", 0)
    emulator.port = server.sockets[0].getsockname()[1]
    try:
        yield emulator
    finally:
        server.close()
        await server.wait_closed()
