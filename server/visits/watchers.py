"""Phones that look at their table: each is woken when something of it changes, and looks anew."""

import asyncio
from uuid import UUID

from server.domain.errors import DependencyAway
from server.events.model import CallChanged, Event, OrderChanged, TableChanged

MAX_WATCHERS = 20_000
MAX_PER_TABLE = 64


class TableWatcher:
    """One open stream of one table."""

    def __init__(self, restaurant_id: UUID, table_id: int, table: str) -> None:
        self.restaurant_id, self.table_id, self.table = restaurant_id, table_id, table
        self.changed = asyncio.Event()


class TableWatchers:
    """All open streams of tables in this process. Bounded, for each table and in all."""

    def __init__(self) -> None:
        self._by_restaurant: dict[UUID, set[TableWatcher]] = {}
        self._count = 0
        self.closing = False

    def add(self, restaurant_id: UUID, table_id: int, table: str) -> TableWatcher:
        """Open a stream. DependencyAway where there are too many."""
        watching = self._by_restaurant.setdefault(restaurant_id, set())
        of_table = sum(one.table_id == table_id for one in watching)
        if of_table >= MAX_PER_TABLE or self._count >= MAX_WATCHERS or self.closing:
            raise DependencyAway(
                "Too many look at this table at the moment. Ask again later.", retry_after=10
            )
        watcher = TableWatcher(restaurant_id, table_id, table)
        watching.add(watcher)
        self._count += 1
        return watcher

    def remove(self, watcher: TableWatcher) -> None:
        """Close a stream."""
        watching = self._by_restaurant.get(watcher.restaurant_id, set())
        if watcher in watching:
            watching.remove(watcher)
            self._count -= 1
        if not watching:
            self._by_restaurant.pop(watcher.restaurant_id, None)

    def on_event(self, event: Event) -> None:
        """Wake those whose table an event is about; all of the restaurant where another process made it."""
        match event:
            case TableChanged(restaurant_id, table_id):
                self._wake(restaurant_id, table_id=table_id)
            case OrderChanged(restaurant_id, _, _, order):
                self._wake(restaurant_id, table=order.table_identifier if order else None)
            case CallChanged(restaurant_id, _, _, call):
                self._wake(restaurant_id, table=call.table_identifier if call else None)

    def resync(self, restaurant_id: UUID) -> None:
        """Have every table of a restaurant looked at anew: an event was missed."""
        self._wake(restaurant_id)

    def close(self) -> None:
        """Wake everyone for the last time."""
        self.closing = True
        for restaurant_id in list(self._by_restaurant):
            self._wake(restaurant_id)

    def _wake(self, restaurant_id: UUID, *, table_id: int | None = None, table: str | None = None) -> None:
        for watcher in self._by_restaurant.get(restaurant_id, ()):
            if table_id in (None, watcher.table_id) and table in (None, watcher.table):
                watcher.changed.set()
