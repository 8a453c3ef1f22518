"""The rows of a report on a terminal or in a pipe: a table with bars, or the map of a week."""

import shutil
import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cli import output
from cli.commands.report.columns import columns_of
from cli.commands.report.heat_map import print_heat_map
from cli.commands.report.kinds import weight_of
from cli.terminal import cells
from cli.texts import gettext
from server.wire.reports import Report

BAR = 24
SHORTEST_BAR = 4
GAP = 3
"""Cells between two columns of a table."""


def print_rows(report: Report) -> None:
    """Print the rows of a report: as a map, or as a table with bars."""
    if not report.rows:
        output.say(gettext("Nothing in this time."))
    elif report.by == "weekday" and sys.stdout.isatty():
        print_heat_map(report)
    else:
        _print_table(report)


def _print_table(report: Report) -> None:
    columns = columns_of(report)
    cells = [tuple(column.cell(row) for column in columns) for row in report.rows]
    headings = [column.heading for column in columns]
    bars = _bars(report, _room([headings, *cells]))
    output.print_table(
        [*headings, ""],
        [(*row, bar) for row, bar in zip(cells, bars, strict=True)],
        right=[column.heading for column in columns if column.right],
    )


def _room(lines: Sequence[Sequence[str]]) -> int:
    """How many cells a terminal has beside the widest of each column, up to BAR."""
    taken = sum(max(map(cells, column)) + GAP for column in zip(*lines, strict=True))
    return min(BAR, shutil.get_terminal_size().columns - taken)


def _bars(report: Report, room: int) -> Sequence[Any]:
    """Bars as long as the rows' shares of the largest; nothing where stdout is no terminal, or has no room for them."""
    if not sys.stdout.isatty() or room < SHORTEST_BAR:
        return [""] * len(report.rows)
    from rich.text import Text  # noqa: PLC0415  # only a terminal pays for it

    weights = [weight_of(row, report.by) for row in report.rows]
    largest = max(Decimal(1), *weights)
    lengths = [int(room * 8 * weight / largest) for weight in weights]
    return [Text("█" * (n // 8) + " ▏▎▍▌▋▊▉"[n % 8].strip(), style="cyan") for n in lengths]
