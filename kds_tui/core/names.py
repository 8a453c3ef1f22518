"""What statuses and marks of orders are called. Pure."""

from collections.abc import Mapping

from kds_tui.core.texts import gettext, gettext_noop
from kds_tui.core.ticket import Mark
from server.wire.vocabulary import OrderStatus

STATUSES: Mapping[OrderStatus, str] = {
    "unpaid": gettext_noop("unpaid"),
    "held": gettext_noop("held"),
    "confirmed": gettext_noop("confirmed"),
    "preparing": gettext_noop("preparing"),
    "ready": gettext_noop("ready"),
    "completed": gettext_noop("completed"),
    "cancelled": gettext_noop("cancelled"),
}
MARKS: Mapping[Mark, str] = {
    Mark.NEW: gettext_noop("NEW"),
    Mark.CHANGED: gettext_noop("CHANGED"),
    Mark.RECALLED: gettext_noop("RECALLED"),
    Mark.RUSH: gettext_noop("RUSH"),
    Mark.FIRED: gettext_noop("FIRED"),
}


def status_name(status: OrderStatus) -> str:
    """`preparing`, in the language of the display."""
    return gettext(STATUSES[status])


def mark_name(mark: Mark) -> str:
    """`NEW`; "" for none."""
    return gettext(MARKS[mark]) if mark in MARKS else ""
