"""A cable between a display and its server that can be cut: nothing passes, and nothing is closed."""

import asyncio
from typing import Self

from aiohttp.test_utils import TestServer


class CuttableProxy:
    """Listens at `url`, passes everything on to a server, and swallows it while `cut`."""

    def __init__(self, server: TestServer) -> None:
        self.cut = False
        self.url = ""
        self._server = server
        self._tasks: set[asyncio.Task[None]] = set()
        self._sinks: list[asyncio.StreamWriter] = []

    async def __aenter__(self) -> Self:
        self._listening = await asyncio.start_server(self._plug, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._listening.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listening.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(sink.wait_closed() for sink in self._sinks), return_exceptions=True)

    async def _plug(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._server.port)
        for backend, sink in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._pass_on(backend, sink))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass_on(self, backend: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while data := await backend.read(65536):
                if not self.cut:
                    sink.write(data)
                    await sink.drain()
        except ConnectionError:
            return
        finally:
            self._sinks.append(sink)
            sink.close()
