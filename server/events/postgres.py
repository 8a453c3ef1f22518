"""Carries hints by PostgreSQL's LISTEN and NOTIFY: many in one statement, outside of the orders' transactions.

NOTIFY inside a transaction would hold a lock of the whole database while it commits, one commit at a time.
"""

import asyncio
import contextlib
from collections.abc import Callable
from uuid import uuid4

import asyncpg
import structlog

from server.db.pool import BasePool

log = structlog.get_logger()

CHANNEL = "aiqr_news"
MAX_PAYLOAD = 7000
"""Bytes; PostgreSQL allows just under 8000."""
RECONNECT_SECONDS = 0.5
HEARTBEAT_SECONDS = 5.0
SEPARATOR = "\n"

# A hint that is lost in a crash is made good by repair: its commit waits for no disk.
_NOTIFY = """
    SELECT pg_notify($1, payload)
    FROM (SELECT set_config('synchronous_commit', 'off', true)) AS unhurried, unnest($2::text[]) AS payload
"""


class PostgresTransport:
    """LISTEN on a connection of its own, NOTIFY through the pool."""

    def __init__(self, dsn: str, pool: BasePool) -> None:
        self._dsn = dsn
        self._pool = pool
        self._me = uuid4().hex[:12]

    async def send(self, hints: list[str]) -> None:
        """Notify all other processes of `hints`."""
        payloads = [self._me + SEPARATOR + batch for batch in packed(hints)]
        await self._pool.execute(_NOTIFY, CHANNEL, payloads)

    async def listen(self, heard: Callable[[str], None]) -> None:
        """Listen until cancelled; a lost connection is made again."""

        def received(_connection: object, _pid: int, _channel: str, payload: object) -> None:
            sender, _, hints = str(payload).partition(SEPARATOR)
            if sender != self._me:
                for hint in hints.split(SEPARATOR):
                    heard(hint)

        while True:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                await self._listen_once(received)
            await asyncio.sleep(RECONNECT_SECONDS)

    async def close(self) -> None:
        """Nothing is held between statements."""

    async def _listen_once(self, received: Callable[..., None]) -> None:
        connection = await asyncpg.connect(self._dsn, timeout=3, command_timeout=3)
        try:
            await connection.add_listener(CHANNEL, received)
            while True:
                await asyncio.sleep(HEARTBEAT_SECONDS)
                await connection.fetchval("SELECT 1")
        finally:
            connection.terminate()


def packed(hints: list[str]) -> list[str]:
    """Join `hints` into as few payloads as PostgreSQL takes."""
    payloads: list[str] = []
    for hint in hints:
        if payloads and len(payloads[-1].encode()) + len(hint.encode()) < MAX_PAYLOAD:
            payloads[-1] += SEPARATOR + hint
        else:
            payloads.append(hint)
    return payloads
