"""The menu: frozen, complete, prices in minor units of its currency."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

from server.domain.tax import Tax
from server.domain.translation import Translation
from server.wire.vocabulary import Course, GroupPricing


@dataclass(frozen=True, slots=True)
class Variant:
    """A size or kind in which an item is sold; `price` is in minor units.

    With `when` (see `server.domain.schedule.parse_when`) it is the price of those hours, and takes the place of the
    variant of the same label without one. `sold_out` is the kitchen's "86".
    """

    id: int
    label: str
    price: int
    is_default: bool = False
    aliases: tuple[str, ...] = ()
    when: str = ""
    translations: tuple[Translation, ...] = ()
    sold_out: bool = False
    sold_out_until: datetime | None = None

    def is_available(self, now: datetime) -> bool:
        """Whether it is not 86'd at `now`, or the 86 has ended."""
        return _is_back(self, now)


@dataclass(frozen=True, slots=True)
class Modifier:
    """An option of a group; `price_adjustment` is in minor units and may be negative.

    With a `menu_item_id` it is a dish of the menu as part of another, in its size of the label `size` ("": as it
    comes): it runs out with that. `on_part` is the name of the option that it is put on: extras on half a pizza.
    """

    id: int
    name: str
    price_adjustment: int = 0
    is_default: bool = False
    max_quantity: int = 1
    aliases: tuple[str, ...] = ()
    translations: tuple[Translation, ...] = ()
    menu_item_id: int | None = None
    sold_out: bool = False
    sold_out_until: datetime | None = None
    size: str = ""
    on_part: str = ""

    def is_available(self, now: datetime) -> bool:
        """Whether it is not 86'd at `now`, or the 86 has ended."""
        return _is_back(self, now)


@dataclass(frozen=True, slots=True)
class OptionSource:
    """Where options of a group come from, beside those that are `written` in it (`server.domain.option_sources`).

    With `category` they are its dishes, as they come and in each of `sizes`: labels with supplements in minor units.
    With `for_each` the written ones are offered for each option of the group of that name of the same dish.
    In a menu as it is written they are the group's own `modifiers`, and `written` is None.
    """

    category: str = ""
    sizes: tuple[tuple[str, int], ...] = ()
    for_each: str = ""
    written: tuple[Modifier, ...] | None = None


@dataclass(frozen=True, slots=True)
class ModifierGroup:
    """Options of which a diner picks between `min_select` and `max_select` (None: no limit), counting quantities.

    `pricing` says what those that are picked cost together: the sum, the dearest, or the average (halves of a pizza).
    """

    id: int
    name: str
    min_select: int = 0
    max_select: int | None = None
    modifiers: tuple[Modifier, ...] = ()
    translations: tuple[Translation, ...] = ()
    pricing: GroupPricing = "sum"
    source: OptionSource | None = None

    def by_itself(self) -> "ModifierGroup":
        """The same with options that come from nowhere else, and are of no size of another dish."""
        if self.source is None and not any(m.size for m in self.modifiers):
            return self
        modifiers = tuple(replace(m, size="", on_part="") for m in self.modifiers)
        return replace(self, source=None, modifiers=modifiers)

    def can_be_chosen(self, now: datetime) -> bool:
        """Whether enough options are left at `now` to choose as many as must be."""
        left = sum(m.max_quantity for m in self.modifiers if m.is_available(now))
        return left >= self.min_select


