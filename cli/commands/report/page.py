"""All figures of a time as one page with charts, to be sent on: no script, nothing loaded from elsewhere."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from importlib import resources
from string import Template

from cli.commands.report.columns import columns_of
from cli.commands.report.heat_map import counts_of, hours_of, level_of
from cli.commands.report.kinds import KINDS, WEEKDAYS, weight_of
from cli.commands.report.totals import span_of, total_lines
from cli.texts import gettext
from server.wire.reports import Report

MOST_ROWS = 60


def page_of(name: str, reports: Sequence[Report]) -> str:
    """The HTML page of a restaurant's reports of one time, in their order; those without rows are left out."""
    first = reports[0]
    template = Template(resources.files("cli.commands.report").joinpath("page.html").read_text("utf-8"))
    return template.substitute(
        title=escape(f"{name}, {span_of(first)}"),
        totals="\n".join(f"<li>{escape(line)}</li>" for line in total_lines(first)),
        sections="\n".join(_section(report) for report in reports if report.rows),
    )


def _section(report: Report) -> str:
    body = _heat_map(report) if report.by == "weekday" else "\n".join(_table(report))
    return f"<section><h2>{escape(gettext(KINDS[report.by].title))}</h2>\n{body}</section>"


def _table(report: Report) -> Iterator[str]:
    columns = columns_of(report)
    yield "<table><thead><tr>"
    yield "".join(f"<th{_class(right=column.right)}>{escape(column.heading)}</th>" for column in columns)
    yield f"<th><span class='unseen'>{escape(gettext('share'))}</span></th></tr></thead><tbody>"
    largest = max(Decimal(1), *(weight_of(row, report.by) for row in report.rows))
    for row in report.rows[:MOST_ROWS]:
        cells = "".join(
            f"<td{_class(right=column.right)}>{escape(column.cell(row))}</td>" for column in columns
        )
        percent = round(100 * weight_of(row, report.by) / largest)
        yield f"<tr>{cells}<td class='bar'><div style='width:{percent}%'></div></td></tr>"
    yield "</tbody></table>"
    if len(report.rows) > MOST_ROWS:
        rest = gettext("{shown} of {total}.").format(shown=MOST_ROWS, total=len(report.rows))
        yield f"<p>{rest}</p>"


def _class(*, right: bool) -> str:
    return " class='right'" if right else ""


def _heat_map(report: Report) -> str:
    counts = counts_of(report)
    most = max(counts.values())
    head = "".join(f"<th class='right'>{escape(gettext(day))}</th>" for day in WEEKDAYS)
    rows = "\n".join(
        f"<tr><th scope='row'>{hour:02}:00</th>"
        + "".join(_hour(counts.get((day, hour), 0), most) for day in range(1, 8))
        + "</tr>"
        for hour in hours_of(counts)
    )
    return f"<table class='week'><thead><tr><th></th>{head}</tr></thead><tbody>\n{rows}</tbody></table>"


def _hour(orders: int, most: int) -> str:
    return f"<td class='right level{level_of(orders, most)}'>{orders or '·'}</td>"
