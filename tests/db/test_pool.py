"""The pool: jsonb as Python values, and no waiting without bound."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import asyncpg
import pytest

from server.db import pool as pool_module
from server.db.errors import TRANSIENT_ERRORS
from server.db.pool import BoundedPool, database_dsn, open_pool
from server.settings import settings_of
from tests.faults.deployment import SOCKET
from tests.faults.proxy import Proxy, Weather
from tests.fixtures.patience import PATIENCE


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[BoundedPool]:
    opened = await open_pool(settings_of(database_url=database_url, pool_size=2))
    yield opened
    await opened.close()


async def test_jsonb_is_read_and_written_as_python_values(pool: BoundedPool) -> None:
    """A dict with nesting, accents and numbers comes back equal, also in arrays and where it is NULL."""
    value = {"name": "Crème brûlée", "prices": [1, 2.5, None], "nested": {"ok": True}}
    assert await pool.fetchval("SELECT $1::jsonb", value) == value
    assert await pool.fetchval("SELECT ARRAY[$1::jsonb]", value) == [value]
    assert await pool.fetchval("SELECT NULL::jsonb") is None


async def test_nobody_waits_without_bound_for_a_connection(
    pool: BoundedPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where all connections are taken, acquiring fails with TimeoutError instead of hanging."""
    async with pool.acquire(), pool.acquire():
        monkeypatch.setattr(pool_module, "CONNECT_PATIENCE", 0.05)
        with pytest.raises(TimeoutError):
            await pool.fetchval("SELECT 1")
    assert await pool.fetchval("SELECT 1") == 1


async def test_the_server_ends_a_statement_that_takes_too_long(pool: BoundedPool) -> None:
    """Every connection carries a statement timeout, so that no lock is waited for without bound."""
    assert await pool.fetchval("SHOW statement_timeout") == "5s"
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("SET LOCAL statement_timeout = '20ms'")
        with pytest.raises(asyncpg.QueryCanceledError):
            await connection.execute("SELECT pg_sleep(5)")


async def test_the_pool_connects_again_after_all_connections_were_cut(
    pool: BoundedPool, database_url: str
) -> None:
    """When the database ends every connection, the next use after that works without a new pool."""
    await asyncio.gather(*(pool.fetchval("SELECT 1") for _ in range(2)))
    other = await asyncpg.connect(database_url)
    await other.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND application_name = 'aiqr'"
    )
    await other.close()
    outcomes = [await _try_once(pool) for _ in range(4)]
    assert outcomes[-1] == 1


async def _try_once(pool: BoundedPool) -> int:
    try:
        return int(await pool.fetchval("SELECT 1"))
    except TRANSIENT_ERRORS:
        return 0


async def test_opening_the_pool_does_not_need_the_database() -> None:
    """A server starts while its database is away; using the pool says so at once."""
    opened = await open_pool(settings_of(database_url="postgresql://u:p@127.0.0.1:1/none"))
    with pytest.raises(asyncpg.ClientCannotConnectError, match="Connect call failed"):
        await opened.fetchval("SELECT 1")
    await opened.close()


@pytest.mark.parametrize("block", [lambda _: nullcontext(), lambda connection: connection.transaction()])
async def test_a_connection_lost_between_two_statements_is_a_transient_error(
    pool: BoundedPool, database_url: str, block: Callable[[Any], AbstractAsyncContextManager[Any]]
) -> None:
    """The next statement raises what is worth another try, in a transaction too; asyncpg calls it a misuse."""

    async def lose_it() -> None:
        async with pool.acquire() as connection, block(connection):
            await _lose(connection, database_url)
            await connection.execute("SELECT 1")

    with pytest.raises(asyncpg.ConnectionDoesNotExistError, match="lost while it was used"):
        await lose_it()
    assert await pool.fetchval("SELECT 1") == 1


