"""Figures over HTTP."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from server.accounts.setup import GRANT
from server.db.setup import POOL
from server.domain.money import to_text
from server.domain.restaurant import RestaurantSettings
from server.domain.tax_fields import sum_fields
from server.http.keys import QUERY
from server.http.requests import invalid, reply
from server.menu.setup import MENU_CACHE
from server.reports import store
from server.reports.figures import ORDER_LABELS
from server.reports.rows import list_rows
from server.reports.span import Span
from server.reports.tax_store import Taxes, sum_taxes
from server.wire import reports as wire
from server.wire.money import TaxSum

USUAL_DAYS = 7
MAX_DAYS = 366


async def read_report(request: web.Request) -> web.Response:
    """Sum up a span of time, and its rows of what the query names."""
    query: wire.ReportQuery = request[QUERY]
    snapshot = await request.app[MENU_CACHE].by_id(request[GRANT].restaurant_id)
    span = _span(snapshot.restaurant, query)
    pool = request.app[POOL]
    totals = await store.sum_up(pool, span)
    rows = await list_rows(pool, span, query.by)
    taxes, taxes_by_label = await sum_taxes(pool, span, query.by, snapshot.restaurant.money.tax_rounding)
    return reply(
        wire.Report(
            by=query.by,
            since=span.since,
            until=span.until,
            currency=span.currency,
            timezone=span.timezone,
            totals=_totals(totals, taxes, span.currency),
            rows=[_row(row, query.by, taxes_by_label, span.currency) for row in rows],
        )
    )


def _span(place: RestaurantSettings, query: wire.ReportQuery) -> Span:
    """The span that is asked for; without a beginning it is today and the six days before, as the place counts days."""
    until = query.until or datetime.now(UTC)
    zone = ZoneInfo(place.timezone)
    if until > datetime.now(UTC) + timedelta(days=MAX_DAYS):
        raise invalid("until", f"must be at most {MAX_DAYS} days ahead")
    first_day = until.astimezone(zone).date() - timedelta(days=USUAL_DAYS - 1)
    since = query.since or datetime.combine(first_day, time(), zone)
    if since >= until:
        raise invalid("since", "must be before until")
    if until - since > timedelta(days=MAX_DAYS):
        raise invalid("since", f"must be at most {MAX_DAYS} days before until")
    return Span(place.id, place.currency, place.timezone, since, until)


def _row(row: dict[str, Any], by: wire.ReportBy, taxes: Mapping[str, Taxes], currency: str) -> wire.ReportRow:
    shown = {**row, "revenue": to_text(row["revenue"], currency)}
    if by in ORDER_LABELS:
        shown |= _net_and_gross(row["revenue"], taxes.get(row["label"], Taxes()), currency)
    return wire.ReportRow(**shown)


def _net_and_gross(revenue: int, taxes: Taxes, currency: str) -> dict[str, str]:
    return {
        "net": to_text(revenue - taxes.of_rates(included=True), currency),
        "gross": to_text(revenue + taxes.of_rates(included=False), currency),
    }


def _totals(row: dict[str, Any], taxes: Taxes, currency: str) -> wire.ReportTotals:
    average = round(row["revenue"] / row["orders"]) if row["orders"] else 0
    return wire.ReportTotals(
        orders=row["orders"],
        cancelled=row["cancelled"],
        revenue=to_text(row["revenue"], currency),
        **_net_and_gross(row["revenue"], taxes, currency),
        taxes=[TaxSum.model_validate(sum_fields(one, currency)) for one in taxes.sorted()],
        average_order=to_text(average, currency),
        median_seconds_to_ready=row["median_seconds_to_ready"],
        p90_seconds_to_ready=row["p90_seconds_to_ready"],
        median_seconds_late=row["median_seconds_late"],
        percent_in_time=row["percent_in_time"],
    )
