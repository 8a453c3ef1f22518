"""The lines of a report's totals, and its span of time, in words."""

from collections.abc import Iterator
from datetime import timedelta

from cli import times
from cli.commands.report.kinds import minutes
from cli.texts import day_in_words, gettext, ngettext
from server.wire.reports import Report, ReportTotals


def span_of(report: Report) -> str:
    """`27 Feb 2026`, or `21 Feb 2026 to 27 Feb 2026`, by the restaurant's clock."""
    where = times.zone(report.timezone)
    first = report.since.astimezone(where).date()
    last = (report.until.astimezone(where) - timedelta(microseconds=1)).date()
    if first == last:
        return day_in_words(first)
    return gettext("{first} to {last}").format(first=day_in_words(first), last=day_in_words(last))


def total_lines(report: Report) -> Iterator[str]:
    """Orders and revenue, taxes, and times; what is unknown has no line."""
    totals = report.totals
    cancelled = (
        gettext(" ({cancelled} cancelled)").format(cancelled=totals.cancelled) if totals.cancelled else ""
    )
    orders = ngettext("{count} order", "{count} orders", totals.orders).format(count=totals.orders)
    yield gettext("{orders}{cancelled}, {revenue} {currency}, {average_order} each on average").format(
        orders=orders,
        cancelled=cancelled,
        revenue=totals.revenue,
        currency=report.currency,
        average_order=totals.average_order,
    )
    if totals.taxes:
        yield gettext("net {net}, gross {gross} {currency}").format(
            net=totals.net, gross=totals.gross, currency=report.currency
        )
        for tax in totals.taxes:
            yield gettext("  {name} {percent} %: net {net}, tax {tax}, gross {gross}").format(
                name=tax.name, percent=tax.percent, net=tax.net, tax=tax.tax, gross=tax.gross
            )
    if totals.median_seconds_to_ready is not None:
        yield gettext("ready after {minutes} (median / 90 %)").format(
            minutes=minutes(totals.median_seconds_to_ready, totals.p90_seconds_to_ready)
        )
    if totals.percent_in_time is not None:
        yield gettext("{percent_in_time} % by the time that diners were told; {lateness}").format(
            percent_in_time=totals.percent_in_time, lateness=_lateness(totals)
        )


def _lateness(totals: ReportTotals) -> str:
    late = totals.median_seconds_late or 0
    if not late:
        return gettext("on the minute at the median")
    said = gettext("{time} late at the median") if late > 0 else gettext("{time} early at the median")
    return said.format(time=f"{abs(late) // 60}:{abs(late) % 60:02}")
