"""The kinds of report, as data: what a row of each is called, and what it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cli.texts import gettext, gettext_noop
from server.wire.reports import ReportBy, ReportRow

WEEKDAYS = (
    gettext_noop("Mon"),
    gettext_noop("Tue"),
    gettext_noop("Wed"),
    gettext_noop("Thu"),
    gettext_noop("Fri"),
    gettext_noop("Sat"),
    gettext_noop("Sun"),
)


@dataclass(frozen=True)
class Kind:
    """One kind: its `title`, the `heading` of its labels, its `help`, and how a row without a label is `unnamed`.

    `by_quantity`: its bars are as long as dishes or times, not as revenue.
    """

    title: str
    heading: str
    help: str
    unnamed: str = ""
    by_quantity: bool = False


KINDS: Mapping[ReportBy, Kind] = {
    "day": Kind(
        gettext_noop("Days"),
        gettext_noop("day"),
        "Revenue, orders and time to ready of each day; this is meant where nothing is named.\n\n"
        "Cancelled orders do not count. Times to ready are medians, and the 90th percentile behind the slash. "
        "`in time` is how many of a hundred were ready by the time that their diners were told.",
    ),
    "hour": Kind(
        gettext_noop("Hours"),
        gettext_noop("hour"),
        "Revenue, orders and time to ready of each hour of the day.",
    ),
    "weekday": Kind(
        gettext_noop("Hours of the week"),
        gettext_noop("hour"),
        "Orders of each hour of the week: as a map on a terminal, else a row an hour.",
    ),
    "item": Kind(
        gettext_noop("Dishes"),
        gettext_noop("item"),
        "Orders, portions and revenue of each dish.",
        by_quantity=True,
    ),
    "category": Kind(
        gettext_noop("Categories"),
        gettext_noop("category"),
        "Orders, portions and revenue of each category.",
        "no longer on the menu",
    ),
    "station": Kind(
        gettext_noop("Stations"),
        gettext_noop("station"),
        "Orders, portions and revenue of each kitchen station; a meal counts where its own dish is made.",
        gettext_noop("no station"),
    ),
    "table": Kind(
        gettext_noop("Tables"),
        gettext_noop("table"),
        "Orders, revenue and time to ready of each table.",
        gettext_noop("no table"),
    ),
    "source": Kind(
        gettext_noop("Taps and words"),
        gettext_noop("source"),
        "Whether diners tapped or used words, and in which language.",
        gettext_noop("words, language unknown"),
    ),
    "cancelled": Kind(
        gettext_noop("Cancelled"),
        gettext_noop("item"),
        "What was cancelled or refused, and by whom: the diner, the kitchen, or who of the staff.",
        by_quantity=True,
    ),
    "words": Kind(
        gettext_noop("Not understood"),
        gettext_noop("not understood"),
        "What was most often not understood.",
        by_quantity=True,
    ),
}


def label_of(row: ReportRow, by: ReportBy) -> str:
    """What a row is called for a person: `Mon 13:00`, `words in de`, `no table`."""
    if by == "weekday":
        weekday, hour = row.label.split()
        return f"{gettext(WEEKDAYS[int(weekday) - 1])} {hour}:00"
    if by == "source" and row.label not in {"", "taps"}:
        return gettext("words in {label}").format(label=row.label)
    if by == "source":
        return gettext("taps") if row.label else gettext(KINDS[by].unnamed)
    return row.label or (gettext(KINDS[by].unnamed) if KINDS[by].unnamed else "")


def weight_of(row: ReportRow, by: ReportBy) -> Decimal:
    """How much a row counts, for the length of its bar."""
    return Decimal(row.quantity) if KINDS[by].by_quantity else Decimal(row.revenue)


def minutes(median: int | None, p90: int | None) -> str:
    """`12:30 / 18:00`; "" where nothing was ready."""
    if median is None or p90 is None:
        return ""
    return f"{median // 60}:{median % 60:02} / {p90 // 60}:{p90 % 60:02}"
