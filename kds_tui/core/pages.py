"""The texts of the pages that lie over the tickets: all-day and help. Pure."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from kds_tui.core.terminal_text import fit, plain
from kds_tui.core.ticket_list import TicketView
from kds_tui.core.totals import Total, all_day
from kds_tui.ui.keymap import DESCRIPTIONS, KeyMap, key_label

COLUMN = 38
TOGETHER = {
    "previous": ("next", "the ticket before, the ticket after"),
    "line_up": ("line_down", "the line above, the line below"),
    "page_previous": ("page_next", "the page before, the page after"),
    "first": ("last", "the first ticket, the last"),
}
"""Actions whose keys stand in one row of the help."""


def all_day_text(shown: Sequence[TicketView], width: int) -> Text:
    """Totals in as many columns as fit."""
    totals = all_day(shown)
    if not totals:
        return Text("Nothing to make: every line is done.")
    return _columns([_total(total) for total in totals], width)


def _total(total: Total) -> list[Text]:
    rows = [Text(fit(f"{total.count:>3}× {plain(total.name)}", COLUMN), "bold")]
    rows += [Text(fit(f"      {count}× {plain(words)}", COLUMN)) for words, count in total.modifiers]
    return rows


def help_text(keys: KeyMap, width: int) -> Text:
    """Every key and what it does, digits in one row."""
    seconds = {second for second, _ in TOGETHER.values()}
    named = [action for action in keys.by_action if not action[-1].isdigit() and action not in seconds]
    rows = [row for action in named if (row := _help_row(keys, action))]
    return _columns([[row] for row in (*rows, *_digits(keys))], width, column=max(56, min(width, 60)))


def _help_row(keys: KeyMap, action: str) -> Text | None:
    second, words = TOGETHER.get(action, ("", DESCRIPTIONS[action]))
    names = (*keys.by_action.get(action, ()), *keys.by_action.get(second, ()))
    return _key_row(" ".join(key_label(name) for name in names), words) if names else None


def _digits(keys: KeyMap) -> list[Text]:
    rows = []
    for verb, words in (("select", "select ticket 1–9, 0 is the tenth"), ("bump", "bump ticket 1–9 at once")):
        labels = [keys.label(f"{verb}_{n}") for n in (1, 9, 0)]
        if all(labels):
            rows.append(_key_row(f"{labels[0]}–{labels[1]} {labels[2]}", words))
    return rows


def _key_row(keys: str, words: str) -> Text:
    row = Text(fit(f" {keys}", 16), "bold")
    return row.append(f" {words}", "not bold")


def _columns(blocks: Sequence[list[Text]], width: int, column: int = COLUMN) -> Text:
    """Blocks in columns, filled from the top; a block is never torn."""
    count = max(1, width // column)
    height = -(-sum(map(len, blocks)) // count)
    columns: list[list[Text]] = [[]]
    for block in blocks:
        if columns[-1] and len(columns[-1]) + len(block) > height and len(columns) < count:
            columns.append([])
        columns[-1] += block
    rows = max(map(len, columns))
    lines = [_joined([c[row] if row < len(c) else Text() for c in columns], column) for row in range(rows)]
    return Text("\n").join(lines)


def _joined(cells: Sequence[Text], column: int) -> Text:
    line = Text(no_wrap=True)
    for cell in cells[:-1]:
        line.append_text(cell)
        line.append(" " * max(1, column - cell_len(cell.plain)))
    return line.append_text(cells[-1])
