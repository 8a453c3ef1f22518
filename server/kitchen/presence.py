"""Whether somebody looks: displays that are connected, orders that none has seen, and who is told."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from cachetools import TTLCache

from server.background import in_rounds
from server.db.pool import BasePool
from server.events.model import Event, MenuChanged
from server.hours import store as hours
from server.kitchen import presence_store as store
from server.kitchen import printer_store
from server.kitchen.notifier import Alert, Notifier
from server.menu.version import bump_version

log = structlog.get_logger()

ROUND_SECONDS = 10.0
"""How often it is noted which displays are connected."""
LONGEST_ROUND = 120.0
"""Seconds after which a round is given up: alerts to many owners go over slow ways."""
FRESH_SECONDS = 5.0
CAPACITY = 10_000
ALERT_AGAIN_AFTER = timedelta(minutes=30)
PAUSE = timedelta(minutes=30)
PAUSE_REASON = "The kitchen does not answer"


class Presence:
    """When displays were connected last, over all processes; readings are held for some seconds."""

    def __init__(self, pool: BasePool) -> None:
        self._pool = pool
        self._read: TTLCache[UUID, tuple[datetime | None]] = TTLCache(CAPACITY, FRESH_SECONDS, time.monotonic)

    async def note(self, restaurants: Iterable[UUID]) -> None:
        """Note that displays of these restaurants are connected now."""
        if wanted := list(restaurants):
            await store.note_displays(self._pool, wanted, datetime.now(UTC))

    async def seen_at(self, restaurant_id: UUID) -> datetime | None:
        """Return when a display of a restaurant was connected last, at most some seconds old."""
        read = self._read.get(restaurant_id)
        if read is None:
            read = self._read[restaurant_id] = (await store.find_displays_seen(self._pool, restaurant_id),)
        return read[0]


class Watch:
    """Notes which displays are connected, counts what nobody looks at, and tells the owners."""

    def __init__(
        self,
        pool: BasePool,
        presence: Presence,
        watched: Callable[[], Iterable[UUID]],
        notifier: Notifier | None,
        publish: Callable[[Event], None],
    ) -> None:
        self._pool, self._presence, self._watched = pool, presence, watched
        self._notifier, self._publish = notifier, publish
        self.figures = store.Figures(0, 0)
        self.printers_failing = 0

    async def run_forever(self) -> None:
        """Run rounds until cancelled, whatever happens to the database."""
        await in_rounds("the watch over orders", self.run_once, pause=ROUND_SECONDS, longest=LONGEST_ROUND)

    async def run_once(self) -> None:
        """Note, count and tell once."""
        await self._presence.note(self._watched())
        self.figures = await store.count_neglected(self._pool)
        self.printers_failing = await printer_store.count_failing(self._pool)
        if self.figures.unseen:
            for neglected in await store.claim_alerts(self._pool, ALERT_AGAIN_AFTER):
                await self._attend(neglected)

    async def _attend(self, neglected: store.Neglected) -> None:
        if neglected.pause:
            await self._pause(neglected.restaurant_id)
        log.warning("nobody looks at a kitchen's orders", restaurant=neglected.slug, orders=neglected.orders)
        if self._notifier is None:
            return
        try:
            await self._notifier.send(_alert(neglected, datetime.now(UTC)))
        except Exception as error:  # noqa: BLE001  whatever it was, the next round tries again
            log.warning("an alert was not delivered", restaurant=neglected.slug, error=type(error).__name__)
            await store.forget_alert(self._pool, neglected.restaurant_id)

    async def _pause(self, restaurant_id: UUID) -> None:
        until = datetime.now(UTC) + PAUSE
        async with self._pool.acquire() as connection, connection.transaction():
            await bump_version(connection, restaurant_id)
            await hours.update_times(
                connection, restaurant_id, {"paused_until": until, "pause_reason": PAUSE_REASON}
            )
        self._publish(MenuChanged(restaurant_id))


def _alert(neglected: store.Neglected, now: datetime) -> Alert:
    minutes = int((now - neglected.since).total_seconds() // 60)
    waits = "1 order waits" if neglected.orders == 1 else f"{neglected.orders} orders wait"
    text = (
        f"{neglected.name}: {waits} unseen, the oldest for {minutes} minutes. No kitchen display has been connected since. "
        "Open the kitchen display, or pause the restaurant."
    )
    if neglected.pause:
        text += " The restaurant was paused for 30 minutes."
    return Alert(text, neglected.slug, neglected.orders, minutes, neglected.owners)
