"""Orders that are paid before the kitchen gets them: let go once they are paid, given up where nobody pays."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog

from server.domain.errors import Conflict, NotFound
from server.domain.ids import to_the_millisecond
from server.domain.order import Order, Removal
from server.domain.restaurant import RestaurantSettings
from server.orders import store
from server.orders.locked_changes import CourseTimes
from server.orders.new_order import status_in_kitchen
from server.orders.removal import remove_locked
from server.orders.service import Orders
from server.wire.vocabulary import NOT_PAID_IN_TIME

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class UnpaidOrders:
    """What becomes of orders that wait for their payment."""

    orders: Orders

    async def release(self, order_id: UUID) -> None:
        """Let the kitchen have an order, promised from now on; one that waits no longer stays as it is. NotFound."""
        order = await self.orders.get(order_id)
        if order.status != "unpaid":
            return
        place = (await self.orders.catalog.by_slug(order.restaurant_slug)).restaurant
        now = to_the_millisecond(datetime.now(UTC))
        waiting = {line.id for line in order.waiting(now)}
        at_once = [line for line in order.lines if not line.state and line.id not in waiting]
        promise = await self.orders.estimates.promise(place, at_once, now)
        with promise:
            changes, released = await self._release_locked(place, order_id, now, promise.ready_at)
            if changes and released.is_cooking:
                promise.keep()
        if changes:
            self.orders.publish([(changes, released)])

    async def _release_locked(
        self, place: RestaurantSettings, order_id: UUID, now: datetime, ready_at: datetime
    ) -> tuple[int, Order]:
        """Store it; returns the number of the change, 0 where the order waits no longer."""
        async with self.orders.pool.acquire() as connection, connection.transaction():
            order, _ = await store.lock_order(connection, order_id)
            if order is None:
                raise NotFound("There is no such order.")
            if order.status != "unpaid":
                return 0, order
            released = replace(
                order,
                status=status_in_kitchen(place, order.total, table_proven=order.table_proven),
                released_at=now,
                estimated_ready_at=ready_at,
                updated_at=now,
                revision=order.revision + 1,
            )
            return await store.save_release(connection, released), released

    async def give_up(self, order_id: UUID) -> None:
        """Cancel an order that nobody has paid, and give its portions back; one that waits no longer stays as it is."""
        now = to_the_millisecond(datetime.now(UTC))
        removal = Removal("cancelled", now, reason=NOT_PAID_IN_TIME, while_unpaid=True)
        try:
            removed = await remove_locked(
                self.orders.pool, order_id, removal, CourseTimes(now, None, timedelta()), None
            )
        except Conflict:
            return
        if removed.changes:
            self.orders.publish([(removed.changes, removed.order)], removed.left)
            log.info("an order was not paid in time", order=str(order_id))
