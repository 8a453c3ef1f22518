"""What a plan changes, field by field: pure, and for every field that a menu has, known here or not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, OptionSource, Variant
from server.domain.money import to_text
from server.domain.tax import Tax
from server.domain.translation import Translation
from server.menu.document.taxes import tax_text
from server.wire.menu import REGULAR

Part = Item | Variant | ModifierGroup | Modifier
PartT = TypeVar("PartT", bound=Category | Item | Variant | ModifierGroup | Modifier)

TAXES = "(taxes)"
"""The path of what a menu says of its taxes."""
MONEY = frozenset({"price", "price_adjustment"})
DISHES = frozenset({"meal_item_id", "menu_item_id"})
_NOT_VALUES = frozenset(
    {
        *("id", "category_id", "sort_order", "sold_out", "sold_out_until", "is_served", "photo"),
        *("items", "variants", "modifier_groups", "modifiers", "translations"),
    }
)
"""Fields that are told elsewhere, or that no document says."""
_TRANSLATED = {
    "name": "name",
    "description": "description",
    "draft_name": "draft of the name",
    "draft_description": "draft of the description",
    "of": "mark of the text that the translation was made from",
}
_WRITTEN_AS = {
    "is_default": "default",
    "min_select": "min",
    "max_select": "max",
    "price_adjustment": "price",
    "meal_item_id": "meal",
    "menu_item_id": "item",
    "goes_with": "goes with",
    "source": "options from",
    "taxes": "tax",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one dish or category: `before` is None for what is new, `after` for what goes.

    `percent` is by how much a price rises or falls, None for what is no price or cost nothing before.
    """

    path: str
    field: str
    before: str | None
    after: str | None
    percent: int | None = None


def differences(old: Menu, target: Menu) -> Iterator[Difference]:
    """Compare two menus, in the order of `target` and then of what it lacks; a part without an id is new.

    A dish without an id is meant by its place (`server.menu.document.references.planned_references`).
    """
    before = {item.id: (category, item) for category in old.categories for item in category.items}
    dishes = {item.id: item.name for menu in (old, target) for item in menu.items()}
    dishes |= {-1 - place: item.name for place, item in enumerate(target.items())}
    yield from _of_taxes(old.taxes, target.taxes)
    for category in target.categories:
        yield from _of_category(_find(old.categories, category.id), category)
        for item in category.items:
            home, same = before.pop(item.id, (None, None))
            path = f"{category.name} / {item.name}"
            if home is not None and home.id != category.id:
                yield Difference(path, "category", home.name, category.name)
            yield from _Fields(path, old.currency, dishes).of_item(same, item)
    for category, item in before.values():
        yield from _Fields(f"{category.name} / {item.name}", old.currency, dishes).of_item(item, None)


def _of_taxes(before: Sequence[Tax], after: Sequence[Tax]) -> Iterator[Difference]:
    old, new = ({tax.name: tax for tax in taxes} for taxes in (before, after))
    for name in dict.fromkeys((*new, *old)):
        if old.get(name) != new.get(name):
            yield Difference(TAXES, f"tax {name}", tax_text(old.get(name)), tax_text(new.get(name)))
    if old == new and before != after:
        yield Difference(TAXES, "order of the taxes", ", ".join(old), ", ".join(new))


def _of_category(before: Category | None, after: Category) -> Iterator[Difference]:
    if before is not None:
        yield from _Fields(after.name, "", {}).of_values(before, after, "")


def _find(parts: Iterable[PartT], part_id: int) -> PartT | None:
    return next((part for part in parts if part.id == part_id), None) if part_id else None


