"""From a planned menu to the rows that change: pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from server.domain.menu import Category, Item, Menu, ModifierGroup, Variant
from server.domain.tax import Tax
from server.menu.document.references import numbered_references


@dataclass(frozen=True, slots=True)
class NewIds:
    """Ids for what is new in a planned menu, to be taken one after the other."""

    categories: Iterator[int]
    items: Iterator[int]
    parts: Iterator[int]


@dataclass(frozen=True, slots=True)
class RowChanges:
    """Rows to write. Items are updated and inserted before categories are deleted, as some move out of them.

    `taxes` are those that the menu names, None where they stay.
    """

    new_categories: tuple[Category, ...]
    changed_categories: tuple[Category, ...]
    new_items: tuple[Item, ...]
    changed_items: tuple[Item, ...]
    removed_items: tuple[int, ...]
    removed_categories: tuple[int, ...]
    taxes: tuple[Tax, ...] | None = None


def count_new(menu: Menu) -> tuple[int, int, int]:
    """Count the categories, items and parts of items that have no id yet."""
    categories = sum(category.id == 0 for category in menu.categories)
    items = sum(item.id == 0 for item in menu.items())
    parts = sum(part_id == 0 for item in menu.items() for part_id in _part_ids(item))
    return categories, items, parts


def count_new_parts(item: Item) -> int:
    """Count the variants, groups and modifiers of an item that have no id yet."""
    return sum(part_id == 0 for part_id in _part_ids(item))


def _part_ids(item: Item) -> Iterator[int]:
    for variant in item.variants:
        yield variant.id
    for group in item.modifier_groups:
        yield group.id
        for modifier in group.modifiers:
            yield modifier.id


def numbered(menu: Menu, ids: NewIds) -> Menu:
    """Give an id to everything that has none."""
    categories = tuple(_numbered_category(c, ids) for c in menu.categories)
    return numbered_references(replace(menu, categories=categories))


def _numbered_category(category: Category, ids: NewIds) -> Category:
    category_id = category.id or next(ids.categories)
    items = tuple(
        numbered_item(replace(item, id=item.id or next(ids.items), category_id=category_id), ids.parts)
        for item in category.items
    )
    return replace(category, id=category_id, items=items)


def numbered_item(item: Item, part_ids: Iterator[int]) -> Item:
    """Give an id to every part of an item that has none."""
    if count_new_parts(item) == 0:
        return item
    return replace(
        item,
        variants=tuple(_numbered(variant, part_ids) for variant in item.variants),
        modifier_groups=tuple(_numbered_group(group, part_ids) for group in item.modifier_groups),
    )


def _numbered(variant: Variant, ids: Iterator[int]) -> Variant:
    return variant if variant.id else replace(variant, id=next(ids))


def _numbered_group(group: ModifierGroup, ids: Iterator[int]) -> ModifierGroup:
    modifiers = tuple(m if m.id else replace(m, id=next(ids)) for m in group.modifiers)
    return replace(group, id=group.id or next(ids), modifiers=modifiers)


def row_changes(old: Menu, target: Menu) -> RowChanges:
    """Compare two menus, all of whose things have ids."""
    old_categories = {category.id: replace(category, items=()) for category in old.categories}
    new_categories = {category.id: replace(category, items=()) for category in target.categories}
    old_items, new_items = _by_id(old.items()), _by_id(target.items())
    return RowChanges(
        new_categories=tuple(c for c in new_categories.values() if c.id not in old_categories),
        changed_categories=tuple(c for c in new_categories.values() if old_categories.get(c.id, c) != c),
        new_items=tuple(i for i in new_items.values() if i.id not in old_items),
        changed_items=tuple(i for i in new_items.values() if old_items.get(i.id, i) != i),
        removed_items=tuple(old_items.keys() - new_items.keys()),
        removed_categories=tuple(old_categories.keys() - new_categories.keys()),
        taxes=None if target.taxes == old.taxes else target.taxes,
    )


def _by_id(items: Iterable[Item]) -> dict[int, Item]:
    return {item.id: item for item in items}
