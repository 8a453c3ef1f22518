"""Whether somebody looks at an order: what its diner and its owner are told where nobody does."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from server.wire.vocabulary import COOKING, OrderStatus

Neglect = Literal["", "unseen", "late"]

UNSEEN_IN: Sequence[OrderStatus] = ("held", "confirmed")
"""In these states nobody has touched an order."""
GRACE = timedelta(seconds=60)
"""A display that is connected shows an order within seconds; one that is restarted is back within a minute."""
LATE_AFTER = timedelta(minutes=10)
"""So long after its estimate, or unseen, an order is late."""


def neglect_of(
    status: OrderStatus,
    placed_at: datetime,
    estimated_ready_at: datetime | None,
    displays_seen_at: datetime | None,
    now: datetime,
) -> Neglect:
    """Tell what is wrong with an order: `unseen` where no display was connected since it was placed, or `late`.

    `displays_seen_at` is when a display of its restaurant was connected last. An order that was seen by none for
    LATE_AFTER is late too: its diner should ask the staff.
    """
    is_unseen = status in UNSEEN_IN and (displays_seen_at is None or displays_seen_at < placed_at)
    overdue = estimated_ready_at is not None and now >= estimated_ready_at + LATE_AFTER
    if (status in COOKING and overdue) or (is_unseen and now >= placed_at + LATE_AFTER):
        return "late"
    return "unseen" if is_unseen and now >= placed_at + GRACE else ""
