"""A channel: the displays of one restaurant, and what they have been sent."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import orjson

from server.domain.order import Order
from server.domain.table_call import TableCall
from server.kitchen.display_connection import DisplayConnection, Message
from server.kitchen.place import Place
from server.kitchen.sequence import ChangeSequence
from server.kitchen.snapshot import KitchenState, Stock, call_document, stock_document
from server.orders.serialize import kitchen_bytes
from server.wire.availability import StockKey


class Channel:
    """Fans messages out to the displays of one restaurant. All of it runs in the event loop and never waits."""

    def __init__(self, restaurant_id: UUID) -> None:
        self.restaurant_id = restaurant_id
        self.displays: set[DisplayConnection] = set()
        self.sequence = ChangeSequence()
        self.needs_snapshot = False
        self.is_snapshot_due = False
        self.snapshot_lock = asyncio.Lock()
        self.menu_version = 0
        self.sold_out: dict[StockKey, Stock] = {}
        self.counted: dict[StockKey, Stock] = {}
        self.place: Place | None = None
        self._timer: asyncio.TimerHandle | None = None

    def send_order(self, order: Order) -> None:
        """Send a whole order to every display whose business it is: of one that waits for its payment, none."""
        if order.status == "unpaid":
            return
        text = b'{"type":"order","order":' + kitchen_bytes(order) + b"}"
        message = Message(text, order.id, order.revision)
        for display in tuple(self.displays):
            if display.shows(order):
                display.send(message)

    def send_availability(self, thing: Stock, *, available: bool) -> None:
        """Send the availability of an item, or of the options or sizes of a name, to every display, and note it."""
        self.sold_out.pop(thing.key, None)
        self.counted.pop(thing.key, None)
        if not available:
            self.sold_out[thing.key] = thing
        elif thing.portions is not None:
            self.counted[thing.key] = thing
        text = orjson.dumps({"type": "availability", **stock_document(thing), "available": available})
        for display in tuple(self.displays):
            display.send(Message(text))
        self.schedule_returns()

    def send_call(self, call: TableCall) -> None:
        """Send a call to every display."""
        text = orjson.dumps({"type": "call", "call": call_document(call)})
        for display in tuple(self.displays):
            display.send(Message(text))

    def take_snapshot(self, state: KitchenState) -> None:
        """Note what a snapshot, which every display is about to be sent, says of changes and of what is sold out."""
        self.needs_snapshot = False
        self.sequence.catch_up(state.changes)
        self.menu_version = state.menu_version
        self.place = state.place
        self.sold_out, self.counted = dict(state.sold_out), dict(state.counted)
        self.schedule_returns()

    def schedule_returns(self) -> None:
        """Set the timer for the next item whose 86 ends."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        ends = [item.until for item in self.sold_out.values() if item.until]
        if ends and self.displays:
            seconds = (min(ends) - datetime.now(UTC)).total_seconds()
            wait = min(max(0.0, seconds), 3600.0)
            self._timer = asyncio.get_running_loop().call_later(wait, self.send_returns)

    def send_returns(self) -> None:
        """Send every item whose 86 has ended by now."""
        now = datetime.now(UTC)
        for thing in list(self.sold_out.values()):
            if thing.until and thing.until <= now:
                self.send_availability(thing._replace(until=None), available=True)
        self.schedule_returns()

    def close(self) -> None:
        """Stop the timer."""
        if self._timer:
            self._timer.cancel()
