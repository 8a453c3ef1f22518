"""All kitchen screens of this process, by restaurant, and how news reach them."""

import asyncio
from collections.abc import Coroutine, Iterable
from datetime import UTC, datetime
from uuid import UUID

import structlog

from server.db.pool import BasePool
from server.events.model import AvailabilityChanged, Event, MembershipChanged, OrderChanged, SessionsEnded
from server.kitchen.channel import Room, snapshot_bytes
from server.kitchen.display_connection import Screen
from server.menu.cache import MenuCache
from server.orders import store

log = structlog.get_logger()

LOGGED_OUT, REMOVED, GOING_AWAY = 4401, 4403, 1001


class Hub:
    """Keeps every screen equal to the database: a snapshot first, whole orders after, a snapshot again in doubt."""

    def __init__(self, pool: BasePool, catalog: MenuCache) -> None:
        self._pool = pool
        self._catalog = catalog
        self._rooms: dict[UUID, Room] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def rooms(self) -> list[Room]:
        """The restaurants that have screens here."""
        return list(self._rooms.values())

    async def join(self, restaurant_id: UUID, screen: Screen) -> None:
        """Add a screen: it hears of everything from now on, after a snapshot."""
        room = self._rooms.get(restaurant_id)
        if room is None:
            room = self._rooms[restaurant_id] = Room(restaurant_id, Room.tell_returns)
        room.screens.add(screen)
        await self._send_snapshot(room, [screen])

    def leave(self, restaurant_id: UUID, screen: Screen) -> None:
        """Remove a screen."""
        room = self._rooms.get(restaurant_id)
        if room is None:
            return
        room.screens.discard(screen)
        if not room.screens:
            room.close()
            del self._rooms[restaurant_id]

    async def resync(self, room: Room) -> None:
        """Send every screen of a room a fresh snapshot: something may have been missed."""
        room.needs_snapshot = True
        screens = list(room.screens)
        for screen in screens:
            screen.hold()
        await self._send_snapshot(room, screens)

    def hear(self, news: Event) -> None:
        """Pass news on to the screens that they concern."""
        match news:
            case OrderChanged():
                self._hear_order(news)
            case AvailabilityChanged(restaurant_id, item_id, name, available, until):
                if room := self._rooms.get(restaurant_id):
                    end = datetime.fromisoformat(until) if until else None
                    room.tell_availability(item_id, name, end, available=available)
            case MembershipChanged(restaurant_id, user_id):
                if room := self._rooms.get(restaurant_id):
                    concerned = [s for s in room.screens if user_id in (None, s.caller.user_id)]
                    self._start(self.check_screens([(room, screen) for screen in concerned]))
            case SessionsEnded(session_ids):
                for room in self.rooms:
                    for screen in [s for s in room.screens if s.caller.session_id in session_ids]:
                        screen.close(LOGGED_OUT, "this session has ended")

    async def check_screens(self, screens: Iterable[tuple[Room, Screen]] | None = None) -> None:
        """Close the screens (all of them by default) whose member was removed or whose session has ended."""
        checked = list(screens) if screens is not None else [(r, s) for r in self.rooms for s in r.screens]
        if not checked:
            return
        rows = await self._pool.fetch(
            """
            SELECT role_of(c.user_id, c.session_id, c.restaurant_id) IS NOT NULL AS is_member,
                   EXISTS (SELECT FROM sessions s WHERE s.id = c.session_id AND s.revoked_at IS NULL) AS is_live
            FROM unnest($1::uuid[], $2::uuid[], $3::uuid[])
                 WITH ORDINALITY AS c (user_id, session_id, restaurant_id, position)
            ORDER BY c.position
            """,
            [screen.caller.user_id for _, screen in checked],
            [screen.caller.session_id for _, screen in checked],
            [room.restaurant_id for room, _ in checked],
        )
        for (_, screen), row in zip(checked, rows, strict=True):
            if not row["is_live"]:
                screen.close(LOGGED_OUT, "this session has ended")
            elif not row["is_member"]:
                screen.close(REMOVED, "no longer a member here")

    async def close(self) -> None:
        """Send every screen away: the server stops."""
        screens = [screen for room in self.rooms for screen in room.screens]
        for screen in screens:
            screen.close(GOING_AWAY, "the server stops; come back in a moment")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(screen.closed() for screen in screens), return_exceptions=True)

    def _hear_order(self, news: OrderChanged) -> None:
        room = self._rooms.get(news.restaurant_id)
        if room is None:
            return
        if news.order:
            room.changes.hear(news.changes)
            room.tell_order(news.order)
        else:
            self._start(self._fetch(room, news))

    async def _fetch(self, room: Room, news: OrderChanged) -> None:
        order = await store.find_order(self._pool, news.order_id)
        room.changes.hear(news.changes)
        if order:
            room.tell_order(order)

    async def _send_snapshot(self, room: Room, screens: list[Screen]) -> None:
        snapshot = await self._catalog.by_id(room.restaurant_id)
        changes, orders = await store.list_open_orders(self._pool, room.restaurant_id)
        now = datetime.now(UTC)
        room.take_snapshot(changes, snapshot.menu, now)
        if len(screens) == len(room.screens):
            room.needs_snapshot = False
        whole: bytes | None = None
        for screen in screens:
            if screen.station is None:
                whole = whole or snapshot_bytes(orders, room.sold_out, now)
                screen.release(whole)
            else:
                screen.release(snapshot_bytes(orders, room.sold_out, now, screen))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001  whatever it was, repair asks the database again
            log.warning("news wait for the database", error=error)
