"""Groups whose options are written once: any dish of a category, and extras for each part of a dish.

In a menu as it is written the `modifiers` of such a group are what its document says. `expanded` keeps these in the
group's source, and offers what they stand for. Options have no ids then, but for those that `renewed` finds again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, OptionSource, Variant
from server.domain.names import folded
from server.domain.pricing import part_price
from server.domain.translation import Translation, said_in


def takes_options(menu: Menu) -> bool:
    """Whether a group of the menu has its options from elsewhere."""
    return any(group.source for item in menu.items() for group in item.modifier_groups)


def as_written(menu: Menu) -> Menu:
    """Give the menu with the options that its document says."""
    return _with_groups(menu, lambda item: tuple(map(written_group, item.modifier_groups)))


def written_group(group: ModifierGroup) -> ModifierGroup:
    """Give a group with the options that its document says."""
    if group.source is None or group.source.written is None:
        return group
    return replace(group, modifiers=group.source.written, source=replace(group.source, written=None))


def expanded(menu: Menu) -> Menu:
    """Give the menu, which is as it is written, with all options that its groups stand for."""
    by_name = {folded(category.name): category for category in reversed(menu.categories)}
    return _with_groups(menu, lambda item: _expanded_groups(item, by_name))


def renewed(menu: Menu) -> Menu:
    """Give the menu with the options that its groups stand for now. An option that stays keeps its id and its 86."""
    before = {group.id: group for item in menu.items() for group in item.modifier_groups}

    def kept(item: Item) -> tuple[ModifierGroup, ...]:
        return tuple(_kept(before[group.id], group) for group in item.modifier_groups)

    return _with_groups(expanded(as_written(menu)), kept)


def _with_groups(menu: Menu, groups_of: Callable[[Item], tuple[ModifierGroup, ...]]) -> Menu:
    if not takes_options(menu):
        return menu
    return replace(menu, categories=tuple(_category(category, groups_of) for category in menu.categories))


def _category(category: Category, groups_of: Callable[[Item], tuple[ModifierGroup, ...]]) -> Category:
    items = (
        replace(item, modifier_groups=groups_of(item))
        if any(group.source for group in item.modifier_groups)
        else item
        for item in category.items
    )
    return replace(category, items=tuple(items))


def _kept(before: ModifierGroup, group: ModifierGroup) -> ModifierGroup:
    if group.source is None:
        return group
    known = {_identity(modifier): modifier for modifier in before.modifiers}
    return replace(group, modifiers=tuple(_like(known.get(_identity(m)), m) for m in group.modifiers))


def _like(before: Modifier | None, modifier: Modifier) -> Modifier:
    if before is None:
        return modifier
    return replace(modifier, id=before.id, sold_out=before.sold_out, sold_out_until=before.sold_out_until)


def _identity(modifier: Modifier) -> tuple[int | None, str]:
    """By what an option is known again: a dish by itself and its size, under whatever name."""
    return modifier.menu_item_id, folded(modifier.size if modifier.menu_item_id else modifier.name)


def _expanded_groups(item: Item, categories: Mapping[str, Category]) -> tuple[ModifierGroup, ...]:
    """Expand categories first: extras may be for each of their dishes."""
    groups = [_from_category(group, item, categories) for group in item.modifier_groups]
    by_name = {folded(group.name): group for group in groups}
    return tuple(_for_each(group, by_name) for group in groups)


def _from_category(group: ModifierGroup, item: Item, categories: Mapping[str, Category]) -> ModifierGroup:
    source = group.source
    if source is None or not source.category:
        return group
    category = categories.get(folded(source.category))
    said = {(m.menu_item_id, folded(m.size)) for m in group.modifiers}
    dishes = (
        dish for dish in (category.items if category else ()) if dish.id != item.id and _may_be_part(dish)
    )
    offered = (option for dish in dishes for option in _options_of(dish, source, group))
    more = [option for option in offered if (option.menu_item_id, folded(option.size)) not in said]
    return _filled(group, source, (*group.modifiers, *more))


def _filled(group: ModifierGroup, source: OptionSource, modifiers: Sequence[Modifier]) -> ModifierGroup:
    written = tuple(replace(modifier, id=0) for modifier in group.modifiers)
    unnumbered = tuple(replace(modifier, id=0) for modifier in modifiers)
    return replace(group, source=replace(source, written=written), modifiers=unnumbered)


def _may_be_part(dish: Item) -> bool:
    """Whether a dish can be a part of another: it is on the menu, and has no parts itself."""
    groups = dish.modifier_groups
    has_parts = any(m.menu_item_id for group in groups for m in group.modifiers) or any(
        group.source and group.source.category for group in groups
    )
    return dish.is_active and not has_parts


def _options_of(dish: Item, source: OptionSource, group: ModifierGroup) -> Iterator[Modifier]:
    """A dish as it comes, and in the sizes that are offered."""
    supplements = {folded(label): supplement for label, supplement in source.sizes}
    sizes = {folded(v.label): v for v in dish.variants if not v.when and folded(v.label) in supplements}
    usual = dish.default_variant
    if usual is not None or not sizes:
        label = folded(usual.label) if usual else ""
        sizes.pop(label, None)
        yield _part(dish, None, supplements.get(label, 0), group)
    for label, variant in sizes.items():
        yield _part(dish, variant, supplements[label], group)


def _part(dish: Item, variant: Variant | None, supplement: int, group: ModifierGroup) -> Modifier:
    shares = group.pricing != "sum"
    return Modifier(
        0,
        sized_name(dish.name, variant.label) if variant else dish.name,
        supplement + (part_price(dish, variant) if shares else 0),
        max_quantity=max(1, group.max_select or 1) if shares else 1,
        menu_item_id=dish.id,
        size=variant.label if variant else "",
    )


def sized_name(name: str, size: str) -> str:
    """What a dish of a size is called as a part of another: `Cola (Large)`; a comma would make two options of it."""
    return f"{name} ({size})"


def names_of_part(modifier: Modifier, dish: Item) -> list[str]:
    """What else a part is called in words: as its dish is, with its size: "coke", "large cola", "big coke"."""
    size = find_size(dish, modifier.size) if modifier.size else None
    if size is None:
        return list(dish.aliases) if folded(modifier.name) == folded(dish.name) else []
    sizes = (size.label, *size.aliases)
    return [f"{label} {name}" for name in (dish.name, *dish.aliases) for label in sizes]


def find_size(dish: Item, label: str) -> Variant | None:
    """The size of a dish that has the label."""
    return next((variant for variant in dish.variants if folded(variant.label) == folded(label)), None)


def _for_each(group: ModifierGroup, groups: Mapping[str, ModifierGroup]) -> ModifierGroup:
    source = group.source
    if source is None or not source.for_each:
        return group
    parts = groups[folded(source.for_each)].modifiers if folded(source.for_each) in groups else ()
    more = (_on_part(option, part) for part in parts for option in group.modifiers)
    return _filled(group, source, tuple(more))


def _on_part(option: Modifier, part: Modifier) -> Modifier:
    return replace(
        option,
        name=on_part_name(part.name, option.name),
        aliases=tuple(f"{name} {part.name}" for name in (option.name, *option.aliases)),
        translations=(),
        on_part=part.name,
    )


def on_part_name(part: str, option: str) -> str:
    """What an option is called that is put on a part: `Margherita: Olives`."""
    return f"{part}: {option}"


def part_translations(modifier: Modifier, dish: Item) -> tuple[Translation, ...]:
    """What a part is called in other languages, by its dish and size; nothing for one with a name of its own."""
    usual = sized_name(dish.name, modifier.size) if modifier.size else dish.name
    if folded(modifier.name) != folded(usual):
        return ()
    if not modifier.size:
        return dish.translations
    variant = find_size(dish, modifier.size)
    labels = variant.translations if variant else ()
    return _composed(sized_name, (dish.name, dish.translations), (modifier.size, labels))


def on_part_translations(part: Modifier, option: Modifier) -> tuple[Translation, ...]:
    """What an option on a part is called in the languages into which either is translated; drafts are not."""
    return _composed(on_part_name, (part.name, part.translations), (option.name, option.translations))


Called = tuple[str, tuple[Translation, ...]]


def _composed(join: Callable[[str, str], str], first: Called, second: Called) -> tuple[Translation, ...]:
    languages = {said.language for _, translations in (first, second) for said in translations if said.name}
    return tuple(
        Translation(language, join(_in(language, first), _in(language, second)))
        for language in sorted(languages)
    )


def _in(language: str, called: Called) -> str:
    name, translations = called
    said = said_in(translations, language)
    return said.name if said and said.name else name
