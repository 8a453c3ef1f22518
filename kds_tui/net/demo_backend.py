"""A kitchen without a server: orders come by themselves, and everything that a cook does is answered.

The same seed gives the same evening.
"""

import asyncio
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from kds_tui.core.actions import Action, Move, OrderAction, bump
from kds_tui.core.board import KEEP_CLOSED
from kds_tui.core.events import ClockSet, Online, Remembered, Settled
from kds_tui.core.kitchen_menu import Menu
from kds_tui.core.stock import StockState
from kds_tui.core.stock_actions import StockAction
from kds_tui.net.backend import Emit
from kds_tui.net.demo_orders import demo_day, demo_menu, invent_order
from server.wire.kitchen_day import KitchenDay
from server.wire.kitchen_messages import KitchenSnapshot, OrderMessage
from server.wire.orders import KitchenOrder
from server.wire.vocabulary import BUMPABLE

MOST_OPEN = 40


class DemoKitchen:
    """An evening. `every` is how many seconds pass between two orders on average; 0: none come."""

    def __init__(
        self, seed: int = 5, every: float = 20.0, start: datetime | None = None, opening: int = 7
    ) -> None:
        self._random = random.Random(seed)  # noqa: S311  # a play, no secret
        self._every = every
        self._emit: Emit = lambda _: None
        self._orders: dict[UUID, KitchenOrder] = {}
        self._stock = StockState()
        self._number = 0
        now = start or datetime.now(UTC)
        for place in range(opening):
            self._invent(now - timedelta(seconds=60 * (opening - place) * 1.7 + self._random.randrange(50)))

    async def run(self, emit: Emit) -> None:
        """Play until cancelled."""
        self._emit = emit
        self._tell_all()
        while True:
            await asyncio.sleep(self._pause())
            self._forget()
            if self._every and sum(order.status in BUMPABLE for order in self._orders.values()) < MOST_OPEN:
                emit(OrderMessage(order=self._invent(datetime.now(UTC))))

    def submit(self, action: Action) -> None:
        """Do it, and answer."""
        if isinstance(action, StockAction):
            self._do_stock(action)
            self._emit(Settled(action))
        elif isinstance(action, OrderAction):
            self._emit(Settled(action, self._step(action)))
        else:
            self._emit(Settled(action))

    def withdraw(self, key: str) -> bool:
        """Nothing waits here."""
        del key
        return False

    def kept(self) -> Sequence[Action]:
        """Nothing waits here."""
        return ()

    def remember(self, now: Remembered) -> None:
        """The next evening is another."""

    def look_up(self, order_ids: Sequence[UUID]) -> None:
        """Every order is known."""
        for order_id in order_ids:
            self._emit(OrderMessage(order=self._orders[order_id]))

    def silence(self) -> float:
        """It never stops talking."""
        return 0

    async def day(self) -> KitchenDay:
        """What has been ordered so far."""
        return demo_day(self._orders.values())

    async def menu(self) -> Menu:
        """The dishes of the play."""
        return demo_menu()

    def cancel(self, order_id: UUID, reason: str) -> KitchenOrder:
        """What only an owner does: cancel an order."""
        order = self._orders[order_id]
        return self._put(order.model_copy(update={"status": "cancelled", "reason": reason}))

    def cancel_and_tell(self, order_id: UUID) -> None:
        """An order is cancelled while the display runs."""
        self._emit(OrderMessage(order=self.cancel(order_id, "the guests had to leave")))

    def serve_one(self, now: datetime) -> None:
        """A new order comes, and the oldest open one is bumped through to completed."""
        self._emit(OrderMessage(order=self._invent(now)))
        oldest = next(order for order in self._orders.values() if order.status in BUMPABLE)
        while (move := bump(oldest)) is not None:
            oldest = self._put(move.on(oldest))
            self._emit(OrderMessage(order=oldest))
        self._forget()

    def orders(self) -> list[KitchenOrder]:
        """All orders, oldest first."""
        return list(self._orders.values())

    def _forget(self) -> None:
        """Drop the oldest closed orders: an evening may be long."""
        closed = [order.id for order in self._orders.values() if order.status not in BUMPABLE]
        for order_id in closed[:-KEEP_CLOSED]:
            del self._orders[order_id]

    def _pause(self) -> float:
        return self._random.uniform(0.3, 1.7) * self._every if self._every else 3600

    def _tell_all(self) -> None:
        now = datetime.now(UTC)
        self._emit(ClockSet(now))
        self._emit(Online())
        mine = [o for o in self._orders.values() if o.status in BUMPABLE]
        stock = self._stock
        out, counted = list(stock.out.values()), list(stock.counted.values())
        self._emit(KitchenSnapshot(orders=mine, unavailable=out, counted=counted, server_time=now))

    def _invent(self, placed_at: datetime) -> KitchenOrder:
        self._number += 1
        order = invent_order(self._random, self._number, placed_at)
        self._orders[order.id] = order
        return order

    def _step(self, action: OrderAction) -> KitchenOrder:
        order = self._orders[action.order_id]
        if not action.applies(order) and not isinstance(action, Move):
            return order
        changed = action.on(order)
        return order if changed is order else self._put(changed)

    def _put(self, order: KitchenOrder) -> KitchenOrder:
        order = order.model_copy(update={"revision": order.revision + 1, "updated_at": datetime.now(UTC)})
        self._orders[order.id] = order
        return order

    def _do_stock(self, action: StockAction) -> None:
        news = action.news()
        self._stock = self._stock.after(news)
        self._emit(news)
