"""Lines that are taken off an order: cancelled by the diner or at the table, or refused by the kitchen. The restaurant is locked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from server.audit.log import Action, record
from server.db.pool import BasePool
from server.domain.errors import Conflict, NotFound
from server.domain.order import Order, Removal, portions_of
from server.orders import store
from server.orders.locked_changes import CourseTimes
from server.orders.serialize import for_diner, for_kitchen
from server.wire.vocabulary import NOT_ENDED, TakenOff

LOGGED: Mapping[TakenOff, Action] = {"refused": "order.line_refused", "cancelled": "order.line_cancelled"}


@dataclass(frozen=True, slots=True)
class Removed:
    """The order without what was taken off, the number of the change (0: nothing was changed), and what is left of its dishes."""

    order: Order
    changes: int = 0
    left: Sequence[store.DishLeft] = ()


async def remove_locked(
    pool: BasePool,
    order_id: UUID,
    removal: Removal,
    times: CourseTimes,
    cancel_until: datetime | None,
    ready_at: datetime | None = None,
) -> Removed:
    """Take lines off an order: refused by its kitchen, cancelled by staff, or (`cancel_until`) by its diner.

    The rest is promised for `ready_at`, where that is sooner than what was promised.
    What was taken off before stays so. NotFound for no such order or line, Conflict (with `order`) where the order is over,
    or its kitchen has begun with what the diner cancels, or the time for that is over. The restaurant is locked: of a first
    bump and a change of mind one comes first, and the other sees it.
    """
    async with pool.acquire() as connection, connection.transaction():
        order, auto_ready = await store.lock_order(connection, order_id)
        if order is None:
            raise NotFound("There is no such order.")
        if removal.lines and not removal.lines <= {line.id for line in order.lines}:
            raise NotFound("This order has no such line.")
        changed = order.without(removal, auto_ready=auto_ready)
        by_diner = removal.is_diners
        if changed == order or (by_diner and order.status == "cancelled"):
            return Removed(order)
        _require_removable(order, removal, cancel_until)
        changed = changed.with_courses_scheduled(times.now, times.fire_interval, times.takes)
        changed = _promised_sooner(changed, ready_at)
        changed = replace(changed, revision=order.revision + 1, updated_at=removal.at)
        before = {line.id for line in order.lines if line.state}
        gone = portions_of(line for line in changed.lines if line.state and line.id not in before)
        changes, left = await store.save_removal(
            connection, changed, gone, given_back=_is_left(order, removal)
        )
        if not by_diner:
            subject = {"order_id": str(order.id), "lines": sorted(removal.lines or ())}
            await record(
                connection, order.restaurant_id, LOGGED[removal.state], str(order.number), after=subject
            )
        return Removed(changed, changes, left)


def _promised_sooner(order: Order, ready_at: datetime | None) -> Order:
    if ready_at is None or order.estimated_ready_at is None or not order.is_cooking:
        return order
    return replace(order, estimated_ready_at=min(order.estimated_ready_at, ready_at))


def _is_left(order: Order, removal: Removal) -> bool:
    """Whether the portions of what is taken off are still there: the kitchen has them, and has not begun with the order."""
    return removal.state == "cancelled" and not order.is_begun


def _require_removable(order: Order, removal: Removal, cancel_until: datetime | None) -> None:
    """Conflict where the order is over, or the diner is too late."""
    if not removal.is_diners:
        if order.status not in (("unpaid",) if removal.while_unpaid else NOT_ENDED):
            raise Conflict(
                f"Order {order.number} is {order.status}. Nothing was changed.", order=for_kitchen(order)
            )
        return
    is_late = order.status != "unpaid" and (cancel_until is None or removal.at >= cancel_until)
    if order.is_begun or is_late:
        why = "The kitchen has begun" if order.is_begun else "It is too late"
        raise Conflict(
            f"{why}: nothing was cancelled. To change something, ask the staff.", order=for_diner(order)
        )
