"""Odoo's export of products (CSV or XLSX), with its headings as field names or in English."""

from collections.abc import Iterator, Sequence

from cli.formats.draft import Draft
from cli.formats.entries import Entry, add_entries
from cli.formats.rows import Row, no, read_sheet
from cli.formats.source import Options, Source

_PRICE = ("list_price", "lst_price", "Sales Price", "Sale Price", "Public Price")
_NAME = ("name", "Name", "Display Name", "display_name")
_CATEGORY = ("pos_categ_ids", "pos_categ_id", "pos_categ_ids/name", "Point of Sale Category", "PoS Category",
             "Category", "Product Category", "categ_id", "categ_id/name")  # fmt: skip
_SOLD = ("available_in_pos", "Available in POS", "sale_ok", "Can be Sold", "Sales", "active", "Active")
_OWN = {*_CATEGORY[:6], *_SOLD, "External ID", "Internal Reference", "default_code", "id"}


def recognizes(source: Source) -> bool:
    """Whether `source` has Odoo's columns."""
    return source.has_header(_is_header)


def read(source: Source, options: Options) -> Draft:
    """The menu in an export."""
    sheet = read_sheet(source, _is_header)
    draft = Draft(options.currency)
    add_entries(draft, _entries(sheet.rows))
    for columns, what in ((("default_code", "Internal Reference"), "internal references"),
                          (("standard_price", "Cost"), "costs"), (("taxes_id", "Customer Taxes"), "taxes"),
                          (("attribute_line_ids", "Product Attributes"), "attributes")):  # fmt: skip
        used = sum(bool(row.first(*columns)) for row in sheet.rows)
        if used:
            draft.report.leave_out(what, used)
    return draft


def _is_header(cells: Sequence[str]) -> bool:
    found = set(cells)
    return bool(found & set(_PRICE)) and bool(found & set(_NAME)) and bool(found & _OWN)


def _entries(rows: list[Row]) -> Iterator[Entry]:
    for row in rows:
        if row.first(*_NAME):
            yield Entry(
                key=f"{row.number}",
                row=row.number,
                name=row.first(*_NAME),
                category=row.first(*_CATEGORY).split(",")[0].rsplit("/", 1)[-1].strip(),
                description=row.first("description_sale", "Sales Description", "public_description"),
                price=row.first(*_PRICE),
                shown=not any(no(row[column]) for column in _SOLD),
            )
