"""Dishes as parts of others that leave open what the kitchen must know, since nobody is asked about a part."""

from collections.abc import Iterator, Mapping, Sequence

from server.domain.menu import Category, Item, Modifier
from server.domain.names import folded
from server.domain.option_sources import sized_name
from server.menu.document.findings import Finding


def of_parts(items: Sequence[tuple[Category, Item]]) -> Iterator[Finding]:
    """Parts whose dish has no usual size, or must be chosen further. One with a name of its own says what it is."""
    dishes = {item.id: item for _, item in items}
    for category, item in items:
        for group in item.modifier_groups:
            for option in group.modifiers:
                for message in _open_of(option, dishes):
                    where = f"{category.name} / {item.name}"
                    yield Finding("part_asks", where, f'"{group.name}" offers "{option.name}", {message}')


def _open_of(option: Modifier, dishes: Mapping[int, Item]) -> Iterator[str]:
    dish = dishes.get(option.menu_item_id or 0)
    if dish is None or option.on_part:
        return
    has_own_name = folded(option.name) not in {folded(dish.name), folded(sized_name(dish.name, option.size))}
    if has_own_name:
        return
    if not option.size and dish.default_variant is None:
        label = dish.variants[0].label
        yield f"which comes in several sizes, none of them usual. Write which: {{item: {dish.name}, size: {label}}}."
    for group in dish.modifier_groups:
        if group.min_select > sum(m.is_default for m in group.modifiers) and group.modifiers:
            choice = group.modifiers[0].name
            yield (
                f'which asks for "{group.name}", and of a part nobody is asked. Write an option for each: '
                f'{{item: {dish.name}, name: "{dish.name}, {choice}"}}.'
            )
