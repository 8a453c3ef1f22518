"""An item as a request writes it, into a menu item, naming everything that is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from server.domain import money
from server.domain.allergens import normalised
from server.domain.errors import Invalid
from server.domain.menu import Item, Modifier, ModifierGroup, OptionSource, Variant
from server.domain.names import folded
from server.domain.photo import LARGE, photo_path
from server.domain.translation import Translation, only_said
from server.menu.availability import with_availability
from server.menu.document.merge import with_kept_ids
from server.menu.document.problems import path_text
from server.menu.rules import check_item
from server.wire import menu as wire
from server.wire.translations import TranslationRequest

_PLAIN_FIELDS = (
    "name", "description", "image_url", "station", "is_active", "sort_order", "category_id", "number", "when",
)  # fmt: skip
_LIST_FIELDS = ("aliases", "tags", "goes_with")
_Path = tuple[str | int, ...]


def read_item(
    body: wire.ItemRequest | wire.UpdateItemRequest, before: Item, currency: str, now: datetime
) -> Item:
    """Read a request into the item that takes the place of `before` (id 0 where it is a new one).

    What the request leaves out stays as it is in `before`, its availability too. Raises Invalid, which names
    every field that is wrong.
    """
    reader = _Reader(before, currency)
    item = reader.item(body)
    found = [*reader.errors, *((path_text(v.path), v.message) for v in check_item(item))]
    if found:
        raise Invalid(found)
    item = with_kept_ids(before, item)
    if body.available is None or body.available == item.is_available(now):
        return item
    return with_availability(item, available=body.available, until=None)


def read_translations(said: Mapping[str, TranslationRequest]) -> tuple[Translation, ...]:
    """Read translations as a request writes them."""
    return only_said(
        Translation(
            language,
            t.name or "",
            t.description or "",
            (t.draft and t.draft.name) or "",
            (t.draft and t.draft.description) or "",
            t.of or "",
        )
        for language, t in said.items()
    )


@dataclass(slots=True)
class _Reader:
    before: Item
    currency: str
    errors: list[tuple[str, str]] = field(default_factory=list)

    def item(self, body: wire.ItemRequest | wire.UpdateItemRequest) -> Item:
        if body.id not in (None, self.before.id):
            self._report(("id",), "is not the id of this item; leave it out")
        values: dict[str, Any] = {
            name: value for name in _PLAIN_FIELDS if (value := getattr(body, name)) is not None
        }
        values |= {name: tuple(value) for name in _LIST_FIELDS if (value := getattr(body, name)) is not None}
        if body.allergens is not None:
            values["allergens"] = normalised(body.allergens)
        if "portions" in body.model_fields_set:
            values["portions"] = body.portions
        if "meal_item_id" in body.model_fields_set:
            values["meal_item_id"] = body.meal_item_id
        shown = photo_path(self.before.photo, LARGE)
        if body.photo_url and not (shown and body.photo_url.endswith(shown)):
            self._report(("photo_url",), "is set by PUT of …/photo/; leave it out")
        if body.translations is not None:
            values["translations"] = read_translations(body.translations)
        if body.modifier_groups is not None:
            values["modifier_groups"] = tuple(self._groups(body.modifier_groups))
        return replace(self.before, **values, variants=tuple(self._variants(body)))

    def _variants(self, body: wire.ItemRequest | wire.UpdateItemRequest) -> Iterable[Variant]:
        if body.price is not None and body.variants is not None:
            self._report(("price",), "stands beside variants; write one or the other")
        if body.variants is not None:
            self._check_ids(body.variants, self.before.variants, ("variants",))
            return [self._variant(v, ("variants", n)) for n, v in enumerate(body.variants)]
        kept = self.before.variants if isinstance(body, wire.UpdateItemRequest) else ()
        return kept if body.price is None else self._priced(kept, self._minor(body.price, ("price",)))

    def _priced(self, kept: tuple[Variant, ...], price: int) -> Iterable[Variant]:
        match kept:
            case ():
                return [Variant(0, wire.REGULAR, price, is_default=True)]
            case (one,):
                return [replace(one, price=price)]
        self._report(("price",), "is short for one variant, and this item has several; write variants")
        return kept

    def _variant(self, part: wire.VariantRequest, at: _Path) -> Variant:
        price = self._minor(part.price, (*at, "price"))
        translations = only_said(
            Translation(language, said.label or "", draft_name=(said.draft and said.draft.label) or "")
            for language, said in part.translations.items()
        )
        is_off = part.available is False
        aliases = tuple(part.aliases)
        return Variant(
            part.id or 0, part.label, price, part.is_default, aliases, part.when, translations, is_off
        )

    def _groups(self, groups: Sequence[wire.ModifierGroupRequest]) -> Iterator[ModifierGroup]:
        self._check_ids(groups, self.before.modifier_groups, ("modifier_groups",))
        by_id = {group.id: group for group in self.before.modifier_groups}
        by_name = {folded(group.name): group for group in self.before.modifier_groups}
        for number, group in enumerate(groups):
            before = by_id.get(group.id) if group.id else by_name.get(folded(group.name))
            yield self._group(group, before, ("modifier_groups", number))

    def _group(
        self, part: wire.ModifierGroupRequest, before: ModifierGroup | None, at: _Path
    ) -> ModifierGroup:
        self._check_ids(part.modifiers, before.modifiers if before else (), (*at, "modifiers"))
        modifiers = tuple(
            self._modifier(modifier, (*at, "modifiers", number))
            for number, modifier in enumerate(part.modifiers)
        )
        self._check_source(part, before, modifiers, at)
        return ModifierGroup(
            part.id or 0,
            part.name,
            part.min_select,
            part.max_select,
            modifiers,
            read_translations(part.translations),
            part.pricing,
            before.source if before else None,
        )

    def _check_source(
        self,
        part: wire.ModifierGroupRequest,
        before: ModifierGroup | None,
        modifiers: tuple[Modifier, ...],
        at: _Path,
    ) -> None:
        """Refuse to change options that come from elsewhere, and where they come from: the document says both."""
        source = before.source if before else None
        if part.options_from is not None and self._source(part.options_from, at) != (
            source and replace(source, written=None)
        ):
            self._report((*at, "options_from"), "is written in the menu document alone; leave it out")
        if source and before and list(map(_content, modifiers)) != list(map(_content, before.modifiers)):
            message = "come from elsewhere on the menu (options_from): change them in the menu document"
            self._report((*at, "modifiers"), message)

    def _source(self, part: wire.OptionsFromRequest, at: _Path) -> OptionSource:
        sizes = ((label, self._minor(amount, (*at, "options_from"))) for label, amount in part.sizes.items())
        return OptionSource(part.category, tuple(sizes), part.for_each)

    def _modifier(self, part: wire.ModifierRequest, at: _Path) -> Modifier:
        adjustment = self._minor(part.price_adjustment, (*at, "price_adjustment"))
        return Modifier(
            part.id or 0,
            part.name,
            adjustment,
            part.is_default,
            part.max_quantity,
            tuple(part.aliases),
            read_translations(part.translations),
            part.menu_item_id,
            sold_out=part.available is False,
            size=part.size,
            on_part=part.on_part,
        )

    def _check_ids(
        self,
        parts: Sequence[wire.VariantRequest | wire.ModifierGroupRequest | wire.ModifierRequest],
        before: Sequence[Variant | ModifierGroup | Modifier],
        at: _Path,
    ) -> None:
        """Refuse ids that are another's: an id says which part of this item is meant."""
        free = {part.id for part in before}
        for number, part in enumerate(parts):
            if part.id is not None and part.id not in free:
                self._report((*at, number, "id"), "is not the id of one of these; leave it out for a new one")
            free.discard(part.id or 0)

    def _minor(self, amount: str, at: _Path) -> int:
        try:
            return money.to_minor(amount, self.currency)
        except ValueError as error:
            self._report(at, str(error))
            return 0

    def _report(self, at: _Path, message: str) -> None:
        self.errors.append((path_text(at), message))


def _content(modifier: Modifier) -> Modifier:
    """All of an option but its id and whether it is to be had."""
    return replace(modifier, id=0, sold_out=False, sold_out_until=None)
