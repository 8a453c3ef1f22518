"""Menu documents as files: reading them as they stand, and writing them as YAML that people like to edit."""

import json
import sys
from copy import deepcopy
from io import StringIO
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.representer import SafeRepresenter

from cli.errors import CliError, Exit

Media = Literal["application/json", "application/yaml"]
JSON: Media = "application/json"
YAML_MEDIA: Media = "application/yaml"
Document = dict[str, Any]

MAX_BYTES = 5 * 1024 * 1024


def read(path: str) -> tuple[bytes, Media]:
    """The file's bytes as they stand, and whether they are JSON or YAML; `-` is stdin."""
    content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    if len(content) > MAX_BYTES:
        raise CliError(
            f"{path} has {len(content) / 1024 / 1024:.1f} MB; a menu has at most 5 MB.",
            unchanged="Nothing was changed.",
            todo="Check that this is the menu's file.",
            code=Exit.INVALID,
        )
    is_json = path.lower().endswith(".json") or content.lstrip()[:1] == b"{"
    return content, JSON if is_json else YAML_MEDIA


def to_json(document: Document) -> bytes:
    """`document` as it is sent."""
    return json.dumps(document, ensure_ascii=False).encode()


class _Price(str):
    """An amount that YAML shows as a number."""

    __slots__ = ()


class _Representer(SafeRepresenter):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the base class's signature
        return True


def _represent_price(representer: SafeRepresenter, price: _Price) -> Any:
    tag = "float" if "." in price else "int"
    return representer.represent_scalar(f"tag:yaml.org,2002:{tag}", str(price))


_Representer.add_representer(_Price, _represent_price)


def to_yaml(document: Document) -> str:
    """`document` as YAML, prices as numbers with the decimals that they have."""
    yaml = YAML(typ="safe")
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 4096
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # declared as None only
    yaml.Representer = _Representer
    text = StringIO()
    yaml.dump(_with_prices(document), text)
    return text.getvalue()


def _with_prices(value: Any, field: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _with_prices(member, key) for key, member in value.items()}
    if isinstance(value, list):
        return [_with_prices(member) for member in value]
    return _Price(value) if field in {"price", "price_adjustment"} and isinstance(value, str) else value


def folded(name: str) -> str:
    """A name as people compare it: without case and without differences of spacing."""
    return " ".join(name.casefold().split())


def count_items(document: Document) -> int:
    """How many items stand in `document`."""
    return sum(len(category.get("items", [])) for category in document.get("categories", []))


def merged(current: Document, addition: Document) -> Document:
    """`current` with what `addition` has: its items replace those of the same name in the same category."""
    result = deepcopy(current)
    result["modifier_groups"] = {**current.get("modifier_groups", {}), **addition.get("modifier_groups", {})}
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
