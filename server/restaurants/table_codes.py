"""Which codes lead to a table, held for a minute: every diner's request that is limited by its table asks."""

import time
from collections.abc import Awaitable, Callable

from cachetools import TTLCache

from server.restaurants.model import Seat

CAPACITY = 20_000
FRESH_SECONDS = 60.0


class TableCodes:
    """A bounded cache of codes that are right. One that is rotated counts as right for up to a minute, for limits alone."""

    def __init__(self, find_seat: Callable[[str], Awaitable[Seat | None]]) -> None:
        self._find_seat = find_seat
        self._slugs: TTLCache[str, str] = TTLCache(CAPACITY, FRESH_SECONDS, time.monotonic)

    async def leads_to(self, code: str, slug: str) -> bool:
        """Whether `code` is that of a table of the restaurant with this slug."""
        known = self._slugs.get(code)
        if known is None:
            seat = await self._find_seat(code)
            if seat is None:
                return False
            known = self._slugs[code] = seat.slug
        return known == slug
