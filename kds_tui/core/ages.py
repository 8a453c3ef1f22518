"""How old a ticket is, and whether that is late. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kds_tui.core.courses import began_at
from server.wire.orders import KitchenOrder
from server.wire.vocabulary import COOKING

SHORTEST_WATCH = timedelta(minutes=2)


class Level(StrEnum):
    """The three colours of age, from thresholds (Fresh KDS: yellow, then red)."""

    CALM = "calm"
    WARN = "warn"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Minutes after which a ticket is to be watched, and is late."""

    warn: float
    late: float

    def level(self, seconds: float) -> Level:
        """The level of a ticket that is `seconds` old."""
        if seconds >= self.late * 60:
            return Level.LATE
        return Level.WARN if seconds >= self.warn * 60 else Level.CALM


@dataclass(frozen=True, slots=True)
class Times:
    """When a ticket of one screen is to be watched, and late.

    With `promise` that follows the time that its diner was told; `counter` and `table` are for orders without one.
    """

    counter: Thresholds = Thresholds(5, 8)
    table: Thresholds = Thresholds(10, 15)
    promise: bool = True

    def of(self, order: KitchenOrder) -> Thresholds:
        """The thresholds that go with an order: one for a table, or one over the counter."""
        return self.table if order.table_identifier else self.counter


def age_seconds(order: KitchenOrder, now: datetime) -> int:
    """Whole seconds since the order came, or since its last course was fired; never negative."""
    return max(0, int((now - began_at(order, now)).total_seconds()))


def level_of(order: KitchenOrder, times: Times, now: datetime) -> Level:
    """How late an order is; what is ready, out or cancelled is no longer late."""
    if order.status not in COOKING:
        return Level.CALM
    began = began_at(order, now)
    if times.promise and order.estimated_ready_at is not None and order.estimated_ready_at > began:
        return _level_of_promise(began, order.estimated_ready_at, now)
    return times.of(order).level(age_seconds(order, now))


def _level_of_promise(placed: datetime, promised: datetime, now: datetime) -> Level:
    """Late from the promised moment on; to be watched in the last quarter before it, two minutes at least."""
    if now >= promised:
        return Level.LATE
    watched = max((promised - placed) / 4, SHORTEST_WATCH)
    return Level.WARN if now >= promised - watched else Level.CALM


def age_words(seconds: int) -> str:
    """`4:07`, `1:02:30`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def head_age(seconds: int) -> str:
    """`4:07`, `1h02`: never more than five cells in the first hundred hours."""
    minutes, rest = divmod(seconds, 60)
    hours, over = divmod(minutes, 60)
    return f"{hours}h{over:02}" if hours else f"{minutes}:{rest:02}"
