"""Public menus as they are sent, of restaurants whose menu is in no memory: one row of the database each, made once.

A row counts only where it is of the version that the menu has in the same moment, for the time at which it is read, and made
by this code. Menus of which portions are counted have none: how many are left changes without a new version.
"""

import asyncio
import hashlib
import math
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import structlog

from server.background import shared_result
from server.db.errors import TRANSIENT_ERRORS
from server.db.group_read import GroupRead
from server.db.pool import BasePool
from server.menu.public_page import PublicPage, page_of
from server.menu.snapshot import MenuSnapshot

MAX_HELD = 20_000
"""Pages in memory, of about 3 KB each."""
MAX_WAITING = 1_000
"""Pages that wait to be stored; others are made again by whoever needs them."""
TOGETHER = 64
"""Pages that are read, or stored, in one statement, at most."""
GATHERED = 0.05
"""Seconds in which pages are gathered that are stored in one statement."""
CODE = ("menu", "domain")
"""Packages of the server that make a page of what is stored."""
READ = """
    SELECT r.slug, r.id, p.menu_version, p.valid_until, p.digest, p.body
    FROM restaurants r
    JOIN restaurant_state s ON s.restaurant_id = r.id
    JOIN public_pages p ON p.restaurant_id = r.id AND p.menu_version = s.menu_version
    WHERE r.slug = ANY ($1) AND r.archived_at IS NULL AND p.made_by = $2 AND p.valid_from <= $3
      AND (p.valid_until IS NULL OR p.valid_until > $3)
"""
STORE = """
    INSERT INTO public_pages AS p (restaurant_id, menu_version, made_by, valid_from, valid_until, digest, body)
    SELECT new.id, new.version, $7, new.since, new.until, new.digest, new.body
    FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::bytea[])
        AS new (id, version, since, until, digest, body)
    JOIN restaurant_state s ON s.restaurant_id = new.id AND s.menu_version = new.version
    ORDER BY new.id
    ON CONFLICT (restaurant_id) DO UPDATE SET menu_version = excluded.menu_version, made_by = excluded.made_by,
        valid_from = excluded.valid_from, valid_until = excluded.valid_until, digest = excluded.digest,
        body = excluded.body
"""

log = structlog.get_logger()


class _Held(NamedTuple):
    slug: str
    version: int
    page: PublicPage


class _Row(NamedTuple):
    """A page to be stored, in the order of the statement's parameters."""

    restaurant_id: UUID
    version: int
    since: datetime
    until: datetime | None
    digest: str
    body: bytes


class _Load:
    """A page on its way, and the restaurants that changed meanwhile."""

    def __init__(self, read: "Callable[[_Load], Coroutine[Any, Any, PublicPage | None]]") -> None:
        self.outdated: set[UUID] = set()
        self.task = asyncio.create_task(read(self))


