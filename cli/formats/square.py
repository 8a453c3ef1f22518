"""Square's item library export: one row a variation, a modifier set as a column of Y and N.

Columns as found in real exports of several years; which are there depends on the features that a shop uses.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from cli.documents import Document
from cli.formats.draft import Draft, NotAnAmountError, amount, plain_text
from cli.formats.rows import Row, read_sheet
from server.domain.names import folded
from server.wire.menu import REGULAR

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
_LOST_COLUMNS = (
    (re.compile(r"^Tax - "), "taxes"),
    (re.compile(r"^(SKU|GTIN)$"), "article numbers (SKU, GTIN)"),
    (re.compile(r"^(Current|New) Quantity "), "stock counts"),
    (re.compile(r"^Default (Unit Cost|Vendor)"), "costs and vendors"),
    (re.compile(r"^Online Sale Price$"), "sale prices"),
)


def read(path: Path, currency: str) -> Draft:
    """Read the export at `path` (XLSX or CSV) with prices in `currency`."""
    sheet = read_sheet(path, sheet="Items", is_header=_is_header)
    draft = Draft(currency)
    leaves = _leaves(sheet.rows)
    for rows in _items(sheet.rows):
        _add(draft, rows, leaves)
    _report_columns(draft, sheet.header, sheet.rows)
    return draft


def _is_header(cells: Sequence[str]) -> bool:
    return "Item Name" in cells and "Price" in cells


def _items(rows: list[Row]) -> Iterator[list[Row]]:
    """The rows of each item together; a row without an item's name goes on with the one above."""
    grouped: dict[tuple[str, str], list[Row]] = {}
    key = ("", "")
    for row in rows:
        if row["Item Name"]:
            key = (folded(row["Item Name"]), _categories(row)[0] if _categories(row) else "")
        grouped.setdefault(key, []).append(row)
    return iter(grouped.values())


def _categories(row: Row) -> list[str]:
    """The paths of a row's categories, such as `Drinks > Wine`."""
    text = row["Categories"] or row["Category"] or row["Reporting Category"]
    return [path.strip() for path in re.split(r"[,;|]", text) if path.strip()]


def _leaves(rows: list[Row]) -> dict[str, str]:
    """The heading for each category path: its last part, or all of it where two paths end alike."""
    paths = {path for row in rows for path in _categories(row)[:1]}
    ends = [folded(path.rsplit(">", 1)[-1]) for path in paths]
    return {
        path: " – ".join(part.strip() for part in path.split(">"))  # a dash between two headings
        if ends.count(folded(path.rsplit(">", 1)[-1])) > 1
        else path.rsplit(">", 1)[-1].strip()
        for path in paths
    }


def _add(draft: Draft, rows: list[Row], leaves: dict[str, str]) -> None:
    first = rows[0]
    name = first["Customer-facing Name"] or first["Item Name"]
    kept = [row for row in rows if not _yes(row["Archived"])]
    if not kept or folded(first["Item Type"]) in _NO_FOOD:
        draft.report.leave_out("archived items" if not kept else f"items of the type {first['Item Type']}")
        return
    variants = list(_variants(draft, kept, name))
    if not variants:
        draft.report.leave_out(f"“{name}” (row {first.number}): it has no price")
        return
    paths = _categories(first)
    if len(paths) > 1:
        draft.report.leave_out("further categories of an item that stands in several")
    category = draft.category(leaves[paths[0]] if paths else "Menu")
    if draft.find(category, name):
        draft.report.leave_out(f"“{name}” (row {first.number}): a second item of this name in its category")
        return
    draft.add(category, _item(draft, first, kept, name, variants))


def _item(draft: Draft, first: Row, kept: list[Row], name: str, variants: list[Document]) -> Document:
    item: Document = {
        "name": name,
        "description": plain_text(first["Description"]),
        "tags": ["alcohol"] if _yes(first["Contains Alcohol"]) else [],
        "modifier_groups": [_group(draft, set_name) for set_name in _sets(first)],
        "variants": variants,
    }
    if all(folded(row["Sellable"]) == "n" for row in kept):
        item["is_active"] = False
    return item


def _variants(draft: Draft, rows: list[Row], name: str) -> Iterator[Document]:
    seen: set[str] = set()
    for row in rows:
        label = plain_text(row["Variation Name"])[:200] or REGULAR
        try:
            price = amount(row["Price"], draft.currency) if row["Price"] else ""
        except NotAnAmountError:
            price = ""
        if not price or price.startswith("-") or folded(label) in seen:
            why = (
                "no fixed price" if not price or price.startswith("-") else "a second variation of this name"
            )
            draft.report.leave_out(f"“{name}”, {label} (row {row.number}): {why}")
            continue
        seen.add(folded(label))
        yield {"label": label, "price": price}


def _sets(row: Row) -> list[str]:
    return [
        column.removeprefix(SET_PREFIX).strip()
        for column, cell in row.cells.items()
        if column.startswith(SET_PREFIX) and _yes(cell)
    ]


def _group(draft: Draft, name: str) -> str:
    return draft.group(name, {"name": name, "min": 0, "max": None, "options": []})


def _report_columns(draft: Draft, header: list[str], rows: list[Row]) -> None:
    for pattern, what in _LOST_COLUMNS:
        used = sum(any(row[column] for column in header if pattern.match(column)) for row in rows)
        if used:
            draft.report.leave_out(what, used)


def _yes(cell: str) -> bool:
    return cell.strip().lower() in {"y", "yes", "true", "1"}
