"""What is limited, and how much of it: by address, by table, by account."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass

from limits import RateLimitItem, parse

from server.domain.errors import TooManyRequests
from server.http.rate_counters import Counter, LocalCounter, RedisCounter
from server.settings import Settings

ADDRESS_LOGINS = 3
"""An address may try this many times as many logins as an account: people of one house share an address."""
DEFAULT_LOGIN = "10/minute"
PAIRING = "30/minute"
CALLING = "20/minute"
CLAIMING = "300/minute"
"""A display asks every two seconds, and a chain may set up several behind one address."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How often one address, and one subject named in a body (a table, an account), may do a thing."""

    by_address: RateLimitItem | None
    by_subject: RateLimitItem | None


class Limits:
    """All limits, by the names that routes give."""

    def __init__(self, by_name: Mapping[str, Limit], counter: Counter) -> None:
        self._by_name = by_name
        self._counter = counter

    async def count_address(self, name: str, address: str) -> None:
        """Count for an address. TooManyRequests."""
        limit = self._by_name[name]
        if limit.by_address is not None:
            await self._count(limit.by_address, f"{name}:address:{address}")

    async def count_subject(self, name: str, *subject: str) -> None:
        """Count for a table (slug and code or name) or an account (e-mail). TooManyRequests."""
        limit = self._by_name[name]
        if limit.by_subject is not None:
            digest = hashlib.blake2b("\0".join(subject).encode(), digest_size=16).hexdigest()
            await self._count(limit.by_subject, f"{name}:subject:{digest}")

    async def close(self) -> None:
        """Let connections go."""
        await self._counter.close()

    async def _count(self, item: RateLimitItem, subject: str) -> None:
        wait = await self._counter.hit(item, subject)
        if wait is not None:
            seconds = max(1, math.ceil(wait))
            raise TooManyRequests(
                f"Too many requests: at most {item.amount} in {item.get_expiry()} seconds. Nothing was changed. "
                f"Try again in {seconds} seconds.",
                seconds,
            )


def make_limits(settings: Settings) -> Limits:
    """Read the limits of the settings; they are counted in Redis where there is one.

    `AIQR_LIMIT_LOGIN` is the limit of an account; an address may do three times as much.
    """
    login = read_limit(settings.limit_login or DEFAULT_LOGIN)
    confirm = read_limit(settings.limit_confirm)
    by_name = {
        "parse": _both(read_limit(settings.limit_parse)),
        "confirm": _both(confirm),
        "call": Limit(read_limit(CALLING), read_limit(CALLING)) if confirm else Limit(None, None),
        "login": Limit(_times(login, ADDRESS_LOGINS), login),
        "pair": Limit(read_limit(PAIRING) if login else None, None),
        "claim": Limit(read_limit(CLAIMING) if login else None, None),
    }
    return Limits(by_name, RedisCounter(settings.redis_url) if settings.redis_url else LocalCounter())


def read_limit(text: str) -> RateLimitItem | None:
    """`30/minute` → a limit, `off` → None. ValueError."""
    return None if text.strip().lower() == "off" else parse(text)


def _both(item: RateLimitItem | None) -> Limit:
    return Limit(item, item)


def _times(item: RateLimitItem | None, factor: int) -> RateLimitItem | None:
    return None if item is None else type(item)(item.amount * factor, item.multiples)
