"""The menu: frozen, complete, prices in minor units of its currency."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Variant:
    """A size or kind in which an item is sold; `price` is in minor units."""

    id: int
    label: str
    price: int
    is_default: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Modifier:
    """An option of a group; `price_adjustment` is in minor units and may be negative."""

    id: int
    name: str
    price_adjustment: int = 0
    is_default: bool = False
    max_quantity: int = 1
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModifierGroup:
    """Options of which a diner picks between `min_select` and `max_select` (None: no limit), counting quantities."""

    id: int
    name: str
    min_select: int = 0
    max_select: int | None = None
    modifiers: tuple[Modifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A dish or drink with all its choices. `is_active` false hides it; `sold_out` is the kitchen's "86"."""

    id: int
    category_id: int
    name: str
    description: str = ""
    image_url: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    station: str = ""
    is_active: bool = True
    sold_out: bool = False
    sold_out_until: datetime | None = None
    sort_order: int = 0
    variants: tuple[Variant, ...] = ()
    modifier_groups: tuple[ModifierGroup, ...] = ()

    def is_available(self, now: datetime) -> bool:
        """Whether it can be ordered at `now`: not 86'd, or the 86 has ended."""
        return not self.sold_out or (self.sold_out_until is not None and self.sold_out_until <= now)

    @property
    def default_variant(self) -> Variant | None:
        """What is meant where no variant is said; None where choosing is required."""
        if len(self.variants) == 1:
            return self.variants[0]
        return next((v for v in self.variants if v.is_default), None)


@dataclass(frozen=True, slots=True)
class Category:
    """A heading of the menu with its items in the order shown."""

    id: int
    name: str
    sort_order: int = 0
    is_active: bool = True
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Menu:
    """One version of a restaurant's whole menu, hidden things included."""

    currency: str
    categories: tuple[Category, ...] = ()
    version: int = 0

    def items(self) -> Iterator[Item]:
        """Every item, hidden ones included, in the order shown."""
        return (item for category in self.categories for item in category.items)

    def orderable_items(self) -> Iterator[Item]:
        """Every item that a diner sees: active ones of active categories, sold out or not."""
        return (item for c in self.categories if c.is_active for item in c.items if item.is_active)

    @cached_property
    def orderable_by_id(self) -> dict[int, Item]:
        """What a diner sees, by item id."""
        return {item.id: item for item in self.orderable_items()}
