"""Orders that come at the same moment are stored together: one statement, one commit, one wait for the disk.

Each is stored or refused by itself. What breaks the statement, or is held up by others, goes alone: one
restaurant's trouble is not its neighbours'.
"""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

import asyncpg

from server.db.errors import AWAY
from server.db.pool import BasePool
from server.orders.queries import Placement, place_orders

LANES = 4
"""Statements under way at a time. A restaurant's orders keep to one lane, so that none waits for another's commit."""
MOST_TOGETHER = 64
PATIENCE = "250ms"
"""How long orders that go together wait for a restaurant that is held elsewhere; a menu is saved in less."""


class _Waiting(NamedTuple):
    placement: Placement
    answer: asyncio.Future[asyncpg.Record]


class Placing:
    """Takes orders to the database."""

    def __init__(self, pool: BasePool) -> None:
        self._lanes = [_Lane(pool) for _ in range(LANES)]

    async def place(self, placement: Placement) -> asyncpg.Record:
        """Store an order once; see `place_orders`."""
        return await self._lanes[placement.order.restaurant_id.int % LANES].place(placement)


class _Lane:
    def __init__(self, pool: BasePool) -> None:
        self._pool = pool
        self._waiting: list[_Waiting] = []
        self._running: asyncio.Task[None] | None = None

    def place(self, placement: Placement) -> asyncio.Future[asyncpg.Record]:
        waiting = _Waiting(placement, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return waiting.answer

    async def _run(self) -> None:
        """Go until nobody waits: who comes while a statement is under way goes with the next."""
        while self._waiting:
            together, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
            await self._store(sorted(together, key=_restaurant))
        self._running = None

    async def _store(self, together: Sequence[_Waiting]) -> None:
        placements = [waiting.placement for waiting in together]
        try:
            records = await place_orders(self._pool, placements, PATIENCE)
        except Exception as error:  # noqa: BLE001  whatever it is, those who wait must hear of it
            await self._after(error, together)
            return
        for waiting, record in zip(together, records, strict=True):
            _answer(waiting, record)

    async def _after(self, error: Exception, together: Sequence[_Waiting]) -> None:
        if isinstance(error, AWAY) and not isinstance(error, asyncpg.DataError):
            self._give_up([*together, *self._waiting], error)
        else:
            await self._store_alone(together)

    async def _store_alone(self, together: Sequence[_Waiting]) -> None:
        await asyncio.gather(*map(self._store_one, together))

    async def _store_one(self, waiting: _Waiting) -> None:
        try:
            records = await place_orders(self._pool, [waiting.placement])
        except Exception as error:  # noqa: BLE001  whatever it is belongs to who waits for this order
            _refuse(waiting, error)
        else:
            _answer(waiting, records[0])

    def _give_up(self, all_waiting: Sequence[_Waiting], error: Exception) -> None:
        """Nobody waits for a database that is away longer than the first."""
        self._waiting = []
        for waiting in all_waiting:
            _refuse(waiting, error)


def _restaurant(waiting: _Waiting) -> int:
    return waiting.placement.order.restaurant_id.int


def _answer(waiting: _Waiting, record: asyncpg.Record) -> None:
    if not waiting.answer.done():
        waiting.answer.set_result(record)


def _refuse(waiting: _Waiting, error: Exception) -> None:
    if not waiting.answer.done():
        waiting.answer.set_exception(error)
