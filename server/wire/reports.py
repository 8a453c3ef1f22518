"""Figures of a restaurant: orders, revenue, times, and what was not understood."""

from collections.abc import Sequence
from typing import Literal

from server.wire.base import Answer, Money, Request, Time
from server.wire.money import TaxSum

ReportBy = Literal[
    "day", "hour", "weekday", "item", "category", "station", "table", "source", "cancelled", "words"
]


class ReportQuery(Request):
    """What to sum up: from `since` to before `until`, the last seven days where they are left out."""

    by: ReportBy = "day"
    since: Time | None = None
    until: Time | None = None


class ReportTotals(Answer):
    """Cancelled orders count in `cancelled` alone; times are from confirmed to ready, null without one.

    Of the orders that were ready, `percent_in_time` were by the time that their diners were told (rounded down), and
    `median_seconds_late` is how much later than that; below zero: earlier.

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
    median_seconds_late: int | None = None
    percent_in_time: int | None = None


class ReportRow(Answer):
    """What `label` names, and how much of it: `quantity` counts dishes, or how often something was said.

    Days are `2026-03-01`, hours `13`, hours of a weekday `1 13` (Mondays from 13:00).
    An empty `label` is of what has none: orders at no table, dishes without a station or no longer on the menu, words of
    an unknown language. The sources are `taps`, and for orders in words the code of their language. `cancelled_by` is
    `diner`, `kitchen`, or who of the staff, and tells rows of one dish apart. A category is that of today. `net` and
    `gross` are null where rows are no sums of orders: what is rounded over an order belongs to none of its items.
    """

    label: str
    orders: int
    quantity: int
    revenue: Money
    net: Money | None = None
    gross: Money | None = None
    median_seconds_to_ready: int | None = None
    p90_seconds_to_ready: int | None = None
    median_seconds_late: int | None = None
    percent_in_time: int | None = None
    cancelled_by: str | None = None


class Report(Answer):
    by: ReportBy
    since: Time
    until: Time
    currency: str
    timezone: str
    totals: ReportTotals
    rows: list[ReportRow]
