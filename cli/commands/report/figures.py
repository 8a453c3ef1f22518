"""`aiqr report day`, `item`, `hour` and `words`: figures with bars."""

import sys
from datetime import timedelta
from decimal import Decimal
from typing import Any

import click

from cli import output, resolve, times
from cli.command import Command
from cli.connection import connect
from server.wire.reports import Report, ReportRow

BAR = 30
_HEADINGS = {"day": "day", "item": "item", "hour": "hour", "words": "not understood"}


_since = click.option(
    "--since", metavar="TIME", help="From then on: today, 30d or 2026-03-01; else the last seven days."
)
_until = click.option("--until", metavar="TIME", help="Up to then; a date counts whole.")


@click.command("day", cls=Command, examples="aiqr report day --since 30d")
@_since
@_until
def day(since: str | None, until: str | None) -> None:
    """Revenue, orders and time to ready of each day; this is meant where nothing is named.

    Cancelled orders do not count. Times to ready are medians, and the 90th percentile behind the slash.
    """
    _show("day", since, until)


@click.command("item", cls=Command, examples="aiqr report item --since 30d")
@_since
@_until
def item(since: str | None, until: str | None) -> None:
    """Orders, portions and revenue of each dish."""
    _show("item", since, until)


@click.command("hour", cls=Command, examples="aiqr report hour --since 2026-03-01 --until 2026-03-31")
@_since
@_until
def hour(since: str | None, until: str | None) -> None:
    """Revenue, orders and time to ready of each hour of the day."""
    _show("hour", since, until)


@click.command("words", cls=Command, examples="aiqr report words")
@_since
@_until
def words(since: str | None, until: str | None) -> None:
    """What was most often not understood."""
    _show("words", since, until)


def _show(by: str, since: str | None, until: str | None) -> None:
    client, found = connect(), resolve.current_restaurant()
    where = times.zone(found.timezone)
    start = times.past(since, where) if since else None
    end = times.end_of(until, where) if until else None
    answer = client.report(found.id, by, start, end)
    if output.wants_json():
        output.print_json(answer)
        return
    if not answer.rows and not answer.totals.cancelled:
        what = "nothing that was not understood" if by == "words" else "no orders"
        output.say(f"{found.name}, {_span(answer)}: {what}.")
        return
    _print_totals(answer, found.name)
    _print_rows(answer)


def _span(answer: Report) -> str:
    where = times.zone(answer.timezone)
    first = answer.since.astimezone(where).date()
    last = (answer.until.astimezone(where) - timedelta(microseconds=1)).date()
    return f"{first:%d %b %Y}" if first == last else f"{first:%d %b %Y} to {last:%d %b %Y}"


def _print_totals(answer: Report, name: str) -> None:
    totals = answer.totals
    cancelled = f" ({totals.cancelled} cancelled)" if totals.cancelled else ""
    output.say(f"{name}, {_span(answer)}")
    if answer.by == "words":
        output.say("What diners said that is not on the menu; an alias or a dish may be missing.\n")
        return
    output.say(
        f"{totals.orders} orders{cancelled}, {totals.revenue} {answer.currency}, {totals.average_order} each on average"
    )
    if totals.taxes:
        output.say(f"net {totals.net}, gross {totals.gross} {answer.currency}")
        for tax in totals.taxes:
            output.say(f"  {tax.name} {tax.percent} %: net {tax.net}, tax {tax.tax}, gross {tax.gross}")
    if totals.median_seconds_to_ready is not None:
        output.say(
            f"ready after {_minutes(totals.median_seconds_to_ready, totals.p90_seconds_to_ready)} (median / 90 %)"
        )
    output.say()


def _print_rows(answer: Report) -> None:
    if not answer.rows:
        output.say("Nothing in this time.")
        return
    if answer.by == "words":
        output.print_table(
            (_HEADINGS["words"], "times", ""),
            [(row.label, row.quantity, _bar(row, answer)) for row in answer.rows],
            right=("times",),
        )
        return
    timed = any(row.median_seconds_to_ready is not None for row in answer.rows)
    revenue = f"revenue ({answer.currency})"
    taxed = bool(answer.totals.taxes) and answer.by in {"day", "hour"}
    headers = [_HEADINGS[answer.by], "orders", "dishes", revenue]
    headers += [*(["net", "gross"] if taxed else []), *(["to ready"] if timed else []), ""]
    output.print_table(
        headers,
        [
            (
                row.label,
                row.orders,
                row.quantity,
                row.revenue,
                *([row.net, row.gross] if taxed else []),
                *([_minutes(row.median_seconds_to_ready, row.p90_seconds_to_ready)] if timed else []),
                _bar(row, answer),
            )
            for row in answer.rows
        ],
        right=("orders", "dishes", revenue, "net", "gross", "to ready"),
    )


def _bar(row: ReportRow, answer: Report) -> Any:
    """A bar as long as the row's share of the largest; nothing where stdout is no terminal."""
    if not sys.stdout.isatty():
        return ""
    from rich.text import Text  # noqa: PLC0415  # only a terminal pays for it

    largest = max(Decimal(1), *(_weight(other, answer.by) for other in answer.rows))
    eighths = int(BAR * 8 * _weight(row, answer.by) / largest)
    return Text("█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip(), style="cyan")


def _weight(row: ReportRow, by: str) -> Decimal:
    return Decimal(row.quantity) if by in {"words", "item"} else Decimal(row.revenue)


def _minutes(median: int | None, p90: int | None) -> str:
    if median is None or p90 is None:
        return ""
    return f"{median // 60}:{median % 60:02} / {p90 // 60}:{p90 % 60:02}"
