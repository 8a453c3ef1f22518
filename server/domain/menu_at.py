"""The menu as it is at a moment: what is served then, at the prices of that hour, with the parts that are left."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from server.domain.menu import Category, EndedVariant, Item, Menu, Modifier, ModifierGroup, Variant
from server.domain.option_sources import find_size, on_part_name, on_part_translations, part_translations
from server.domain.schedule import is_within, next_change, parse_when


@dataclass(frozen=True, slots=True)
class MenuAt:
    """A menu at a moment; it holds until `until` (None: as long as the menu is not changed)."""

    menu: Menu
    until: datetime | None


def changes_by_itself(menu: Menu) -> bool:
    """Whether anything of the menu depends on the time, or on another of its dishes."""
    return any(category.when for category in menu.categories) or any(
        item.when
        or any(variant.when for variant in item.variants)
        or any(g.source or any(m.menu_item_id for m in g.modifiers) for g in item.modifier_groups)
        for item in menu.items()
    )


def stand_by_themselves(menu: Menu) -> bool:
    """Whether no item of a part of a menu depends on the time, or has to do with another dish."""
    own = replace(menu, categories=tuple(category for category in menu.categories if category.items))
    return not changes_by_itself(own) and all(item.meal_item_id is None for item in own.items())


def menu_at(menu: Menu, here: datetime) -> MenuAt:
    """Give the menu at `here`, a moment in the restaurant's time zone.

    What is not served then has `is_served` false; of variants with one label the one of the hour stays; an option that
    is a dish runs out with that dish. Ids and the version are those of `menu`.
    """
    if not changes_by_itself(menu):
        return MenuAt(menu, None)
    ended: dict[int, EndedVariant] = {}
    categories = tuple(_category(category, here, ended) for category in menu.categories)
    served = replace(menu, categories=categories, ended_variants=ended)
    served = replace(served, categories=tuple(_with_parts(served, here)))
    changes = (moment.astimezone(UTC) for moment in _changes(menu, here))
    return MenuAt(served, min(changes, default=None))


def _category(category: Category, here: datetime, ended: dict[int, EndedVariant]) -> Category:
    is_served = is_within(parse_when(category.when), here)
    return replace(
        category, items=tuple(_item(item, here, ended, in_time=is_served) for item in category.items)
    )


def _item(item: Item, here: datetime, ended: dict[int, EndedVariant], *, in_time: bool) -> Item:
    variants = _variants_at(item.variants, here)
    sold = {variant.label: variant.id for variant in variants}
    ids = set(sold.values())
    ended.update(
        (v.id, EndedVariant(item.id, v.label, sold.get(v.label))) for v in item.variants if v.id not in ids
    )
    is_served = in_time and bool(variants) and is_within(parse_when(item.when), here)
    return replace(item, variants=variants or item.variants, is_served=is_served)


def _variants_at(variants: tuple[Variant, ...], here: datetime) -> tuple[Variant, ...]:
    """The variants sold at `here`; one with hours replaces that of its label without, in its place."""
    timed = {v.label: v for v in variants if v.when and is_within(parse_when(v.when), here)}
    untimed = {v.label for v in variants if not v.when}
    return tuple(
        _instead_of(variant, timed.get(variant.label))
        for variant in variants
        if not variant.when or (variant.label not in untimed and timed.get(variant.label) is variant)
    )


def _instead_of(usual: Variant, timed: Variant | None) -> Variant:
    return usual if timed is None else replace(timed, is_default=timed.is_default or usual.is_default)


def _with_parts(menu: Menu, here: datetime) -> Iterator[Category]:
    dishes = {item.id: item for item in menu.orderable_items()}
    for category in menu.categories:
        yield replace(category, items=tuple(_item_with_parts(item, dishes, here) for item in category.items))


def _item_with_parts(item: Item, dishes: Mapping[int, Item], here: datetime) -> Item:
    if not any(g.source or any(m.menu_item_id for m in g.modifiers) for g in item.modifier_groups):
        return item
    groups = [
        replace(group, modifiers=tuple(_part(modifier, dishes, here) for modifier in group.modifiers))
        for group in item.modifier_groups
    ]
    parts = {modifier.name: modifier for group in groups for modifier in group.modifiers}
    return replace(item, modifier_groups=tuple(_with_extras(group, parts, here) for group in groups))


def _with_extras(group: ModifierGroup, parts: Mapping[str, Modifier], here: datetime) -> ModifierGroup:
    """Extras on parts are called after these, and run out with them."""
    if group.source is None or not group.source.for_each:
        return group
    written = {on_part_name(part, m.name): m for part in parts for m in group.source.written or ()}
    return replace(group, modifiers=tuple(_extra(m, parts, written, here) for m in group.modifiers))


def _extra(
    modifier: Modifier, parts: Mapping[str, Modifier], written: Mapping[str, Modifier], here: datetime
) -> Modifier:
    part, option = parts.get(modifier.on_part), written.get(modifier.name)
    if part is None or option is None:
        return modifier
    modifier = replace(modifier, translations=on_part_translations(part, option))
    return modifier if part.is_available(here) else replace(modifier, sold_out=True, sold_out_until=None)


def _part(modifier: Modifier, dishes: Mapping[int, Item], here: datetime) -> Modifier:
    if modifier.menu_item_id is None:
        return modifier
    dish = dishes.get(modifier.menu_item_id)
    if dish is not None and not modifier.translations:
        modifier = replace(modifier, translations=part_translations(modifier, dish))
    if dish is not None and _is_left(dish, modifier.size, here):
        return modifier
    return replace(modifier, sold_out=True, sold_out_until=None)


def _is_left(dish: Item, size: str, here: datetime) -> bool:
    """Whether a dish is to be had, in a size where one is said."""
    variant = find_size(dish, size) if size else None
    return dish.is_available(here) and (not size or (variant is not None and variant.is_available(here)))


def _changes(menu: Menu, here: datetime) -> Iterator[datetime]:
    """Moments after `here` at which something begins, ends or comes back."""
    for when in _times(menu):
        if (change := next_change(parse_when(when), here)) is not None:
            yield change
    for item in menu.items():
        for thing in item.sellable_parts():
            if thing.sold_out and thing.sold_out_until is not None and thing.sold_out_until > here:
                yield thing.sold_out_until


def _times(menu: Menu) -> set[str]:
    times = {category.when for category in menu.categories}
    for item in menu.items():
        times.add(item.when)
        times.update(variant.when for variant in item.variants)
    return times
