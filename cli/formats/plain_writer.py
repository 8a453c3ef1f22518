"""A menu as a plain CSV of our own, as `plain` reads it."""

import csv
from io import StringIO

from cli.documents import Document
from cli.formats.headings import WRITTEN_COLUMNS
from cli.formats.losses import lost_of_categories, lost_of_dishes, lost_of_sizes, usual_sizes
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
    variants = usual_sizes(item)
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
            item.get("number", ""),
        ]
        for variant in variants
    ]


def _not_written(document: Document) -> list[str]:
    return [
        *lost_of_dishes(document, set(WRITTEN_COLUMNS)),
        *lost_of_sizes(document, {"default"}),
        *lost_of_categories(document),
    ]
