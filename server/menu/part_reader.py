"""Parts of menus that are in no memory, read for orders: those that are wanted at the same moment in one statement."""

from collections.abc import Sequence
from typing import NamedTuple

from server.db.group_read import GroupRead
from server.db.pool import BasePool
from server.menu import store

TOGETHER = 64
"""Orders whose dishes are read in one statement, at most."""


class _Wish(NamedTuple):
    slug: str
    items: Sequence[int]


class PartReader:
    """Reads restaurants with those of their items that an order names."""

    def __init__(self, pool: BasePool) -> None:
        self._pool = pool
        self._reads: GroupRead[_Wish, store.Part | None] = GroupRead(self._fetch, TOGETHER)

    async def read(self, slug: str, items: Sequence[int]) -> store.Part | None:
        """Return a live restaurant with those of its items, and others perhaps; None where no such slug is in use."""
        return await self._reads.read(_Wish(slug, items))

    async def _fetch(self, wishes: Sequence[_Wish]) -> list[store.Part | None]:
        items = [item for wish in wishes for item in wish.items]
        found = await store.find_parts(self._pool, [wish.slug for wish in wishes], items)
        return [found.get(wish.slug) for wish in wishes]
