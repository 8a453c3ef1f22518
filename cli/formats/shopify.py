"""Shopify's product export (CSV): rows of one handle are the variants of one product."""

from collections.abc import Iterator, Sequence

from cli.formats.draft import Draft
from cli.formats.entries import Entry, add_entries
from cli.formats.rows import Row, no, read_sheet
from cli.formats.source import Options, Source

_NOT_SHOWN = {"draft", "archived"}
_NO_OPTION = "default title"
"""What Shopify writes as the only variant's option."""


def recognizes(source: Source) -> bool:
    """Whether `source` has Shopify's columns."""
    return source.has_header(_is_header)


def read(source: Source, options: Options) -> Draft:
    """The menu in an export."""
    sheet = read_sheet(source, _is_header)
    draft = Draft(options.currency)
    add_entries(draft, _entries(sheet.rows))
    for column, what in (("Variant SKU", "article numbers"), ("Vendor", "vendors"),
                         ("Variant Compare At Price", "former prices")):  # fmt: skip
        used = sum(bool(row[column]) for row in sheet.rows)
        if used:
            draft.report.leave_out(what, used)
    return draft


def _is_header(cells: Sequence[str]) -> bool:
    return {"Handle", "Title", "Variant Price"} <= set(cells)


def _entries(rows: list[Row]) -> Iterator[Entry]:
    firsts: dict[str, Row] = {}
    for row in rows:
        first = firsts.setdefault(row["Handle"], row)
        if not row["Variant Price"] and row is not first:
            continue  # a row of a further picture
        values = [row[f"Option{number} Value"] for number in (1, 2, 3)]
        label = " / ".join(value for value in values if value)
        yield Entry(
            key=row["Handle"],
            row=row.number,
            name=first["Title"],
            category=first.first("Type", "Product Category").rsplit(">", 1)[-1].strip(),
            description=first["Body (HTML)"],
            label="" if label.casefold() == _NO_OPTION else label,
            price=row["Variant Price"],
            image=first["Image Src"],
            shown=first["Status"].lower() not in _NOT_SHOWN and not no(first["Published"]),
            tags=[tag.strip() for tag in first["Tags"].split(",") if tag.strip()],
        )
