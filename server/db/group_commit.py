"""Group commit: requests that arrive at the same moment share one statement, one commit and one wait for the disk.

Each request is stored or refused by itself. Where one of a batch breaks the statement, or waits for a lock that somebody else
holds, every key of that batch is stored again on the slow path, apart from the others: one restaurant's trouble does not
become its neighbours'.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from functools import partial
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from server.db.errors import LOCK_ERRORS, TRANSIENT_ERRORS
from server.db.pool import CONNECT_PATIENCE

STATEMENTS = 4
"""Batches that are stored at the same time at most: one, as long as that is quick, since the larger the batches the less each
request costs; others beside it where requests have waited for `LATE`."""
LATE = 0.02
"""Seconds that a request waits for a statement before it; few take as long that wait for nobody's lock."""
SLOW_STATEMENTS = 3
"""Statements of the slow path that run at the same time; the other connections are left for everything else."""
MAX_BATCH = 64
LONGEST_STATEMENT = 15.0
"""Seconds in which a batch is stored, the wait for a connection included, or refused."""
PATIENCE = "250ms"
"""How long a batch waits for a restaurant's lock that somebody else holds; saving a menu takes less."""
NO_LIMIT = "0"

Request = TypeVar("Request")
Result = TypeVar("Result")


class _Waiting(NamedTuple, Generic[Request, Result]):
    key: UUID
    request: Request
    since: float
    answer: "asyncio.Future[Result]"

    def refuse(self, error: Exception) -> None:
        if not self.answer.done():
            self.answer.set_exception(error)


