"""`aiqr report day`, `hour`, `item` …: figures with bars, of one restaurant or of all."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from cli import output, resolve, times
from cli.command import Command
from cli.commands.report.kinds import KINDS
from cli.commands.report.page import page_of
from cli.commands.report.rows import print_rows
from cli.commands.report.several import print_together
from cli.commands.report.totals import span_of, total_lines
from cli.connection import connect
from cli.texts import gettext
from server.wire.reports import Report, ReportBy
from server.wire.restaurants import Restaurant

_since = click.option(
    "--since", metavar="TIME", help="From then on: today, 30d or 2026-03-01; else the last seven days."
)
_until = click.option("--until", metavar="TIME", help="Up to then; a date counts whole.")
_html = click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all figures of this time as one page with charts, to send on.",
)
_yes = click.option("--yes", is_flag=True, help="Replace the file without asking.")


def commands() -> Iterator[click.Command]:
    """The command of each kind of report; `day` writes the page of all of them too."""
    return (_command(by, kind.help) for by, kind in KINDS.items())


def _command(by: ReportBy, text: str) -> click.Command:
    def run(since: str | None, until: str | None, html: Path | None = None, *, yes: bool = False) -> None:
        _show(by, since, until, html, yes=yes)

    options: list[Callable[[Any], Any]] = [_until, _since]
    if by == "day":
        options = [_yes, _html, *options]
    for option in options:
        run = option(run)
    return click.command(by, cls=Command, help=text, examples=_examples(by))(run)


def _examples(by: ReportBy) -> str:
    if by == "day":
        return "aiqr report day --since 30d\naiqr report day -r all\naiqr report day --since 30d --html october.html"
    return f"aiqr report {by}\naiqr report {by} --since 2026-03-01 --until 2026-03-31"


def _show(by: ReportBy, since: str | None, until: str | None, html: Path | None, *, yes: bool) -> None:
    every = resolve.all_restaurants() if html is None else None
    if every is not None:
        print_together([(found, _read(found, by, since, until)) for found in every])
        return
    found = resolve.current_restaurant()
    if html is None:
        _print(found, _read(found, by, since, until))
    else:
        _write_page(found, since, until, html, yes=yes)


def _read(found: Restaurant, by: ReportBy, since: str | None, until: str | None) -> Report:
    start, end = _span(found, since, until)
    return connect().report(found.id, by, start, end)


def _span(found: Restaurant, since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    where = times.zone(found.timezone)
    return times.past(since, where) if since else None, times.end_of(until, where) if until else None


def _write_page(found: Restaurant, since: str | None, until: str | None, html: Path, *, yes: bool) -> None:
    start, end = _span(found, since, until)
    client = connect()
    reports = [client.report(found.id, by, start, end) for by in KINDS]
    output.write_new(html, page_of(found.name, reports), yes=yes)
    output.done(f"{html}: {found.name}, {span_of(reports[0])}.")


def _print(found: Restaurant, report: Report) -> None:
    if output.wants_json():
        output.print_json(report)
        return
    if not report.rows and not report.totals.cancelled:
        what = gettext("nothing that was not understood") if report.by == "words" else gettext("no orders")
        output.say(f"{found.name}, {span_of(report)}: {what}.")
        return
    output.say(f"{found.name}, {span_of(report)}")
    _print_totals(report)
    print_rows(report)


def _print_totals(report: Report) -> None:
    if report.by == "words":
        output.say(gettext("What diners said that is not on the menu; an alias or a dish may be missing.\n"))
        return
    for line in total_lines(report):
        output.say(line)
    output.say()
