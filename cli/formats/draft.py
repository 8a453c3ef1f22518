"""A menu document while an importer fills it, with a report of what could not be carried over."""

import html
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from cli.documents import Document
from cli.formats.dish_numbers import read_numbers
from cli.texts import gettext
from server.domain.names import folded

MAX_NAME = 200
MAX_DESCRIPTION = 2000
NAMED_LOSSES = 20
"""Of one kind of loss so many are named; the rest is counted."""
_TAGS = re.compile(r"<[^>]{0,500}>")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def plain_text(text: str) -> str:
    """Text without HTML tags and entities, control characters, and runs of blanks."""
    return " ".join(_CONTROLS.sub(" ", html.unescape(_TAGS.sub(" ", text))).split())


@dataclass
class Report:
    """What was not carried over, in words, with how often and of what."""

    lost: Counter[str] = field(default_factory=Counter)
    named: dict[str, list[str]] = field(default_factory=dict)

    def leave_out(self, what: str, count: int = 1, *, of: str = "") -> None:
        """`count` times `what` was left out, of the thing called `of`."""
        self.lost[what] += count
        if of:
            self.named.setdefault(what, []).append(of)

    def lines(self) -> list[str]:
        """One line for each kind of loss: what, how often, and of which things."""
        return [self._line(what, count) for what, count in self.lost.items()]

    def _line(self, what: str, count: int) -> str:
        line = f"{what} ({count}×)" if count > 1 else what  # times
        things = self.named.get(what, [])
        if not things:
            return line
        more = (
            gettext(" and {count} more").format(count=len(things) - NAMED_LOSSES)
            if len(things) > NAMED_LOSSES
            else ""
        )
        return f"{line}: {', '.join(things[:NAMED_LOSSES])}{more}"


@dataclass
class Draft:
    """The document so far; names are cut to what a menu may hold, and the report says so.

    `columns` are the fields of dishes that the file has a column for, None where only its dishes tell.
    `vocabulary` has, for a field, the only words that this kind of file knows. `doubts` are what a person has to look
    at before it is applied: the name of the dish, "" for none, and what is not sure.
    """

    currency: str
    report: Report = field(default_factory=Report)
    columns: frozenset[str] | None = None
    vocabulary: dict[str, frozenset[str]] = field(default_factory=dict)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    _categories: dict[str, Document] = field(default_factory=dict)
    _items: dict[tuple[str, str], Document] = field(default_factory=dict)
    _groups: dict[str, Document] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is no item in it."""
        return not self._items

    def said(self) -> frozenset[str]:
        """The fields of dishes that the file can say: those of its columns, else those that any dish has."""
        if self.columns is not None:
            return self.columns
        return frozenset(
            key for item in self._items.values() for key, value in item.items() if value not in ("", [], {})
        )

    def category(self, name: str, translations: Document | None = None) -> str:
        """Make sure that the category is there; returns the key to put items under."""
        name = self._name(name or "Menu", "category")
        category = self._categories.setdefault(folded(name), {"name": name, "items": []})
        if translations:
            category.setdefault("translations", translations)
        return folded(name)

    def find(self, category: str, name: str) -> Document | None:
        """The item that was already added, if any."""
        return self._items.get((category, folded(name)))

    def add(self, category: str, item: Document) -> Document:
        """Put `item` (a name and variants, at least) into the category."""
        item["name"] = self._name(item["name"], "item")
        if len(item.get("description", "")) > MAX_DESCRIPTION:
            self.report.leave_out(
                gettext("descriptions after {max_description} characters").format(
                    max_description=MAX_DESCRIPTION
                ),
                of=f"“{item['name']}”",
            )
            item["description"] = item["description"][:MAX_DESCRIPTION]
        self._items[category, folded(item["name"])] = item
        self._categories[category]["items"].append(item)
        return item

    def group(self, key: str, group: Document) -> str:
        """Make sure that the named modifier group is there; returns its key."""
        plain = re.sub(r"\W+", "_", key.casefold()).strip("_")[:100] or "group"
        self._groups.setdefault(plain, group)
        return plain

    def document(self, name: str, slug: str, as_written: Collection[str] = ()) -> Document:
        """The finished document: categories without items left out, numbers beside names, one price written short.

        `as_written` are folded names of dishes that keep a number with which they begin.
        """
        read_numbers(list(self._categories.values()), as_written)
        document: Document = {"name": name, "slug": slug, "currency": self.currency}
        if self._groups:
            document["modifier_groups"] = self._groups
        document["categories"] = [
            {**category, "items": [_short(item) for item in category["items"]]}
            for category in self._categories.values()
            if category["items"]
        ]
        return document

    def _name(self, name: str, kind: str) -> str:
        name = plain_text(name)
        if len(name) > MAX_NAME:
            self.report.leave_out(
                gettext("the {kind}'s name after {max_name} characters").format(kind=kind, max_name=MAX_NAME),
                of=f"“{name[:40]}…”",
            )
            name = name[:MAX_NAME].rstrip()
        return name


def _short(item: Document) -> Document:
    """The item with its one plain price as `price`, and without empty values."""
    kept: dict[str, Any] = {key: value for key, value in item.items() if value not in ("", [], {}, None)}
    variants = kept.get("variants", [])
    if len(variants) == 1 and folded(variants[0]["label"]) == "regular" and not variants[0].get("aliases"):
        del kept["variants"]
        kept["price"] = variants[0]["price"]
    return kept
