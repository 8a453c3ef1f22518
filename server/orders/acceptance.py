"""Whether a restaurant would take an order now, why not, and how long it would take."""

from dataclasses import dataclass
from datetime import UTC, datetime

from server.db.pool import BasePool
from server.hours.store import next_place
from server.menu.snapshot import MenuSnapshot
from server.orders import store
from server.orders.batches import MOST_OPEN
from server.orders.estimate import Estimates


@dataclass(frozen=True, slots=True)
class Acceptance:
    """`reason` is a sentence, empty where an order is taken; `opens_at` is None where nobody knows."""

    accepting: bool
    reason: str
    opens_at: datetime | None
    wait_minutes: int


async def read_acceptance(pool: BasePool, estimates: Estimates, snapshot: MenuSnapshot) -> Acceptance:
    """Ask what a confirm would ask, without holding anything."""
    place, now = snapshot.restaurant, datetime.now(UTC)
    wait = -(-await estimates.wait_seconds(place) // 60)
    closure = place.times.closure(now)
    if closure:
        return Acceptance(False, f"{place.name} {closure.text}.", closure.opens_at, wait)
    throttle = place.times.throttle
    until = await next_place(pool, place.id, throttle) if throttle else None
    if until:
        reason = f"{place.name} has as many orders as it can cook; the next is taken at {place.times.clock(until, now)}."
        return Acceptance(False, reason, until, wait)
    if await store.count_open(pool, place.id) >= MOST_OPEN:
        return Acceptance(False, f"{place.name} has as many open orders as it may have.", None, wait)
    return Acceptance(True, "", None, wait)
