"""Toast: the answer of its menus API (JSON), with options and their prices, or a table of items (CSV)."""

from collections.abc import Iterator, Sequence
from typing import Any

from cli.documents import Document
from cli.formats.amounts import price
from cli.formats.draft import MAX_NAME, Draft, plain_text
from cli.formats.entries import Entry, add_entries, picture
from cli.formats.rows import Row, read_sheet
from cli.formats.source import Options, Source, refused
from cli.texts import gettext
from server.wire.menu import REGULAR

MAX_DEPTH = 12
Node = dict[str, Any]


def recognizes(source: Source) -> bool:
    """Whether `source` is of Toast."""
    if source.is_json:
        return isinstance(source.json, dict) and _is_api(source.json)
    return source.has_header(_is_header)


def read(source: Source, options: Options) -> Draft:
    """The menu in a file of Toast."""
    draft = Draft(options.currency)
    if source.is_json:
        if not isinstance(source.json, dict):
            raise refused(source.path, gettext("it is not an answer of Toast's menus API"))
        for menu in _nodes(source.json.get("menus")):
            for group in _nodes(menu.get("menuGroups")):
                _add_group(draft, source.json, group, 0)
        return draft
    sheet = read_sheet(source, _is_header)
    add_entries(draft, map(_entry, sheet.rows))
    return draft


def _is_api(document: Node) -> bool:
    menus = _nodes(document.get("menus"))
    return "modifierGroupReferences" in document or any("menuGroups" in menu for menu in menus)


def _is_header(cells: Sequence[str]) -> bool:
    return "Base Price" in cells and bool({"Item Name", "Name"} & set(cells))


def _entry(row: Row) -> Entry:
    return Entry(
        key=f"{row.number}",
        row=row.number,
        name=row.first("Item Name", "Name"),
        category=row.first("Menu Group", "Menu"),
        description=row["Description"],
        label=row["Size"],
        price=row["Base Price"],
        groups=[
            part.strip() for part in row.first("Modifier Group", "Modifier Groups").split(",") if part.strip()
        ],
    )


def _add_group(draft: Draft, document: Node, group: Node, depth: int) -> None:
    heading = plain_text(str(group.get("name") or ""))
    for item in _nodes(group.get("menuItems")):
        _add_item(draft, document, heading, item)
    if depth < MAX_DEPTH:
        for inner in _nodes(group.get("menuGroups")):
            _add_group(draft, document, inner, depth + 1)


def _add_item(draft: Draft, document: Node, heading: str, node: Node) -> None:
    name = plain_text(str(node.get("name") or ""))
    groups = [
        _referenced(document, "modifierGroupReferences", r) for r in _list(node, "modifierGroupReferences")
    ]
    variants, groups = _variants(draft, document, node, [group for group in groups if group])
    if not name or not variants:
        draft.report.leave_out(gettext("no fixed price"), of=f"“{name or gettext('an item without a name')}”")
        return
    category = draft.category(heading)
    if draft.find(category, name):
        draft.report.leave_out(
            gettext("a second item of a name that its category has already"), of=f"“{name}”"
        )
        return
    item: Document = {
        "name": name,
        "description": plain_text(str(node.get("description") or "")),
        "image_url": picture(draft, str(node.get("image") or "")),
        "tags": [plain_text(str(tag.get("name"))) for tag in _nodes(node.get("itemTags")) if tag.get("name")],
        "modifier_groups": [draft.group(str(g.get("name")), _group(draft, document, g)) for g in groups],
        "variants": variants,
    }
    if node.get("visibility") == []:
        item["is_active"] = False
    draft.add(category, item)


def _variants(
    draft: Draft, document: Node, node: Node, groups: list[Node]
) -> tuple[list[Document], list[Node]]:
    """The sizes of an item and its other groups: a group whose options state the whole price is its sizes."""
    amount = price(str(node.get("price")), draft.currency)
    if amount is not None:
        return [{"label": REGULAR, "price": amount}], groups
    sized = next((group for group in groups if group.get("pricingMode") == "REPLACES_PRICE"
                  or group.get("pricingStrategy") == "SIZE_PRICE"), None)  # fmt: skip
    if sized is None:
        return [], groups
    sizes = [
        {"label": name, "price": amount}
        for name, amount in _options(draft, document, sized)
        if amount is not None
    ]
    return sizes, [group for group in groups if group is not sized]


def _group(draft: Draft, document: Node, group: Node) -> Document:
    least, most = group.get("minSelections"), group.get("maxSelections")
    return {
        "name": plain_text(str(group.get("name")))[:MAX_NAME],
        "min": least if isinstance(least, int) else 0,
        "max": most if isinstance(most, int) and most > 0 else None,
        "options": [
            {"name": name, "price_adjustment": amount or "0"}
            for name, amount in _options(draft, document, group)
        ],
    }


def _options(draft: Draft, document: Node, group: Node) -> Iterator[tuple[str, str | None]]:
    """The options of a group, each once, with their prices."""
    seen: set[str] = set()
    for reference in _list(group, "modifierOptionReferences"):
        option = _referenced(document, "modifierOptionReferences", reference)
        name = plain_text(str(option.get("name") or ""))[:MAX_NAME]
        if name and name.casefold() not in seen:
            seen.add(name.casefold())
            yield name, price(str(option.get("price")), draft.currency)


def _referenced(document: Node, table: str, reference: Any) -> Node:
    if isinstance(reference, dict):
        return reference
    every = document.get(table)
    found = every.get(str(reference)) if isinstance(every, dict) else None
    return found if isinstance(found, dict) else {}


def _nodes(value: Any) -> list[Node]:
    return [node for node in value if isinstance(node, dict)] if isinstance(value, list) else []


def _list(node: Node, key: str) -> list[Any]:
    value = node.get(key)
    return value if isinstance(value, list) else []
