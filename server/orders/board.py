"""The public board of a restaurant: the numbers of open orders and where they stand, held until the next change."""

import asyncio
import time
from dataclasses import dataclass
from uuid import UUID

from cachetools import LRUCache

from server.background import has_failed, shared_result
from server.db.pool import BasePool
from server.events.model import Event, OrderChanged
from server.wire.vocabulary import COOKING

CAPACITY = 2_000
IDLE_SECONDS = 60.0
"""A board that nobody asked for in this long is let go."""
SHOWN = 60
"""Numbers of each kind that are shown, the oldest first."""


@dataclass(frozen=True, slots=True)
class Board:
    """Numbers of the orders that are being made, and of those that are ready."""

    preparing: tuple[int, ...]
    ready: tuple[int, ...]


@dataclass(slots=True)
class _Held:
    task: "asyncio.Task[Board]"
    asked_at: float


class Boards:
    """Boards of the restaurants that somebody looks at, each read once between two changes."""

    def __init__(self, pool: BasePool) -> None:
        self._pool = pool
        self._held: LRUCache[UUID, _Held] = LRUCache(CAPACITY)

    async def get(self, restaurant_id: UUID) -> Board:
        """Return the board of a restaurant."""
        held = self._held.get(restaurant_id)
        if held is None or has_failed(held.task):
            held = _Held(asyncio.create_task(self._read(restaurant_id)), 0.0)
            self._held[restaurant_id] = held
        held.asked_at = time.monotonic()
        return await shared_result(held.task)

    def on_event(self, event: Event) -> None:
        """Let go of the board of a restaurant in which an order changed."""
        if isinstance(event, OrderChanged):
            self.resync(event.restaurant_id)

    def resync(self, restaurant_id: UUID) -> None:
        """Let go of a restaurant's board: an event about it was missed."""
        self._held.pop(restaurant_id, None)

    def restaurants(self) -> set[UUID]:
        """Restaurants whose boards are held; those that nobody asked for lately go first."""
        horizon = time.monotonic() - IDLE_SECONDS
        for restaurant_id in [key for key, held in self._held.items() if held.asked_at < horizon]:
            self.resync(restaurant_id)
        return set(self._held)

    async def _read(self, restaurant_id: UUID) -> Board:
        rows = await self._pool.fetch(_NUMBERS, restaurant_id, list(COOKING), SHOWN)
        return Board(
            tuple(row["number"] for row in rows if not row["is_ready"]),
            tuple(row["number"] for row in rows if row["is_ready"]),
        )


_NUMBERS = """
    SELECT number, is_ready
    FROM (
        SELECT id, number, status = 'ready' AS is_ready,
               row_number() OVER (PARTITION BY status = 'ready' ORDER BY id) AS place
        FROM orders
        WHERE restaurant_id = $1 AND ended_at IS NULL AND (status = 'ready' OR status = ANY ($2))
    ) AS numbered
    WHERE place <= $3
    ORDER BY id
"""
