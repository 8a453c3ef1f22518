"""A file that is imported: what it holds as text, as rows or as JSON, and how the person wants it read."""

import csv
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from cli.errors import CliError, Exit
from cli.texts import gettext

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 100_000
MAX_CELL = 100_000
HEADER_WITHIN = 20
"""Rows from the top among which a header is looked for."""
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n")
_PICTURE_KINDS = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_DELIMITERS = ",;\t|"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Options:
    """How a file is to be read.

    `language` is that of the menu (`en`, `pt-BR`); `location` one of several shops in the file; `columns` what the
    columns of a table without a header are; `renamed` which heading stands for which column.
    """

    currency: str
    language: str = "en"
    location: str | None = None
    columns: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    skip_mistakes: bool = False


@dataclass(frozen=True)
class Source:
    """A file's content; `path` may be the address of a page. Reading it as what it is not raises `CliError`."""

    path: Path | str
    content: bytes

    @classmethod
    def of(cls, path: Path) -> "Source":
        """The file at `path`."""
        if path.stat().st_size > MAX_BYTES:
            raise refused(
                path, gettext("it is larger than {max_bytes} MB").format(max_bytes=MAX_BYTES // 1024 // 1024)
            )
        return cls(path, path.read_bytes())

    @property
    def is_workbook(self) -> bool:
        """Whether it is an Excel workbook."""
        return self.content[:2] == b"PK"

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF."""
        return b"%PDF-" in self.content[:1024]

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture: JPEG, PNG, WebP or HEIC."""
        return (
            self.content.startswith(_PICTURES)
            or self.content[4:12] in _PICTURE_KINDS
            or (self.content[:4] == b"RIFF" and self.content[8:12] == b"WEBP")
        )

    @property
    def address(self) -> str:
        """Where it is on the web; "" for a file."""
        return self.path if isinstance(self.path, str) else ""

    @property
    def is_binary(self) -> bool:
        """Whether it is no text."""
        return self.is_workbook or self.is_pdf or self.is_picture

    @cached_property
    def text(self) -> str:
        """The file as text, in whichever of the usual encodings it is."""
        return _CONTROLS.sub("", _decoded(self.content))

    @cached_property
    def is_page(self) -> bool:
        """Whether it is HTML."""
        return not self.is_binary and self.text.lstrip()[:1] == "<"

    @cached_property
    def is_json(self) -> bool:
        """Whether it looks like JSON."""
        return not self.is_binary and self.text.lstrip()[:1] in {"{", "["}

    @cached_property
    def json(self) -> Any:
        """The file as JSON."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError) as failure:
            raise refused(
                self.path, gettext("its JSON cannot be read ({failure})").format(failure=failure)
            ) from None

    @cached_property
    def sheets(self) -> Mapping[str, list[list[str]]]:
        """The rows of each sheet of a workbook; a CSV is one sheet without a name."""
        if self.is_workbook:
            return _workbook(self.content, self.path)
        if self.is_pdf or self.is_picture or self.is_page or self.is_json:
            return {"": []}
        return {"": _csv_rows(self.text, self.path)}

    def rows(self, sheet: str = "") -> list[list[str]]:
        """The rows of the sheet called `sheet`, else of the first."""
        return self.sheets.get(sheet) or next(iter(self.sheets.values()), [])

    def has_header(self, is_header: Callable[[Sequence[str]], bool], sheet: str = "") -> bool:
        """Whether one of the first rows is a header of that kind."""
        return any(is_header([cell.strip() for cell in row]) for row in self.rows(sheet)[:HEADER_WITHIN])


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def refused(path: Path | str, why: str, todo: str = "") -> CliError:
    """The failure of a file that cannot be imported."""
    return CliError(
        gettext("{path} cannot be imported: {why}.").format(path=path, why=why),
        unchanged=gettext("Nothing was changed."),
        todo=todo or gettext("Check the file and --from."),
        code=Exit.INVALID,
    )


def _csv_rows(text: str, path: Path | str) -> list[list[str]]:
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=_delimiter(text), strict=True, skipinitialspace=True
    )
    try:
        return list(reader)[:MAX_ROWS]
    except csv.Error as failure:
        raise refused(
            path,
            gettext("it is not a CSV file ({failure})").format(failure=failure),
            gettext("Save it as CSV (UTF-8) once more."),
        ) from None


def _delimiter(text: str) -> str:
    """The separator that the first lines have most of; one within quotes does not count."""
    first = [line for line in text.splitlines()[:HEADER_WITHIN] if line.strip()][:3]
    outside = ["".join(line.split('"')[::2]) for line in first]
    return max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in outside))


def _workbook(content: bytes, path: Path | str) -> dict[str, list[list[str]]]:
    from openpyxl import load_workbook  # noqa: PLC0415  # needs the extra `print`
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as failure:
        raise refused(
            path,
            gettext("it cannot be read as an Excel workbook ({failure})").format(failure=failure),
            gettext("Save it as .xlsx or as CSV once more."),
        ) from None
    return {
        page.title: [
            [_cell(cell) for cell in row] for row in page.iter_rows(values_only=True, max_row=MAX_ROWS)
        ]
        for page in book.worksheets
    }


def _cell(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)
