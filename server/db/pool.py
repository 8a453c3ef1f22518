"""The connections to the database: bounded in number and in time, and made again when it comes back.

What goes wrong on the way to the database comes as one of TRANSIENT_ERRORS, whatever the system or asyncpg call it.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import asyncpg
import orjson
from asyncpg.pool import PoolAcquireContext, PoolConnectionProxy

from server.db.address import read_address

if TYPE_CHECKING:
    from server.settings import Settings  # the parent of the workers does without pydantic

    Connection = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
    BasePool = asyncpg.Pool[asyncpg.Record]
    BaseAcquired = PoolAcquireContext[asyncpg.Record]
else:
    Connection, BasePool, BaseAcquired = asyncpg.Connection, asyncpg.Pool, PoolAcquireContext

CONNECT_PATIENCE = 3.0
"""Seconds to open a connection, or to wait for a free one."""
COMMAND_PATIENCE = 5.0
"""Seconds for one statement, seen from here; the server gives up at the same time."""
RELEASE_PATIENCE = 2.0
"""Seconds in which a connection, whose statement may have to be cancelled first, is given back, or it is closed."""
IDLE_LIFETIME = 300.0
"""Seconds after which an unused connection is closed."""
JSONB_VERSION = b"\x01"
"""The first byte of jsonb in PostgreSQL's binary format."""

SERVER_SETTINGS = {
    "application_name": "aiqr",
    "timezone": "UTC",
    "statement_timeout": f"{COMMAND_PATIENCE:.0f}s",
    "idle_in_transaction_session_timeout": "10s",
    "jit": "off",
}
POOLED_SETTINGS = {"application_name": "aiqr", "timezone": "UTC"}
"""Those that pgbouncer lets through; others it refuses a connection for."""


@contextmanager
def network_errors_as_postgres_errors() -> Iterator[None]:
    """Raise what the system says about a connection (OSError) as asyncpg.ClientCannotConnectError."""
    try:
        yield
    except TimeoutError:
        raise
    except OSError as error:
        raise asyncpg.ClientCannotConnectError(error.strerror or str(error)) from error


async def connect(dsn: str, **options: Any) -> "asyncpg.Connection[asyncpg.Record]":
    """Open a connection, as asyncpg.connect does; a database that is away raises one of TRANSIENT_ERRORS."""
    address = read_address(dsn)
    if address.is_pooled:
        options["server_settings"] = POOLED_SETTINGS
    with network_errors_as_postgres_errors():
        return await asyncpg.connect(address.dsn, **{**options, **address.options})


class Acquired(BaseAcquired):
    """A pooled connection for the length of a `with`; one that is lost meanwhile raises ConnectionDoesNotExistError.

    asyncpg raises InterfaceError for the next use of a lost connection, as it does for a programming mistake.
    """

    __slots__ = ()

    async def __aexit__(self, *exc: object) -> None:
        """Give the connection back."""
        error = exc[1]
        misuse = error if isinstance(error, asyncpg.InterfaceError | asyncpg.InternalClientError) else None
        lost = misuse is not None and _is_lost(self.connection)
        with network_errors_as_postgres_errors():
            await super().__aexit__(*exc)
        if lost:
            raise asyncpg.ConnectionDoesNotExistError("the connection was lost while it was used") from misuse


def _is_lost(connection: Any) -> bool:
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:  # the pool has let go of it
        return True


class BoundedConnection(asyncpg.Connection):
    """A connection in which every exchange with the database is bounded in time."""

    __slots__ = ()

    async def _cleanup_stmts(self) -> None:
        """Take away prepared statements that are not needed; asyncpg itself waits for that without bound."""
        async with asyncio.timeout(COMMAND_PATIENCE):
            await super()._cleanup_stmts()  # type: ignore[misc]  # the stubs leave it out


class BoundedPool(BasePool):
    """A pool in which nobody waits without bound, neither for a free connection nor to give one back."""

    __slots__ = ()

    def acquire(self, *, timeout: float | None = None) -> Acquired:
        """Take a connection. TimeoutError where none is free within `timeout` seconds (CONNECT_PATIENCE).

        One that is idle is taken without a clock, which would cost more than the taking.
        """
        if timeout is None and not self.get_idle_size():
            timeout = CONNECT_PATIENCE
        return Acquired(self, timeout)

    async def release(
        self,
        connection: PoolConnectionProxy,
        *,
        timeout: float | None = None,  # noqa: ASYNC109  as asyncpg has it
    ) -> None:
        """Give a connection back. TimeoutError where a cancelled statement does not end in time; it is closed then."""
        await super().release(connection, timeout=timeout or RELEASE_PATIENCE)


def database_dsn(settings: "Settings") -> str:
    """Return the address of the database, for asyncpg: DATABASE_URL, or made of the POSTGRES_* settings."""
    if given := settings.database_url.get_secret_value():
        scheme, _, rest = given.partition("://")
        return f"{scheme.partition('+')[0]}://{rest}"
    password = quote(settings.postgres_password.get_secret_value(), safe="")
    user = f"{quote(settings.postgres_user, safe='')}:{password}"
    # A host that begins with a slash is the folder of a unix socket.
    where = quote(settings.postgres_host, safe="[]:")
    return f"postgresql://{user}@{where}:{settings.postgres_port}/{quote(settings.postgres_db, safe='')}"


async def open_pool(settings: "Settings") -> BoundedPool:
    """Open the pool. It connects when it is first used, so that a database that is away holds up no start.

    Where the database is away, its methods raise one of TRANSIENT_ERRORS; the next use tries again.
    """
    pool = BoundedPool(
        database_dsn(settings),
        min_size=0,
        max_size=settings.pool_size,
        max_queries=2**31,
        max_inactive_connection_lifetime=IDLE_LIFETIME,
        loop=None,
        connection_class=BoundedConnection,
        record_class=asyncpg.Record,
        connect=connect,  # type: ignore[arg-type]  # the stubs want all of its options by name
        init=prepare,
        reset=_nothing_to_reset,
        timeout=CONNECT_PATIENCE,
        command_timeout=COMMAND_PATIENCE,
        server_settings=SERVER_SETTINGS,
    )
    return await pool


async def prepare(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Let a new connection read and write jsonb as Python's lists and dicts."""
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=_encode_jsonb, decoder=_decode_jsonb, format="binary"
    )


def _encode_jsonb(value: Any) -> bytes:
    return JSONB_VERSION + orjson.dumps(value)


def _decode_jsonb(data: bytes) -> Any:
    return orjson.loads(data[1:])


async def _nothing_to_reset(_: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Save the round trip of a RESET after every use: nothing here changes a session's settings."""
