"""The displays of one restaurant and what they have been told."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

import orjson

from server.domain.menu import Menu
from server.domain.order import Order
from server.kitchen.display_connection import DisplayConnection
from server.kitchen.sequence import Changes, Gap
from server.orders.serialize import for_kitchen, kitchen_bytes
from server.wire.base import rfc3339


class SoldOut(NamedTuple):
    name: str
    until: datetime | None


def sold_out_items(menu: Menu, now: datetime) -> dict[int, SoldOut]:
    """What is 86'd at `now`, by item id."""
    return {
        i.id: SoldOut(i.name, i.sold_out_until) for i in menu.orderable_items() if not i.is_available(now)
    }


class Channel:
    """Fans messages out to the displays of one restaurant. All of it runs in the event loop and never waits."""

    def __init__(self, restaurant_id: UUID, tell_return: Callable[["Channel"], None]) -> None:
        self.restaurant_id = restaurant_id
        self.displays: set[DisplayConnection] = set()
        self.changes = Changes()
        self.gap = Gap(self.changes)
        self.needs_snapshot = False
        self.menu_version = 0
        self.sold_out: dict[int, SoldOut] = {}
        self._tell_return = tell_return
        self._timer: asyncio.TimerHandle | None = None

    def tell_order(self, order: Order) -> None:
        """Send a whole order to every display whose business it is."""
        message = b'{"type":"order","order":' + kitchen_bytes(order) + b"}"
        for display in tuple(self.displays):
            if display.shows(order):
                display.send(message)

    def tell_availability(self, item_id: int, name: str, until: datetime | None, *, available: bool) -> None:
        """Send one item's availability to every display, and remember it."""
        if available:
            self.sold_out.pop(item_id, None)
        else:
            self.sold_out[item_id] = SoldOut(name, until)
        message = orjson.dumps(
            {
                "type": "availability",
                "menu_item_id": item_id,
                "name": name,
                "available": available,
                "until": until and rfc3339(until),
            }
        )
        for display in tuple(self.displays):
            display.send(message)
        self.wait_for_returns()

    def take_snapshot(self, changes: int, menu: Menu, now: datetime) -> None:
        """Take over what a snapshot says of the changes that are known and of what is sold out."""
        self.changes.catch_up(changes)
        self.menu_version = menu.version
        self.sold_out = sold_out_items(menu, now)
        self.wait_for_returns()

    def wait_for_returns(self) -> None:
        """Set the clock for the next item whose 86 ends."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        ends = [item.until for item in self.sold_out.values() if item.until]
        if ends and self.displays:
            seconds = (min(ends) - datetime.now(UTC)).total_seconds()
            wait = min(max(0.0, seconds), 3600.0)
            self._timer = asyncio.get_running_loop().call_later(wait, self._tell_return, self)

    def tell_returns(self) -> None:
        """Tell every item whose 86 has ended by now."""
        now = datetime.now(UTC)
        for item_id, item in list(self.sold_out.items()):
            if item.until and item.until <= now:
                self.tell_availability(item_id, item.name, None, available=True)
        self.wait_for_returns()

    def close(self) -> None:
        """Stop the clock."""
        if self._timer:
            self._timer.cancel()


def snapshot_bytes(
    orders: Iterable[Order],
    sold_out: Mapping[int, SoldOut],
    now: datetime,
    display: DisplayConnection | None = None,
) -> bytes:
    """Write the state of a kitchen as the wire's KitchenSnapshot, for all or for one display's station."""
    shown = [order for order in orders if display is None or display.shows(order)]
    return orjson.dumps(
        {
            "type": "snapshot",
            "orders": [for_kitchen(order) for order in shown],
            "unavailable": [
                {"menu_item_id": item_id, "name": item.name, "until": item.until and rfc3339(item.until)}
                for item_id, item in sold_out.items()
            ],
            "server_time": rfc3339(now),
        }
    )
