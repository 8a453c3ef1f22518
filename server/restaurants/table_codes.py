"""Which codes lead to a table, held for a minute: every diner's request that is limited by its table asks."""

import time
from collections.abc import Awaitable, Callable

from cachetools import TTLCache

from server.restaurants.model import TableLink

CAPACITY = 20_000
FRESH_SECONDS = 60.0


class TableCodes:
    """A bounded cache of codes that are right. One that is rotated counts as right for up to a minute, for limits alone."""

    def __init__(self, find_table_link: Callable[[str], Awaitable[TableLink | None]]) -> None:
        self._find_table_link = find_table_link
        self._slugs: TTLCache[str, str] = TTLCache(CAPACITY, FRESH_SECONDS, time.monotonic)

    async def leads_to(self, code: str, slug: str) -> bool:
        """Whether `code` is that of a table of the restaurant with this slug."""
        known = self._slugs.get(code)
        if known is None:
            link = await self._find_table_link(code)
            if link is None:
                return False
            known = self._slugs[code] = link.slug
        return known == slug
