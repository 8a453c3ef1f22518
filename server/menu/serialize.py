"""The menu in the shapes that the wire has for it."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from server.domain import money
from server.domain.menu import Category, Item, Modifier, ModifierGroup, OptionSource, Variant
from server.domain.photo import LARGE, photo_path
from server.domain.translation import Translation, fields_of, said_in, without_drafts
from server.menu.document.diff import Plan
from server.wire import menu as wire
from server.wire.availability import Availability


def item_fields(item: Item, currency: str, now: datetime) -> dict[str, Any]:
    """Give the fields of `wire.Item`, with its availability at `now`."""
    return {
        "id": item.id,
        "category_id": item.category_id,
        "name": item.name,
        "description": item.description,
        "image_url": item.image_url,
        "aliases": list(item.aliases),
        "tags": list(item.tags),
        "allergens": list(item.allergens),
        "station": item.station,
        "is_active": item.is_active,
        "available": item.is_available(now),
        "sort_order": item.sort_order,
        "variants": [_variant(v, currency, now) for v in item.variants],
        "modifier_groups": [_group(g, currency, now) for g in item.modifier_groups],
        "number": item.number,
        "portions": item.portions,
        "meal_item_id": item.meal_item_id,
        "goes_with": list(item.goes_with),
        "when": item.when,
        "photo_url": photo_path(item.photo, LARGE),
        "translations": translated(item.translations),
    }


def public_item_fields(item: Item, currency: str, now: datetime, language: str) -> dict[str, Any]:
    """Give the fields of `PublicItem`: those of `wire.Item` in `language` where it is translated ("": as it is)."""
    item = _as_diners_see(item)
    fields = in_language(item_fields(item, currency, now), item.translations, language)
    for written, variant in zip(fields["variants"], item.variants, strict=True):
        in_language(written, variant.translations, language, name="label")
    for written, group in zip(fields["modifier_groups"], item.modifier_groups, strict=True):
        in_language(written, group.translations, language)
        for option, modifier in zip(written["modifiers"], group.modifiers, strict=True):
            in_language(option, modifier.translations, language)
    return fields


def _as_diners_see(item: Item) -> Item:
    """Give the item without drafts of translations."""
    groups = (
        replace(
            group,
            translations=without_drafts(group.translations),
            modifiers=tuple(replace(m, translations=without_drafts(m.translations)) for m in group.modifiers),
        )
        for group in item.modifier_groups
    )
    return replace(
        item,
        translations=without_drafts(item.translations),
        variants=tuple(replace(v, translations=without_drafts(v.translations)) for v in item.variants),
        modifier_groups=tuple(groups),
    )


def in_language(
    fields: dict[str, Any], translations: Iterable[Translation], language: str, name: str = "name"
) -> dict[str, Any]:
    """Put name and description in `language` into `fields` where they are translated, and the original name beside them."""
    said = said_in(translations, language) if language else None
    if said and said.name:
        fields["name_original"], fields[name] = fields[name], said.name
    if said and said.description and "description" in fields:
        fields["description"] = said.description
    return fields


def translated(translations: Iterable[Translation]) -> dict[str, dict[str, Any]]:
    """Give translations by language; what is not translated is left out."""
    return {said.language: fields_of(said) for said in translations}


def _variant(variant: Variant, currency: str, now: datetime) -> dict[str, Any]:
    return {
        "id": variant.id,
        "label": variant.label,
        "price": money.to_text(variant.price, currency),
        "is_default": variant.is_default,
        "aliases": list(variant.aliases),
        "available": variant.is_available(now),
        "when": variant.when,
        "translations": {said.language: fields_of(said, "label") for said in variant.translations},
    }


def _group(group: ModifierGroup, currency: str, now: datetime) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "min_select": group.min_select,
        "max_select": group.max_select,
        "modifiers": [_modifier(m, currency, now) for m in group.modifiers],
        "translations": translated(group.translations),
        "pricing": group.pricing,
        "options_from": _source(group.source, currency) if group.source else None,
    }


def _source(source: OptionSource, currency: str) -> dict[str, Any]:
    return {
        "category": source.category,
        "sizes": {label: money.to_text(supplement, currency) for label, supplement in source.sizes},
        "for_each": source.for_each,
    }


def _modifier(modifier: Modifier, currency: str, now: datetime) -> dict[str, Any]:
    return {
        "id": modifier.id,
        "name": modifier.name,
        "price_adjustment": money.to_text(modifier.price_adjustment, currency),
        "is_default": modifier.is_default,
        "max_quantity": modifier.max_quantity,
        "aliases": list(modifier.aliases),
        "available": modifier.is_available(now),
        "menu_item_id": modifier.menu_item_id,
        "size": modifier.size,
        "on_part": modifier.on_part,
        "translations": translated(modifier.translations),
    }


def item_answer(item: Item, currency: str, now: datetime) -> wire.Item:
    """Answer with an item as it is at `now`."""
    return wire.Item.model_validate(item_fields(item, currency, now))


def category_answer(category: Category) -> wire.Category:
    """Answer with a category, without its items."""
    return wire.Category.model_validate(
        {
            "id": category.id,
            "name": category.name,
            "sort_order": category.sort_order,
            "is_active": category.is_active,
            "when": category.when,
            "course": category.course,
            "translations": translated(category.translations),
        }
    )


def availability_answer(item: Item, now: datetime) -> Availability:
    """Answer with whether an item can be ordered at `now`, and when it comes back where that is known."""
    available = item.is_available(now)
    until = None if available else item.sold_out_until
    return Availability(
        menu_item_id=item.id, name=item.name, available=available, until=until, portions=item.portions
    )


def plan_answer(planned: Plan) -> wire.MenuDiff:
    """Answer with what a document changes."""
    return wire.MenuDiff(
        added=list(planned.added),
        changed=list(planned.changed),
        removed=list(planned.removed),
        hidden=list(planned.hidden),
        differences=[wire.Difference(**asdict(difference)) for difference in planned.differences],
        shown_before=planned.shown_before,
        taken_away=planned.taken_away,
        version=planned.menu.version,
    )
