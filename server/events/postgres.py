"""Notifications by PostgreSQL's LISTEN and NOTIFY: many in one statement, outside of the orders' transactions.

NOTIFY inside a transaction would hold a lock of the whole database while it commits, one commit at a time.
"""

import asyncio
import contextlib
from collections.abc import Callable
from uuid import uuid4

import asyncpg
import structlog

from server.db.pool import BasePool, connect

log = structlog.get_logger()

CHANNEL = "aiqr_events"
MAX_PAYLOAD = 7000
"""Bytes; PostgreSQL allows just under 8000."""
RECONNECT_SECONDS = 0.5
HEARTBEAT_SECONDS = 5.0
SEPARATOR = "\n"

# Reconciliation makes up for a notification that is lost in a crash: this commit waits for no disk.
_NOTIFY = """
    SELECT pg_notify($1, payload)
    FROM (SELECT set_config('synchronous_commit', 'off', true)) AS no_wait, unnest($2::text[]) AS payload
"""


class PostgresTransport:
    """LISTEN on a connection of its own, NOTIFY through the pool."""

    permanent_errors: tuple[type[Exception], ...] = (asyncpg.DataError, asyncpg.SyntaxOrAccessError)

    def __init__(self, dsn: str, pool: BasePool) -> None:
        self._dsn = dsn
        self._pool = pool
        self._me = uuid4().hex[:12]

    async def send(self, notifications: list[str]) -> None:
        """See `Transport.send`."""
        payloads = [self._me + SEPARATOR + batch for batch in packed(notifications)]
        await self._pool.execute(_NOTIFY, CHANNEL, payloads)

    async def listen(self, receive: Callable[[str], None]) -> None:
        """See `Transport.listen`."""

        def received(_connection: object, _pid: int, _channel: str, payload: object) -> None:
            sender, _, notifications = str(payload).partition(SEPARATOR)
            if sender != self._me:
                for notification in notifications.split(SEPARATOR):
                    receive(notification)

        while True:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                await self._listen_once(received)
            await asyncio.sleep(RECONNECT_SECONDS)

    async def close(self) -> None:
        """Nothing is held between statements."""

    async def _listen_once(self, received: Callable[..., None]) -> None:
        connection = await connect(self._dsn, timeout=3, command_timeout=3)
        try:
            await connection.add_listener(CHANNEL, received)
            while True:
                await asyncio.sleep(HEARTBEAT_SECONDS)
                await connection.fetchval("SELECT 1")
        finally:
            connection.terminate()


def packed(notifications: list[str]) -> list[str]:
    """Join notifications into as few payloads as PostgreSQL takes."""
    payloads: list[str] = []
    for notification in notifications:
        if payloads and len(payloads[-1].encode()) + len(notification.encode()) < MAX_PAYLOAD:
            payloads[-1] += SEPARATOR + notification
        else:
            payloads.append(notification)
    return payloads
