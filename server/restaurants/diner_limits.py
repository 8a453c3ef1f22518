"""Limits of diners: by the table whose code came with a request, and by the address that it came from."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from server.http.rate_limit import Limits
from server.restaurants.table_codes import TableCodes

OF_DINERS = frozenset({"parse", "confirm", "call", "table"})
"""Limits that are counted by table."""
BY_SUCCESS = frozenset({"confirm"})
"""Of these only what succeeds counts towards the table: who was refused may try again."""

CountSuccess = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Diner:
    """Somebody at an address."""

    limits: Limits
    codes: TableCodes
    address: str

    @asynccontextmanager
    async def within(
        self, limit: str, slug: str, code: str | None, attempt: str | None = None
    ) -> AsyncIterator[CountSuccess]:
        """Count a request, and give what counts its success. TooManyRequests.

        `attempt` is the same for requests of which one alone can succeed: those with one Idempotency-Key.

        Where the code is right, for the table and for the address among those with codes; else for the address alone:
        who guesses codes, or names a table without one, takes nothing from those who sit there.
        """
        if code is None or not await self.codes.leads_to(code, slug):
            await self.limits.count_address(limit, self.address)
            yield _count_nothing
            return
        await self.limits.count_at_table(limit, self.address)
        if limit in BY_SUCCESS:
            async with self.limits.success_of(limit, slug, code, attempt=attempt) as count:
                yield count
        else:
            await self.limits.count_subject(limit, slug, code)
            yield _count_nothing


async def _count_nothing() -> None:
    """Nothing more is counted."""
