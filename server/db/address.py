"""Addresses of databases as hosting companies and other libraries write them, for asyncpg.

asyncpg sends what it does not know to the server as a setting, which refuses the connection.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

OF_LIBPQ = frozenset(
    {
        "client_encoding",
        "connect_timeout",
        "fallback_application_name",
        "gssdelegation",
        "gssencmode",
        "hostaddr",
        "keepalives",
        "keepalives_count",
        "keepalives_idle",
        "keepalives_interval",
        "load_balance_hosts",
        "replication",
        "require_auth",
        "requirepeer",
        "sslcertmode",
        "sslcompression",
        "sslsni",
        "tcp_user_timeout",
    }
)
"""Options of PostgreSQL's own client library that change nothing here: waiting and keeping alive are ours."""
OF_OTHERS = frozenset(
    {"connection_limit", "pool_timeout", "prepared_statement_cache_size", "socket_timeout", "sslaccept"}
)
"""Options of Prisma and SQLAlchemy, about their own pools."""
TRUE = frozenset({"1", "true", "yes", "on"})
MISTAKE = (
    "the address of the database cannot be read: a user or password with : / ? # [ ] @ or % in it "
    "must have them escaped (: is %3A, / is %2F, ? is %3F, # is %23, @ is %40, % is %25)"
)
NO_CHANNEL_BINDING = (
    "channel_binding=require in the database's address has no effect: aiqr does not support it. "
    "Add sslmode=verify-full and sslrootcert=system, which prove who the server is."
)
POOLED = (
    "The database's address says pgbouncer=true: prepared statements and timeouts of the server are not used. "
    "A pooler in transaction mode carries no notifications: set REDIS_URL, or use the database's own address."
)


@dataclass(frozen=True)
class Address:
    """An address for asyncpg, with what goes beside it, and what a person should know of it."""

    dsn: str
    options: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    is_pooled: bool = False


@lru_cache(maxsize=16)
def read_address(dsn: str) -> Address:
    """Take out of an address what asyncpg does not know. ValueError, without the password, where it is none."""
    require_readable(dsn)
    parts = urlsplit(dsn)
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    notes: list[str] = []
    options: dict[str, Any] = {}
    if given.pop("channel_binding", "") == "require":
        notes.append(NO_CHANNEL_BINDING)
    is_pooled = given.pop("pgbouncer", "").lower() in TRUE
    if is_pooled:
        notes.append(POOLED)
        options["statement_cache_size"] = 0
    if given.get("sslrootcert") == "system":
        options["ssl"] = ssl.create_default_context()
        del given["sslrootcert"]
        given.pop("sslmode", None)
    kept = {name: value for name, value in given.items() if name not in OF_LIBPQ | OF_OTHERS}
    return Address(parts._replace(query=urlencode(kept)).geturl(), options, tuple(notes), is_pooled)


def require_readable(dsn: str) -> None:
    """Raise ValueError, without the password, where an address cannot be taken apart."""
    try:
        parts = urlsplit(dsn)
        hosts = parts.netloc.rpartition("@")[2]
        ports = [host.rpartition("]")[2].partition(":")[2] for host in hosts.split(",")]
    except ValueError:
        raise ValueError(MISTAKE) from None
    beyond = parts.path + parts.fragment + (parts.query if hosts.endswith(":") else "")
    cut_short = "@" not in parts.netloc and "@" in beyond
    if (
        cut_short
        or parts.fragment
        or parts.netloc.count("@") > 1
        or not all(p == "" or p.isdigit() for p in ports)
    ):
        raise ValueError(MISTAKE)
