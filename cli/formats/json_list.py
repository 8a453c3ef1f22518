"""Plain JSON as people and other programs write it: dishes in a list, or sections that hold lists of dishes."""

from collections.abc import Iterator
from typing import Any

from cli.documents import Document
from cli.formats.amounts import price
from cli.formats.draft import MAX_NAME, Draft, plain_text
from cli.formats.entries import picture
from cli.formats.headings import column_of
from cli.formats.source import Options, Source, refused
from cli.texts import gettext
from server.domain.names import folded
from server.wire.menu import REGULAR

MAX_DEPTH = 8
_SIZES = ("variants", "sizes", "prices", "options", "variations")
Node = dict[str, Any]


def recognizes(source: Source) -> bool:
    """Whether `source` is JSON; what kind is not known by anything else."""
    return source.is_json


def read(source: Source, options: Options) -> Draft:
    """The menu in a JSON file."""
    draft = Draft(options.currency)
    found = False
    for heading, node in _dishes(source.json, "", 0):
        found = True
        _add(draft, heading, node)
    if not found:
        raise refused(source.path, gettext("no list in it has dishes with names and prices"))
    return draft


def _dishes(value: Any, heading: str, depth: int) -> Iterator[tuple[str, Node]]:
    """Every dish with its heading: an object that has a name and a price or sizes."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _dishes(inner, heading, depth + 1)
    elif isinstance(value, dict):
        lists = {key: inner for key, inner in value.items() if _holds_objects(inner)}
        if (_cell(value, "item") and (_cell(value, "price") or _sizes(value))) or (
            _cell(value, "item") and not lists
        ):
            yield _cell(value, "category") or heading, value
        else:
            named = [_cell(value, "category"), _cell(value, "item")]
            inner_heading = " – ".join(filter(None, named)) or heading  # a dash between headings
            for key, inner in lists.items():
                plain = isinstance(inner, list) and not inner_heading and column_of(key) is None
                yield from _dishes(
                    inner, plain_text(key).title() if plain and depth else inner_heading, depth + 1
                )


def _holds_objects(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(v, dict | list) for v in value)
    )


def _cell(node: Node, column: str) -> str:
    """The text under whichever key means `column`."""
    for key, value in node.items():
        if column_of(key) == column and isinstance(value, str | int | float) and not isinstance(value, bool):
            return plain_text(str(value))
    return ""


def _sizes(node: Node) -> list[Node]:
    for key, value in node.items():
        if key.lower() in _SIZES and isinstance(value, list):
            return [size for size in value if isinstance(size, dict) and _cell(size, "price")]
    return []


def _add(draft: Draft, heading: str, node: Node) -> None:
    name = _cell(node, "item")
    variants = list(_variants(draft, node, name))
    if not variants:
        draft.report.leave_out(gettext("no fixed price"), of=f"“{name}”")
        return
    category = draft.category(heading)
    if draft.find(category, name):
        draft.report.leave_out(
            gettext("a second item of a name that its category has already"), of=f"“{name}”"
        )
        return
    for key in node:
        if column_of(key) is None and key.lower() not in _SIZES:
            draft.report.leave_out(gettext("the field “{name}”").format(name=plain_text(key)[:40]))
    item: Document = {
        "name": name,
        "description": _cell(node, "description"),
        "image_url": picture(draft, _cell(node, "image_url")),
        "variants": variants,
    }
    for column in ("tags", "allergens"):
        item[column] = _words(node, column)
    draft.add(category, item)


def _variants(draft: Draft, node: Node, name: str) -> Iterator[Document]:
    seen: set[str] = set()
    for size in _sizes(node) or [node]:
        label = (_cell(size, "variant") or _cell(size, "item") if size is not node else "")[
            :MAX_NAME
        ] or REGULAR
        amount = price(_cell(size, "price"), draft.currency)
        if amount is not None and folded(label) not in seen:
            seen.add(folded(label))
            yield {"label": label, "price": amount}
        elif size is not node:
            draft.report.leave_out(
                gettext("sizes without a price or a name of their own"), of=f"“{name}”, {label}"
            )


def _words(node: Node, column: str) -> list[str]:
    for key, value in node.items():
        if column_of(key) == column and isinstance(value, list):
            return [plain_text(word) for word in value if isinstance(word, str)]
    return [word.strip() for word in _cell(node, column).split(",") if word.strip()]
