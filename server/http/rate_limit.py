"""What is limited, and how much of it: by address, by table, by account."""

import hashlib
import math
from collections import Counter as Counts
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from cachetools import TTLCache

from server.domain.errors import TooManyRequests
from server.http.rate_counters import Counter, LocalCounter, Rate
from server.settings import Settings

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
ADDRESS_LOGINS = 3
"""An address may try this many times as many logins as an account: people of one house share an address."""
DEFAULT_LOGIN = "10/minute"
PAIRING = "30/minute"
CLAIMING = "300/minute"
PDFS = "60/minute"
"""Files that take a processor a tenth of a second, or two."""
"""A display asks every two seconds, and a chain may set up several behind one address."""
FORGOTTEN = "5/hour"
"""Mails to one account; an address may ask three times as often."""
CALLING = "20/minute"
TRYING = "30/minute"
"""Tests of webhooks: each waits for another server."""
SHARING = "120/minute"
"""Steps on the order that a table fills together: several phones, a dish at a time."""
TABLES_OF_ADDRESS = 10
"""An address may do this many times as much as a table, with codes of tables: a full restaurant on one Wi-Fi is one address."""
REPEATED_SECONDS = 60
MOST_REPEATED = 10_000
"""For so long, and of so many, it is known that an attempt was counted: who repeats it takes no second place meanwhile."""
ANYTHING_OF_ADDRESS = 20
"""And this many times as much of anything, before its body is read."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How often one address, and one subject named in a body (a table, an account), may do a thing.

    `by_address_at_table` is for requests with the code of a table; where it is None they count like all others.
    """

    by_address: Rate | None
    by_subject: Rate | None
    by_address_at_table: Rate | None = None
    by_any_address: Rate | None = None


class Limits:
    """All limits, by the names that routes give."""

    def __init__(self, by_name: Mapping[str, Limit], counter: Counter) -> None:
        self._by_name = by_name
        self._counter = counter
        self._under_way: dict[str, Counts[object]] = {}
        self._counted: TTLCache[tuple[str, str], bool] = TTLCache(MOST_REPEATED, REPEATED_SECONDS)

    async def count_address(self, name: str, address: str) -> None:
        """Count for an address. TooManyRequests."""
        await self._count(self._by_name[name].by_address, f"{name}:address:{address}")

    async def count_any(self, name: str, address: str) -> None:
        """Count a request of which nothing is known but its address. TooManyRequests."""
        await self._count(self._by_name[name].by_any_address, f"{name}:any:{address}")

    async def count_at_table(self, name: str, address: str) -> None:
        """Count for an address from which a right code of a table came. TooManyRequests."""
        await self._count(self._by_name[name].by_address_at_table, f"{name}:seated:{address}")

    async def count_subject(self, name: str, *subject: str) -> None:
        """Count for a table (slug and code) or an account (e-mail). TooManyRequests."""
        await self._count(self._by_name[name].by_subject, _subject(name, subject))

    @asynccontextmanager
    async def success_of(
        self, name: str, *subject: str, attempt: str | None = None
    ) -> AsyncIterator[Callable[[], Awaitable[None]]]:
        """Let a subject try something of which only the success counts; what is given is called then.

        Requests of the same `attempt` succeed once among them, and so hold one place; one of None holds its own.
        TooManyRequests where as many succeeded, or are under way here, as may.
        """
        rate, key = self._by_name[name].by_subject, _subject(name, subject)
        if rate is None:
            yield _count_nothing
            return
        held, mine = self._under_way.setdefault(key, Counts()), attempt or object()

        async def count() -> None:
            await self._counter.hit(rate, key)
            del held[mine]
            if attempt:
                self._counted[key, attempt] = True

        others = sum(1 for other in held if other != mine and (key, other) not in self._counted)
        held[mine] += 1
        try:
            _refuse_after(await self._counter.test(rate, key, others), rate)
            yield count
        finally:
            held[mine] -= 1
            if held[mine] <= 0:
                del held[mine]
            if not held and self._under_way.get(key) is held:
                del self._under_way[key]

    async def close(self) -> None:
        """Let connections go."""
        await self._counter.close()

    async def _count(self, rate: Rate | None, subject: str) -> None:
        if rate is not None:
            _refuse_after(await self._counter.hit(rate, subject), rate)


async def _count_nothing() -> None:
    """Nothing is limited."""


def _subject(name: str, subject: Sequence[str]) -> str:
    digest = hashlib.blake2b("\0".join(subject).encode(), digest_size=16).hexdigest()
    return f"{name}:subject:{digest}"


def _refuse_after(wait: float | None, rate: Rate) -> None:
    if wait is None:
        return
    seconds = max(1, math.ceil(wait))
    raise TooManyRequests(
        f"Too many requests: at most {rate.amount} in {rate.seconds} seconds. Nothing was changed. "
        f"Try again in {seconds} seconds.",
        seconds,
    )


def make_limits(settings: Settings) -> Limits:
    """Read the limits of the settings; they are counted in Redis where there is one.

    `AIQR_LIMIT_LOGIN` is the limit of an account; an address may do three times as much. `AIQR_LIMIT_PARSE` and
    `AIQR_LIMIT_CONFIRM` are those of a table, and of an address without a table's code; with codes an address may do
    ten times as much.
    """
    login = read_limit(settings.limit_login or DEFAULT_LOGIN)
    confirm = read_limit(settings.limit_confirm)
    by_name = {
        "parse": _of_diners(read_limit(settings.limit_parse)),
        "confirm": _of_diners(confirm),
        "call": _of_diners(read_limit(CALLING) if confirm else None),
        "table": _of_diners(read_limit(SHARING) if confirm else None),
        "cancel": Limit(read_limit(CLAIMING) if confirm else None, None),
        "pay": Limit(read_limit(CLAIMING) if confirm else None, None),
        "pdf": Limit(read_limit(PDFS) if confirm else None, None),
        "login": _of_accounts(login),
        "register": Limit(read_limit(settings.limit_register), None),
        "forgotten": _of_accounts(read_limit(FORGOTTEN) if login else None),
        "webhook": Limit(read_limit(TRYING) if login else None, None),
        "pair": Limit(read_limit(PAIRING) if login else None, None),
        "claim": Limit(read_limit(CLAIMING) if login else None, None),
    }
    return Limits(by_name, _counter(settings.redis_url.get_secret_value()))


def _counter(redis_url: str) -> Counter:
    if not redis_url:
        return LocalCounter()
    from server.http.redis_counters import RedisCounter  # noqa: PLC0415  # one machine needs no Redis

    return RedisCounter(redis_url)


def read_limit(text: str) -> Rate | None:
    """`30/minute` → a limit, `off` → None. ValueError."""
    if text.strip().lower() == "off":
        return None
    amount, _, span = text.strip().partition("/")
    if span not in SECONDS:
        raise ValueError(f"{text!r} is not like 30/minute")
    return Rate(int(amount), SECONDS[span])


def _of_accounts(rate: Rate | None) -> Limit:
    return Limit(_times(rate, ADDRESS_LOGINS), rate)


def _of_diners(rate: Rate | None) -> Limit:
    return Limit(rate, rate, _times(rate, TABLES_OF_ADDRESS), _times(rate, ANYTHING_OF_ADDRESS))


def _times(rate: Rate | None, factor: int) -> Rate | None:
    return None if rate is None else Rate(rate.amount * factor, rate.seconds)
