"""A menu as a plain CSV of our own, as `plain` reads it."""

import csv
from io import StringIO

from cli.documents import Document
from cli.formats.headings import WRITTEN_COLUMNS
from cli.formats.plain import LIST


def write_plain(document: Document) -> tuple[str, list[str]]:
    """The document as this CSV, and what the CSV cannot hold, in words."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(WRITTEN_COLUMNS)
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
            *(f"{LIST} ".join(item.get(name, [])) for name in ("aliases", "tags", "allergens")),
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
