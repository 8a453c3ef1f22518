"""The menus that are in use, held in memory: loaded once, forgotten when they change, bounded in size.

A snapshot may be older than the database by the time that an event takes (see `server.events`); what may
not be, such as the prices of an order, is bound to `snapshot.version`, which the database compares.
"""

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import asyncpg

from server.background import shared_result
from server.db.group_read import GroupRead
from server.db.pool import BasePool
from server.domain.errors import NotFound
from server.domain.menu_at import stand_by_themselves
from server.events.model import AvailabilityChanged, Event, MenuChanged
from server.menu import store
from server.menu.part_reader import PartReader
from server.menu.public_page import PublicPage
from server.menu.ready_pages import ReadyPages
from server.menu.snapshot import MenuSnapshot
from server.wire.base import SLUG_PATTERN

MAX_LISTINGS = 20_000
MAX_WEIGHT = 224 * 1024 * 1024
"""Bytes of memory, as the snapshots' `weight` estimates them."""
MAX_GROWN = 32 * 1024 * 1024
"""And those of the snapshots that are not packed: to open one again costs half a millisecond."""
ROOM_LEFT = 0.9
"""Of `MAX_WEIGHT`: up to here menus are read for being ordered from twice."""

TOGETHER = 16
"""Menus that are read in one statement, at most."""

POSSIBLE_SLUG = re.compile(SLUG_PATTERN)

NOT_HERE = "There is no such restaurant here."

Key = str | UUID
"""How a snapshot is asked for: by the slug or by the restaurant's id."""


@dataclass(eq=False)
class _Load:
    """A snapshot on its way, and the restaurants that changed meanwhile."""

    task: asyncio.Task[MenuSnapshot | None]
    outdated: set[UUID] = field(default_factory=set)


