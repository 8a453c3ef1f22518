"""Tables as files: CSV in whatever encoding and dialect, and Excel workbooks, as rows of text."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import BadZipFile

from cli.errors import CliError, Exit

MAX_ROWS = 100_000
MAX_CELL = 100_000


@dataclass(frozen=True)
class Row:
    """One row under its header; `number` is its line in the sheet, from 1."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell's text; "" where the column or the cell is missing."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Sheet:
    """A header and the rows under it; blank rows are left out."""

    header: list[str]
    rows: list[Row]


def read_sheet(path: Path, *, sheet: str, is_header: Callable[[Sequence[str]], bool]) -> Sheet:
    """Read `path`, CSV or XLSX (the sheet called `sheet`, else the first).

    The header is the first row for which `is_header`. `CliError` where there is none or the file is neither.
    """
    content = path.read_bytes()
    lines = _workbook_rows(content, sheet, path) if content[:2] == b"PK" else _csv_rows(content, path)
    for number, line in enumerate(lines, 1):
        if is_header([cell.strip() for cell in line]):
            header = [cell.strip() for cell in line]
            return Sheet(header, _rows(header, lines[number:], number + 1))
    raise CliError(
        f"{path} has no header row of this kind of file.",
        unchanged="Nothing was changed.",
        todo="Check that --from names the right kind, and that the file was not changed on the way.",
        code=Exit.INVALID,
    )


def _rows(header: list[str], lines: list[list[str]], first: int) -> list[Row]:
    return [
        Row(number, {name: cell.strip() for name, cell in zip(header, line, strict=False) if name})
        for number, line in enumerate(lines, first)
        if any(cell.strip() for cell in line)
    ]


def _csv_rows(content: bytes, path: Path) -> list[list[str]]:
    text = _decoded(content)
    csv.field_size_limit(MAX_CELL)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as failure:
        raise CliError(
            f"{path} is not a CSV file: {failure}.",
            unchanged="Nothing was changed.",
            todo="Save it as CSV (UTF-8) once more.",
            code=Exit.INVALID,
        ) from None
    return rows[:MAX_ROWS]


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _workbook_rows(content: bytes, sheet: str, path: Path) -> list[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415  # needs the extra `print`
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as failure:
        raise CliError(
            f"{path} cannot be read as an Excel workbook ({failure}).",
            unchanged="Nothing was changed.",
            todo="Save it as .xlsx or as CSV once more.",
            code=Exit.INVALID,
        ) from None
    page = book[sheet] if sheet in book.sheetnames else book[book.sheetnames[0]]
    return [[_text(cell) for cell in row] for row in page.iter_rows(values_only=True, max_row=MAX_ROWS)]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return str(cell)
