"""The lines of a report's totals, and its span of time, in words."""

from collections.abc import Iterator
from datetime import timedelta

from cli import output, times
from cli.commands.report.kinds import minutes
from server.wire.reports import Report, ReportTotals


def span_of(report: Report) -> str:
    """`27 Feb 2026`, or `21 Feb 2026 to 27 Feb 2026`, by the restaurant's clock."""
    where = times.zone(report.timezone)
    first = report.since.astimezone(where).date()
    last = (report.until.astimezone(where) - timedelta(microseconds=1)).date()
    return f"{first:%d %b %Y}" if first == last else f"{first:%d %b %Y} to {last:%d %b %Y}"


def total_lines(report: Report) -> Iterator[str]:
    """Orders and revenue, taxes, and times; what is unknown has no line."""
    totals = report.totals
    cancelled = f" ({totals.cancelled} cancelled)" if totals.cancelled else ""
    orders = output.counted(totals.orders, "order")
    yield f"{orders}{cancelled}, {totals.revenue} {report.currency}, {totals.average_order} each on average"
    if totals.taxes:
        yield f"net {totals.net}, gross {totals.gross} {report.currency}"
        for tax in totals.taxes:
            yield f"  {tax.name} {tax.percent} %: net {tax.net}, tax {tax.tax}, gross {tax.gross}"
    if totals.median_seconds_to_ready is not None:
        yield f"ready after {minutes(totals.median_seconds_to_ready, totals.p90_seconds_to_ready)} (median / 90 %)"
    if totals.percent_in_time is not None:
        yield f"{totals.percent_in_time} % by the time that diners were told; {_lateness(totals)}"


def _lateness(totals: ReportTotals) -> str:
    late = totals.median_seconds_late or 0
    if not late:
        return "on the minute at the median"
    return f"{abs(late) // 60}:{abs(late) % 60:02} {'late' if late > 0 else 'early'} at the median"
