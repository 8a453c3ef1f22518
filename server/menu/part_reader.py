"""Parts of menus that are in no memory, read for orders: those that are wanted at the same moment in one statement.

One statement runs at a time, and what is asked for meanwhile is in the next: nobody gets what was read before they asked.
Where one restaurant breaks the statement each is read by itself.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import NamedTuple

from server.db.errors import TRANSIENT_ERRORS
from server.db.pool import BasePool
from server.menu import store

TOGETHER = 64
"""Orders whose dishes are read in one statement, at most."""


class _Wish(NamedTuple):
    slug: str
    items: Sequence[int]
    answer: "asyncio.Future[store.Part | None]"


class PartReader:
    """Reads restaurants with those of their items that an order names."""

    def __init__(self, pool: BasePool) -> None:
        self._pool = pool
        self._wishes: list[_Wish] = []
        self._reading: asyncio.Task[None] | None = None

    async def read(self, slug: str, items: Sequence[int]) -> store.Part | None:
        """Return a live restaurant with those of its items, and others perhaps; None where no such slug is in use."""
        wish = _Wish(slug, items, asyncio.get_running_loop().create_future())
        self._wishes.append(wish)
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read_all())
        return await wish.answer

    async def _read_all(self) -> None:
        while self._wishes:
            wishes, self._wishes = self._wishes[:TOGETHER], self._wishes[TOGETHER:]
            await self._answer(wishes)

    async def _answer(self, wishes: Sequence[_Wish]) -> None:
        items = [item for wish in wishes for item in wish.items]
        try:
            found = await store.find_parts(self._pool, [wish.slug for wish in wishes], items)
        except Exception as error:  # noqa: BLE001  told to those who wait
            if len(wishes) > 1 and not isinstance(error, TRANSIENT_ERRORS):
                for wish in wishes:
                    await self._answer([wish])
                return
            failure = error
            _tell(wishes, lambda wish: wish.answer.set_exception(failure))
        else:
            _tell(wishes, lambda wish: wish.answer.set_result(found.get(wish.slug)))


def _tell(wishes: Sequence[_Wish], tell: Callable[[_Wish], None]) -> None:
    """Answer those who still wait."""
    for wish in wishes:
        if not wish.answer.done():
            tell(wish)
