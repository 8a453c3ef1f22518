"""Finds what was missed. Hints between processes may be lost; the database's counters are not.

Every round asks for the counters of just those restaurants that this process shows or holds in memory.
"""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import structlog

from server.db.pool import BasePool
from server.events.model import Event, OrderChanged
from server.kitchen.channel import Room, sold_out_items
from server.kitchen.hub import Hub
from server.kitchen.sequence import Changes, Gap
from server.menu.cache import MenuCache
from server.orders.status_cache import Shelf
from server.orders.status_watchers import Watchers

log = structlog.get_logger()

ROUND_SECONDS = 1.5


class Repair:
    """Compares what this process knows with the database, round after round."""

    def __init__(
        self, pool: BasePool, catalog: MenuCache, hub: Hub, shelf: Shelf, watchers: Watchers
    ) -> None:
        self._pool = pool
        self._catalog = catalog
        self._hub = hub
        self._shelf = shelf
        self._watchers = watchers
        self._followed: dict[UUID, Gap] = {}

    async def run_forever(self) -> None:
        """Go round until cancelled, whatever happens to the database."""
        while True:
            await asyncio.sleep(ROUND_SECONDS)
            try:
                await self.go_round()
            except Exception as error:  # noqa: BLE001  a round that fails is made good by the next
                log.warning("repair waits for the database", error=error)

    async def go_round(self) -> None:
        """Compare once, and mend what differs."""
        await self._hub.check_screens()
        rooms = {room.restaurant_id: room for room in self._hub.rooms}
        versions = self._catalog.held_versions()
        followed = self._shelf.restaurants() | self._watchers.restaurants()
        rows = await self._counters(rooms.keys() | versions.keys() | followed)
        for row in rows:
            restaurant_id, changes, version = row["restaurant_id"], row["changes"], row["menu_version"]
            if versions.get(restaurant_id, version) != version:
                self._catalog.forget(restaurant_id)
            if restaurant_id in rooms:
                await self._mend_room(rooms[restaurant_id], changes, version)
            if restaurant_id in followed:
                self._mend_followed(restaurant_id, changes)
        self._followed = {key: gap for key, gap in self._followed.items() if key in followed}

    def hear(self, news: Event) -> None:
        """Count the changes of restaurants whose orders are followed here."""
        if isinstance(news, OrderChanged) and news.restaurant_id in self._followed:
            self._followed[news.restaurant_id].changes.hear(news.changes)

    def _mend_followed(self, restaurant_id: UUID, changes: int) -> None:
        """Have orders read anew where a change is missing, or where nobody counted until now."""
        gap = self._followed.get(restaurant_id)
        if gap is not None and not gap.lasts(changes):
            return
        self._followed[restaurant_id] = Gap(Changes(changes))
        self._shelf.drop_restaurant(restaurant_id)
        self._watchers.wake_restaurant(restaurant_id)

    async def _counters(self, restaurants: set[UUID]) -> list[asyncpg.Record]:
        if not restaurants:
            return []
        return await self._pool.fetch(
            "SELECT restaurant_id, changes, menu_version FROM restaurant_state WHERE restaurant_id = ANY ($1)",
            list(restaurants),
        )

    async def _mend_room(self, room: Room, changes: int, version: int) -> None:
        """Send a snapshot where a change is missing for a whole round, or what is sold out is not what was told."""
        missed = room.gap.lasts(changes)
        outdated = False
        if room.menu_version != version:
            snapshot = await self._catalog.by_id(room.restaurant_id)
            outdated = sold_out_items(snapshot.menu, datetime.now(UTC)) != room.sold_out
            room.menu_version = snapshot.version
        if room.needs_snapshot or outdated or missed:
            await self._hub.resync(room)