class MenuCache:
    """Listings by slug and by restaurant."""

    def __init__(
        self,
        pool: BasePool,
        max_listings: int = MAX_LISTINGS,
        max_weight: int = MAX_WEIGHT,
        max_grown: int = MAX_GROWN,
    ) -> None:
        self._pool = pool
        self.pages = ReadyPages(pool)
        self._parts = PartReader(pool)
        self._menus: GroupRead[str, asyncpg.Record | None] = GroupRead(self._fetch, TOGETHER)
        self._max_listings, self._max_weight, self._max_grown = max_listings, max_weight, max_grown
        self._held: OrderedDict[UUID, MenuSnapshot] = OrderedDict()
        self._grown: OrderedDict[UUID, int] = OrderedDict()
        """What those take that are not packed, longest unused first."""
        self._ids: dict[str, UUID] = {}
        self._versions: dict[UUID, int] = {}
        self._weight = self._grown_weight = 0
        self._weights: dict[UUID, int] = {}
        self._ordered_once: dict[str, None] = {}
        """The slugs of which one order was read dish by dish, the oldest first: with the next the whole menu is."""
        self._loads: dict[Key, _Load] = {}
        self._running: set[_Load] = set()

    def find_held(self, key: Key) -> MenuSnapshot | None:
        """Return a snapshot if it is in memory."""
        restaurant_id = self._ids.get(key) if isinstance(key, str) else key
        if restaurant_id is None or restaurant_id not in self._held:
            return None
        self._held.move_to_end(restaurant_id)
        if restaurant_id in self._grown:
            self._grown.move_to_end(restaurant_id)
        return self._held[restaurant_id].at(datetime.now(UTC))

    def ready_page(self, slug: str) -> PublicPage | None:
        """Return the public menu, in the restaurant's own language, if it is in memory."""
        now = time.time()
        snapshot = self.find_held(slug)
        return snapshot.page_at(now) if snapshot else self.pages.find_held(slug, now)

    async def page(self, slug: str) -> PublicPage:
        """Return the public menu in the restaurant's own language. NotFound where no such slug is in use."""
        if self.find_held(slug) is None and POSSIBLE_SLUG.match(slug):
            ready = await self.pages.find(slug)
            if ready is not None:
                if slug in self._ids:
                    self.pages.forget(self._ids[slug])
                return ready
        snapshot, now = await self.by_slug(slug), time.time()
        page = snapshot.page_at(now)
        if page is None:
            page = await snapshot.page(now)
            self.pages.store(snapshot, page, now)
        return page

    async def by_slug(self, slug: str) -> MenuSnapshot:
        """Return the snapshot of a live restaurant. NotFound where no such slug is in use."""
        return self.find_held(slug) or await self._loaded(slug)

    async def for_order(self, slug: str, items: Sequence[int]) -> MenuSnapshot:
        """Return the snapshot of a live restaurant, or where it is not in memory one of as much as an order of `items` needs.

        NotFound where no such slug is in use.
        """
        held = self.find_held(slug)
        if held is not None or slug in self._loads or not POSSIBLE_SLUG.match(slug) or self._is_regular(slug):
            return held or await self._loaded(slug)
        found = await self._parts.read(slug, items)
        if found is None:
            raise NotFound(NOT_HERE)
        restaurant, stored, size = found
        if not stand_by_themselves(stored.menu):
            return await self.by_slug(slug)
        part = MenuSnapshot(restaurant, stored.menu, size)
        part.ordered.update(stored.ordered)
        return part

    def _is_regular(self, slug: str) -> bool:
        """Whether an order of a restaurant came before, and no other's menu must go for this one's."""
        if self._weight > self._max_weight * ROOM_LEFT:
            return False
        if slug in self._ordered_once:
            del self._ordered_once[slug]
            return True
        self._ordered_once[slug] = None
        if len(self._ordered_once) > self._max_listings:
            del self._ordered_once[next(iter(self._ordered_once))]
        return False

    async def by_id(self, restaurant_id: UUID) -> MenuSnapshot:
        """Return the snapshot of a live restaurant. NotFound where there is none."""
        return self.find_held(restaurant_id) or await self._loaded(restaurant_id)

    async def reload(self, restaurant_id: UUID) -> MenuSnapshot:
        """Return the snapshot as the database has it now. NotFound where the restaurant is gone."""
        self.forget(restaurant_id)
        return await self._loaded(restaurant_id)

    def forget(self, restaurant_id: UUID) -> None:
        """Drop what is held of a restaurant: it has changed. Loads that are under way are not kept either."""
        self.pages.forget(restaurant_id)
        for load in self._running:
            load.outdated.add(restaurant_id)
        self._drop(restaurant_id)

    def on_event(self, event: Event) -> None:
        """Drop what is held of a restaurant whose menu or settings changed."""
        if isinstance(event, MenuChanged | AvailabilityChanged):
            self.forget(event.restaurant_id)

    def resync(self, restaurant_id: UUID) -> None:
        """Drop what is held of a restaurant: an event about it was missed."""
        self.forget(restaurant_id)

    def held_versions(self) -> Mapping[UUID, int]:
        """Return the menu versions that are held, to be compared with the database's."""
        return {**self.pages.versions(), **self._versions}

    def _drop(self, restaurant_id: UUID) -> None:
        snapshot = self._held.pop(restaurant_id, None)
        if snapshot is not None:
            del self._versions[restaurant_id]
            self._grown_weight -= self._grown.pop(restaurant_id, 0)
            self._weight -= self._weights.pop(restaurant_id)
            if self._ids.get(snapshot.restaurant.slug) == restaurant_id:
                del self._ids[snapshot.restaurant.slug]

    async def _loaded(self, key: Key) -> MenuSnapshot:
        load = self._loads.get(key)
        if load is None or load.outdated:
            load = self._start(key)
        snapshot = await shared_result(load.task)
        if snapshot is None:
            raise NotFound(NOT_HERE)
        return snapshot.at(datetime.now(UTC))

    def _start(self, key: Key) -> _Load:
        load = _Load(asyncio.create_task(self._read(key)))
        self._loads[key] = load
        self._running.add(load)
        load.task.add_done_callback(lambda _: self._end(key, load))
        return load

    def _end(self, key: Key, load: _Load) -> None:
        self._running.discard(load)
        if self._loads.get(key) is load:
            del self._loads[key]
        if load.task.cancelled() or load.task.exception() is not None:
            return
        snapshot = load.task.result()
        if snapshot is not None and snapshot.restaurant.id not in load.outdated:
            self._hold(snapshot)

    async def _read(self, key: Key) -> MenuSnapshot | None:
        if isinstance(key, str):
            if not POSSIBLE_SLUG.match(key):
                return None
            row = await self._menus.read(key)
            found = None if row is None else await store.read_listed(row)
        else:
            found = await store.find_listed(self._pool, key)
        return None if found is None else MenuSnapshot(*found, grown=self._weigh)

    async def _fetch(self, slugs: Sequence[str]) -> list[asyncpg.Record | None]:
        return await store.fetch_listed(self._pool, slugs)

    def _hold(self, snapshot: MenuSnapshot) -> None:
        restaurant = snapshot.restaurant
        held = self._held.get(restaurant.id)
        if held is not None and held.version > snapshot.version:
            return
        self._drop(restaurant.id)
        self._held[restaurant.id] = snapshot
        self._ids[restaurant.slug] = restaurant.id
        self._versions[restaurant.id] = snapshot.version
        self._weights[restaurant.id] = 0
        page = self.pages.take(restaurant.id, snapshot.version)
        if page is not None:
            snapshot.take_page(page)
        self._weigh(snapshot)
        while len(self._held) > self._max_listings:
            self._drop(next(iter(self._held)))

    def _weigh(self, snapshot: MenuSnapshot) -> None:
        """Note what a snapshot takes now that it has grown; others shrink for it, then go."""
        restaurant_id = snapshot.restaurant.id
        if self._held.get(restaurant_id) is not snapshot:
            return
        self._note_weight(snapshot)
        self._grown_weight += self._weights[restaurant_id] - self._grown.pop(restaurant_id, 0)
        self._grown[restaurant_id] = self._weights[restaurant_id]
        while self._is_too_much() and len(self._grown) > 1:
            self._shrink(next(iter(self._grown)))
        while self._weight > self._max_weight and len(self._held) > 1:
            self._drop(next(iter(self._held)))

    def _is_too_much(self) -> bool:
        return self._weight > self._max_weight or self._grown_weight > self._max_grown

    def _shrink(self, restaurant_id: UUID) -> None:
        snapshot = self._held[restaurant_id]
        if snapshot.shrink():
            self._grown_weight -= self._grown.pop(restaurant_id)
            self._note_weight(snapshot)
        else:
            self._drop(restaurant_id)

    def _note_weight(self, snapshot: MenuSnapshot) -> None:
        weight = snapshot.weight
        self._weight += weight - self._weights[snapshot.restaurant.id]
        self._weights[snapshot.restaurant.id] = weight
