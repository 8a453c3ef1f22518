"""Clover's inventory export (CSV, or the workbook's sheet `Items`)."""

from collections.abc import Iterator, Sequence

from cli.formats.draft import Draft
from cli.formats.entries import Entry, add_entries
from cli.formats.rows import Row, read_sheet, yes
from cli.formats.source import Options, Source
from cli.texts import gettext

SHEET = "Items"


def recognizes(source: Source) -> bool:
    """Whether `source` has Clover's columns."""
    return source.has_header(_is_header, SHEET)


def read(source: Source, options: Options) -> Draft:
    """The menu in an export."""
    sheet = read_sheet(source, _is_header, sheet=SHEET)
    draft = Draft(options.currency)
    add_entries(draft, _entries(draft, sheet.rows))
    for column, what in (("Tax Rates", "taxes"), ("Cost", "costs"), ("Quantity", "stock counts"),
                         ("SKU", "article numbers"), ("Printer Labels", "printers")):  # fmt: skip
        used = sum(bool(row[column]) for row in sheet.rows)
        if used:
            draft.report.leave_out(what, used)
    return draft


def _is_header(cells: Sequence[str]) -> bool:
    return {"Name", "Price", "Price Type"} <= set(cells)


def _entries(draft: Draft, rows: list[Row]) -> Iterator[Entry]:
    for row in rows:
        if yes(row["Non-revenue item"]):
            draft.report.leave_out(
                gettext("items without revenue"),
                of=gettext("“{name}” (row {number})").format(name=row["Name"], number=row.number),
            )
            continue
        labels = _several(row["Labels"])
        if len(labels) > 1:
            draft.report.leave_out(
                gettext("further labels of an item that has several"), of=f"“{row['Name']}”"
            )
        fixed = row["Price Type"].lower() in {"", "fixed"}
        yield Entry(
            key=f"{row.number}",
            row=row.number,
            name=row.first("Name", "Alternate Name"),
            category=next(iter(labels), ""),
            price=row["Price"] if fixed else f"{row['Price']} ({row['Price Type']})",
            shown=not yes(row["Hidden"]),
            groups=_several(row["Modifier Groups"]),
        )


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]
