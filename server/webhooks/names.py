"""Names are looked up in threads of their own: one that is never answered keeps none that others of the server wait for."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

THREADS = 8
NUMERIC = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV


class OwnThreadsResolver(AbstractResolver):
    """Asks the system for the addresses of a name."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="webhook names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Find the addresses of `host`. OSError where it has none."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._threads,
            lambda: socket.getaddrinfo(
                host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
            ),
        )
        return [
            ResolveResult(
                hostname=host, host=str(address[0]), port=port, family=kind, proto=proto, flags=NUMERIC
            )
            for kind, _, proto, _, address in found
        ]

    async def close(self) -> None:
        """Look up nothing more; what is being looked up is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)
