"""SQL of the menu. The connection comes first; nothing here begins or commits a transaction.

Who changes a menu locks the restaurant's row of `restaurant_state` first, and only then its categories and
items: `bump_version` and `lock_version` do that.
"""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg

from server.db.pool import BasePool, Connection
from server.domain.errors import NotFound
from server.domain.menu import Menu
from server.domain.money_rules import read_money_rules
from server.domain.restaurant import BRANDING, ORDER_RULES, Branding, RestaurantSettings, read_rules
from server.domain.schedule import read_times
from server.domain.tax import read_taxes
from server.menu.row_mapping import StoredMenu, read_menu

AnyConnection = Connection | BasePool | Any
LARGE_MENU = 64 * 1024
"""Characters of stored menu from which on it is built outside the event loop."""

# The version and the rows come from one statement, and so from one moment.
_SELECTED = f"""
    SELECT {", ".join(f"r.{name}" for name in (*ORDER_RULES, *BRANDING))}, r.id, r.slug, r.name, r.currency, r.timezone, r.locale, r.is_open, r.require_table_code,
           r.max_quantity_per_line, r.hours, r.paused_until, r.pause_reason, r.throttle_orders,
           r.throttle_minutes, r.hours_exceptions, r.money, r.menu_taxes, s.menu_version,
           (
               SELECT coalesce(json_agg(row_to_json(c)), '[]')::text
               FROM (
                   SELECT id, name, sort_order, is_active, when_served, translations, course, taxes
                   FROM categories WHERE restaurant_id = r.id
                   ORDER BY sort_order, id
               ) AS c
           ) AS categories,
           (
               SELECT coalesce(json_agg(row_to_json(i)), '[]')::text
               FROM (
                   SELECT id, category_id, name, description, image_url, aliases, tags, allergens, station,
                          is_active, sold_out, sold_out_until, is_ordered, sort_order, variants, modifier_groups,
                          number, when_served, portions, translations, meal_item_id, photo, goes_with, taxes
                   FROM items WHERE restaurant_id = r.id{{which}}
                   ORDER BY sort_order, id
               ) AS i
           ) AS items
    FROM restaurants AS r JOIN restaurant_state AS s ON s.restaurant_id = r.id
"""
_LISTED = _SELECTED.format(which="")
_PART = _SELECTED.format(which=" AND (id = ANY ($2) OR meal_item_id = ANY ($2))")


async def load_menu(connection: AnyConnection, restaurant_id: UUID) -> Menu:
    """Load a restaurant's whole menu, hidden things included. NotFound where there is no such restaurant."""
    return (await load_stored(connection, restaurant_id)).menu


async def load_stored(connection: AnyConnection, restaurant_id: UUID) -> StoredMenu:
    """Load a restaurant's whole menu and which of its items orders name. NotFound where there is none."""
    row = await connection.fetchrow(f"{_LISTED} WHERE r.id = $1", restaurant_id)
    if row is None:
        raise NotFound
    return await _stored(row)


Listed = tuple[RestaurantSettings, Menu, int]
"""A restaurant with its menu, and the characters that the menu takes as JSON."""


async def find_listed(connection: AnyConnection, restaurant_id: UUID) -> Listed | None:
    """Find a live restaurant by its id."""
    row = await connection.fetchrow(f"{_LISTED} WHERE r.id = $1 AND r.archived_at IS NULL", restaurant_id)
    return None if row is None else await read_listed(row)


async def fetch_listed(connection: AnyConnection, slugs: Sequence[str]) -> list[asyncpg.Record | None]:
    """Find live restaurants by their slugs, as rows for `read_listed`; None for each that is not there."""
    rows = await connection.fetch(f"{_LISTED} WHERE r.slug = ANY ($1) AND r.archived_at IS NULL", slugs)
    found = {row["slug"]: row for row in rows}
    return [found.get(slug) for slug in slugs]


async def read_listed(row: asyncpg.Record) -> Listed:
    """Make a restaurant and its menu of a row, which takes some milliseconds."""
    return _restaurant(row), (await _stored(row)).menu, len(row["items"])


Part = tuple[RestaurantSettings, StoredMenu, int]
"""A restaurant with some of its items, and the characters that these take as JSON."""


async def find_parts(connection: AnyConnection, slugs: Sequence[str], ids: Sequence[int]) -> dict[str, Part]:
    """Find live restaurants by their slugs, each with those of its items that have one of `ids` or such a meal."""
    rows = await connection.fetch(f"{_PART} WHERE r.slug = ANY ($1) AND r.archived_at IS NULL", slugs, ids)
    return {row["slug"]: (_restaurant(row), await _stored(row), len(row["items"])) for row in rows}


def _restaurant(row: asyncpg.Record) -> RestaurantSettings:
    return RestaurantSettings(
        row["id"],
        row["slug"],
        row["name"],
        row["currency"],
        row["timezone"],
        row["locale"],
        row["is_open"],
        row["require_table_code"],
        row["max_quantity_per_line"],
        read_times(dict(row)),
        read_rules(dict(row)),
        Branding(**{name: row[name] for name in BRANDING}),
        read_money_rules(row["money"], read_taxes(row["menu_taxes"])),
    )


async def list_taxes_in_use(connection: AnyConnection, restaurant_id: UUID) -> list[str]:
    """Return the names of the taxes that the restaurant's rules of money name, beside its menu."""
    names: list[str] | None = await connection.fetchval(
        "SELECT money #> '{cover_charge,taxes}' FROM restaurants WHERE id = $1", restaurant_id
    )
    return names or []


async def _stored(row: asyncpg.Record) -> StoredMenu:
    values = (row["currency"], row["menu_version"], row["categories"], row["items"], row["menu_taxes"])
    if len(row["items"]) < LARGE_MENU:
        return read_menu(*values)
    return await asyncio.to_thread(read_menu, *values)
