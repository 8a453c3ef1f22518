"""Loads a menu document (YAML or JSON) as a menu, naming every mistake in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any, Literal

from server.domain.allergens import normalised
from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, OptionSource, Variant
from server.domain.money import to_minor
from server.domain.names import folded
from server.domain.option_sources import expanded, takes_options
from server.domain.translation import Translation, only_said
from server.menu.document.model import (
    CategoryEntry,
    GroupEntry,
    ItemEntry,
    MenuDocument,
    OptionEntry,
    TranslationEntry,
    VariantEntry,
    name_of_part,
)
from server.menu.document.options import count_options, mistakes_of_options, numbered_options
from server.menu.document.problems import (
    MenuDocumentError,
    in_order,
    problem_at,
)
from server.menu.document.reader import (
    Path,
    ReadDocument,
    Slip,
    UnreadableTextError,
    read_json,
)
from server.menu.document.recovery import PLACEHOLDER, STAND_IN_CURRENCY
from server.menu.document.references import DishNames, UnknownDishError, dish_names
from server.menu.document.taxes import mistakes_of_names, taxes_of, written_names
from server.menu.document.translations import with_translations
from server.menu.document.validation import validated
from server.menu.rules import Violation, check_group, check_menu
from server.wire.menu import REGULAR

MAX_ITEMS = 10_000
MAX_OPTIONS = 200_000
"""Options after named groups have been copied into each item that names them."""

Media = Literal["yaml", "json"]
_DOCUMENT_NAMES = {
    "modifiers": "options",
    "min_select": "min",
    "max_select": "max",
    "is_default": "default",
    "meal_item_id": "meal",
}


def load_menu(text: str | bytes, media: Media = "yaml", currency: str | None = None) -> Menu:
    """Read a menu document; ids count from 1 in the order of the document, for each kind of thing.

    In YAML further documents, each behind `---`, hold translations: see `server.menu.document.translations`.
    `currency` is what the document's must be, where that is known. Raises MenuDocumentError, which names every
    mistake.
    """
    try:
        (root, slips), *others = (
            _read_yaml(_decoded(text)) if media == "yaml" else [read_json(_decoded(text))]
        )
    except UnreadableTextError as error:
        raise MenuDocumentError([problem_at(None, error.slip)]) from None
    return _Reader(root, slips, others).menu(currency)


def _read_yaml(text: str) -> list[ReadDocument]:
    from server.menu.document.yaml_reader import read_yaml  # noqa: PLC0415  its library is large, and few need it

    return read_yaml(text)


def _decoded(text: str | bytes) -> str:
    try:
        return text.decode() if isinstance(text, bytes) else text.encode().decode()
    except UnicodeError:
        raise UnreadableTextError(Slip((), "is not text in UTF-8")) from None


class _Reader:
    """Collects the mistakes of one document on the way to its menu."""

    def __init__(self, root: Any, slips: Iterable[Slip], others: Sequence[ReadDocument] = ()) -> None:
        self._root, self._others = root, others
        self._problems = [problem_at(root, slip) for slip in slips]
        self._item_ids, self._variant_ids = count(1), count(1)
        self._group_ids, self._modifier_ids = count(1), count(1)
        self._currency = STAND_IN_CURRENCY
        self._dishes: DishNames = dish_names(())
        self._sizes: dict[int, dict[str, Decimal]] = {}
        self._categories: set[str] = set()
        self._tax_names = written_names(root)

    def menu(self, currency: str | None) -> Menu:
        document = validated(self._root, self._problems)
        is_told = any(problem.path == "currency" for problem in self._problems)
        is_mapping = isinstance(self._root, dict)
        if is_mapping and currency not in (None, document.currency) and not is_told:
            self._report(("currency",), f"is {document.currency}, but this restaurant's is {currency}")
        self._refuse_too_much(document)
        self._currency = document.currency
        self._dishes = dish_names(
            (item_id, category, item.name) for item_id, category, item in _dishes(document)
        )
        self._sizes = {item_id: _prices_of_sizes(item) for item_id, _, item in _dishes(document)}
        self._categories = {folded(category.name) for category in document.categories}
        named = self._named_groups(document)
        categories = tuple(
            self._category(entry, number, named) for number, entry in enumerate(document.categories)
        )
        menu = Menu(document.currency, categories, taxes=taxes_of(document.taxes))
        self._report_violations(document, menu, named)
        menu, problems = with_translations(menu, self._others, is_sound=not self._problems)
        self._problems += problems
        menu = self._with_options(menu)
        if self._problems:
            raise MenuDocumentError(in_order(self._problems))
        return menu

    def _with_options(self, menu: Menu) -> Menu:
        """Give the menu with all options that its groups stand for, and ids for them; what is wrong with these is told."""
        if self._problems or not takes_options(menu):
            return menu
        menu = numbered_options(expanded(menu))
        for path, message in mistakes_of_options(menu):
            self._report(path, message)
        return menu

    def _refuse_too_much(self, document: MenuDocument) -> None:
        items = [item for category in document.categories for item in category.items]
        options = count_options(document)
        if len(items) > MAX_ITEMS or options > MAX_OPTIONS:
            self._report(("categories",), f"has {len(items)} items with {options} options in all; "
                         f"at most {MAX_ITEMS} and {MAX_OPTIONS} are possible")  # fmt: skip
            raise MenuDocumentError(in_order(self._problems))

    def _report(self, path: Path, message: str) -> None:
        self._problems.append(problem_at(self._root, Slip(path, message)))

    def _named_groups(self, document: MenuDocument) -> dict[str, ModifierGroup]:
        return {
            key: self._group(entry, ("modifier_groups", key))
            for key, entry in document.modifier_groups.items()
        }

    def _category(self, entry: CategoryEntry, number: int, named: dict[str, ModifierGroup]) -> Category:
        at: Path = ("categories", number)
        items = tuple(
            self._item(item, number, index, (*at, "items", index), named)
            for index, item in enumerate(entry.items)
        )
        return Category(
            number + 1,
            entry.name,
            number,
            entry.is_active,
            items,
            entry.when,
            _translations(entry.translations),
            entry.course,
            self._taxes(entry.tax, (*at, "tax")) or (),
        )

    def _item(
        self, entry: ItemEntry, category: int, order: int, at: Path, named: dict[str, ModifierGroup]
    ) -> Item:
        return Item(
            id=next(self._item_ids),
            category_id=category + 1,
            name=entry.name,
            description=entry.description,
            image_url=entry.image_url,
            aliases=tuple(entry.aliases),
            tags=tuple(entry.tags),
            allergens=normalised(entry.allergens),
            station=entry.station,
            is_active=entry.is_active,
            sort_order=order,
            variants=self._variants(entry, at),
            modifier_groups=tuple(self._groups(entry, at, named)),
            number=entry.number,
            when=entry.when,
            portions=entry.portions,
            photo=entry.photo,
            translations=_translations(entry.translations),
            meal_item_id=self._dish(entry.meal, (*at, "meal"))[0],
            goes_with=tuple(self._goes_with(entry, (*at, "goes_with"))),
            taxes=self._taxes(entry.tax, (*at, "tax")),
        )

    def _goes_with(self, entry: ItemEntry, at: Path) -> Iterator[int]:
        """The ids of the dishes; what is none of this menu keeps its place, so that what is wrong behind it is told there."""
        for index, name in enumerate(entry.goes_with):
            dish_id, _ = self._dish(name, (*at, index))
            yield -1 - index if dish_id is None else dish_id

    def _taxes(self, names: list[str] | None, at: Path) -> tuple[str, ...] | None:
        """The taxes of a category or a dish; one that the document does not name is told."""
        for path, message in mistakes_of_names(names or (), self._tax_names, at, self._root):
            self._report(path, message)
        return None if names is None else tuple(names)

    def _variants(self, entry: ItemEntry, at: Path) -> tuple[Variant, ...]:
        if entry.price is not None and entry.variants is not None:
            self._report((*at, "price"), "stands beside variants; write one or the other")
        regular = () if entry.price is None else (self._regular(entry.price, (*at, "price")),)
        if entry.variants is None:
            return regular
        return tuple(
            self._variant(variant, (*at, "variants", index)) for index, variant in enumerate(entry.variants)
        )

    def _regular(self, price: Decimal, at: Path) -> Variant:
        return Variant(next(self._variant_ids), REGULAR, self._minor(price, at), is_default=True)

    def _variant(self, entry: VariantEntry, at: Path) -> Variant:
        price = self._minor(entry.price, (*at, "price"))
        translations = only_said(
            Translation(language, said.label or "", draft_name=said.draft.label or "")
            for language, said in entry.translations.items()
        )
        return Variant(
            next(self._variant_ids),
            entry.label,
            price,
            entry.default,
            tuple(entry.aliases),
            entry.when,
            translations,
        )

    def _groups(self, entry: ItemEntry, at: Path, named: dict[str, ModifierGroup]) -> Iterator[ModifierGroup]:
        for index, reference in enumerate(entry.modifier_groups):
            path = (*at, "modifier_groups", index)
            if isinstance(reference, GroupEntry):
                yield self._numbered(self._group(reference, path))
            elif reference in named:
                yield self._numbered(named[reference])
            else:
                self._report(path, f'names the group "{reference}", which is not among modifier_groups')

    def _numbered(self, group: ModifierGroup) -> ModifierGroup:
        modifiers = tuple(replace(m, id=next(self._modifier_ids)) for m in group.modifiers)
        return replace(group, id=next(self._group_ids), modifiers=modifiers)

    def _group(self, entry: GroupEntry, at: Path) -> ModifierGroup:
        modifiers = tuple(
            self._modifier(option, (*at, "options", index), is_share=entry.price != "sum")
            for index, option in enumerate(entry.options)
        )
        translations = _translations(entry.translations)
        source = self._source(entry, at)
        return ModifierGroup(
            0, entry.name, entry.min, entry.max, modifiers, translations, entry.price, source
        )

    def _source(self, entry: GroupEntry, at: Path) -> OptionSource | None:
        origin = entry.options_from
        if origin is None:
            return OptionSource(for_each=entry.for_each) if entry.for_each else None
        if entry.for_each:
            self._report((*at, "for_each"), "stands beside options_from; write one or the other")
        if folded(origin.category) not in self._categories and PLACEHOLDER not in origin.category:
            message = f'names the category "{origin.category}", which is not on this menu'
            self._report((*at, "options_from"), message)
        sizes = tuple(
            (label, self._minor(supplement, (*at, "options_from", "sizes", label)))
            for label, supplement in origin.sizes.items()
        )
        return OptionSource(origin.category, sizes)

    def _modifier(self, entry: OptionEntry, at: Path, *, is_share: bool) -> Modifier:
        """Read an option; one that is a share of a dish costs what the dish does where it says nothing."""
        dish_id, dish_name = self._dish(entry.item, (*at, "item"))
        size = self._size(entry, dish_id, at)
        amount = entry.price_adjustment
        if amount is None:
            prices = self._sizes.get(dish_id or 0, {}) if is_share else {}
            amount = prices.get(folded(size), Decimal(0))
        adjustment = self._minor(amount, (*at, "price_adjustment"))
        return Modifier(
            0,
            name_of_part(dish_name, entry.size) if entry.name == self._own_name(entry) else entry.name,
            adjustment,
            entry.default,
            entry.max_quantity,
            tuple(entry.aliases),
            _translations(entry.translations),
            dish_id,
            size=size,
        )

    def _own_name(self, entry: OptionEntry) -> str | None:
        return None if entry.item is None else name_of_part(entry.item, entry.size)

    def _size(self, entry: OptionEntry, dish_id: int | None, at: Path) -> str:
        """The size in which a dish is a part; "" for as it comes."""
        if entry.size is None:
            return ""
        sizes = self._sizes.get(dish_id or 0, {})
        if entry.item is None:
            self._report((*at, "size"), "is of a dish; name it: item")
        elif dish_id is not None and (not entry.size or folded(entry.size) not in sizes):
            self._report((*at, "size"), f'is "{entry.size}", which is no size of {entry.item}')
        return entry.size

    def _dish(self, text: str | None, at: Path) -> tuple[int | None, str]:
        """The id and the name of the dish that another names; its text where it is none of this menu."""
        if text is None:
            return None, ""
        try:
            return self._dishes.find(text)
        except UnknownDishError as error:
            if PLACEHOLDER not in text:
                self._report(at, str(error))
            return None, text

    def _minor(self, amount: Decimal, at: Path) -> int:
        try:
            return to_minor(amount, self._currency)
        except ValueError as error:
            self._report(at, str(error).replace(str(amount), "", 1).strip())
            return 0

    def _report_violations(self, document: MenuDocument, menu: Menu, named: dict[str, ModifierGroup]) -> None:
        for key, group in named.items():
            for violation in check_group(group, ("modifier_groups", key)):
                self._report_violation(violation.path, violation)
        for violation in check_menu(menu):
            path = _without_named_group(document, violation.path)
            if path is not None:
                self._report_violation(path, violation)

    def _report_violation(self, path: Path, violation: Violation) -> None:
        if PLACEHOLDER not in violation.message:
            self._report(tuple(_DOCUMENT_NAMES.get(str(p), p) for p in path), violation.message)


def _dishes(document: MenuDocument) -> Iterator[tuple[int, str, ItemEntry]]:
    """The dishes with the ids that they get, and the names of their categories."""
    ids = count(1)
    for category in document.categories:
        for item in category.items:
            yield next(ids), category.name, item


def _prices_of_sizes(item: ItemEntry) -> dict[str, Decimal]:
    """Prices by folded label; under "" what it costs as it comes."""
    variants = item.variants or []
    usual = next((v for v in variants if v.default), variants[0] if variants else None)
    prices = {folded(v.label): v.price for v in reversed(variants)}
    prices |= {folded(v.label): v.price for v in reversed(variants) if not v.when}
    return prices | {"": usual.price if usual else item.price or Decimal(0)}


def _translations(entries: Mapping[str, TranslationEntry]) -> tuple[Translation, ...]:
    return only_said(
        Translation(
            language,
            said.name or "",
            said.description,
            said.draft.name or "",
            said.draft.description,
            said.of,
        )
        for language, said in entries.items()
    )


def _without_named_group(document: MenuDocument, path: Path) -> Path | None:
    """The path as it stands in the document; None where it lies in a named group, which is checked once."""
    match path:
        case ("categories", int(c), "items", int(i), "modifier_groups", int(g), *rest):
            if isinstance(document.categories[c].items[i].modifier_groups[g], str):
                return path[:6] if rest in (["name"], ["for_each"]) else None
    return path
