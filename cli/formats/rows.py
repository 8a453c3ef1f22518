"""Rows under a header, as the importers read them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cli.formats.source import HEADER_WITHIN, Source, refused
from cli.texts import gettext


@dataclass(frozen=True)
class Row:
    """One row under its header; `number` is its line in the sheet, from 1."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell's text; "" where the column or the cell is missing."""
        return self.cells.get(column, "")

    def first(self, *columns: str) -> str:
        """The first of these cells that is not empty."""
        return next((self[column] for column in columns if self[column]), "")


@dataclass(frozen=True)
class Sheet:
    """A header and the rows under it; blank rows are left out."""

    header: list[str]
    rows: list[Row]


def read_sheet(source: Source, is_header: Callable[[Sequence[str]], bool], *, sheet: str = "") -> Sheet:
    """The rows of `source` (of the sheet called `sheet`, else the first) under the first row that `is_header`.

    `CliError` where none of the first rows is.
    """
    lines = source.rows(sheet)
    for number, line in enumerate(lines[:HEADER_WITHIN], 1):
        header = [cell.strip() for cell in line]
        if is_header(header):
            return Sheet(header, rows_under(header, lines[number:], number + 1))
    raise refused(
        source.path,
        gettext("it has no header row of this kind of file"),
        gettext("Check that --from names the right kind, and that the file was not changed on the way."),
    )


def rows_under(header: Sequence[str], lines: Sequence[Sequence[str]], first: int) -> list[Row]:
    """`lines` as rows under `header`; the first of them is line `first` of its sheet."""
    return [
        Row(number, {name: cell.strip() for name, cell in zip(header, line, strict=False) if name})
        for number, line in enumerate(lines, first)
        if any(cell.strip() for cell in line)
    ]


def yes(cell: str) -> bool:
    """Whether a cell says yes."""
    return cell.strip().lower() in {"y", "yes", "true", "1", "x", "sí", "si", "oui", "ja", "sim"}


def no(cell: str) -> bool:
    """Whether a cell says no; an empty one does not."""
    return cell.strip().lower() in {"n", "no", "false", "0", "non", "nein", "não", "nao"}
