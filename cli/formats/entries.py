"""From rows of an export, one a size, to items with their sizes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cli.documents import Document
from cli.formats.amounts import price
from cli.formats.draft import MAX_NAME, Draft, plain_text
from cli.texts import gettext
from server.domain.names import folded
from server.wire.menu import REGULAR

_HTTPS = re.compile(r"https://[^\s\x00-\x20\x7f]{1,1990}")


@dataclass
class Entry:
    """One size of one item. Entries of one `key` are one item; the first says what the item is."""

    key: str
    row: int
    name: str
    category: str = ""
    description: str = ""
    label: str = ""
    price: str = ""
    image: str = ""
    shown: bool = True
    tags: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


def add_entries(draft: Draft, entries: Iterable[Entry]) -> None:
    """Put the items into `draft`, and what they lack into its report."""
    together: dict[str, list[Entry]] = {}
    for entry in entries:
        together.setdefault(entry.key, []).append(entry)
    for sizes in together.values():
        _add(draft, sizes)


def _add(draft: Draft, sizes: list[Entry]) -> None:
    first = sizes[0]
    if not plain_text(first.name):
        draft.report.leave_out(
            gettext("items without a name"), of=gettext("row {number}").format(number=first.row)
        )
        return
    variants = list(_variants(draft, sizes))
    if not variants:
        return
    category = draft.category(first.category)
    if draft.find(category, first.name):
        draft.report.leave_out(
            gettext("a second item of a name that its category has already"),
            of=gettext("“{name}” (row {number})").format(name=first.name, number=first.row),
        )
        return
    item: Document = {
        "name": first.name,
        "description": plain_text(first.description),
        "image_url": picture(draft, first.image),
        "tags": first.tags,
        "modifier_groups": [group_without_options(draft, name) for name in first.groups],
        "variants": variants,
    }
    if not any(size.shown for size in sizes):
        item["is_active"] = False
    draft.add(category, item)


def _variants(draft: Draft, sizes: list[Entry]) -> Iterator[Document]:
    seen: set[str] = set()
    for size in sizes:
        label = plain_text(size.label)[:MAX_NAME] or REGULAR
        named = f"“{size.name}”{f', {label}' if label != REGULAR else ''} (row {size.row})"
        amount = price(size.price, draft.currency)
        if amount is None:
            draft.report.leave_out(
                gettext("no fixed price"), of=f"{named}: {size.price!r}" if size.price else named
            )
        elif folded(label) in seen:
            draft.report.leave_out(gettext("a second size of a name that the item has already"), of=named)
        elif not size.shown and any(other.shown for other in sizes):
            draft.report.leave_out(gettext("sizes that are not for sale"), of=named)
        else:
            seen.add(folded(label))
            yield {"label": label, "price": amount}


def picture(draft: Draft, address: str) -> str:
    """The picture's address where diners can be shown it; a loss that the report names where not."""
    address = address.strip()
    if not address or _HTTPS.fullmatch(address):
        return address
    if address.startswith("http://"):
        draft.report.leave_out(gettext("pictures at http:// addresses, which browsers do not show"))
    else:
        draft.report.leave_out(
            gettext("pictures that are files; add them with their https:// addresses"), of=address[:100]
        )
    return ""


def group_without_options(draft: Draft, name: str) -> str:
    """The key of a modifier group of which the file has the name only."""
    return draft.group(name, {"name": name, "options": []})
