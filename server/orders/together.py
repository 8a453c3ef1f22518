"""What comes for the database at the same moment goes together: one statement, one commit, one wait for the disk.

Each is stored or refused by itself. What breaks the statement, or is held up by others, goes alone: one
restaurant's trouble is not its neighbours'.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

import asyncpg

from server.db.errors import AWAY

LANES = 4
"""Statements under way at a time. What has one key keeps to one lane, and does not wait for its own kind's commit."""
MOST_TOGETHER = 64
PATIENCE = "250ms"
"""How long those that go together wait for a restaurant that is held elsewhere; a menu is saved in less."""
NO_LIMIT = "0"

Wanted = TypeVar("Wanted")
Stored = TypeVar("Stored")


class _Waiting(NamedTuple, Generic[Wanted, Stored]):
    wanted: Wanted
    answer: "asyncio.Future[Stored]"


class Together(Generic[Wanted, Stored]):
    """Takes one kind of thing to the database.

    `send` stores many in one statement, in the order of their keys, and answers for each; it waits for what others
    hold as long as its second parameter says, and stores none where it raises. `key` says what must not be under
    way twice.
    """

    def __init__(
        self,
        send: Callable[[Sequence[Wanted], str], Awaitable[Sequence[Stored]]],
        key: Callable[[Wanted], UUID],
    ) -> None:
        self._key = key
        self._lanes = [_Lane(send, key) for _ in range(LANES)]

    async def store(self, wanted: Wanted) -> Stored:
        """Store one; raises what `send` raises for it alone, or where the database is away."""
        return await self._lanes[self._key(wanted).int % LANES].store(wanted)


class _Lane(Generic[Wanted, Stored]):
    def __init__(
        self,
        send: Callable[[Sequence[Wanted], str], Awaitable[Sequence[Stored]]],
        key: Callable[[Wanted], UUID],
    ) -> None:
        self._send, self._key = send, key
        self._waiting: list[_Waiting[Wanted, Stored]] = []
        self._running: asyncio.Task[None] | None = None

    def store(self, wanted: Wanted) -> "asyncio.Future[Stored]":
        waiting: _Waiting[Wanted, Stored] = _Waiting(wanted, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return waiting.answer

    async def _run(self) -> None:
        """Go until nobody waits: who comes while a statement is under way goes with the next."""
        while self._waiting:
            together, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
            await self._store(sorted(together, key=lambda waiting: self._key(waiting.wanted).int))
        self._running = None

    async def _store(self, together: Sequence[_Waiting[Wanted, Stored]]) -> None:
        try:
            answers = await self._send([waiting.wanted for waiting in together], PATIENCE)
        except Exception as error:  # noqa: BLE001  whatever it is, those who wait must hear of it
            await self._after(error, together)
            return
        for waiting, answer in zip(together, answers, strict=True):
            if not waiting.answer.done():
                waiting.answer.set_result(answer)

    async def _after(self, error: Exception, together: Sequence[_Waiting[Wanted, Stored]]) -> None:
        if isinstance(error, AWAY) and not isinstance(error, asyncpg.DataError):
            self._give_up([*together, *self._waiting], error)
        else:
            await asyncio.gather(*map(self._store_alone, together))

    async def _store_alone(self, waiting: _Waiting[Wanted, Stored]) -> None:
        try:
            answers = await self._send([waiting.wanted], NO_LIMIT)
        except Exception as error:  # noqa: BLE001  whatever it is belongs to who waits for this one
            _refuse(waiting, error)
            return
        if not waiting.answer.done():
            waiting.answer.set_result(answers[0])

    def _give_up(self, all_waiting: Sequence[_Waiting[Wanted, Stored]], error: Exception) -> None:
        """Nobody waits for a database that is away longer than the first."""
        self._waiting = []
        for waiting in all_waiting:
            _refuse(waiting, error)


def _refuse(waiting: _Waiting[Wanted, Stored], error: Exception) -> None:
    if not waiting.answer.done():
        waiting.answer.set_exception(error)