class GroupCommit(Generic[Request, Result]):
    """Stores requests of one kind in batches.

    `send` stores a batch, ordered by key, in one statement and returns a result for each request; its second parameter
    is the longest wait for a lock; where it raises, nothing is stored. Requests of which `key` is the same are never
    in two statements at the same time.
    """

    def __init__(
        self,
        send: Callable[[Sequence[Request], str], Awaitable[Sequence[Result]]],
        key: Callable[[Request], UUID],
    ) -> None:
        self._send, self._key = send, key
        self._waiting: list[_Waiting[Request, Result]] = []
        self._storing: set[UUID] = set()
        self._running: set[asyncio.Task[None]] = set()
        self._look_again: asyncio.TimerHandle | None = None
        self._slow: dict[UUID, _Queue[Request, Result]] = {}
        self._slow_turns = asyncio.Semaphore(SLOW_STATEMENTS)

    async def store(self, request: Request) -> Result:
        """Store one request. Raises what `send` raises for it alone, or where the database is away."""
        key, loop = self._key(request), asyncio.get_running_loop()
        waiting: _Waiting[Request, Result] = _Waiting(key, request, loop.time(), loop.create_future())
        if key in self._slow:
            self._slow[key].add([waiting])
        else:
            self._waiting.append(waiting)
            self._go_on()
        return await waiting.answer

    def _go_on(self) -> None:
        """Begin a statement where none runs; where one does, look again when the first has waited too long that may overtake it."""
        first = next((waiting for waiting in self._waiting if waiting.key not in self._storing), None)
        if first is None:
            return
        loop = asyncio.get_running_loop()
        due = first.since + LATE
        if not self._running or (due <= loop.time() and len(self._running) < STATEMENTS):
            task = asyncio.create_task(self._run())
            self._running.add(task)
            task.add_done_callback(self._end)
        elif self._look_again is None:
            self._look_again = loop.call_at(max(due, loop.time() + LATE / 4), self._look)

    def _look(self) -> None:
        self._look_again = None
        self._go_on()

    def _end(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._go_on()

    async def _run(self) -> None:
        """Store batch after batch; beside another statement one only, so that there is one again soon.

        A CancelledError from within, which is no Exception, must not leave those who wait without an answer.
        """
        while batch := self._take_batch():
            keys = {waiting.key for waiting in batch}
            self._storing |= keys
            try:
                await self._store_batch(batch)
            except asyncio.CancelledError:
                self._give_up(batch, keys, TimeoutError("the batch was given up"))
            except Exception as error:  # noqa: BLE001  where the database is away, nobody waits longer than the first
                self._give_up(batch, keys, error)
            finally:
                self._storing -= keys
            if len(self._running) > 1:
                return

    def _take_batch(self) -> list[_Waiting[Request, Result]]:
        """Take those out who wait for no statement that runs."""
        free = [waiting for waiting in self._waiting if waiting.key not in self._storing][:MAX_BATCH]
        taken = set(map(id, free))
        self._waiting = [waiting for waiting in self._waiting if id(waiting) not in taken]
        return free

    def _give_up(
        self, batch: Sequence[_Waiting[Request, Result]], keys: AbstractSet[UUID], error: Exception
    ) -> None:
        """Refuse a batch, and those who waited for it alone."""
        behind = [one for one in self._waiting if len(self._running) == 1 or one.key in keys]
        refused = set(map(id, behind))
        self._waiting = [waiting for waiting in self._waiting if id(waiting) not in refused]
        for waiting in (*batch, *behind):
            waiting.refuse(error)

    async def _store_batch(self, batch: Sequence[_Waiting[Request, Result]]) -> None:
        """Store a batch. Where that fails, its requests go to the slow path."""
        by_key = sorted(batch, key=lambda waiting: waiting.key.int)
        try:
            await self._store(by_key, PATIENCE)
        except Exception as error:
            if _is_away(error):
                raise
            self._move_to_slow_path(by_key)

    def _move_to_slow_path(self, by_key: Sequence[_Waiting[Request, Result]]) -> None:
        """Store the requests of each key by themselves, with those of the same key that wait."""
        for key, of_one_key in groupby(by_key, key=lambda waiting: waiting.key):
            queue = self._slow[key] = _Queue(self._store_slowly, when_empty=partial(self._slow.pop, key))
            behind = [waiting for waiting in self._waiting if waiting.key == key]
            self._waiting = [waiting for waiting in self._waiting if waiting.key != key]
            queue.add([*of_one_key, *behind])

    async def _store_slowly(self, of_one_key: Sequence[_Waiting[Request, Result]]) -> None:
        try:
            async with in_turn(self._slow_turns):
                await self._store(of_one_key, NO_LIMIT)
        except Exception as error:
            if _is_away(error):
                raise
            if len(of_one_key) == 1:
                of_one_key[0].refuse(error)
            else:
                for waiting in of_one_key:
                    await self._store_slowly([waiting])

    async def _store(self, batch: Sequence[_Waiting[Request, Result]], patience: str) -> None:
        async with asyncio.timeout(LONGEST_STATEMENT):
            results = await self._send([waiting.request for waiting in batch], patience)
        for waiting, answer in zip(batch, results, strict=True):
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


class _Queue(Generic[Request, Result]):
    """Gives batches of waiting requests to `store` until none waits; what that raises is answered to all who wait."""

    def __init__(
        self,
        store: Callable[[Sequence[_Waiting[Request, Result]]], Awaitable[None]],
        when_empty: Callable[[], object],
    ) -> None:
        self._store, self._when_empty = store, when_empty
        self._waiting: list[_Waiting[Request, Result]] = []
        self._running: asyncio.Task[None] | None = None

    def add(self, waiting: Sequence[_Waiting[Request, Result]]) -> None:
        self._waiting.extend(waiting)
        if self._running is None:
            self._running = asyncio.create_task(self._run())

    async def _run(self) -> None:
        """Requests that arrive while a batch is stored make up the next batch.

        A CancelledError from within, which is no Exception, must not leave those who wait without an answer.
        """
        while self._waiting:
            batch, self._waiting = self._waiting[:MAX_BATCH], self._waiting[MAX_BATCH:]
            try:
                await self._store(batch)
            except asyncio.CancelledError:
                self._give_up(batch, TimeoutError("the batch was given up"))
            except Exception as error:  # noqa: BLE001  where the database is away, nobody waits longer than the first
                self._give_up(batch, error)
        self._running = None
        self._when_empty()

    def _give_up(self, batch: Sequence[_Waiting[Request, Result]], error: Exception) -> None:
        refused, self._waiting = [*batch, *self._waiting], []
        for waiting in refused:
            waiting.refuse(error)
