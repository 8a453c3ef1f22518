"""Group read: what is wanted at the same moment is read in one statement.

One statement runs at a time, and what is asked for meanwhile is in the next: nobody gets what was read before they asked,
and however many ask at once, they take one connection. Where one request breaks the statement each is read by itself; where the
database is away nobody waits longer than the first.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from server.db.errors import TRANSIENT_ERRORS

Request = TypeVar("Request")
Found = TypeVar("Found")


class _Waiting(NamedTuple, Generic[Request, Found]):
    request: Request
    answer: "asyncio.Future[Found]"


class GroupRead(Generic[Request, Found]):
    """Reads by `fetch`, which returns what it finds of each request in their order; it gets `most` at a time."""

    def __init__(self, fetch: Callable[[Sequence[Request]], Awaitable[Sequence[Found]]], most: int) -> None:
        self._fetch, self._most = fetch, most
        self._waiting: list[_Waiting[Request, Found]] = []
        self._reading: asyncio.Task[None] | None = None

    async def read(self, request: Request) -> Found:
        """Return what is found of a request. Raises what `fetch` raises for it."""
        waiting: _Waiting[Request, Found] = _Waiting(request, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read_all())
        return await waiting.answer

    async def _read_all(self) -> None:
        """A CancelledError from within, which is no Exception, must not leave those who wait without an answer."""
        while self._waiting:
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            try:
                await self._answer(batch)
            except asyncio.CancelledError:
                self._give_up(batch, TimeoutError("the read was given up"))
            except Exception as error:  # noqa: BLE001  told to those who wait
                self._give_up(batch, error)

    def _give_up(self, batch: Sequence[_Waiting[Request, Found]], error: Exception) -> None:
        behind, self._waiting = self._waiting, []
        _refuse([*batch, *behind], error)

    async def _answer(self, batch: Sequence[_Waiting[Request, Found]]) -> None:
        try:
            found = await self._fetch([waiting.request for waiting in batch])
        except Exception as error:
            if isinstance(error, TRANSIENT_ERRORS):
                raise
            if len(batch) == 1:
                _refuse(batch, error)
            else:
                for waiting in batch:
                    await self._answer([waiting])
        else:
            for waiting, one in zip(batch, found, strict=True):
                if not waiting.answer.done():
                    waiting.answer.set_result(one)


def _refuse(those: Sequence[_Waiting[Request, Found]], error: Exception) -> None:
    for waiting in those:
        if not waiting.answer.done():
            waiting.answer.set_exception(error)
