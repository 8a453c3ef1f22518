"""Diners who watch their order: each is woken when it changes and reads it anew, so that no message can be missed."""

import asyncio
from uuid import UUID

from server.domain.errors import DependencyAway
from server.events.model import Event, OrderChanged
from server.orders.status_cache import StatusCache

MAX_WATCHERS = 20_000
MAX_PER_ORDER = 32


class Watcher:
    """One open stream of one order."""

    def __init__(self, order_id: UUID, restaurant_id: UUID) -> None:
        self.order_id = order_id
        self.restaurant_id = restaurant_id
        self.changed = asyncio.Event()


class Watchers:
    """All open streams of this process, by order. Bounded, for each order and in all."""

    def __init__(self, status_cache: StatusCache) -> None:
        self._cache = status_cache
        self._by_order: dict[UUID, set[Watcher]] = {}
        self._by_restaurant: dict[UUID, set[Watcher]] = {}
        self._count = 0
        self.closing = False

    def add(self, order_id: UUID, restaurant_id: UUID) -> Watcher:
        """Open a stream. DependencyAway where there are too many."""
        watching = self._by_order.get(order_id, set())
        if len(watching) >= MAX_PER_ORDER or self._count >= MAX_WATCHERS or self.closing:
            raise DependencyAway(
                "Too many are watching at the moment. Ask for the status instead.", retry_after=10
            )
        watcher = Watcher(order_id, restaurant_id)
        self._by_order.setdefault(order_id, watching).add(watcher)
        self._by_restaurant.setdefault(restaurant_id, set()).add(watcher)
        self._count += 1
        return watcher

    def remove(self, watcher: Watcher) -> None:
        """Close a stream."""
        if watcher not in self._by_order.get(watcher.order_id, ()):
            return
        self._count -= 1
        for streams, key in (
            (self._by_order, watcher.order_id),
            (self._by_restaurant, watcher.restaurant_id),
        ):
            streams[key].remove(watcher)
            if not streams[key]:
                del streams[key]

    def on_event(self, event: Event) -> None:
        """Wake those who watch an order that changed; the cache forgets one that changed in another process."""
        if isinstance(event, OrderChanged):
            if event.order is None:
                self._cache.drop([event.order_id])
            for watcher in self._by_order.get(event.order_id, ()):
                watcher.changed.set()

    def resync(self, restaurant_id: UUID) -> None:
        """Have every order of a restaurant read anew by those who watch it: an event about it was missed."""
        self._cache.drop_restaurant(restaurant_id)
        for watcher in self._by_restaurant.get(restaurant_id, ()):
            watcher.changed.set()

    def restaurants(self) -> set[UUID]:
        """Restaurants of which orders are watched."""
        return set(self._by_restaurant)

    def close(self) -> None:
        """Wake everyone for the last time."""
        self.closing = True
        for watching in self._by_order.values():
            for watcher in watching:
                watcher.changed.set()
