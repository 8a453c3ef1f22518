"""All-day: how many of each thing are still to make. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from kds_tui.core.actions import BumpLines, bump_lines
from kds_tui.core.terminal_text import NO_BREAK, fit, plain
from kds_tui.core.texts import gettext, gettext_noop
from kds_tui.core.ticket_list import TicketView
from server.wire.menu import numbered_name, said_label
from server.wire.orders import KitchenOrder, OrderLine, OrderModifier
from server.wire.vocabulary import COOKING

AMOUNT_WORDS = {
    "none": gettext_noop("NO"),
    "light": gettext_noop("LIGHT"),
    "extra": gettext_noop("EXTRA"),
    "side": gettext_noop("side"),
}
COLUMN = 38
"""Cells of a column of the all-day page."""
GAP = 1
"""Cells between two columns."""


@dataclass(frozen=True, slots=True)
class Total:
    """`count` of one item and variant, and of each way it is to be made."""

    name: str
    count: int
    modifiers: tuple[tuple[str, int], ...]


def modifier_words(modifier: OrderModifier) -> str:
    """`NO onions`, `EXTRA cheese`, `side ranch`, `2× shot`."""
    prefix = gettext(AMOUNT_WORDS[modifier.amount]) if modifier.amount in AMOUNT_WORDS else ""
    times = f"{modifier.quantity}×" if modifier.quantity > 1 else ""
    return " ".join(part for part in (prefix, times, modifier.name) if part)


def item_words(line: OrderLine) -> str:
    """`23. Pepperoni pizza · Large`; an only variant ("Regular") is left unsaid."""
    label, name = said_label(line.variant_label), numbered_name(line.number, line.name)
    return f"{name} ·{NO_BREAK}{label}" if label else name


def line_words(line: OrderLine, order: KitchenOrder) -> str:
    """The same and whose it is, `Pepperoni pizza · Large (Ines)`, where that is not the name of the whole order."""
    words = item_words(line)
    return words if line.guest_name in {"", order.customer_name} else f"{words} ({line.guest_name})"


def all_day(tickets: Iterable[TicketView]) -> list[Total]:
    """Totals of the lines that are not done, of orders that are not out; the most of first."""
    counts: Counter[str] = Counter()
    ways: dict[str, Counter[str]] = {}
    for line in _to_make(tickets):
        name = item_words(line)
        counts[name] += line.quantity
        for modifier in line.modifiers:
            ways.setdefault(name, Counter())[modifier_words(modifier)] += line.quantity
    return [
        Total(name, count, tuple(sorted(ways.get(name, Counter()).items(), key=_most_first)))
        for name, count in sorted(counts.items(), key=_most_first)
    ]


def bump_lines_of(shown: TicketView, name: str, station: str | None) -> BumpLines | None:
    """What bumps a station's share of all lines of one item that a ticket still has to make; None where it has none."""
    left = [line for line in _to_make([shown]) if item_words(line) == name]
    if not left:
        return None
    what = f"{sum(line.quantity for line in left)}× {plain(name)}"
    return bump_lines(shown.order, tuple(line.id for line in left), what, done=True, station=station)


def _to_make(tickets: Iterable[TicketView]) -> Iterable[OrderLine]:
    for shown in tickets:
        if shown.order.status in COOKING:
            yield from shown.to_make


def _most_first(entry: tuple[str, int]) -> tuple[int, str]:
    return (-entry[1], entry[0])


def all_day_text(tickets: Iterable[TicketView], width: int) -> Text:
    """Totals in as many columns as fit `width` cells."""
    totals = all_day(tickets)
    if not totals:
        return Text(gettext("Nothing to make: every line is done."))
    return _in_columns([_total_rows(total) for total in totals], width)


def _total_rows(total: Total) -> list[Text]:
    rows = [Text(fit(f"{total.count:>3}× {plain(total.name)}", COLUMN), "bold")]
    rows += [Text(fit(f"      {count}× {plain(words)}", COLUMN)) for words, count in total.modifiers]
    return rows


def _in_columns(blocks: Sequence[list[Text]], width: int) -> Text:
    """Blocks in columns, filled from the top; a block is never torn."""
    count = max(1, (width + GAP) // (COLUMN + GAP))
    height = -(-sum(map(len, blocks)) // count)
    columns: list[list[Text]] = [[]]
    for block in blocks:
        if columns[-1] and len(columns[-1]) + len(block) > height and len(columns) < count:
            columns.append([])
        columns[-1] += block
    rows = max(map(len, columns))
    return Text("\n").join(
        _joined([column[row] if row < len(column) else Text() for column in columns]) for row in range(rows)
    )


def _joined(cells: Sequence[Text]) -> Text:
    line = Text(no_wrap=True)
    for cell in cells[:-1]:
        line.append_text(cell)
        line.append(" " * (COLUMN + GAP - cell_len(cell.plain)))
    return line.append_text(cells[-1])
