"""What differs at one of several places that share a menu: a document that names only that, put over the menu's own.

It has the shape of a menu document. Categories, dishes, options and groups are named as the menu names them, sizes by
their labels; what else stands there takes the place of what the menu says. `remove: true` takes the thing away.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from cli.documents import Document
from cli.texts import gettext
from server.domain.names import folded

REMOVE = "remove"
_OWN_FIELDS = {"categories", "modifier_groups", "taxes"}


def put_over(menu: Document, overlay: Document) -> tuple[Document, list[str]]:
    """Return the menu with what the overlay says, and every mistake in the overlay, each with where it stands."""
    if not overlay:
        return menu, [gettext("it names nothing that differs, or is no YAML")]
    changed = deepcopy(menu)
    mistakes = [
        gettext("{name}: an overlay has no such field").format(name=name)
        for name in overlay
        if name not in _OWN_FIELDS
    ]
    mistakes += _put_entries(changed, "categories", overlay, (), _put_category)
    mistakes += _put_groups(changed, overlay)
    if isinstance(overlay.get("taxes"), Mapping):
        changed["taxes"] = {**changed.get("taxes", {}), **overlay["taxes"]}
    return changed, mistakes


Put = Callable[[Document, Document, tuple[str, ...]], list[str]]


def _put_entries(
    target: Document, field: str, overlay: Document, at: tuple[str, ...], put: Put, key: str = "name"
) -> list[str]:
    """Put the entries of a list, which are known by `key`, over those of the target's list."""
    mistakes = []
    for entry in _entries(overlay.get(field)):
        name = str(entry.get(key, ""))
        here = (*at, name or gettext("an entry of {field} without a {key}").format(field=field, key=key))
        found = [one for one in target.get(field, []) if folded(str(one.get(key, ""))) == folded(name)]
        if not found:
            mistakes.append(gettext("{named}: is not on the menu").format(named=" / ".join(here)))
        elif entry.get(REMOVE) is True:
            target[field] = [one for one in target[field] if one not in found]
        else:
            for one in found:
                mistakes += put(one, entry, here)
    return mistakes


def _entries(value: Any) -> Sequence[Document]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _put_category(category: Document, entry: Document, at: tuple[str, ...]) -> list[str]:
    _put_fields(category, entry, {"items"})
    return _put_entries(category, "items", entry, at, _put_dish)


def _put_dish(dish: Document, entry: Document, at: tuple[str, ...]) -> list[str]:
    mistakes = list(_mistaken_prices(dish, entry, " / ".join(at)))
    _put_fields(dish, entry, {"variants", "modifier_groups"})
    mistakes += _put_entries(dish, "variants", entry, at, _put_part, "label")
    groups = {
        **dish,
        "modifier_groups": [one for one in dish.get("modifier_groups", []) if isinstance(one, dict)],
    }
    return mistakes + _put_entries(groups, "modifier_groups", entry, at, _put_group)


def _mistaken_prices(dish: Document, entry: Document, where: str) -> Iterator[str]:
    if "price" in entry and dish.get("variants"):
        sizes = ", ".join(str(one.get("label", "")) for one in dish["variants"])
        yield gettext("{where}: has sizes ({sizes}); give the price of each under variants").format(
            where=where, sizes=sizes
        )


def _put_group(group: Document, entry: Document, at: tuple[str, ...]) -> list[str]:
    _put_fields(group, entry, {"options"})
    return _put_entries(group, "options", entry, at, _put_part)


def _put_part(part: Document, entry: Document, at: tuple[str, ...]) -> list[str]:
    del at
    _put_fields(part, entry, set())
    return []


def _put_fields(target: Document, entry: Document, apart: set[str]) -> None:
    target |= {name: value for name, value in entry.items() if name not in apart}


def _put_groups(menu: Document, overlay: Document) -> list[str]:
    """Put groups that dishes share, which are known by their keys, over those of the menu."""
    groups = overlay.get("modifier_groups")
    mistakes = []
    for key, entry in groups.items() if isinstance(groups, Mapping) else ():
        group = menu.get("modifier_groups", {}).get(key)
        if group is None or not isinstance(entry, dict):
            mistakes.append(gettext("modifier_groups / {key}: is not on the menu").format(key=key))
        else:
            mistakes += _put_group(group, entry, ("modifier_groups", str(key)))
    return mistakes
