"""A ticket: one order on the board, and why it draws the eye. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kds_tui.core.courses import SOON, next_due
from server.wire.orders import KitchenOrder
from server.wire.vocabulary import BUMPABLE, STEPS


class Mark(StrEnum):
    """Why a ticket draws the eye."""

    NONE = ""
    NEW = "NEW"
    CHANGED = "CHANGED"
    RECALLED = "RECALLED"
    RUSH = "RUSH"
    FIRED = "FIRED"


@dataclass(frozen=True, slots=True, eq=False)
class Ticket:
    """One order on the board, as the server last told it. A ticket that changes is another object.

    `due` is the next moment at which a course of it is fired by itself.
    """

    order: KitchenOrder
    mark: Mark = Mark.NONE
    marked_at: datetime | None = None
    due: datetime | None = None


def ticket_of(order: KitchenOrder, now: datetime, mark: Mark = Mark.NONE) -> Ticket:
    """The ticket of an order as it is at `now`."""
    return Ticket(order, mark, now if mark else None, next_due(order, now))


def mark_of_change(old: KitchenOrder, new: KitchenOrder) -> Mark:
    """How an open order that is now told otherwise draws the eye."""
    if old.status == "held" and new.status != "held":
        return Mark.NEW
    if new.rushed and not old.rushed:
        return Mark.RUSH
    if new.courses != old.courses and _fired(new) - _fired(old):
        return Mark.FIRED
    undone = _done_shares(old) - _done_shares(new)
    if undone or (
        {old.status, new.status} <= set(BUMPABLE) and STEPS.index(new.status) < STEPS.index(old.status)
    ):
        return Mark.RECALLED
    return Mark.CHANGED if _content(old) != _content(new) else Mark.NONE


def _fired(order: KitchenOrder) -> set[str]:
    """The courses that were fired when the order was last changed."""
    return {one.course for one in order.courses if not one.waits(order.updated_at + SOON)}


def _done_shares(order: KitchenOrder) -> set[tuple[int, str]]:
    return {
        (line.id, station) for line in order.items for station in line.stations if line.is_done_at(station)
    }


def _content(order: KitchenOrder) -> tuple[object, ...]:
    lines = tuple(
        (
            line.id,
            line.name,
            line.variant_label,
            line.quantity,
            line.modifiers,
            line.special_requests,
            line.state,
        )
        for line in order.items
    )
    return (order.table_identifier, order.customer_name, lines)
