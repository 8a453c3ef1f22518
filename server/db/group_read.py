"""Group read: what is wanted at the same moment is read in one statement.

One statement runs at a time, and what is asked for meanwhile is in the next: nobody gets what was read before they asked, and
however many ask at once, they take one connection. Where one wish breaks the statement each is read by itself; where the database is away nobody waits
longer than the first.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from server.db.errors import TRANSIENT_ERRORS

Wish = TypeVar("Wish")
Found = TypeVar("Found")


class _Waiting(NamedTuple, Generic[Wish, Found]):
    wish: Wish
    answer: "asyncio.Future[Found]"


class GroupRead(Generic[Wish, Found]):
    """Reads by `fetch`, which returns what it finds of each wish in their order; of `together` wishes at most."""

    def __init__(self, fetch: Callable[[Sequence[Wish]], Awaitable[Sequence[Found]]], together: int) -> None:
        self._fetch, self._together = fetch, together
        self._waiting: list[_Waiting[Wish, Found]] = []
        self._reading: asyncio.Task[None] | None = None

    async def read(self, wish: Wish) -> Found:
        """Return what is found of a wish. Raises what `fetch` raises for it."""
        waiting: _Waiting[Wish, Found] = _Waiting(wish, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read_all())
        return await waiting.answer

    async def _read_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[: self._together], self._waiting[self._together :]
            await self._answer(batch)

    async def _answer(self, batch: Sequence[_Waiting[Wish, Found]]) -> None:
        try:
            found = await self._fetch([waiting.wish for waiting in batch])
        except Exception as error:  # noqa: BLE001  told to those who wait
            if isinstance(error, TRANSIENT_ERRORS):
                behind, self._waiting = self._waiting, []
                _refuse([*batch, *behind], error)
            elif len(batch) == 1:
                _refuse(batch, error)
            else:
                for waiting in batch:
                    await self._answer([waiting])
        else:
            for waiting, one in zip(batch, found, strict=True):
                if not waiting.answer.done():
                    waiting.answer.set_result(one)


def _refuse(those: Sequence[_Waiting[Wish, Found]], error: Exception) -> None:
    for waiting in those:
        if not waiting.answer.done():
            waiting.answer.set_exception(error)
