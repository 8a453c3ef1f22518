"""The reports of several restaurants together: a line each, sums by currency, and the rows added up."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from cli import output
from cli.commands.report.kinds import minutes, weight_of
from cli.commands.report.rows import print_rows
from cli.texts import gettext
from server.wire.reports import Report, ReportRow
from server.wire.restaurants import Restaurant

Reports = Sequence[tuple[Restaurant, Report]]


def print_together(reports: Reports) -> None:
    """Print what each restaurant took, the sums by currency, and the rows of all of one currency added up."""
    if output.wants_json():
        output.print_json(
            [{"restaurant": found.slug, **report.model_dump(mode="json")} for found, report in reports]
        )
        return
    _print_totals(reports)
    if reports[0][1].by == "day":
        return
    for currency in _currencies(reports):
        output.say()
        _print_rows([report for _, report in reports if report.currency == currency])


def _currencies(reports: Reports) -> list[str]:
    return sorted({report.currency for _, report in reports})


def _print_totals(reports: Reports) -> None:
    lines = [_total_line(found.name, report) for found, report in reports]
    output.print_table(
        (
            gettext("restaurant"),
            gettext("orders"),
            gettext("cancelled"),
            gettext("revenue"),
            gettext("currency"),
            gettext("to ready"),
            gettext("in time"),
        ),
        [*lines, *_sums(reports)],
        right=(
            gettext("orders"),
            gettext("cancelled"),
            gettext("revenue"),
            gettext("to ready"),
            gettext("in time"),
        ),
    )


def _total_line(name: str, report: Report) -> tuple[str, ...]:
    totals = report.totals
    return (
        name,
        str(totals.orders),
        str(totals.cancelled),
        totals.revenue,
        report.currency,
        minutes(totals.median_seconds_to_ready, totals.p90_seconds_to_ready),
        "" if totals.percent_in_time is None else f"{totals.percent_in_time} %",
    )


def _sums(reports: Reports) -> Iterator[tuple[str, ...]]:
    """A line for each currency that several restaurants share; medians have no sum."""
    for currency in _currencies(reports):
        of_it = [report.totals for _, report in reports if report.currency == currency]
        if len(of_it) > 1:
            orders, cancelled = sum(one.orders for one in of_it), sum(one.cancelled for one in of_it)
            revenue = sum(Decimal(one.revenue) for one in of_it)
            yield (
                gettext("all {count}").format(count=len(of_it)),
                str(orders),
                str(cancelled),
                str(revenue),
                currency,
                "",
                "",
            )


def added_up(rows: Iterable[ReportRow]) -> list[ReportRow]:
    """The rows of one label as one row, in the order of their first appearance; times, taxes and shares have no sum."""
    sums: dict[tuple[str, str | None], ReportRow] = {}
    for row in rows:
        known = sums.get((row.label, row.cancelled_by))
        sums[row.label, row.cancelled_by] = ReportRow(
            label=row.label,
            orders=row.orders + (known.orders if known else 0),
            quantity=row.quantity + (known.quantity if known else 0),
            revenue=str(Decimal(row.revenue) + Decimal(known.revenue if known else 0)),
            cancelled_by=row.cancelled_by,
        )
    return list(sums.values())


def together(reports: Sequence[Report]) -> Report:
    """One report with the rows of several of one kind and currency; its totals are those of the first."""
    first = reports[0]
    rows = added_up(row for report in reports for row in report.rows)
    by_time = first.by in {"hour", "weekday"}
    rows.sort(key=(lambda row: row.label) if by_time else (lambda row: -weight_of(row, first.by)))
    return first.model_copy(update={"rows": rows})


def _print_rows(reports: Sequence[Report]) -> None:
    print_rows(together(reports))
