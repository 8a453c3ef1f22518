"""Changes of one order that need the whole of it: a station's share of a line, and courses. The restaurant is locked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from server.db.pool import BasePool
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.order import Order
from server.orders import store
from server.orders.serialize import for_kitchen
from server.wire.vocabulary import BUMPABLE, share_of


@dataclass(frozen=True, slots=True)
class Bump:
    """A line, counted from 1, done or not; of a `station` what that makes of it, of None all of it."""

    line: int
    station: str | None
    done: bool


@dataclass(frozen=True, slots=True)
class CourseTimes:
    """When it happens, after how long the next course is fired by itself, and how long the course then takes."""

    now: datetime
    fire_interval: timedelta | None
    takes: timedelta


Changed = tuple[Order, int]
"""The order as it is then, and the number of the change; 0 where nothing was changed."""


async def bump_locked(pool: BasePool, order_id: UUID, bump: Bump, times: CourseTimes) -> Changed:
    """Bump a line, and say when the course after it is fired.

    NotFound for no such line, Conflict for an order that has ended, Invalid where the station makes nothing of it.
    """

    def bumped(order: Order, auto_ready: bool) -> Order:  # noqa: FBT001  # as `_change` calls it
        require_line(order, bump.line)
        share = _share(order, bump)
        after = order.bumped(bump.line, share, done=bump.done, auto_ready=auto_ready)
        return after.with_courses_scheduled(times.now, times.fire_interval, times.takes)

    return await _change(pool, order_id, times.now, bumped)


async def fire_locked(
    pool: BasePool, order_id: UUID, course: str, times: CourseTimes, *, fired: bool
) -> Changed:
    """Fire a course, or let it wait again. NotFound for one that was not held, Conflict for an order that has ended."""

    def changed(order: Order, auto_ready: bool) -> Order:  # noqa: ARG001, FBT001  # as `_change` calls it
        held = next((one for one in order.courses if one.course == course), None)
        if held is None:
            raise NotFound("No such course of this order has waited.")
        _require_bumpable(order)
        # Who came later to the lock may have looked at the clock earlier.
        if held.waits(max(times.now, order.updated_at)) != fired:
            return order
        return order.with_fired(held.course, times.now if fired else None, times.takes)

    return await _change(pool, order_id, times.now, changed)


async def _change(
    pool: BasePool, order_id: UUID, now: datetime, change: Callable[[Order, bool], Order]
) -> Changed:
    """Change an order; `change` gets it, and whether its last line makes it ready."""
    async with pool.acquire() as connection, connection.transaction():
        order, auto_ready = await store.lock_order(connection, order_id)
        if order is None:
            raise NotFound("There is no such order.")
        changed = change(order, auto_ready)
        if changed == order:
            return order, 0
        changed = replace(changed, revision=order.revision + 1, updated_at=now)
        return changed, await store.save_bump(connection, changed)


def _share(order: Order, bump: Bump) -> str | None:
    if bump.station is None:
        return None
    share = share_of(bump.station, order.lines[bump.line - 1].stations)
    if share is None:
        raise Invalid([("station", "makes nothing of this line")])
    return share


def require_line(order: Order, line: int) -> None:
    """NotFound where the order has no such line, Conflict where its lines are not bumped any more."""
    if not 1 <= line <= len(order.lines):
        raise NotFound("This order has no such line.")
    _require_bumpable(order)


def _require_bumpable(order: Order) -> None:
    if order.status not in BUMPABLE:
        raise Conflict(
            f"Order {order.number} is {order.status}. Nothing was changed.", order=for_kitchen(order)
        )