@dataclass(frozen=True, slots=True)
class _Fields:
    """Compares the parts of the dish at `path`, whose prices are in `currency`."""

    path: str
    currency: str
    dishes: Mapping[int, str]

    def of_item(self, before: Item | None, after: Item | None) -> Iterator[Difference]:
        if before is None or after is None:
            yield from self._prices(before, after)
            return
        yield from self.of_values(before, after, "")
        yield from self._variants(before, after)
        yield from self._groups(before.modifier_groups, after.modifier_groups)

    def _prices(self, before: Item | None, after: Item | None) -> Iterator[Difference]:
        """Of a dish that comes or goes the prices are enough."""
        for variant in before.variants if before else ():
            yield Difference(self.path, _price_of(variant), to_text(variant.price, self.currency), None)
        for variant in after.variants if after else ():
            yield Difference(self.path, _price_of(variant), None, to_text(variant.price, self.currency))

    def _variants(self, before: Item, after: Item) -> Iterator[Difference]:
        for same, variant in _pairs(before.variants, after.variants):
            if same and variant:
                name = "" if variant.label == REGULAR and not variant.when else f"{_called(variant)} "
                yield from self.of_values(same, variant, name)
            else:
                old, new = (to_text(v.price, self.currency) if v else None for v in (same, variant))
                yield Difference(self.path, _price_of(same or variant), old, new)
        yield from self._order("order of the sizes", before.variants, after.variants)

    def _groups(
        self, before: Sequence[ModifierGroup], after: Sequence[ModifierGroup]
    ) -> Iterator[Difference]:
        for same, group in _pairs(before, after):
            if same and group:
                yield from self.of_values(same, group, f"{group.name} ")
                yield from self._options(group.name, same.modifiers, group.modifiers)
            else:
                old, new = (_names(g.modifiers) if g else None for g in (same, group))
                yield Difference(self.path, _called(same or group), old, new)
        yield from self._order("order of the option groups", before, after)

    def _options(
        self, group: str, before: Sequence[Modifier], after: Sequence[Modifier]
    ) -> Iterator[Difference]:
        for same, option in _pairs(before, after):
            name = f"{group} / {_called(option or same)}"
            if same and option:
                yield from self.of_values(same, option, f"{name} ")
            else:
                old, new = (to_text(o.price_adjustment, self.currency) if o else None for o in (same, option))
                yield Difference(self.path, name, old, new)
        yield from self._order(f"order of {group}", before, after)

    def of_values(self, before: PartT, after: PartT, prefix: str) -> Iterator[Difference]:
        """Compare the plain fields of two states of one part."""
        for field in fields(after):
            if field.name in _NOT_VALUES:
                continue
            old, new = getattr(before, field.name), getattr(after, field.name)
            if old == new:
                continue
            named = f"{prefix}{_WRITTEN_AS.get(field.name, field.name)}"
            if field.name == "source":
                yield from self._sources(named, old, new)
            elif field.name == "taxes":
                yield Difference(self.path, named, _taxes(old), _taxes(new))
            elif field.name in MONEY:
                texts = to_text(old, self.currency), to_text(new, self.currency)
                yield Difference(self.path, named, *texts, _percent(old, new))
            elif field.name == "goes_with":
                texts = (self._dishes(old), self._dishes(new))
                yield Difference(self.path, named, *texts)
            elif field.name in DISHES:
                texts = (self.dishes.get(old, "none"), self.dishes.get(new, "none"))
                yield Difference(self.path, named, *texts)
            else:
                yield Difference(self.path, named, _written(old), _written(new))

        yield from self._translations(before.translations, after.translations, prefix)

    def _dishes(self, ids: Iterable[int]) -> str:
        return ", ".join(self.dishes.get(item_id, "none") for item_id in ids) or "none"

    def _sources(
        self, named: str, old: OptionSource | None, new: OptionSource | None
    ) -> Iterator[Difference]:
        """What is written in a group is told option by option; only where the others come from is told here."""
        before, after = (self._source(source) if source else "none" for source in (old, new))
        if before != after:
            yield Difference(self.path, named, before, after)

    def _source(self, source: OptionSource) -> str:
        if source.for_each:
            return f"for each of {source.for_each}"
        sizes = (f"{label} {to_text(more, self.currency)}" for label, more in source.sizes)
        return ", ".join((source.category, *sizes))

    def _translations(
        self, before: Sequence[Translation], after: Sequence[Translation], prefix: str
    ) -> Iterator[Difference]:
        old, new = ({said.language: said for said in translations} for translations in (before, after))
        for language in dict.fromkeys((*old, *new)):
            was, said = (known.get(language, Translation(language)) for known in (old, new))
            for field, named in _TRANSLATED.items():
                texts = getattr(was, field), getattr(said, field)
                if texts[0] != texts[1]:
                    yield Difference(self.path, f"{prefix}{named} ({language})", *texts)

    def _order(self, named: str, before: Sequence[PartT], after: Sequence[PartT]) -> Iterator[Difference]:
        both = {part.id for part in before} & {part.id for part in after}
        old, new = ([part for part in parts if part.id in both] for parts in (before, after))
        if [part.id for part in old] != [part.id for part in new]:
            yield Difference(self.path, named, _names(old), _names(new))


def _pairs(before: Sequence[PartT], after: Sequence[PartT]) -> Iterator[tuple[PartT | None, PartT | None]]:
    """Each part of `after` with what it was, then those of `before` that are gone."""
    kept = {part.id for part in after}
    for part in after:
        yield _find(before, part.id), part
    for part in before:
        if part.id not in kept:
            yield part, None


def _called(part: Any) -> str:
    if isinstance(part, Variant):
        return f"{part.label} ({part.when})" if part.when else part.label
    return str(part.name)


def _names(parts: Iterable[Any]) -> str:
    return ", ".join(map(_called, parts))


def _price_of(variant: Variant | None) -> str:
    if variant is None or (variant.label == REGULAR and not variant.when):
        return "price"
    return f"{_called(variant)} price"


def _percent(old: int, new: int) -> int | None:
    return round(100 * (new - old) / abs(old)) if old else None


def _taxes(names: Sequence[str] | None) -> str:
    return "as its category" if names is None else ", ".join(names) or "none"


def _written(value: Any) -> str:
    """Write a value as an owner reads it."""
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case tuple() | list():
            return ", ".join(map(_written, value))
        case _:
            return str(value)
