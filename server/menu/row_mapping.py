"""The menu as the database keeps it: rows whose variants and modifier groups are documents inside the item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sys import intern
from typing import Any

import orjson

from server.domain.allergens import normalised
from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, OptionSource, Variant
from server.domain.tax import read_taxes
from server.domain.translation import Translation, only_said


@dataclass(frozen=True, slots=True)
class StoredMenu:
    """A menu with what only the database knows: `ordered` are the ids of items that an order names."""

    menu: Menu
    ordered: frozenset[int]


def read_menu(
    currency: str, version: int, categories: str, items: str, taxes: Sequence[Mapping[str, Any]] = ()
) -> StoredMenu:
    """Build the menu from JSON arrays of rows, each in the order shown. Costs about 60 ms for 20,000 modifiers.

    What many dishes have alike, such as the names of sizes and options, is one text in memory for all menus.
    """
    rows = orjson.loads(items)
    by_category: dict[int, list[Item]] = {}
    for row in rows:
        by_category.setdefault(row["category_id"], []).append(item_of(row))
    menu = Menu(
        currency=currency,
        version=version,
        categories=tuple(
            category_of(row, tuple(by_category.get(row["id"], ()))) for row in orjson.loads(categories)
        ),
        taxes=read_taxes(taxes),
    )
    return StoredMenu(menu, frozenset(row["id"] for row in rows if row["is_ordered"]))


def category_of(row: Mapping[str, Any], items: tuple[Item, ...] = ()) -> Category:
    """Build a category from its row."""
    return Category(
        row["id"],
        row["name"],
        row["sort_order"],
        row["is_active"],
        items,
        row["when_served"],
        _translations(row["translations"]),
        row["course"],
        tuple(row["taxes"]),
    )


def item_of(row: Mapping[str, Any]) -> Item:
    """Build an item from its row as JSON."""
    return Item(
        id=row["id"],
        category_id=row["category_id"],
        name=row["name"],
        description=row["description"],
        image_url=row["image_url"],
        aliases=tuple(row["aliases"]),
        tags=tuple(row["tags"]),
        allergens=normalised(row["allergens"]),
        station=intern(row["station"]),
        is_active=row["is_active"],
        sold_out=row["sold_out"],
        sold_out_until=_moment(row["sold_out_until"]),
        sort_order=row["sort_order"],
        variants=tuple(_variant(v) for v in row["variants"]),
        modifier_groups=tuple(_group(g) for g in row["modifier_groups"]),
        number=row["number"],
        when=row["when_served"],
        portions=row["portions"],
        photo=row["photo"],
        translations=_translations(row["translations"]),
        meal_item_id=row["meal_item_id"],
        goes_with=tuple(row["goes_with"]),
        taxes=None if row["taxes"] is None else tuple(row["taxes"]),
    )


def _moment(value: str | datetime | None) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _translations(parts: Sequence[Mapping[str, str]]) -> tuple[Translation, ...]:
    if not parts:
        return ()
    return only_said(
        Translation(
            part["language"],
            part["name"],
            part["description"],
            part.get("draft_name", ""),
            part.get("draft_description", ""),
            part.get("of", ""),
        )
        for part in parts
    )


def _variant(part: Mapping[str, Any]) -> Variant:
    return Variant(
        part["id"],
        intern(part["label"]),
        part["price"],
        part["is_default"],
        tuple(part["aliases"]),
        part.get("when", ""),
        _translations(part.get("translations", ())),
        part.get("sold_out", False),
        _moment(part.get("sold_out_until")),
    )


def _group(part: Mapping[str, Any]) -> ModifierGroup:
    modifiers = tuple(_modifier(m) for m in part["modifiers"])
    translations = _translations(part.get("translations", ()))
    return ModifierGroup(
        part["id"],
        intern(part["name"]),
        part["min_select"],
        part["max_select"],
        modifiers,
        translations,
        part.get("pricing", "sum"),
        _source(part.get("source")),
    )


def _source(part: Mapping[str, Any] | None) -> OptionSource | None:
    if part is None:
        return None
    sizes = tuple((label, supplement) for label, supplement in part["sizes"])
    return OptionSource(part["category"], sizes, part["for_each"], tuple(map(_modifier, part["written"])))


def _modifier(part: Mapping[str, Any]) -> Modifier:
    return Modifier(
        part["id"],
        intern(part["name"]),
        part["price_adjustment"],
        part["is_default"],
        part["max_quantity"],
        tuple(part["aliases"]),
        _translations(part.get("translations", ())),
        part.get("menu_item_id"),
        part.get("sold_out", False),
        _moment(part.get("sold_out_until")),
        part.get("size", ""),
        part.get("on_part", ""),
    )


def item_rows(items: Iterable[Item]) -> str:
    """Write items as the JSON array of rows that the statements of `row_store` take."""
    return orjson.dumps([_item_row(item) for item in items]).decode()


def _item_row(item: Item) -> dict[str, Any]:
    row: dict[str, Any] = orjson.loads(orjson.dumps(item))
    row["when_served"] = row.pop("when")
    return row


def category_rows(categories: Iterable[Category]) -> str:
    """Write categories, without their items, as a JSON array of rows."""
    return orjson.dumps(
        [
            {
                "id": c.id,
                "name": c.name,
                "sort_order": c.sort_order,
                "is_active": c.is_active,
                "when_served": c.when,
                "translations": c.translations,
                "course": c.course,
                "taxes": c.taxes,
            }
            for c in categories
        ]
    ).decode()