class ReadyPages:
    """The rows, and in memory those that were read."""

    def __init__(self, pool: BasePool, max_held: int = MAX_HELD) -> None:
        self._pool, self._max_held = pool, max_held
        self._held: OrderedDict[UUID, _Held] = OrderedDict()
        self._ids: dict[str, UUID] = {}
        self._versions: dict[UUID, int] = {}
        self._loads: dict[str, _Load] = {}
        self._running: set[_Load] = set()
        self._reads: GroupRead[str, asyncpg.Record | None] = GroupRead(self._fetch, TOGETHER)
        self._code = ""
        self._waiting: dict[UUID, _Row] = {}
        self._storing: asyncio.Task[None] | None = None

    def find_held(self, slug: str, now: float) -> PublicPage | None:
        """Return the page of a restaurant if it is in memory and holds at `now` (seconds of Unix time)."""
        restaurant_id = self._ids.get(slug)
        if restaurant_id is None:
            return None
        page = self._held[restaurant_id].page
        if now >= page.valid_until:
            self.forget(restaurant_id)
            return None
        self._held.move_to_end(restaurant_id)
        return page

    async def find(self, slug: str) -> PublicPage | None:
        """Return the page of a restaurant as the database has it now; None where it has none ready."""
        load = self._loads.get(slug)
        if load is None or load.outdated:
            load = self._begin(slug)
        return await shared_result(load.task)

    def versions(self) -> Mapping[UUID, int]:
        """Return the menu versions of the pages in memory."""
        return self._versions

    def take(self, restaurant_id: UUID, version: int) -> PublicPage | None:
        """Give a page away to who holds the menu from now on; None where there is none of this version."""
        held = self._held.get(restaurant_id)
        self.forget(restaurant_id)
        return held.page if held is not None and held.version == version else None

    def forget(self, restaurant_id: UUID) -> None:
        """Drop what is held of a restaurant: it has changed."""
        for load in self._running:
            load.outdated.add(restaurant_id)
        held = self._held.pop(restaurant_id, None)
        if held is not None:
            del self._versions[restaurant_id]
            if self._ids.get(held.slug) == restaurant_id:
                del self._ids[held.slug]

    def store(self, snapshot: MenuSnapshot, page: PublicPage, now: float) -> None:
        """Have a page in the restaurant's own language that holds at `now` stored soon, for whoever has it in no memory."""
        if snapshot.counted_dishes or len(self._waiting) >= MAX_WAITING:
            return
        until = min(page.valid_until, snapshot.until.timestamp() if snapshot.until else math.inf)
        self._waiting[snapshot.restaurant.id] = _Row(
            snapshot.restaurant.id,
            snapshot.version,
            datetime.fromtimestamp(now, UTC),
            None if until == math.inf else datetime.fromtimestamp(until, UTC),
            page.digest,
            page.gzipped.whole.body,
        )
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store_all())

    async def close(self) -> None:
        """Store no more."""
        if self._storing is not None:
            self._storing.cancel()
            await asyncio.wait({self._storing})

    def _begin(self, slug: str) -> _Load:
        load = self._loads[slug] = _Load(partial(self._read, slug))
        self._running.add(load)
        load.task.add_done_callback(lambda _: self._end(slug, load))
        return load

    async def _read(self, slug: str, load: _Load) -> PublicPage | None:
        row = await self._reads.read(slug)
        if row is None:
            return None
        until = math.inf if row["valid_until"] is None else row["valid_until"].timestamp()
        page = page_of(row["digest"], row["body"], until)
        if row["id"] not in load.outdated:
            self._hold(row["id"], _Held(slug, row["menu_version"], page))
        return page

    async def _fetch(self, slugs: Sequence[str]) -> list[asyncpg.Record | None]:
        rows = await self._pool.fetch(READ, slugs, await self._made_by(), datetime.now(UTC))
        found = {row["slug"]: row for row in rows}
        return [found.get(slug) for slug in slugs]

    async def _made_by(self) -> str:
        if not self._code:
            self._code = await asyncio.to_thread(code_digest)
        return self._code

    def _end(self, slug: str, load: _Load) -> None:
        self._running.discard(load)
        if self._loads.get(slug) is load:
            del self._loads[slug]

    def _hold(self, restaurant_id: UUID, held: _Held) -> None:
        self.forget(restaurant_id)
        self._held[restaurant_id], self._ids[held.slug] = held, restaurant_id
        self._versions[restaurant_id] = held.version
        while len(self._held) > self._max_held:
            self.forget(next(iter(self._held)))

    async def _store_all(self) -> None:
        while self._waiting:
            await asyncio.sleep(GATHERED)
            some = [self._waiting.pop(key) for key in list(self._waiting)[:TOGETHER]]
            columns = [list(column) for column in zip(*some, strict=True)]
            try:
                await self._pool.execute(STORE, *columns, await self._made_by())
            except (*TRANSIENT_ERRORS, OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("public pages were not stored; they are made again", error=error)


def code_digest() -> str:
    """A digest of the sources that make a page. Takes some milliseconds, once."""
    server = Path(__file__).parents[1]
    files = sorted(file for package in CODE for file in (server / package).rglob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
