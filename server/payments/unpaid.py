"""Rounds over the orders that wait for their payment: what a lost message or a process that ended left undone is done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog

from server.background import in_rounds
from server.bills.service import Bills
from server.db.pool import BasePool
from server.domain.errors import DomainError
from server.domain.order import Order
from server.domain.unpaid import UNPAID_FOR
from server.menu.cache import MenuCache
from server.orders.store import list_unpaid
from server.orders.unpaid import UnpaidOrders
from server.payments import store

log = structlog.get_logger()

ROUND_SECONDS = 15.0
LONGEST_ROUND = 120.0
MESSAGE_COMES_WITHIN = timedelta(minutes=10)
"""So long after its last moment a page of the provider may still be told to be paid."""


@dataclass(frozen=True, slots=True)
class UnpaidRounds:
    """Looks after all orders that wait."""

    pool: BasePool
    menus: MenuCache
    bills: Bills
    unpaid: UnpaidOrders

    async def run_forever(self) -> None:
        """Look after them until cancelled."""
        await in_rounds(
            "the rounds of unpaid orders", self.run_once, pause=ROUND_SECONDS, longest=LONGEST_ROUND
        )

    async def run_once(self) -> None:
        """Let go what is paid, and give up what nobody pays any more."""
        by_restaurant: dict[UUID, list[Order]] = {}
        for order in await list_unpaid(self.pool, datetime.now(UTC)):
            by_restaurant.setdefault(order.restaurant_id, []).append(order)
        for restaurant_id, orders in by_restaurant.items():
            try:
                await self._look_after(restaurant_id, orders)
            except DomainError as error:
                log.warning(
                    "unpaid orders could not be looked after", restaurant=str(restaurant_id), error=error
                )

    async def _look_after(self, restaurant_id: UUID, orders: Collection[Order]) -> None:
        if (await self.menus.by_id(restaurant_id)).restaurant.money.pay != "before":
            for order in orders:
                await self.unpaid.release(order.id)
            return
        bills = await self.bills.of_orders(restaurant_id, [*orders])
        for held in bills:
            await self.bills.release_paid(held)
        now = datetime.now(UTC)
        late = {order.id for order in orders if now - order.created_at > UNPAID_FOR}
        for held in bills if late else ():
            ids = [order.id for order in held.source.orders]
            if late.intersection(ids) and not await store.is_being_paid(
                self.pool, ids, now - MESSAGE_COMES_WITHIN
            ):
                for order_id in late.intersection(ids):
                    await self.unpaid.give_up(order_id)
