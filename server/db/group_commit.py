"""What comes for the database at the same moment goes together: one statement, one commit, one wait for the disk.

Each is stored or refused by itself. What breaks the statement, or is held up by others, takes a detour with all that
has its key: one restaurant's trouble is not its neighbours'.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from server.db.errors import LOCK_ERRORS, TRANSIENT_ERRORS
from server.db.pool import CONNECT_PATIENCE

LANES = 4
"""Statements under way at a time. What has one key keeps to one lane, and does not wait for its own kind's commit."""
DETOURS = 3
"""Of those on detours, so many wait for others at a time; connections are left for everything else."""
MOST_TOGETHER = 64
PATIENCE = "250ms"
"""How long those that go together wait for a restaurant that is held elsewhere; a menu is saved in less."""
NO_LIMIT = "0"

Wanted = TypeVar("Wanted")
Stored = TypeVar("Stored")


class _Waiting(NamedTuple, Generic[Wanted, Stored]):
    key: UUID
    wanted: Wanted
    answer: "asyncio.Future[Stored]"

    def refuse(self, error: Exception) -> None:
        if not self.answer.done():
            self.answer.set_exception(error)


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
        self._send, self._key = send, key
        self._lanes = [_Queue(self._go_together) for _ in range(LANES)]
        self._detours: dict[UUID, _Queue[Wanted, Stored]] = {}
        self._free_detours = asyncio.Semaphore(DETOURS)

    async def store(self, wanted: Wanted) -> Stored:
        """Store one; raises what `send` raises for it alone, or where the database is away."""
        key = self._key(wanted)
        waiting: _Waiting[Wanted, Stored] = _Waiting(key, wanted, asyncio.get_running_loop().create_future())
        queue = self._detours[key] if key in self._detours else self._lane(key)
        queue.add([waiting])
        return await waiting.answer

    def _lane(self, key: UUID) -> "_Queue[Wanted, Stored]":
        return self._lanes[key.int % LANES]

    async def _go_together(self, together: Sequence[_Waiting[Wanted, Stored]]) -> None:
        """Store those of a lane; where they cannot go on together, the lane is left to those who come next."""
        by_key = sorted(together, key=lambda waiting: waiting.key.int)
        try:
            await self._store(by_key, PATIENCE)
        except Exception as error:
            if _is_away(error):
                raise
            for key, of_one_key in groupby(by_key, key=lambda waiting: waiting.key):
                self._take_detour(key, list(of_one_key))

    def _take_detour(self, key: UUID, first: Sequence[_Waiting[Wanted, Stored]]) -> None:
        """Let all of one key wait for each other alone."""
        detour = self._detours[key] = _Queue(self._go_alone, when_empty=lambda: self._detours.pop(key))
        detour.add([*first, *self._lane(key).take(key)])

    async def _go_alone(self, of_one_key: Sequence[_Waiting[Wanted, Stored]]) -> None:
        try:
            await self._store_alone(of_one_key)
        except Exception as error:
            if _is_away(error):
                raise
            if len(of_one_key) == 1:
                of_one_key[0].refuse(error)
            else:
                for waiting in of_one_key:
                    await self._go_alone([waiting])

    async def _store_alone(self, of_one_key: Sequence[_Waiting[Wanted, Stored]]) -> None:
        async with in_turn(self._free_detours):
            await self._store(of_one_key, NO_LIMIT)

    async def _store(self, together: Sequence[_Waiting[Wanted, Stored]], patience: str) -> None:
        answers = await self._send([waiting.wanted for waiting in together], patience)
        for waiting, answer in zip(together, answers, strict=True):
            if not waiting.answer.done():
                waiting.answer.set_result(answer)


def _is_away(error: Exception) -> bool:
    """Whether the database does not answer anybody: what others hold concerns those alone who need it."""
    return isinstance(error, TRANSIENT_ERRORS) and not isinstance(error, LOCK_ERRORS)


@asynccontextmanager
async def in_turn(turns: asyncio.Lock | asyncio.Semaphore) -> AsyncIterator[None]:
    """Wait for a turn no longer than for a connection; TimeoutError where none comes."""
    async with asyncio.timeout(CONNECT_PATIENCE):
        await turns.acquire()
    try:
        yield
    finally:
        turns.release()


def _nothing() -> None:
    return


class _Queue(Generic[Wanted, Stored]):
    """Hands those who wait to `go`, many at a time, until nobody waits; what it raises concerns all who do."""

    def __init__(
        self,
        go: Callable[[Sequence[_Waiting[Wanted, Stored]]], Awaitable[None]],
        when_empty: Callable[[], object] = _nothing,
    ) -> None:
        self._go, self._when_empty = go, when_empty
        self._waiting: list[_Waiting[Wanted, Stored]] = []
        self._running: asyncio.Task[None] | None = None

    def add(self, waiting: Sequence[_Waiting[Wanted, Stored]]) -> None:
        self._waiting.extend(waiting)
        if self._running is None:
            self._running = asyncio.create_task(self._run())

    def take(self, key: UUID) -> list[_Waiting[Wanted, Stored]]:
        """Take out who waits with this key."""
        taken = [waiting for waiting in self._waiting if waiting.key == key]
        self._waiting = [waiting for waiting in self._waiting if waiting.key != key]
        return taken

    async def _run(self) -> None:
        """Who comes while some are under way goes with the next."""
        while self._waiting:
            together, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
            try:
                await self._go(together)
            except Exception as error:  # noqa: BLE001  nobody waits for a database that is away longer than the first
                self._give_up(together, error)
        self._running = None
        self._when_empty()

    def _give_up(self, together: Sequence[_Waiting[Wanted, Stored]], error: Exception) -> None:
        refused, self._waiting = [*together, *self._waiting], []
        for waiting in refused:
            waiting.refuse(error)
