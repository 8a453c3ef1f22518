"""How one dish of a menu is named in another: by its name, or as `Category / Name` where several have that name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup
from server.domain.names import folded

SEPARATOR = " / "


class UnknownDishError(ValueError):
    """A name that means no dish, or several; the text says which."""


@dataclass(frozen=True, slots=True)
class DishNames:
    """The dishes of a menu by what they are called: id and name."""

    by_text: Mapping[str, tuple[tuple[int, str, str], ...]]

    def find(self, text: str) -> tuple[int, str]:
        """Return the id and the name of the dish that `text` means. UnknownDishError where it is none, or several."""
        found = self.by_text.get(folded(text), ())
        if not found:
            raise UnknownDishError(f'names the dish "{text}", which is not on this menu')
        if len(found) > 1:
            paths = ", ".join(path for _, _, path in found)
            raise UnknownDishError(f'names "{text}", of which there are several: write one of {paths}')
        [(item_id, name, _)] = found
        return item_id, name


def dish_names(dishes: Iterable[tuple[int, str, str]]) -> DishNames:
    """Collect dishes given as id, category and name. A path is a name too where no dish has it as its name."""
    every = [(item_id, name, f"{category}{SEPARATOR}{name}") for item_id, category, name in dishes]
    by_text: dict[str, list[tuple[int, str, str]]] = {}
    for dish in every:
        by_text.setdefault(folded(dish[1]), []).append(dish)
    plain = set(by_text)
    for dish in every:
        if folded(dish[2]) not in plain:
            by_text.setdefault(folded(dish[2]), []).append(dish)
    return DishNames({text: tuple(found) for text, found in by_text.items()})


def reference_texts(menu: Menu) -> dict[int, str]:
    """What each dish is called where another names it, by id."""
    names: dict[str, int] = {}
    for item in menu.items():
        names[folded(item.name)] = names.get(folded(item.name), 0) + 1
    return {
        item.id: item.name if names[folded(item.name)] == 1 else f"{category.name}{SEPARATOR}{item.name}"
        for category in menu.categories
        for item in category.items
    }


def with_references(menu: Menu, ids: Mapping[int, int]) -> Menu:
    """Give the menu with other ids where a dish names another; one that is not among `ids` is named no more."""
    if not any(_refers(item) for item in menu.items()):
        return menu
    categories = (
        replace(category, items=tuple(_item(item, ids) for item in category.items)) for category in menu.categories
    )  # fmt: skip
    return replace(menu, categories=tuple(categories))


def _refers(item: Item) -> bool:
    return bool(item.meal_item_id is not None or item.goes_with) or any(
        modifier.menu_item_id is not None for group in item.modifier_groups for modifier in _options(group)
    )


def _options(group: ModifierGroup) -> tuple[Modifier, ...]:
    return (*group.modifiers, *((group.source and group.source.written) or ()))


def _item(item: Item, ids: Mapping[int, int]) -> Item:
    if not _refers(item):
        return item
    groups = tuple(_group(group, ids) for group in item.modifier_groups)
    meal = item.meal_item_id
    goes_with = tuple(ids[item_id] for item_id in item.goes_with if item_id in ids)
    return replace(
        item,
        modifier_groups=groups,
        meal_item_id=None if meal is None else ids.get(meal),
        goes_with=goes_with,
    )


def _group(group: ModifierGroup, ids: Mapping[int, int]) -> ModifierGroup:
    source = group.source
    if source is not None and source.written is not None:
        source = replace(source, written=_with_ids(source.written, ids))
    return replace(group, modifiers=_with_ids(group.modifiers, ids), source=source)


def _with_ids(modifiers: tuple[Modifier, ...], ids: Mapping[int, int]) -> tuple[Modifier, ...]:
    return tuple(m if m.menu_item_id is None else _with_id(m, ids.get(m.menu_item_id)) for m in modifiers)


def _with_id(modifier: Modifier, item_id: int | None) -> Modifier:
    return replace(modifier, menu_item_id=item_id, size=modifier.size if item_id is not None else "")


def planned_references(wanted: Menu, target: Menu) -> Menu:
    """Give `target`, planned out of `wanted`, with ids of its own where `wanted` names a dish by an id of `wanted`.

    A dish that has no id yet is meant by its place in the menu: -1 the first, -2 the second (see `numbered_references`).
    """
    places = {_key(category, item): place for place, (category, item) in enumerate(_placed(target))}
    items = list(target.items())
    kept = {item.id: item.id for item in items}
    keys = {_key(category, item): item.id for category, item in _placed(wanted)}
    ids = {item_id: items[places[key]].id or -1 - places[key] for key, item_id in keys.items()}
    categories = (
        replace(
            category,
            items=tuple(
                _item(item, ids if _key(category, item) in keys else kept) for item in category.items
            ),
        )
        for category in target.categories
    )
    return replace(target, categories=tuple(categories))


def numbered_references(menu: Menu) -> Menu:
    """Give the menu, all of whose dishes have ids, with those ids where a dish is meant by its place."""
    ids = {item.id: item.id for item in menu.items()}
    return with_references(menu, ids | {-1 - place: item.id for place, item in enumerate(menu.items())})


def _placed(menu: Menu) -> Iterable[tuple[Category, Item]]:
    return ((category, item) for category in menu.categories for item in category.items)


def _key(category: Category, item: Item) -> tuple[str, str]:
    return folded(category.name), folded(item.name)
