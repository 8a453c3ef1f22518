"""Which codes lead to a table, held for a minute: every diner's request that is limited by its table asks."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from server.restaurants.model import Seat

CAPACITY = 20_000
FRESH_SECONDS = 60.0


class TableCodes:
    """A bounded cache of codes that are right. One that is rotated counts as right for up to a minute, for limits alone."""

    def __init__(self, find_seat: Callable[[str], Awaitable[Seat | None]]) -> None:
        self._find_seat = find_seat
        self._known: OrderedDict[str, tuple[str, float]] = OrderedDict()

    async def leads_to(self, code: str, slug: str) -> bool:
        """Whether `code` is that of a table of the restaurant with this slug."""
        known, read_at = self._known.get(code, ("", 0.0))
        if known and time.monotonic() - read_at < FRESH_SECONDS:
            return known == slug
        seat = await self._find_seat(code)
        if seat is None:
            self._known.pop(code, None)
            return False
        self._known[code] = (seat.slug, time.monotonic())
        self._known.move_to_end(code)
        while len(self._known) > CAPACITY:
            self._known.popitem(last=False)
        return seat.slug == slug
