"""Addresses as hosting companies give them work, or are named; none shows its password."""

import ssl
from typing import Any

import asyncpg
import pytest

from server.db.address import read_address, require_readable
from server.db.pool import connect, open_pool
from server.process.configuration import read_settings
from server.process.database import place_of
from server.process.plan import SettingsError
from server.settings import settings_of

HOSTED = (
    "channel_binding=require",
    "connect_timeout=10",
    "keepalives=1&keepalives_idle=30&keepalives_interval=10&keepalives_count=5",
    "pgbouncer=true&connection_limit=1&pool_timeout=0",
    "target_session_attrs=read-write&fallback_application_name=x&client_encoding=utf8&gssencmode=disable",
)


@pytest.mark.parametrize("options", HOSTED)
async def test_an_address_with_options_of_others_connects(database_url: str, options: str) -> None:
    """Each is taken out or understood; alone asyncpg would send it to the server, which refuses it."""
    dsn = f"{database_url}&{options}"
    connection = await connect(dsn)
    assert await connection.fetchval("SHOW application_name") in ("", "aiqr")
    await connection.close()
    pool = await open_pool(settings_of(database_url=dsn))
    assert await pool.fetchval("SELECT $1::int", 1) == 1
    await pool.close()


async def test_settings_of_the_server_still_reach_it(database_url: str) -> None:
    """What is an option of the server and of no client library is passed on."""
    connection = await connect(f"{database_url}&statement_timeout=1234&connect_timeout=1")
    assert await connection.fetchval("SHOW statement_timeout") == "1234ms"
    await connection.close()


def test_the_systems_certificates_prove_the_server() -> None:
    """sslrootcert=system checks the certificate and the name, with the authorities of this machine."""
    address = read_address("postgresql://u:p@db.example/d?sslmode=verify-full&sslrootcert=system")
    context = address.options["ssl"]
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert address.dsn == "postgresql://u:p@db.example/d"
    kept = read_address("postgresql://u:p@db.example/d?sslmode=require")
    assert (kept.dsn, dict(kept.options)) == ("postgresql://u:p@db.example/d?sslmode=require", {})


def test_what_has_no_effect_is_said() -> None:
    """Channel binding and a pooler are named, with what to do; nothing is said of what changes nothing."""
    (note,) = read_address("postgresql://u:p@h/d?channel_binding=require").notes
    assert "channel_binding=require" in note
    (note,) = read_address("postgresql://u:p@h/d?pgbouncer=true").notes
    assert "REDIS_URL" in note
    assert (
        read_address("postgresql://u:p@h/d?channel_binding=prefer&pgbouncer=false&keepalives=1").notes == ()
    )


def test_behind_a_pooler_nothing_is_prepared() -> None:
    """Its connections change hands between statements."""
    address = read_address("postgresql://u:p@h/d?pgbouncer=true")
    assert (address.is_pooled, dict(address.options)) == (True, {"statement_cache_size": 0})


@pytest.mark.parametrize(
    "password", ["s3c/ret", "s3c#ret", "s3c?ret", "s3c@ret", "s3c[ret", "s3c/r@et", "s3c:ret@", "1/s3cret"]
)
def test_a_password_that_is_not_escaped_is_named_and_not_shown(
    password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what to escape, and holds no part of the password."""
    monkeypatch.setenv("DATABASE_URL", f"postgresql://aiqr:{password}@db.example/aiqr")
    with pytest.raises(SettingsError) as raised:
        read_settings()
    said = str(raised.value)
    assert "@ is %40" in said
    assert "s3c" not in said
    assert "ret" not in said.replace("interpreter", "")


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql://u:p%40%2F%23@h/d",
        "postgresql://u@/d?host=/tmp/x",
        "postgresql://u:p@[::1]:5432/d",
        "postgresql://u:p@a:1,b:2/d?target_session_attrs=primary",
        "postgresql:///d?user=me@x",
    ],
)
def test_addresses_that_are_right_pass(dsn: str) -> None:
    """Escaped characters, sockets, IPv6, several hosts, an @ in an option."""
    require_readable(dsn)
    assert "p" not in place_of(dsn).replace("its unix socket", "")


async def test_a_refusal_shows_no_password(database_url: str) -> None:
    """A wrong password is not in what is said about it."""
    wrong: Any = database_url.replace("aiqr_server:", "aiqr_server:s3cret")
    with pytest.raises(asyncpg.PostgresError) as raised:
        await connect(wrong)
    assert "s3cret" not in str(raised.value)
