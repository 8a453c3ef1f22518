"""A plain CSV of our own: one row a variant, columns `category, item, variant, price, description` and a few more."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from cli.documents import Document
from cli.errors import CliError, Exit
from cli.formats.draft import Draft, NotAnAmountError, amount
from cli.formats.rows import Row, read_sheet
from server.domain.names import folded
from server.wire.menu import REGULAR

COLUMNS = (
    "category",
    "item",
    "variant",
    "price",
    "description",
    "default",
    "aliases",
    "tags",
    "allergens",
    "station",
    "active",
    "image_url",
)
_OTHER_NAMES = {
    "name": "item",
    "section": "category",
    "size": "variant",
    "dish": "item",
    "image": "image_url",
}
_LIST = ";"


def read(path: Path, currency: str) -> Draft:
    """Read `path` with prices in `currency`. `CliError` names every mistake with its line and column."""
    sheet = read_sheet(path, sheet="Menu", is_header=_is_header)
    draft = Draft(currency)
    mistakes: list[str] = []
    category = ""
    for row in sheet.rows:
        plain = Row(row.number, {_column(name): cell for name, cell in row.cells.items()})
        category = plain["category"] or category
        mistakes += _add(draft, plain, draft.category(category), sheet.header)
    for name in sheet.header:
        if name and _column(name) not in COLUMNS:
            draft.report.leave_out(f"the column “{name}”")
    if mistakes:
        raise CliError(
            f"{path} has {len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''}:",
            details=tuple(mistakes),
            unchanged="Nothing was changed.",
            todo="Correct them and import the file again.",
            code=Exit.INVALID,
        )
    return draft


def _is_header(cells: Sequence[str]) -> bool:
    return {"item", "price"} <= {_column(cell) for cell in cells}


def _column(name: str) -> str:
    plain = folded(name).replace(" ", "_")
    return _OTHER_NAMES.get(plain, plain)


def _add(draft: Draft, row: Row, category: str, header: list[str]) -> list[str]:
    """Add the row's variant to its item; returns what is wrong with the row."""
    at = f"line {row.number}, column "
    place = {_column(name): number for number, name in enumerate(header, 1)}
    mistakes = []
    if not row["item"]:
        mistakes.append(f"{at}{place['item']}: the item's name is missing")
    try:
        price = amount(row["price"], draft.currency)
    except NotAnAmountError:
        price = ""
    if not price or price.startswith("-"):
        mistakes.append(f"{at}{place['price']}: {row['price']!r} is not a price in {draft.currency}")
    item = draft.find(category, row["item"])
    labels = {folded(v["label"]) for v in item["variants"]} if item else set()
    if folded(row["variant"] or REGULAR) in labels:
        column = place.get("variant", place["item"])
        mistakes.append(f"{at}{column}: {row['item']} has this variant already")
    if not mistakes:
        (item or draft.add(category, _item(row)))["variants"].append(_variant(row, price))
    return mistakes


def _item(row: Row) -> Document:
    item: Document = {
        "name": row["item"],
        "description": row["description"],
        "image_url": row["image_url"],
        "aliases": _words(row["aliases"]),
        "station": row["station"],
        "tags": _words(row["tags"]),
        "allergens": _words(row["allergens"]),
        "variants": [],
    }
    if row["active"].lower() in {"n", "no", "false", "0"}:
        item["is_active"] = False
    return item


def _variant(row: Row, price: str) -> Document:
    variant: Document = {"label": row["variant"] or REGULAR, "price": price}
    if row["default"].lower() in {"y", "yes", "true", "1"}:
        variant["default"] = True
    return variant


def _words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(_LIST) if word.strip()]


def write_plain(document: Document) -> tuple[str, list[str]]:
    """The document as this CSV, and what the CSV cannot hold, in words."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for category in document["categories"]:
        for item in category["items"]:
            writer.writerows(_item_rows(category, item))
    return text.getvalue(), _not_written(document)


def _item_rows(category: Document, item: Document) -> list[list[str]]:
    variants = item.get("variants") or [{"label": "", "price": item["price"]}]
    shown = item.get("is_active", True) and category.get("is_active", True)
    return [
        [
            category["name"],
            item["name"],
            variant["label"],
            str(variant["price"]),
            item.get("description", ""),
            "y" if variant.get("default") else "",
            *(f"{_LIST} ".join(item.get(name, [])) for name in ("aliases", "tags", "allergens")),
            item.get("station", ""),
            "" if shown else "n",
            item.get("image_url", ""),
        ]
        for variant in variants
    ]


def _not_written(document: Document) -> list[str]:
    items = [item for category in document["categories"] for item in category["items"]]
    with_groups = sum(bool(item.get("modifier_groups")) for item in items)
    with_aliases = sum(bool(v.get("aliases")) for item in items for v in item.get("variants", []))
    lost = [f"modifier groups of {with_groups} items"] if with_groups else []
    return lost + ([f"aliases of {with_aliases} variants"] if with_aliases else [])
