"""All kitchen displays of this process, by restaurant, and how events reach them."""

import asyncio
from collections.abc import Coroutine, Iterable
from datetime import UTC, datetime
from uuid import UUID

import structlog

from server.db.pool import BasePool
from server.events.model import (
    AvailabilityChanged,
    CallChanged,
    Event,
    MembershipChanged,
    NumberedChange,
    OrderChanged,
    PrinterChanged,
    SessionsEnded,
)
from server.kitchen import table_call_store
from server.kitchen.channel import Channel
from server.kitchen.display_connection import DisplayConnection
from server.kitchen.place import NameAllergens, Place
from server.kitchen.presence import Presence
from server.kitchen.snapshot import KitchenState, Stock, counted_dishes, snapshot_bytes, sold_out_things
from server.kitchen.state_store import list_calls_and_printers
from server.menu.cache import MenuCache
from server.menu.snapshot import MenuSnapshot
from server.orders import store

log = structlog.get_logger()

LOGGED_OUT, REMOVED, GOING_AWAY = 4401, 4403, 1001
SNAPSHOT_PATIENCE = 15.0
"""Seconds in which a snapshot is read, the wait for its turn included: who comes too late for one is told to come back."""


class Hub:
    """Keeps every display equal to the database: first a snapshot, then whole orders, and a snapshot again in doubt."""

    def __init__(
        self,
        pool: BasePool,
        menus: MenuCache,
        presence: Presence,
        name_allergens: NameAllergens = lambda _: {},
    ) -> None:
        self._pool = pool
        self._menus = menus
        self._presence = presence
        self._name_allergens = name_allergens
        self._channels: dict[UUID, Channel] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def channels(self) -> list[Channel]:
        """The restaurants that have displays here."""
        return list(self._channels.values())

    @property
    def connected(self) -> int:
        """How many displays are connected here."""
        return sum(display.is_watched for channel in self._channels.values() for display in channel.displays)

    def restaurants(self) -> set[UUID]:
        """The restaurants of which displays are connected here."""
        return {
            key
            for key, channel in self._channels.items()
            if any(display.is_watched for display in channel.displays)
        }

    async def join(self, restaurant_id: UUID, display: DisplayConnection) -> None:
        """Add a display: it is sent a snapshot and then everything that happens."""
        channel = self._channels.get(restaurant_id)
        if channel is None:
            channel = self._channels[restaurant_id] = Channel(restaurant_id)
        channel.displays.add(display)
        await self._send_snapshot(channel, [display])
        if display.is_watched:
            await self._guarded(self._presence.note([restaurant_id]))

    def leave(self, restaurant_id: UUID, display: DisplayConnection) -> None:
        """Remove a display."""
        channel = self._channels.get(restaurant_id)
        if channel is None:
            return
        channel.displays.discard(display)
        if not channel.displays:
            channel.close()
            del self._channels[restaurant_id]

    def resync(self, restaurant_id: UUID) -> None:
        """Send every display of a restaurant a fresh snapshot soon: an event was missed.

        One that waits for its turn is enough: it is read after everything that is known now.
        """
        channel = self._channels.get(restaurant_id)
        if channel is not None and not channel.is_snapshot_due:
            channel.is_snapshot_due = True
            self._start(self.send_snapshots(channel))

    async def send_snapshots(self, channel: Channel) -> None:
        """Send every display of a channel a fresh snapshot: something may have been missed."""
        channel.needs_snapshot = True
        try:
            await self._send_snapshot(channel, list(channel.displays))
        finally:
            channel.is_snapshot_due = False

    def on_event(self, event: Event) -> None:
        """Send an event to the displays that it concerns."""
        match event:
            case OrderChanged() | CallChanged() | PrinterChanged():
                self._on_numbered_change(event)
            case AvailabilityChanged(restaurant_id, item_id, name, available, until, kind, portions):
                if channel := self._channels.get(restaurant_id):
                    end = datetime.fromisoformat(until) if until else None
                    thing = Stock(name, end, kind, item_id, portions)
                    channel.send_availability(thing, available=available)
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
        """Close every display's connection: the server stops."""
        displays = [display for channel in self.channels for display in channel.displays]
        for display in displays:
            display.close(GOING_AWAY, "the server stops; come back in a moment")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(display.closed() for display in displays), return_exceptions=True)

    def _on_numbered_change(self, event: NumberedChange) -> None:
        match event:
            case OrderChanged():
                self._on_order_changed(event)
            case CallChanged():
                self._on_call_changed(event)
            case PrinterChanged(restaurant_id, changes):
                if channel := self._channels.get(restaurant_id):
                    channel.sequence.receive(changes)
                    self.resync(restaurant_id)

    def _on_order_changed(self, event: OrderChanged) -> None:
        channel = self._channels.get(event.restaurant_id)
        if channel is None:
            return
        if event.order:
            channel.sequence.receive(event.changes)
            channel.send_order(event.order)
        else:
            self._start(self._fetch_and_send(channel, event))

    def _on_call_changed(self, event: CallChanged) -> None:
        channel = self._channels.get(event.restaurant_id)
        if channel is None:
            return
        if event.call:
            channel.sequence.receive(event.changes)
            channel.send_call(event.call)
        else:
            self._start(self._fetch_and_send_call(channel, event))

    async def _fetch_and_send_call(self, channel: Channel, event: CallChanged) -> None:
        call = await table_call_store.find_call(self._pool, event.restaurant_id, event.call_id)
        channel.sequence.receive(event.changes)
        if call:
            channel.send_call(call)

    async def _fetch_and_send(self, channel: Channel, event: OrderChanged) -> None:
        order = await store.find_order(self._pool, event.order_id)
        channel.sequence.receive(event.changes)
        if order and order.restaurant_id == channel.restaurant_id:
            channel.send_order(order)

    def place_of(self, snapshot: MenuSnapshot, now: datetime) -> Place:
        """The restaurant of a menu as its displays know it at `now`."""
        return Place.of(snapshot.restaurant, now, self._name_allergens)

    async def read_state(self, restaurant_id: UUID) -> KitchenState:
        """Read what a kitchen has to do. NotFound where the restaurant is gone."""
        snapshot = await self._menus.by_id(restaurant_id)
        changes, orders = await store.list_open_orders(self._pool, restaurant_id)
        now = datetime.now(UTC)
        calls, printers = await list_calls_and_printers(self._pool, restaurant_id, now)
        menu = snapshot.menu
        return KitchenState(
            changes,
            snapshot.version,
            orders,
            calls,
            sold_out_things(menu, now),
            counted_dishes(menu, now),
            now,
            self.place_of(snapshot, now),
            tuple(printers),
        )

    async def _send_snapshot(self, channel: Channel, displays: list[DisplayConnection]) -> None:
        async with (
            asyncio.timeout(SNAPSHOT_PATIENCE),
            channel.snapshot_lock,  # a snapshot that was read earlier is not sent later
        ):
            channel.is_snapshot_due = False
            for (
                display
            ) in displays:  # the snapshot before may have let messages through: none goes before this one
                display.hold()
            state = await self.read_state(channel.restaurant_id)
            if channel.displays <= set(displays):  # the others may miss what this snapshot has
                channel.take_snapshot(state)
            revisions = {order.id: order.revision for order in state.orders}
            for_all = snapshot_bytes(state)
            for display in displays:
                text = (
                    for_all if display.station is None else snapshot_bytes(state.of_station(display.station))
                )
                display.release(text, revisions)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001  whatever it was, reconciliation asks the database again
            log.warning("displays wait for the database", error=error)
