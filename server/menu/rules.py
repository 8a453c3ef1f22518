"""What must hold within a menu, whoever writes it: a document, or one item at a time."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from server.domain.menu import Category, Item, Menu, ModifierGroup, Variant
from server.domain.names import folded
from server.domain.schedule import parse_when

Path = tuple[str | int, ...]


class Violation(NamedTuple):
    """A rule that does not hold: where, in the names of the REST API, and what is wrong there."""

    path: Path
    message: str


def check_menu(menu: Menu) -> list[Violation]:
    """All that is wrong with `menu`; paths begin with `categories`."""
    found = list(_repeated((c.name for c in menu.categories), ("categories",), "name", "category"))
    found += _repeated_numbers(menu)
    for index, category in enumerate(menu.categories):
        found += check_category(category, ("categories", index))
    return found


def check_category(category: Category, at: Path = ()) -> list[Violation]:
    """All that is wrong with the items of `category`; paths begin with `at`."""
    found = list(_repeated((i.name for i in category.items), (*at, "items"), "name", "item"))
    found += _check_when(category.when, at)
    for index, item in enumerate(category.items):
        found += check_item(item, (*at, "items", index))
    return found


def check_item(item: Item, at: Path = ()) -> list[Violation]:
    """All that is wrong with `item` by itself; paths begin with `at`, fields are those of the REST API."""
    found = list(_check_variants(item.variants, (*at, "variants")))
    found += _check_when(item.when, at)
    groups = (*at, "modifier_groups")
    found += _repeated((g.name for g in item.modifier_groups), groups, "name", "modifier group")
    for index, group in enumerate(item.modifier_groups):
        found += check_group(group, (*groups, index))
    found += _check_extras(item, groups)
    if item.id and item.meal_item_id == item.id:
        found.append(Violation((*at, "meal_item_id"), "is the dish itself; name another one"))
    return [*found, *_check_goes_with(item, (*at, "goes_with"))]


def _check_goes_with(item: Item, at: Path) -> Iterator[Violation]:
    """What is offered with a dish: others, each once."""
    for index, item_id in enumerate(item.goes_with):
        if item_id == item.id:
            yield Violation((*at, index), "is the dish itself; name another one")
        elif item_id in item.goes_with[:index]:
            yield Violation((*at, index), "is named twice; leave one out")


def _check_extras(item: Item, at: Path) -> Iterator[Violation]:
    """What is offered for each option of a group: that group is there, and nothing of it must be taken."""
    named = {folded(group.name): group for group in item.modifier_groups}
    for index, group in enumerate(item.modifier_groups):
        wanted = group.source.for_each if group.source else ""
        parts = named.get(folded(wanted))
        if not wanted:
            continue
        if parts is None or (parts.source and parts.source.for_each):
            message = f'names "{wanted}", which is no group of this dish with options of its own'
            yield Violation((*at, index, "for_each"), message)
        if group.min_select or any(m.is_default for m in group.modifiers):
            message = "is for extras: it can have neither a minimum nor a default"
            yield Violation((*at, index, "for_each"), message)


def check_group(group: ModifierGroup, at: Path = ()) -> list[Violation]:
    """All that is wrong with `group`; paths begin with `at`."""
    found = list(_repeated((m.name for m in group.modifiers), (*at, "modifiers"), "name", "modifier"))
    if group.max_select is None:
        return found
    if group.min_select > group.max_select:
        message = f"is {group.min_select}, more than the maximum of {group.max_select}"
        found.append(Violation((*at, "min_select"), message))
    defaults = sum(m.is_default for m in group.modifiers)
    if defaults > group.max_select:
        message = f"is {group.max_select}, but {defaults} options come by default"
        found.append(Violation((*at, "max_select"), message))
    return found


def _check_variants(variants: tuple[Variant, ...], at: Path) -> Iterator[Violation]:
    if not variants:
        yield Violation(at, "needs at least one variant, or a price")
    yield from _repeated((f"{v.label} {v.when}".strip() for v in variants), at, "label", "variant")
    for index, variant in enumerate(variants):
        yield from _check_when(variant.when, (*at, index))
        if variant.price < 0:
            yield Violation((*at, index, "price"), "must not be negative")
    defaults = [index for index, variant in enumerate(variants) if variant.is_default]
    for index in defaults[1:]:
        message = f'is a second default besides "{variants[defaults[0]].label}"; at most one may be'
        yield Violation((*at, index, "is_default"), message)


def _check_when(when: str, at: Path) -> Iterator[Violation]:
    try:
        parse_when(when)
    except ValueError as error:
        yield Violation((*at, "when"), str(error))


def _repeated_numbers(menu: Menu) -> Iterator[Violation]:
    numbered: dict[str, str] = {}
    for place, category in enumerate(menu.categories):
        for index, item in enumerate(category.items):
            key = folded(item.number)
            if key in numbered:
                message = f'is already the number of "{numbered[key]}"'
                yield Violation(("categories", place, "items", index, "number"), message)
            elif key:
                numbered[key] = item.name


def _repeated(names: Iterable[str], at: Path, field: str, thing: str) -> Iterator[Violation]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        key = folded(name)
        if key in seen:
            yield Violation((*at, index, field), f'"{name}" is already the {field} of another {thing} here')
        seen.add(key)
