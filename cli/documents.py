"""Menu documents as files: read as they stand, and merged."""

import json
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any, Literal

from cli.errors import CliError, Exit
from cli.texts import gettext
from server.domain.names import folded

Media = Literal["application/json", "application/yaml"]
JSON: Media = "application/json"
YAML_MEDIA: Media = "application/yaml"
Document = dict[str, Any]

MAX_BYTES = 5 * 1024 * 1024


def read(path: str) -> tuple[bytes, Media]:
    """The file's bytes as they stand, and whether they are JSON or YAML; `-` is stdin."""
    content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    require_size(path, content)
    is_json = path.lower().endswith(".json") or content.lstrip()[:1] == b"{"
    return content, JSON if is_json else YAML_MEDIA


def require_size(name: str, content: bytes) -> None:
    """`CliError` where it is more than a menu may have."""
    if len(content) > MAX_BYTES:
        raise CliError(
            gettext("{name} has {count:.1f} MB; a menu has at most 5 MB.").format(
                name=name, count=len(content) / 1024 / 1024
            ),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Check that this is the menu's file."),
            code=Exit.INVALID,
        )


def one_line(content: bytes) -> str:
    """A JSON document as YAML reads it: in one line, without JSON's own escapes. What is no JSON stays as it is."""
    try:
        return json.dumps(json.loads(content, parse_float=str), ensure_ascii=False)
    except (ValueError, RecursionError):
        return content.decode("utf-8", "replace")


def parsed(content: bytes, media: Media) -> Document:
    """The document's values; {} where it cannot be read: the server names its mistakes."""
    from ruamel.yaml import YAML  # noqa: PLC0415  # only what looks into a file pays for it
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        found = json.loads(content) if media == JSON else YAML(typ="safe", pure=True).load(content)
    except (ValueError, YAMLError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def to_json(document: Document) -> bytes:
    """`document` as it is sent."""
    return json.dumps(document, ensure_ascii=False).encode()


def count_items(document: Document) -> int:
    """How many items stand in `document`."""
    return sum(len(category.get("items", [])) for category in document.get("categories", []))


def merged(current: Document, addition: Document) -> Document:
    """`current` with what `addition` has: its items replace those of the same name in the same category."""
    result = deepcopy(current)
    result["modifier_groups"] = {**current.get("modifier_groups", {}), **addition.get("modifier_groups", {})}
    if "taxes" in addition:
        result["taxes"] = {**current.get("taxes", {}), **addition["taxes"]}
    by_name = {folded(c["name"]): c for c in result.setdefault("categories", [])}
    for category in addition.get("categories", []):
        there = by_name.get(folded(category["name"]))
        if there is None:
            result["categories"].append(deepcopy(category))
        else:
            _merge_items(there, category["items"])
    return result


def _merge_items(category: Document, items: list[Document]) -> None:
    places = {folded(item["name"]): n for n, item in enumerate(category.setdefault("items", []))}
    for item in items:
        place = places.get(folded(item["name"]))
        if place is None:
            category["items"].append(deepcopy(item))
        else:
            category["items"][place] = {**category["items"][place], **deepcopy(item)}
            if "price" in item:
                category["items"][place].pop("variants", None)
            else:
                category["items"][place].pop("price", None)
