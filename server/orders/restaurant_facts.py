"""What a restaurant knows beyond its menu: whether it takes orders, how long they take, what is ordered most."""

import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cachetools import TTLCache

from server.db.pool import BasePool
from server.menu.snapshot import MenuSnapshot
from server.orders.acceptance import read_acceptance
from server.orders.estimate import Estimates
from server.parsing.model import FactTopic
from server.parsing.result.restaurant_facts import RestaurantFacts
from server.reports import store
from server.reports.span import Span

LATELY = timedelta(weeks=4)
POPULAR_SECONDS = 3600.0
CAPACITY = 10_000
TOGETHER_CAPACITY = 500
MOST_POPULAR = 20


class FactsReader:
    """Asks the database only what a diner asks for; what is popular is held for an hour."""

    def __init__(self, pool: BasePool, estimates: Estimates) -> None:
        self._pool = pool
        self._estimates = estimates
        self._together: TTLCache[UUID, dict[int, list[int]]] = TTLCache(
            TOGETHER_CAPACITY, POPULAR_SECONDS, time.monotonic
        )
        self._popular: TTLCache[UUID, list[int]] = TTLCache(CAPACITY, POPULAR_SECONDS, time.monotonic)

    async def read(self, snapshot: MenuSnapshot, topics: set[FactTopic]) -> RestaurantFacts:
        """Read what the questions of these topics need."""
        popular = await self.popular_ids(snapshot) if "popular" in topics else []
        offered = {item.id: item for item in snapshot.menu.orderable_items()}
        items = [offered[item_id] for item_id in popular if item_id in offered]
        if topics == {"popular"}:
            return RestaurantFacts(accepting=True, popular=items)
        found = await read_acceptance(self._pool, self._estimates, snapshot)
        wait = found.wait_minutes if found.accepting else None
        return RestaurantFacts(found.accepting, wait, items)

    async def popular_ids(self, snapshot: MenuSnapshot) -> list[int]:
        """The ids of the dishes that were ordered most lately, the most wanted first."""
        ids = self._popular.get(snapshot.restaurant.id)
        if ids is None:
            ids = await store.most_ordered(self._pool, _lately(snapshot), MOST_POPULAR)
            self._popular[snapshot.restaurant.id] = ids
        return ids

    async def ordered_with(self, snapshot: MenuSnapshot, item_id: int) -> list[int]:
        """The ids of the dishes that were often ordered with one lately, the most often first."""
        together = self._together.get(snapshot.restaurant.id)
        if together is None:
            together = await store.ordered_together(self._pool, _lately(snapshot))
            self._together[snapshot.restaurant.id] = together
        return together.get(item_id, [])


def _lately(snapshot: MenuSnapshot) -> Span:
    place, now = snapshot.restaurant, datetime.now(UTC)
    return Span(place.id, place.currency, place.timezone, now - LATELY, now)
