"""All kitchen displays of this process, by restaurant, and how news reach them."""

import asyncio
from collections.abc import Coroutine, Iterable
from datetime import UTC, datetime
from uuid import UUID

import structlog

from server.db.pool import BasePool
from server.events.model import AvailabilityChanged, Event, MembershipChanged, OrderChanged, SessionsEnded
from server.kitchen.channel import Channel, snapshot_bytes
from server.kitchen.display_connection import DisplayConnection
from server.menu.cache import MenuCache
from server.orders import store

log = structlog.get_logger()

LOGGED_OUT, REMOVED, GOING_AWAY = 4401, 4403, 1001


class Hub:
    """Keeps every display equal to the database: a snapshot first, whole orders after, a snapshot again in doubt."""

    def __init__(self, pool: BasePool, catalog: MenuCache) -> None:
        self._pool = pool
        self._catalog = catalog
        self._channels: dict[UUID, Channel] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def channels(self) -> list[Channel]:
        """The restaurants that have displays here."""
        return list(self._channels.values())

    async def join(self, restaurant_id: UUID, display: DisplayConnection) -> None:
        """Add a display: it hears of everything from now on, after a snapshot."""
        channel = self._channels.get(restaurant_id)
        if channel is None:
            channel = self._channels[restaurant_id] = Channel(restaurant_id, Channel.tell_returns)
        channel.displays.add(display)
        await self._send_snapshot(channel, [display])

    def leave(self, restaurant_id: UUID, display: DisplayConnection) -> None:
        """Remove a display."""
        channel = self._channels.get(restaurant_id)
        if channel is None:
            return
        channel.displays.discard(display)
        if not channel.displays:
            channel.close()
            del self._channels[restaurant_id]

    async def resync(self, channel: Channel) -> None:
        """Send every display of a channel a fresh snapshot: something may have been missed."""
        channel.needs_snapshot = True
        displays = list(channel.displays)
        for display in displays:
            display.hold()
        await self._send_snapshot(channel, displays)

    def hear(self, news: Event) -> None:
        """Pass news on to the displays that they concern."""
        match news:
            case OrderChanged():
                self._hear_order(news)
            case AvailabilityChanged(restaurant_id, item_id, name, available, until):
                if channel := self._channels.get(restaurant_id):
                    end = datetime.fromisoformat(until) if until else None
                    channel.tell_availability(item_id, name, end, available=available)
            case MembershipChanged(restaurant_id, user_id):
                if channel := self._channels.get(restaurant_id):
                    concerned = [s for s in channel.displays if user_id in (None, s.caller.user_id)]
                    self._start(self.check_displays([(channel, display) for display in concerned]))
            case SessionsEnded(session_ids):
                for channel in self.channels:
                    for display in [s for s in channel.displays if s.caller.session_id in session_ids]:
                        display.close(LOGGED_OUT, "this session has ended")

    async def check_displays(
        self, displays: Iterable[tuple[Channel, DisplayConnection]] | None = None
    ) -> None:
        """Close the displays (all of them by default) whose member was removed or whose session has ended."""
        checked = (
            list(displays) if displays is not None else [(r, s) for r in self.channels for s in r.displays]
        )
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
            [display.caller.user_id for _, display in checked],
            [display.caller.session_id for _, display in checked],
            [channel.restaurant_id for channel, _ in checked],
        )
        for (_, display), row in zip(checked, rows, strict=True):
            if not row["is_live"]:
                display.close(LOGGED_OUT, "this session has ended")
            elif not row["is_member"]:
                display.close(REMOVED, "no longer a member here")

    async def close(self) -> None:
        """Send every display away: the server stops."""
        displays = [display for channel in self.channels for display in channel.displays]
        for display in displays:
            display.close(GOING_AWAY, "the server stops; come back in a moment")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(display.closed() for display in displays), return_exceptions=True)

    def _hear_order(self, news: OrderChanged) -> None:
        channel = self._channels.get(news.restaurant_id)
        if channel is None:
            return
        if news.order:
            channel.changes.hear(news.changes)
            channel.tell_order(news.order)
        else:
            self._start(self._fetch(channel, news))

    async def _fetch(self, channel: Channel, news: OrderChanged) -> None:
        order = await store.find_order(self._pool, news.order_id)
        channel.changes.hear(news.changes)
        if order:
            channel.tell_order(order)

    async def _send_snapshot(self, channel: Channel, displays: list[DisplayConnection]) -> None:
        snapshot = await self._catalog.by_id(channel.restaurant_id)
        changes, orders = await store.list_open_orders(self._pool, channel.restaurant_id)
        now = datetime.now(UTC)
        channel.take_snapshot(changes, snapshot.menu, now)
        if len(displays) == len(channel.displays):
            channel.needs_snapshot = False
        whole: bytes | None = None
        for display in displays:
            if display.station is None:
                whole = whole or snapshot_bytes(orders, channel.sold_out, now)
                display.release(whole)
            else:
                display.release(snapshot_bytes(orders, channel.sold_out, now, display))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001  whatever it was, repair asks the database again
            log.warning("news wait for the database", error=repr(error))
