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
from server.reports.store import Span

LATELY = timedelta(weeks=4)
POPULAR_SECONDS = 3600.0
CAPACITY = 10_000
MOST_POPULAR = 20


class FactsReader:
    """Asks the database only what a diner asks for; what is popular is held for an hour."""

    def __init__(self, pool: BasePool, estimates: Estimates) -> None:
        self._pool = pool
        self._estimates = estimates
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
        place = snapshot.restaurant
        ids = self._popular.get(place.id)
        if ids is None:
            now = datetime.now(UTC)
            span = Span(place.id, place.currency, place.timezone, now - LATELY, now)
            ids = self._popular[place.id] = await store.most_ordered(self._pool, span, MOST_POPULAR)
        return ids
