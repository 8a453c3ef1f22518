"""Square's item library export: one row a variation, a modifier set as a column of Y and N.

Columns as found in real exports of several years; which are there depends on the features that a shop uses.
"""

import re
from collections.abc import Iterator, Sequence

from cli.formats.draft import Draft
from cli.formats.entries import Entry, add_entries
from cli.formats.locations import Locations
from cli.formats.rows import Row, no, read_sheet, yes
from cli.formats.source import Options, Source
from cli.texts import gettext
from server.domain.names import folded

SHEET = "Items"
SET_PREFIX = "Modifier Set - "
_NO_FOOD = {
    "event",
    "appointment",
    "appointments_service",
    "appointment service",
    "donation",
    "gift card",
    "membership",
}
_NOT_SHOWN = {"hidden", "unavailable"}
_CATEGORY_ID = re.compile(r"\s*\([A-Z0-9]{20,30}\)$")
_PRICE_AT = re.compile(r"^Price (.+)$")
_ENABLED_AT = re.compile(r"^Enabled (.+)$")
_LOST_COLUMNS = (
    (re.compile(r"^Tax - "), "taxes"),
    (re.compile(r"^(SKU|GTIN)$"), "article numbers (SKU, GTIN)"),
    (re.compile(r"^(Current|New) Quantity "), "stock counts"),
    (re.compile(r"^Default (Unit Cost|Vendor)"), "costs and vendors"),
    (re.compile(r"^Online Sale Price$"), "sale prices"),
)


def recognizes(source: Source) -> bool:
    """Whether `source` has Square's columns."""
    return source.has_header(lambda cells: _is_header(cells) and "Variation Name" in cells, SHEET)


def read(source: Source, options: Options) -> Draft:
    """The menu in an export (XLSX or CSV)."""
    sheet = read_sheet(source, _is_header, sheet=SHEET)
    draft = Draft(options.currency)
    locations = Locations.of(sheet.header, _PRICE_AT, _ENABLED_AT, "Price", options.location)
    headings = _headings(sheet.rows)
    add_entries(draft, _entries(draft, sheet.rows, locations, headings))
    locations.report(draft.report, sheet.rows)
    _report_columns(draft, sheet.header, sheet.rows)
    return draft


def _is_header(cells: Sequence[str]) -> bool:
    return "Item Name" in cells and "Price" in cells


def _entries(
    draft: Draft, rows: list[Row], locations: Locations, headings: dict[str, str]
) -> Iterator[Entry]:
    for first, row in _with_first(rows):
        kind = folded(first["Item Type"])
        if kind in _NO_FOOD:
            draft.report.leave_out(
                gettext("things of the type {kind}").format(kind=first["Item Type"]),
                of=f"“{first['Item Name']}”",
            )
        elif yes(row["Archived"]):
            draft.report.leave_out(
                gettext("archived items"),
                of=gettext("“{name}” (row {number})").format(name=first["Item Name"], number=row.number),
            )
        else:
            yield _entry(draft, first, row, locations, headings)


def _with_first(rows: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Each row with the first of its item; a row without an item's name goes on with the one above."""
    firsts: dict[tuple[str, str], Row] = {}
    key = ("", "")
    for row in rows:
        if row["Item Name"]:
            key = (folded(row["Item Name"]), folded(next(iter(_categories(row)), "")))
        yield firsts.setdefault(key, row), row


def _entry(draft: Draft, first: Row, row: Row, locations: Locations, headings: dict[str, str]) -> Entry:
    paths = _categories(first)
    if len(paths) > 1 and row is first:
        draft.report.leave_out(
            gettext("further categories of an item that stands in several"), of=f"“{first['Item Name']}”"
        )
    hidden = folded(row["Square Online Item Visibility"]) in _NOT_SHOWN or no(row["Sellable"])
    return Entry(
        key=f"{first.number}",
        row=row.number,
        name=first.first("Customer-facing Name", "Item Name"),
        category=headings[paths[0]] if paths else "",
        description=first["Description"],
        label=row["Variation Name"],
        price=locations.price(row),
        shown=not hidden and locations.sold(row),
        tags=["alcohol"] if yes(first["Contains Alcohol"]) else [],
        groups=[
            column.removeprefix(SET_PREFIX).strip()
            for column, cell in first.cells.items()
            if column.startswith(SET_PREFIX) and yes(cell)
        ],
    )


def _categories(row: Row) -> list[str]:
    """The paths of a row's categories, such as `Drinks > Wine`, without Square's ids."""
    text = row.first("Categories", "Category", "Reporting Category")
    paths = (_CATEGORY_ID.sub("", path.strip()) for path in re.split(r"[,;|]", text))
    return [path for path in paths if path]


def _headings(rows: list[Row]) -> dict[str, str]:
    """The heading for each category path: its last part, or all of it where two paths end alike."""
    paths = {path for row in rows for path in _categories(row)[:1]}
    ends = [folded(path.rsplit(">", 1)[-1]) for path in {folded(p): p for p in paths}.values()]
    return {
        path: " – ".join(part.strip() for part in path.split(">"))  # a dash between two headings
        if ends.count(folded(path.rsplit(">", 1)[-1])) > 1
        else path.rsplit(">", 1)[-1].strip()
        for path in paths
    }


def _report_columns(draft: Draft, header: list[str], rows: list[Row]) -> None:
    for pattern, what in _LOST_COLUMNS:
        used = sum(any(row[column] for column in header if pattern.match(column)) for row in rows)
        if used:
            draft.report.leave_out(what, used)
