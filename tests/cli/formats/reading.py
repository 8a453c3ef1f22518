"""Reads a file as `aiqr menu import` would."""

from pathlib import Path
from typing import Any

from cli.documents import Document
from cli.formats import readers
from cli.formats.draft import Draft
from cli.formats.source import Options, Source


def read(path: Path, kind: str | None = None, currency: str = "EUR", **options: Any) -> Draft:
    """The menu in a file; without `kind` it is guessed."""
    return readers.read(Source.of(path), kind, Options(currency, **options))[1]


def read_text(folder: Path, text: str, kind: str | None = None, **options: Any) -> Draft:
    """The menu in a file with this text."""
    path = folder / "menu.txt"
    path.write_text(text, "utf-8")
    return read(path, kind, **options)


def guessed(folder: Path, text: str) -> str:
    """Which kind of file a text is taken for."""
    path = folder / "menu.txt"
    path.write_text(text, "utf-8")
    return readers.read(Source.of(path), None, Options("EUR"))[0]


def dishes(draft: Draft) -> dict[str, list[tuple[str, str]]]:
    """The dishes with their prices under their headings: `{"Pizza": [("Margherita", "9.50")]}`."""
    return {
        category["name"]: [(item["name"], _price(item)) for item in category["items"]]
        for category in draft.document("", "")["categories"]
    }


def item(draft: Draft, name: str) -> Document:
    """The one item of this name."""
    (found,) = (i for c in draft.document("", "")["categories"] for i in c["items"] if i["name"] == name)
    return dict(found)


def _price(entry: Document) -> str:
    sizes = entry.get("variants") or [{"label": "", "price": entry["price"]}]
    hidden = "" if entry.get("is_active", True) else " hidden"
    return ", ".join(f"{size['label']} {size['price']}".strip() for size in sizes) + hidden
