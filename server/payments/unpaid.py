"""Rounds over the orders that wait for their payment: what a lost message or a process that ended left undone is done."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog

from server.background import in_rounds
from server.bills.model import HeldBill
from server.bills.service import Bills
from server.db.pool import BasePool
from server.domain.errors import DomainError, NotFound
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
        for order in await list_unpaid(self.pool):
            by_restaurant.setdefault(order.restaurant_id, []).append(order)
        for restaurant_id, orders in by_restaurant.items():
            try:
                await self._look_after(restaurant_id, orders)
            except DomainError as error:
                log.warning(
                    "unpaid orders could not be looked after", restaurant=str(restaurant_id), error=error
                )

    async def _look_after(self, restaurant_id: UUID, orders: Sequence[Order]) -> None:
        late = {order.id for order in orders if datetime.now(UTC) - order.created_at > UNPAID_FOR}
        try:
            pay = (await self.menus.by_id(restaurant_id)).restaurant.money.pay
        except NotFound:  # it was removed, and takes no payments any more
            await self._give_up(late)
            return
        if pay != "before":
            for order in orders:
                await self.unpaid.release(order.id)
            return
        for held in await self.bills.of_orders(restaurant_id, orders):
            await self.bills.release_paid(held)
            await self._give_up_unpaid(held, late)

    async def _give_up_unpaid(self, held: HeldBill, late: AbstractSet[UUID]) -> None:
        """Give up those orders of a bill that are late, unless a payment through one of the bill's may still be made."""
        ids = {order.id for order in held.source.orders}
        expired_after = datetime.now(UTC) - MESSAGE_COMES_WITHIN
        if ids & late and not await store.is_being_paid(self.pool, ids, expired_after):
            await self._give_up(ids & late)

    async def _give_up(self, orders: AbstractSet[UUID]) -> None:
        for order_id in sorted(orders):
            await self.unpaid.give_up(order_id)
