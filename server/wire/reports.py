"""Figures of a restaurant: orders, revenue, times, and what was not understood."""

from collections.abc import Sequence
from typing import Literal

from server.wire.base import Answer, Money, Request, Time
from server.wire.money import TaxSum

ReportBy = Literal["day", "item", "hour", "words"]


class ReportQuery(Request):
    """What to sum up: from `since` to before `until`, the last seven days where they are left out."""

    by: ReportBy = "day"
    since: Time | None = None
    until: Time | None = None


class ReportTotals(Answer):
    """Cancelled orders count in `cancelled` alone; times are from confirmed to ready, null without one.

    `revenue` is the sum of the lines, `net` without the taxes in their prices, `gross` with those on top of them; `taxes`
    are the sums of those of the orders.
    """

    orders: int
    cancelled: int
    revenue: Money
    net: Money | None = None
    gross: Money | None = None
    taxes: Sequence[TaxSum] = ()
    average_order: Money
    median_seconds_to_ready: int | None
    p90_seconds_to_ready: int | None


class ReportRow(Answer):
    """One day (`2026-03-01`), item, hour (`13`) or wording; `quantity` counts dishes, or times said.

    `net` and `gross` are told by day and hour: what is rounded over an order belongs to none of its items.
    """

    label: str
    orders: int
    quantity: int
    revenue: Money
    net: Money | None = None
    gross: Money | None = None
    median_seconds_to_ready: int | None = None
    p90_seconds_to_ready: int | None = None


class Report(Answer):
    by: ReportBy
    since: Time
    until: Time
    currency: str
    timezone: str
    totals: ReportTotals
    rows: list[ReportRow]
