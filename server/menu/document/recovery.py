"""Puts something harmless where a document is wrong, so that the menu's rules still check all that is right."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from server.menu.document.model import INLINE, NAMED
from server.menu.document.reader import Path

PLACEHOLDER = "\ue000"
"""Begins every name that was put in; a complaint that holds it is none about the document."""

STAND_IN_CURRENCY = "KWD"
"""Stands in for a wrong currency: it has the most decimals, so that no price is blamed for it."""

_NAMELESS_ENTRIES: dict[str, dict[str, Any]] = {
    "categories": {"items": []},
    "items": {"price": "0"},
    "variants": {"price": "0"},
    "options": {},
    "modifier_groups": {},
}
_REQUIRED_VALUES: dict[str, Any] = {
    "price": "0",
    "percent": "0",
    "currency": STAND_IN_CURRENCY,
    "categories": [],
}
_REQUIRED_NAMES = ("name", "label")


def document_path(location: tuple[int | str, ...]) -> Path:
    """Pydantic's location of a mistake without the marks that are pydantic's own."""
    return tuple(
        step
        for index, step in enumerate(location)
        if step != "[key]"
        and not str(step).startswith("literal[")
        and not (step in (NAMED, INLINE) and index and isinstance(location[index - 1], int))
    )


def replace_mistakes(root: Any, paths: Iterable[Path]) -> Any:
    """`root`, changed in place, with harmless values at `paths`: optional things go, needed ones are made up."""
    names = (f"{PLACEHOLDER}{number}" for number in count())
    for path in paths:
        if not path:
            return {"currency": STAND_IN_CURRENCY, "categories": []}
        parent = _parent(root, path)
        if isinstance(parent, list | dict):
            _replace_member(parent, path, names)
    return root


def _parent(root: Any, path: Path) -> Any:
    value = root
    for step in path[:-1]:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None
    return value


def _replace_member(parent: Any, path: Path, names: Iterator[str]) -> None:
    last = path[-1]
    if isinstance(last, int):
        parent[last] = _entry(str(path[-2]), names)
    elif len(path) == 2 and path[0] == "modifier_groups":  # noqa: PLR2004  (its members are the named groups)
        parent[last] = _entry("modifier_groups", names)
    elif last in _REQUIRED_NAMES:
        parent[last] = next(names)
    elif last in _REQUIRED_VALUES:
        parent[last] = _REQUIRED_VALUES[last]
    else:
        parent.pop(last, None)


def _entry(field: str, names: Iterator[str]) -> Any:
    if field not in _NAMELESS_ENTRIES:
        return next(names)
    label = "label" if field == "variants" else "name"
    return {label: next(names), **_NAMELESS_ENTRIES[field]}
