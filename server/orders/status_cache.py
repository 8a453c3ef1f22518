"""Orders kept ready in memory as bytes, so that a diner who asks again and again costs the database nothing."""

import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from server.domain.order import Order
from server.orders.serialize import diner_bytes

CAPACITY = 10_000
BUCKETS = 512
IDLE_SECONDS = 60.0
"""An order that nobody asked for in this long is let go, and with it the watch over its restaurant."""


class Kept(NamedTuple):
    restaurant_id: UUID
    revision: int
    body: bytes


class StatusCache:
    """A bounded store of orders' public bytes; a higher revision replaces a lower one, never the reverse."""

    def __init__(self) -> None:
        self._kept: OrderedDict[UUID, Kept] = OrderedDict()
        self._of_restaurant: dict[UUID, set[UUID]] = {}
        self._asked: dict[UUID, float] = {}
        self._moments = [0] * BUCKETS

    def get(self, order_id: UUID) -> bytes | None:
        """Return the bytes of an order that is kept here."""
        kept = self._kept.get(order_id)
        if kept is None:
            return None
        self._kept.move_to_end(order_id)
        self._asked[order_id] = time.monotonic()
        return kept.body

    def moment(self, order_id: UUID) -> int:
        """Tell the moment before an order is read from the database, for `put`."""
        return self._moments[hash(order_id) % BUCKETS]

    def put(self, order: Order, read_at: int | None = None) -> bytes:
        """Keep `order` and return the bytes of the newest revision known.

        One that was read (at the moment `read_at`) while it changed elsewhere is returned and not kept.
        """
        if read_at is not None and read_at != self.moment(order.id):
            return diner_bytes(order)
        kept = self._kept.get(order.id)
        if kept is None or kept.revision < order.revision:
            kept = self._kept[order.id] = Kept(order.restaurant_id, order.revision, diner_bytes(order))
            self._of_restaurant.setdefault(order.restaurant_id, set()).add(order.id)
            self._asked[order.id] = time.monotonic()
        self._kept.move_to_end(order.id)
        while len(self._kept) > CAPACITY:
            self._forget(next(iter(self._kept)))
        return kept.body

    def refresh(self, order: Order) -> None:
        """Take over a change that was made here; an order that nobody asked for is not kept for it."""
        if order.id in self._kept:
            self.put(order)
        else:
            self.drop([order.id])

    def drop(self, order_ids: Iterable[UUID]) -> None:
        """Forget these orders: they may have changed."""
        for order_id in list(order_ids):
            self._moments[hash(order_id) % BUCKETS] += 1
            self._forget(order_id)

    def drop_restaurant(self, restaurant_id: UUID) -> None:
        """Forget all orders of a restaurant."""
        self.drop(self._of_restaurant.get(restaurant_id, ()))

    def restaurants(self) -> set[UUID]:
        """Restaurants of which orders are kept; orders that nobody asked for lately go first."""
        horizon = time.monotonic() - IDLE_SECONDS
        self.drop([order_id for order_id, asked in self._asked.items() if asked < horizon])
        return set(self._of_restaurant)

    def _forget(self, order_id: UUID) -> None:
        kept = self._kept.pop(order_id, None)
        if kept is None:
            return
        del self._asked[order_id]
        of_restaurant = self._of_restaurant[kept.restaurant_id]
        of_restaurant.remove(order_id)
        if not of_restaurant:
            del self._of_restaurant[kept.restaurant_id]
