"""What should be heard: the difference between two looks at the same screen. Pure."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from kds_tui.core.ages import Level
from kds_tui.core.board import Mark
from kds_tui.core.ticket_list import TicketView


class Alert(StrEnum):
    """The four sounds, in the order in which they push each other aside."""

    CANCELLED = "cancelled"
    NEW = "new"
    CHANGED = "changed"
    LATE = "late"


def alerts(before: Mapping[UUID, TicketView], after: Sequence[TicketView]) -> set[Alert]:
    """The sounds of what came between two looks."""
    heard: set[Alert] = set()
    for shown in after:
        old = before.get(shown.id)
        if shown.cancelled:
            heard |= {Alert.CANCELLED} if old is None or not old.cancelled else set()
        elif old is None:
            heard |= {Alert.NEW} if shown.mark is Mark.NEW else _changed(shown)
        elif shown.mark is not old.mark:
            heard |= _changed(shown)
    return heard


def _changed(shown: TicketView) -> set[Alert]:
    return {Alert.CHANGED} if shown.mark in {Mark.CHANGED, Mark.RECALLED, Mark.RUSH} else set()


def grown_late(before: Mapping[UUID, Level], after: Mapping[UUID, Level]) -> bool:
    """Whether a ticket crossed into late between two looks (not one that was late when first seen)."""
    return any(
        level is Level.LATE and before.get(order_id, Level.LATE) is not Level.LATE
        for order_id, level in after.items()
    )
