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
from server.kitchen.channel import Channel, sold_out_items
from server.kitchen.hub import Hub
from server.kitchen.sequence import Changes, Gap
from server.menu.cache import MenuCache
from server.orders.status_cache import StatusCache
from server.orders.status_watchers import Watchers

log = structlog.get_logger()

ROUND_SECONDS = 1.5


class Reconciler:
    """Compares what this process knows with the database, round after round."""

    def __init__(
        self, pool: BasePool, catalog: MenuCache, hub: Hub, status_cache: StatusCache, watchers: Watchers
    ) -> None:
        self._pool = pool
        self._catalog = catalog
        self._hub = hub
        self._cache = status_cache
        self._watchers = watchers
        self._followed: dict[UUID, Gap] = {}

    async def run_forever(self) -> None:
        """Go round until cancelled, whatever happens to the database."""
        while True:
            await asyncio.sleep(ROUND_SECONDS)
            try:
                await self.run_once()
            except Exception as error:  # noqa: BLE001  a round that fails is made good by the next
                log.warning("repair waits for the database", error=repr(error))

    async def run_once(self) -> None:
        """Compare once, and mend what differs."""
        await self._hub.check_displays()
        channels = {channel.restaurant_id: channel for channel in self._hub.channels}
        versions = self._catalog.held_versions()
        followed = self._cache.restaurants() | self._watchers.restaurants()
        rows = await self._counters(channels.keys() | versions.keys() | followed)
        for row in rows:
            restaurant_id, changes, version = row["restaurant_id"], row["changes"], row["menu_version"]
            if versions.get(restaurant_id, version) != version:
                self._catalog.forget(restaurant_id)
            if restaurant_id in channels:
                await self._reconcile_channel(channels[restaurant_id], changes, version)
            if restaurant_id in followed:
                self._reconcile_followed(restaurant_id, changes)
        self._followed = {key: gap for key, gap in self._followed.items() if key in followed}

    def hear(self, news: Event) -> None:
        """Count the changes of restaurants whose orders are followed here."""
        if isinstance(news, OrderChanged) and news.restaurant_id in self._followed:
            self._followed[news.restaurant_id].changes.hear(news.changes)

    def _reconcile_followed(self, restaurant_id: UUID, changes: int) -> None:
        """Have orders read anew where a change is missing, or where nobody counted until now."""
        gap = self._followed.get(restaurant_id)
        if gap is not None and not gap.lasts(changes):
            return
        self._followed[restaurant_id] = Gap(Changes(changes))
        self._cache.drop_restaurant(restaurant_id)
        self._watchers.wake_restaurant(restaurant_id)

    async def _counters(self, restaurants: set[UUID]) -> list[asyncpg.Record]:
        if not restaurants:
            return []
        return await self._pool.fetch(
            "SELECT restaurant_id, changes, menu_version FROM restaurant_state WHERE restaurant_id = ANY ($1)",
            list(restaurants),
        )

    async def _reconcile_channel(self, channel: Channel, changes: int, version: int) -> None:
        """Send a snapshot where a change is missing for a whole round, or what is sold out is not what was told."""
        missed = channel.gap.lasts(changes)
        outdated = False
        if channel.menu_version != version:
            snapshot = await self._catalog.by_id(channel.restaurant_id)
            outdated = sold_out_items(snapshot.menu, datetime.now(UTC)) != channel.sold_out
            channel.menu_version = snapshot.version
        if channel.needs_snapshot or outdated or missed:
            await self._hub.resync(channel)
