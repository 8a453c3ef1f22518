"""What of the menu a display knows: what can be 86'd, and where it is made. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from kds_tui.core.stock_actions import PartKind
from server.wire.menu import Item, numbered_name, said_label
from server.wire.public_menu import PublicMenu


@dataclass(frozen=True, slots=True)
class MenuItem:
    """What can be 86'd."""

    id: int
    name: str
    category: str
    station: str
    number: str = ""

    @property
    def said(self) -> str:
        """Its name, with its number on the menu where it has one."""
        return numbered_name(self.number, self.name)


@dataclass(frozen=True, slots=True)
class MenuPart:
    """An option or a size of a name, and in how many dishes it is."""

    kind: PartKind
    name: str
    dishes: int


@dataclass(frozen=True, slots=True)
class Menu:
    """The restaurant's name, everything that diners can order, and the locale of the restaurant."""

    name: str
    items: tuple[MenuItem, ...] = ()
    parts: tuple[MenuPart, ...] = ()
    locale: str = ""


def kitchen_menu(menu: PublicMenu) -> Menu:
    """What the public menu says that a kitchen needs."""
    dishes = [(item, category.name) for category in menu.categories for item in category.items]
    items = (MenuItem(item.id, item.name, category, item.station, item.number) for item, category in dishes)
    parts = _parts([item for item, _ in dishes])
    return Menu(menu.restaurant.name, tuple(items), parts, menu.restaurant.locale)


def _parts(items: list[Item]) -> tuple[MenuPart, ...]:
    """Options and sizes, each name once whatever its capitals are, with the number of dishes that have it."""
    found: dict[tuple[PartKind, str], MenuPart] = {}
    for item in items:
        for key, (kind, name) in {(kind, name.casefold()): (kind, name) for kind, name in _own(item)}.items():
            known = found.get(key)
            found[key] = MenuPart(kind, known.name if known else name, known.dishes + 1 if known else 1)
    return tuple(sorted(found.values(), key=lambda part: (part.kind, part.name.casefold())))


def _own(item: Item) -> Iterator[tuple[PartKind, str]]:
    """The options of one dish that are no dishes themselves, and its sizes that have a name."""
    for group in item.modifier_groups:
        for option in group.modifiers:
            if option.menu_item_id is None:
                yield "option", option.name
    for variant in item.variants:
        if label := said_label(variant.label):
            yield "variant", label