@dataclass(frozen=True, slots=True)
class Item:
    """A dish or drink with all its choices. `is_active` false hides it; `sold_out` is the kitchen's "86".

    `number` is its number on the menu ("23", "14a"), `when` says when it is served (see
    `server.domain.schedule.parse_when`), `portions` how many are left (None: not counted). `is_served` is false only in
    a menu as it is at a moment (`server.domain.menu_at`) at which the item is not served. `photo` names the content of its
    photo (`server.domain.photo`). `meal_item_id` is the
    item that is this one as a meal, `goes_with` are those that the owner offers beside it. `taxes` are
    names of the menu's taxes; None: those of its category.
    """

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
    number: str = ""
    when: str = ""
    portions: int | None = None
    translations: tuple[Translation, ...] = ()
    meal_item_id: int | None = None
    goes_with: tuple[int, ...] = ()
    is_served: bool = True
    photo: str = ""
    taxes: tuple[str, ...] | None = None

    def is_available(self, now: datetime) -> bool:
        """Whether it can be ordered at `now`: served, not 86'd, and with what must be chosen still to be had."""
        return (
            self.is_served
            and _is_back(self, now)
            and self.portions != 0
            and any(variant.is_available(now) for variant in self.variants)
            and all(group.can_be_chosen(now) for group in self.modifier_groups)
        )

    def is_never_short(self) -> bool:
        """Whether it can be ordered with all of its variants and options at any moment."""
        return (
            self.is_served
            and self.portions is None
            and bool(self.variants)
            and not any(part.sold_out for part in self.sellable_parts())
            and all(sum(m.max_quantity for m in g.modifiers) >= g.min_select for g in self.modifier_groups)
        )

    def withdrawn(self) -> "Item":
        """The same off the menu, kept since orders name it: hidden, and its number free for another dish.

        Its options stand by themselves from then on: what they came from may change or go.
        """
        groups = tuple(group.by_itself() for group in self.modifier_groups)
        return replace(self, is_active=False, number="", modifier_groups=groups)

    def to_be_had(self, now: datetime) -> "Item":
        """Give the item with those of its variants and options alone that are available at `now`."""
        if all(part.is_available(now) for part in self.parts()):
            return self
        groups = (
            replace(group, modifiers=tuple(m for m in group.modifiers if m.is_available(now)))
            for group in self.modifier_groups
        )
        variants = tuple(variant for variant in self.variants if variant.is_available(now))
        return replace(self, variants=variants, modifier_groups=tuple(groups))

    def sellable_parts(self) -> "Iterator[Item | Variant | Modifier]":
        """The item itself, its variants and its options: all that can be 86'd by itself."""
        yield self
        yield from self.parts()

    def parts(self) -> "Iterator[Variant | Modifier]":
        """Its variants and its options."""
        yield from self.variants
        yield from (modifier for group in self.modifier_groups for modifier in group.modifiers)

    @property
    def default_variant(self) -> Variant | None:
        """What is meant where no variant is said; None where choosing is required."""
        if len(self.variants) == 1:
            return self.variants[0]
        return next((v for v in self.variants if v.is_default), None)


@dataclass(frozen=True, slots=True)
class Category:
    """A heading of the menu with its items in the order shown. `course` is when they are eaten; "": at any time.

    `taxes` are names of the menu's taxes, which its items have that name none.
    """

    id: int
    name: str
    sort_order: int = 0
    is_active: bool = True
    items: tuple[Item, ...] = ()
    when: str = ""
    translations: tuple[Translation, ...] = ()
    course: Literal[Course, ""] = ""
    taxes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EndedVariant:
    """A variant that is not sold at a moment; `instead` is the id of the one of its label that is, where there is one."""

    item_id: int
    label: str
    instead: int | None


