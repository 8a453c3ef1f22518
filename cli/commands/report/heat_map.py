"""The hours of a week as a map: a row an hour, a column a day, the busier the brighter."""

from typing import TYPE_CHECKING

from cli import output
from cli.commands.report.kinds import WEEKDAYS
from cli.texts import gettext
from server.wire.reports import Report

if TYPE_CHECKING:
    from rich.text import Text

SHADES = ("", "on color(235)", "black on color(66)", "black on color(109)", "black on color(152)")
"""From no orders to as many as in the busiest hour; the number stands in each, so that no colours are needed."""


def counts_of(report: Report) -> dict[tuple[int, int], int]:
    """Orders by weekday (1: Monday) and hour."""
    return {(int(row.label[0]), int(row.label[2:])): row.orders for row in report.rows}


def hours_of(counts: dict[tuple[int, int], int]) -> range:
    """From the first hour with an order to the last."""
    hours = [hour for _, hour in counts]
    return range(min(hours), max(hours) + 1)


def level_of(orders: int, most: int) -> int:
    """The place in `SHADES`: 0 for no orders, the last for `most`."""
    return -(-orders * (len(SHADES) - 1) // most) if orders else 0


def print_heat_map(report: Report) -> None:
    """Print the map to a terminal."""
    from rich.text import Text  # noqa: PLC0415  # only a terminal pays for it

    counts = counts_of(report)
    most = max(counts.values())

    def cell(weekday: int, hour: int) -> "Text":
        orders = counts.get((weekday, hour), 0)
        return Text(f"{orders or '·':>4} ", style=SHADES[level_of(orders, most)])

    output.print_table(
        ("", *map(gettext, WEEKDAYS)),
        [(f"{hour:02}:00", *(cell(day, hour) for day in range(1, 8))) for hour in hours_of(counts)],
        right=tuple(map(gettext, WEEKDAYS)),
    )
