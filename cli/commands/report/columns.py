"""The columns of a report's rows: on a terminal, in a pipe and in a page that is sent on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cli.commands.report.kinds import KINDS, label_of, minutes
from cli.texts import gettext
from server.wire.reports import Report, ReportRow


@dataclass(frozen=True)
class Column:
    """A heading, what it shows of a row, and whether it stands flush right."""

    heading: str
    cell: Callable[[ReportRow], str]
    right: bool = True


def columns_of(report: Report) -> Sequence[Column]:
    """The columns that say something of these rows."""
    label = Column(gettext(KINDS[report.by].heading), lambda row: label_of(row, report.by), right=False)
    quantity = gettext("times") if report.by == "words" else gettext("dishes")
    candidates = (
        (label, True),
        (
            Column(gettext("cancelled by"), lambda row: row.cancelled_by or "–", right=False),
            report.by == "cancelled",
        ),
        (Column(gettext("orders"), lambda row: str(row.orders)), report.by != "words"),
        (Column(quantity, lambda row: str(row.quantity)), True),
        (
            Column(gettext("revenue ({currency})").format(currency=report.currency), lambda row: row.revenue),
            report.by != "words",
        ),
        (Column(gettext("net"), lambda row: row.net or ""), _is_taxed(report)),
        (Column(gettext("gross"), lambda row: row.gross or ""), _is_taxed(report)),
        (
            Column(
                gettext("to ready"),
                lambda row: minutes(row.median_seconds_to_ready, row.p90_seconds_to_ready),
            ),
            any(row.median_seconds_to_ready is not None for row in report.rows),
        ),
        (
            Column(gettext("in time"), lambda row: _percent(row.percent_in_time)),
            any(row.percent_in_time is not None for row in report.rows),
        ),
    )
    return [column for column, is_shown in candidates if is_shown]


def _is_taxed(report: Report) -> bool:
    return bool(report.totals.taxes) and any(row.net for row in report.rows)


def _percent(value: int | None) -> str:
    return "" if value is None else f"{value} %"