@dataclass(frozen=True)
class Menu:
    """One version of a restaurant's whole menu, hidden things included.

    `ended_variants` are, by their ids, those that are not sold at the moment of this menu (`server.domain.menu_at`).
    """

    currency: str
    categories: tuple[Category, ...] = ()
    version: int = 0
    ended_variants: Mapping[int, EndedVariant] = field(default_factory=dict)
    taxes: tuple[Tax, ...] = ()

    def items(self) -> Iterator[Item]:
        """Every item, hidden ones included, in the order shown."""
        return (item for category in self.categories for item in category.items)

    def with_groups(self, changed: Callable[[ModifierGroup], ModifierGroup]) -> "Menu":
        """The menu with each group of each item as `changed` gives it, taken in the order shown."""

        def with_items(category: Category) -> Category:
            items = (
                replace(item, modifier_groups=tuple(map(changed, item.modifier_groups)))
                for item in category.items
            )
            return replace(category, items=tuple(items))

        return replace(self, categories=tuple(map(with_items, self.categories)))

    def part(self, categories: tuple[Category, ...]) -> "Menu":
        """The menu with these of its categories and items; what is known of all of its items holds for them."""
        part = Menu(self.currency, categories, self.version, self.ended_variants, self.taxes)
        part.__dict__.update({name: getattr(self, name) for name in _KNOWN_OF_ITEMS})
        return part

    def orderable_items(self) -> Iterator[Item]:
        """Every item that a diner sees: active ones of active categories, sold out or not."""
        return (item for c in self.categories if c.is_active for item in c.items if item.is_active)

    def find_variant(self, item: Item, variant_id: int) -> Variant | None:
        """Find a variant of `item` by its id, or by that of one whose hours it has taken; None where neither is sold."""
        ended = self.ended_variants.get(variant_id)
        wanted = ended.instead if ended else variant_id
        return next((variant for variant in item.variants if variant.id == wanted), None)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages into which something that diners see is translated, in the order of their tags."""
        said = {one.language for one in self._translations() if one.says_something}
        return tuple(sorted(said))

    def _translations(self) -> Iterator[Translation]:
        """Every translation of what diners see."""
        for category in self.categories:
            if category.is_active:
                yield from category.translations
        for item in self.orderable_items():
            for thing in (item, *item.parts(), *item.modifier_groups):
                yield from thing.translations

    def find_language(self, wanted: str) -> str:
        """The language among `languages` that `wanted` means: itself, or without its region; "" where there is none."""
        known = {language.casefold(): language for language in self.languages}
        tag = wanted.replace("_", "-").casefold()
        return known.get(tag) or known.get(tag.partition("-")[0]) or ""

    @cached_property
    def counted_dishes(self) -> frozenset[int]:
        """The ids of the items of which portions are counted."""
        return frozenset(item.id for item in self.items() if item.portions is not None)

    @cached_property
    def short_at_times(self) -> frozenset[int]:
        """The ids of the items of which something may not be to be had while this version holds."""
        return frozenset(item.id for item in self.items() if not item.is_never_short())

    @cached_property
    def with_own_parts(self) -> frozenset[int]:
        """The ids of the items that come with another dish by themselves."""
        return frozenset(
            item.id
            for item in self.items()
            if any(m.is_default and m.menu_item_id for group in item.modifier_groups for m in group.modifiers)
        )

    @cached_property
    def orderable_by_id(self) -> dict[int, Item]:
        """What a diner sees, by item id."""
        return {item.id: item for item in self.orderable_items()}

    @cached_property
    def taxes_by_item(self) -> dict[int, tuple[Tax, ...]]:
        """The taxes of each item, hidden ones included, in the order of the menu's; empty where no item has any."""
        if not self.taxes:
            return {}
        found = {
            item.id: tuple(tax for tax in self.taxes if tax.name in _tax_names(category, item))
            for category in self.categories
            for item in category.items
        }
        return found if any(found.values()) else {}

    @cached_property
    def items_by_id(self) -> dict[int, Item]:
        """Every item by its id, hidden ones included."""
        return {item.id: item for item in self.items()}

    @cached_property
    def alone_by_meal(self) -> dict[int, Item]:
        """The item that is another one as a meal, by the id of that meal."""
        return {item.meal_item_id: item for item in self.orderable_items() if item.meal_item_id}

    @cached_property
    def course_by_category(self) -> dict[int, Course]:
        """The course of each category that has one, by the category's id."""
        return {category.id: category.course for category in self.categories if category.course}


_KNOWN_OF_ITEMS = ("counted_dishes", "short_at_times", "with_own_parts", "course_by_category", "languages")
"""Cached properties of a menu that hold for a part of it too."""


def _tax_names(category: Category, item: Item) -> tuple[str, ...]:
    return category.taxes if item.taxes is None else item.taxes


def _is_back(thing: Item | Variant | Modifier, now: datetime) -> bool:
    return not thing.sold_out or (thing.sold_out_until is not None and thing.sold_out_until <= now)
