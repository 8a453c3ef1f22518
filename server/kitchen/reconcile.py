"""The reconciliation loop: finds events that were missed. Notifications between processes may be lost; the database's counters are not.

Every round asks for the counters of just those restaurants that this process shows or holds in memory.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from itertools import repeat
from uuid import UUID

import asyncpg

from server.background import in_rounds
from server.db.pool import BasePool
from server.events.model import Event, NumberedChange
from server.kitchen.channel import Channel
from server.kitchen.hub import Hub
from server.kitchen.sequence import ChangeSequence
from server.kitchen.snapshot import counted_dishes, sold_out_things
from server.menu.cache import MenuCache
from server.menu.snapshot import MenuSnapshot
from server.orders.board import Boards
from server.orders.status_cache import StatusCache
from server.orders.status_watchers import Watchers

ROUND_SECONDS = 1.5
LONGEST_ROUND = 20.0
"""Seconds after which a round is given up. Each of its statements is bounded; this bounds all of them together."""
_COUNTERS = """
    SELECT restaurant_id, changes, menu_version
    FROM restaurant_state JOIN unnest($1::uuid[], $2::bigint[]) AS held (restaurant_id, version) USING (restaurant_id)
    WHERE menu_version IS DISTINCT FROM version"""
"""Of two arrays: the restaurants, and the version of each one's menu; null asks for the counters whatever that is."""


class Reconciler:
    """Compares what this process holds with the database, round after round."""

    def __init__(
        self,
        pool: BasePool,
        menus: MenuCache,
        hub: Hub,
        status_cache: StatusCache,
        watchers: Watchers,
        boards: Boards,
    ) -> None:
        self._pool = pool
        self._menus = menus
        self._hub = hub
        self._status_cache = status_cache
        self._watchers = watchers
        self._boards = boards
        self._watched: dict[UUID, ChangeSequence] = {}

    async def run_forever(self) -> None:
        """Run rounds until cancelled, whatever happens to the database."""
        await in_rounds(
            "reconciliation",
            self.run_once,
            pause=ROUND_SECONDS,
            longest=LONGEST_ROUND,
            when_failed=self._doubt,
        )

    def _doubt(self) -> None:
        """Have the next round believe its first look."""
        for sequence in (*(channel.sequence for channel in self._hub.channels), *self._watched.values()):
            sequence.doubt()

    async def run_once(self) -> None:
        """Compare once, and have what differs read anew."""
        await self._hub.check_displays()
        channels = {channel.restaurant_id: channel for channel in self._hub.channels}
        versions = self._menus.held_versions()
        watched = self._status_cache.restaurants() | self._watchers.restaurants() | self._boards.restaurants()
        for row in await self._counters(channels.keys() | watched, versions):
            restaurant_id, changes, version = row["restaurant_id"], row["changes"], row["menu_version"]
            if versions.get(restaurant_id, version) != version:
                self._menus.resync(restaurant_id)
            if restaurant_id in channels:
                await self._reconcile_channel(channels[restaurant_id], changes, version)
            if restaurant_id in watched:
                self._reconcile_watched(restaurant_id, changes)
        self._watched = {key: sequence for key, sequence in self._watched.items() if key in watched}

    def on_event(self, event: Event) -> None:
        """Count the changes of restaurants whose orders are watched or cached here."""
        if isinstance(event, NumberedChange) and event.restaurant_id in self._watched:
            self._watched[event.restaurant_id].receive(event.changes)

    def resync(self, restaurant_id: UUID) -> None:
        """Begin to count a restaurant's changes anew, in the next round."""
        self._watched.pop(restaurant_id, None)

    def _reconcile_watched(self, restaurant_id: UUID, changes: int) -> None:
        """Have orders and boards read anew where a change was lost, or where nobody counted until now."""
        sequence = self._watched.get(restaurant_id)
        if sequence is not None and not sequence.is_lost(changes):
            return
        self._watched[restaurant_id] = ChangeSequence(changes)
        self._watchers.resync(restaurant_id)
        self._boards.resync(restaurant_id)

    async def _counters(
        self, followed: AbstractSet[UUID], versions: Mapping[UUID, int]
    ) -> list[asyncpg.Record]:
        """The counters of the restaurants that are followed, and of others where another version of the menu is held."""
        others = {key: version for key, version in versions.items() if key not in followed}
        if not (followed or others):
            return []
        known = [*repeat(None, len(followed)), *others.values()]
        return await self._pool.fetch(_COUNTERS, [*followed, *others], known)

    async def _reconcile_channel(self, channel: Channel, changes: int, version: int) -> None:
        """Send a snapshot where a change was lost, or where displays were sent another availability than today's."""
        is_lost = channel.sequence.is_lost(changes)
        is_outdated = False
        if channel.menu_version != version:
            snapshot = await self._menus.by_id(channel.restaurant_id)
            is_outdated = _is_outdated(channel, snapshot, self._hub)
            channel.menu_version = snapshot.version
        if channel.needs_snapshot or is_outdated or is_lost:
            await self._hub.send_snapshots(channel)


def _is_outdated(channel: Channel, snapshot: MenuSnapshot, hub: Hub) -> bool:
    """Whether the displays of a channel were told of another availability, number of portions or pause than today's."""
    now, menu = datetime.now(UTC), snapshot.menu
    told = (channel.sold_out, channel.counted, channel.place)
    return (sold_out_things(menu, now), counted_dishes(menu, now), hub.place_of(snapshot, now)) != told
