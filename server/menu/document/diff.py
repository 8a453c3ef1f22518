"""What a menu document changes: pure, from the menu as stored and the menu as wanted to a plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from server.domain.menu import Category, Item, Menu
from server.menu.document.differences import TAXES, Difference, differences
from server.menu.document.merge import Merge
from server.menu.document.references import planned_references
from server.menu.row_mapping import StoredMenu


@dataclass(frozen=True, slots=True)
class Plan:
    """The menu to be stored, and what that changes as paths in words such as `Pizza / Margherita`.

    Of `shown_before` dishes that diners saw, they see `taken_away` no more.
    """

    menu: Menu
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    hidden: tuple[str, ...]
    differences: tuple[Difference, ...]
    shown_before: int
    taken_away: int
    changes_nothing: bool


def plan(stored: StoredMenu, wanted: Menu) -> Plan:
    """Plan how `stored` becomes `wanted`. Ids in `wanted` do not count."""
    old, merge = stored.menu, Merge(stored, wanted)
    target = replace(wanted, version=old.version, categories=tuple(merge.categories()))
    target = planned_references(wanted, target)
    return Plan(
        menu=target,
        added=tuple(path for thing, path in _paths(target) if thing.id == 0),
        changed=tuple(_changed(old, target, merge)),
        removed=tuple(_left_out(old, target)),
        hidden=tuple(_hidden(old, target, merge)),
        differences=tuple(differences(old, target)),
        shown_before=len(old.orderable_by_id),
        taken_away=len(old.orderable_by_id.keys() - target.orderable_by_id.keys()),
        changes_nothing=target == old,
    )


def _paths(menu: Menu) -> Iterator[tuple[Category | Item, str]]:
    for category in menu.categories:
        yield category, category.name
        for item in category.items:
            yield item, f"{category.name} / {item.name}"


def _left_out(old: Menu, target: Menu) -> Iterator[str]:
    categories = {category.id for category in target.categories}
    items = {item.id for item in target.items()}
    for thing, path in _paths(old):
        if thing.id not in (categories if isinstance(thing, Category) else items):
            yield path


def _changed(old: Menu, target: Menu, merge: Merge) -> Iterator[str]:
    categories = {category.id: category for category in old.categories}
    items = {item.id: item for item in old.items()}
    if old.taxes != target.taxes:
        yield TAXES
    if _order(old.categories, merge.kept_categories) != _order(target.categories, merge.kept_categories):
        yield "(order of the categories)"
    for category in target.categories:
        before = categories.get(category.id)
        if before and category.id in merge.kept_categories:
            if replace(before, items=(), sort_order=0) != replace(category, items=(), sort_order=0):
                yield category.name
            here = merge.kept_items & {i.id for i in category.items} & {i.id for i in before.items}
            if _order(before.items, here) != _order(category.items, here):
                yield f"{category.name} (order of its items)"
        for item in category.items:
            if item.id in merge.kept_items and replace(item, sort_order=0) != replace(
                items[item.id], sort_order=0
            ):
                yield f"{category.name} / {item.name}"


def _order(things: Iterable[Category | Item], among: set[int]) -> list[int]:
    return [thing.id for thing in things if thing.id in among]


def _hidden(old: Menu, target: Menu, merge: Merge) -> Iterator[str]:
    visible = {item.id for item in old.items() if item.is_active}
    visible_categories = {category.id for category in old.categories if category.is_active}
    for thing, path in _paths(target):
        if isinstance(thing, Category):
            is_hidden = thing.id in visible_categories - merge.kept_categories
        else:
            is_hidden = thing.id in visible and thing.id not in merge.kept_items
        if is_hidden:
            yield path
