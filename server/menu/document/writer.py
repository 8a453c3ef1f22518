"""Writes a menu as a document, hidden things included: what `GET …/menu/` answers."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, OptionSource, Variant
from server.domain.money import to_text
from server.domain.option_sources import as_written
from server.domain.photo import LARGE, photo_path
from server.domain.translation import Translation, fields_of
from server.menu.document.references import reference_texts
from server.menu.document.taxes import names_entry, tax_entries
from server.wire.menu import REGULAR

Content = tuple[Any, ...]
"""All of a group but its own ids: two groups with the same content are one group in the document."""

Texts = Mapping[int, str]
"""What dishes are called where others name them, by their ids."""


def dump_document(menu: Menu, name: str = "", slug: str = "") -> dict[str, Any]:
    """Write `menu` as plain values; a PUT of them changes nothing. Prices are strings with the currency's decimals.

    What has its usual value is left out. Equal groups of several items are written once, under a key made of
    their name.
    """
    menu = as_written(menu)
    texts = reference_texts(menu)
    keys = _group_keys(menu)
    document: dict[str, Any] = {"name": name, "slug": slug, "currency": menu.currency}
    if menu.taxes:
        document["taxes"] = tax_entries(menu.taxes)
    named = {keys[_content(g)]: g for i in menu.items() for g in i.modifier_groups if _content(g) in keys}
    if named:
        document["modifier_groups"] = {key: _group(g, menu.currency, texts) for key, g in named.items()}
    document["categories"] = [_category(c, menu.currency, keys, texts) for c in menu.categories]
    return {key: value for key, value in document.items() if value != ""}


def _group_keys(menu: Menu) -> dict[Content, str]:
    """A key for each content that groups of several items share, in the order of the menu."""
    uses = Counter(_content(g) for item in menu.items() for g in item.modifier_groups)
    keys: dict[Content, str] = {}
    taken: set[str] = set()
    for content, times in uses.items():
        if times > 1:
            key = _free_key(content[0], taken)
            taken.add(key)
            keys[content] = key
    return keys


def _free_key(name: str, taken: set[str]) -> str:
    base = re.sub(r"\W+", "_", name.casefold()).strip("_") or "group"
    key, number = base[:100], 2
    while key in taken:
        key, number = f"{base[:100]}_{number}", number + 1
    return key


def _content(group: ModifierGroup) -> Content:
    options = tuple(replace(m, id=0, sold_out=False, sold_out_until=None) for m in group.modifiers)
    limits = (group.min_select, group.max_select)
    return group.name, limits, group.translations, group.pricing, group.source, options


def _category(category: Category, currency: str, keys: dict[Content, str], texts: Texts) -> dict[str, Any]:
    written: dict[str, Any] = {"name": category.name}
    if not category.is_active:
        written["is_active"] = False
    if category.course:
        written["course"] = category.course
    written |= names_entry(category)
    written |= _said(category.when, category.translations)
    return {**written, "items": [_item(item, currency, keys, texts) for item in category.items]}


def _said(when: str, translations: tuple[Translation, ...]) -> dict[str, Any]:
    """When something is served and what it is called elsewhere, where that is said."""
    written: dict[str, Any] = {"when": when} if when else {}
    if translations:
        written["translations"] = {said.language: fields_of(said) for said in translations}
    return written


def _item(item: Item, currency: str, keys: dict[Content, str], dishes: Texts) -> dict[str, Any]:
    texts = {
        "number": item.number,
        "description": item.description,
        "image_url": item.image_url,
        "station": item.station,
    }
    lists = {"aliases": list(item.aliases), "tags": list(item.tags), "allergens": list(item.allergens)}
    written: dict[str, Any] = {"name": item.name} | {k: v for k, v in (texts | lists).items() if v}
    written |= names_entry(item) | _said(item.when, item.translations)
    if item.meal_item_id is not None and item.meal_item_id in dishes:
        written["meal"] = dishes[item.meal_item_id]
    if goes_with := [dishes[item_id] for item_id in item.goes_with if item_id in dishes]:
        written["goes_with"] = goes_with
    if item.photo:
        written["photo"] = photo_path(item.photo, LARGE)
    if item.portions is not None:
        written["portions"] = item.portions
    if not item.is_active:
        written["is_active"] = False
    if item.modifier_groups:
        written["modifier_groups"] = [
            keys.get(_content(group)) or _group(group, currency, dishes) for group in item.modifier_groups
        ]
    return written | _prices(item.variants, currency)


def _prices(variants: tuple[Variant, ...], currency: str) -> dict[str, Any]:
    match variants:
        case (Variant(label=label, price=price, is_default=True, aliases=(), when="", translations=()),) if (
            label == REGULAR
        ):
            return {"price": to_text(price, currency)}
    return {"variants": [_variant(variant, currency) for variant in variants]}


def _variant(variant: Variant, currency: str) -> dict[str, Any]:
    written: dict[str, Any] = {"label": variant.label, "price": to_text(variant.price, currency)}
    if variant.is_default:
        written["default"] = True
    if variant.aliases:
        written["aliases"] = list(variant.aliases)
    if variant.when:
        written["when"] = variant.when
    if variant.translations:
        written["translations"] = {said.language: fields_of(said, "label") for said in variant.translations}
    return written


def _group(group: ModifierGroup, currency: str, texts: Texts) -> dict[str, Any]:
    options = [_option(modifier, currency, texts) for modifier in group.modifiers]
    written: dict[str, Any] = {"name": group.name, "min": group.min_select, "max": group.max_select}
    if group.pricing != "sum":
        written["price"] = group.pricing
    if group.source is not None:
        written |= _source(group.source, currency)
    return written | _said("", group.translations) | {"options": options}


def _source(source: OptionSource, currency: str) -> dict[str, Any]:
    if source.for_each:
        return {"for_each": source.for_each}
    if not source.sizes:
        return {"options_from": source.category}
    sizes = {label: to_text(supplement, currency) for label, supplement in source.sizes}
    return {"options_from": {"category": source.category, "sizes": sizes}}


def _option(modifier: Modifier, currency: str, texts: Texts) -> dict[str, Any]:
    adjustment = to_text(modifier.price_adjustment, currency)
    written: dict[str, Any] = {"name": modifier.name, "price_adjustment": adjustment}
    if modifier.menu_item_id is not None and modifier.menu_item_id in texts:
        written["item"] = texts[modifier.menu_item_id]
        if modifier.size:
            written["size"] = modifier.size
    if modifier.is_default:
        written["default"] = True
    if modifier.max_quantity != 1:
        written["max_quantity"] = modifier.max_quantity
    if modifier.aliases:
        written["aliases"] = list(modifier.aliases)
    return written | _said("", modifier.translations)
