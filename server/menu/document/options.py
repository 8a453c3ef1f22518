"""The options that groups of a document stand for: how many they are, what is wrong with them, and their ids."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from server.domain.menu import Menu, ModifierGroup
from server.domain.names import folded
from server.menu.document.model import MAX_OPTIONS_OF_GROUP, GroupEntry, ItemEntry, MenuDocument
from server.menu.document.reader import Path
from server.menu.rules import check_group


def count_options(document: MenuDocument) -> int:
    """Count the options of all items, at most: named groups are copied, categories and `for_each` are written out."""
    dishes = {folded(category.name): len(category.items) for category in document.categories}
    return sum(
        _count_of_item(item, document.modifier_groups, dishes)
        for category in document.categories
        for item in category.items
    )


def _count_of_item(item: ItemEntry, named: Mapping[str, GroupEntry], dishes: Mapping[str, int]) -> int:
    entries = [named.get(one) if isinstance(one, str) else one for one in item.modifier_groups]
    groups = [group for group in entries if group is not None]
    sizes = {folded(group.name): _count_of_group(group, dishes) for group in groups}
    return sum(
        len(group.options) * sizes.get(folded(group.for_each), 1)
        if group.for_each
        else _count_of_group(group, dishes)
        for group in groups
    )


def _count_of_group(group: GroupEntry, dishes: Mapping[str, int]) -> int:
    origin = group.options_from
    more = dishes.get(folded(origin.category), 0) * (1 + len(origin.sizes)) if origin else 0
    return len(group.options) + more


def mistakes_of_options(menu: Menu) -> Iterator[tuple[Path, str]]:
    """What is wrong with the options that groups stand for, by the place of the group."""
    for c, category in enumerate(menu.categories):
        for i, item in enumerate(category.items):
            for g, group in enumerate(item.modifier_groups):
                if group.source is not None:
                    at: Path = ("categories", c, "items", i, "modifier_groups", g)
                    yield from ((at, message) for message in mistakes_of_group(group))


def mistakes_of_group(group: ModifierGroup) -> Iterator[str]:
    """What is wrong with the options that a group stands for, in words."""
    options = len(group.modifiers)
    if options > MAX_OPTIONS_OF_GROUP:
        yield f'stands for {options} options of "{group.name}"; at most {MAX_OPTIONS_OF_GROUP} are possible'
    for violation in check_group(group):
        yield f'stands for options of "{group.name}" of which one {violation.message}'


def numbered_options(menu: Menu) -> Menu:
    """Number all options from 1, in the order of the menu."""
    ids = count(1)

    def group_of(group: ModifierGroup) -> ModifierGroup:
        return replace(group, modifiers=tuple(replace(m, id=next(ids)) for m in group.modifiers))

    return menu.with_groups(group_of)