async def _lose(connection: Any, database_url: str) -> None:
    """Let the server end one connection, and wait until that is known here."""
    known = asyncio.Event()
    connection.add_termination_listener(lambda _: known.set())
    other = await asyncpg.connect(database_url)
    await other.execute("SELECT pg_terminate_backend($1)", connection.get_server_pid())
    await other.close()
    await known.wait()


@pytest.mark.parametrize(
    "arguments",
    [(1, 2), ("not a number",)],
    ids=["one argument too many", "an argument of the wrong type"],
)
async def test_a_programming_mistake_is_no_transient_error(pool: BoundedPool, arguments: tuple[Any]) -> None:
    """A statement or a connection that is used wrongly raises something else: trying again would change nothing."""
    with pytest.raises((asyncpg.InterfaceError, asyncpg.DataError)) as raised:
        await pool.fetchval("SELECT $1::integer", *arguments)
    assert not isinstance(raised.value, TRANSIENT_ERRORS)
    async with pool.acquire() as connection:
        pass
    with pytest.raises(asyncpg.InterfaceError, match="released"):
        await connection.execute("SELECT 1")


@pytest.mark.parametrize(
    ("given", "dsn"),
    [
        ({"database_url": "postgresql+asyncpg://u:p@h/d"}, "postgresql://u:p@h/d"),
        ({"database_url": "postgres://u:p@h/d?sslmode=require"}, "postgres://u:p@h/d?sslmode=require"),
        (
            {
                "postgres_host": "db",
                "postgres_port": 5433,
                "postgres_user": "me@x",
                "postgres_password": "p/w",
            },
            "postgresql://me%40x:p%2Fw@db:5433/aiqr",
        ),
    ],
)
def test_the_address_of_the_database(given: dict[str, Any], dsn: str) -> None:
    """Both ways to name the database lead to an address for asyncpg, whatever stands in a password."""
    assert database_dsn(settings_of(**given)) == dsn


@pytest.fixture
async def frozen(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> AsyncIterator[tuple[BoundedPool, Proxy]]:
    """A pool of one connection, which is open, over a wire that a test can freeze; asyncpg's own patience is long."""
    monkeypatch.setattr(pool_module, "RELEASE_PATIENCE", 0.05)
    monkeypatch.setattr(pool_module, "COMMAND_PATIENCE", 300.0)
    address = urlsplit(database_url)
    folder = dict(parse_qsl(address.query)).get("host") or unquote(address.netloc.rpartition("@")[2])
    wire = Proxy()
    await wire.to_unix(str(tmp_path / SOCKET), f"{folder}/{SOCKET}")
    dsn = database_url.replace(quote(folder, safe=""), quote(str(tmp_path), safe=""))
    opened = await open_pool(settings_of(database_url=dsn, pool_size=1))
    await opened.fetchval("SELECT 1")
    yield opened, wire
    opened.terminate()
    await wire.close()


async def test_a_connection_that_does_not_answer_is_not_waited_for_when_it_is_given_back(
    frozen: tuple[BoundedPool, Proxy],
) -> None:
    """Its statement is given up, the connection is closed, and the next use takes a new one."""
    pool, wire = frozen
    wire.change(Weather.FROZEN)
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(TimeoutError):
            await pool.fetchval("SELECT 2", timeout=0.05)
        wire.change(Weather.FINE)
        assert await pool.fetchval("SELECT 3") == 3


async def test_statements_that_are_taken_away_are_not_waited_for_without_bound(
    frozen: tuple[BoundedPool, Proxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    """asyncpg closes old prepared statements beside the next new one, with no timeout of its own."""
    pool, wire = frozen
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(TimeoutError):  # noqa: PT012  the connection is given back in it
            async with pool.acquire() as connection:
                inner: Any = connection
                statement: Any = await connection.prepare("SELECT 4")
                inner._stmts_to_close.add(statement._state)
                statement._state.detach()
                wire.change(Weather.FROZEN)
                monkeypatch.setattr(pool_module, "COMMAND_PATIENCE", 0.05)
                await inner._cleanup_stmts()
