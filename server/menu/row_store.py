"""SQL that changes a menu's rows. The connection comes first; nothing here begins or commits a transaction.

`lock_version` comes first in every transaction that changes a menu, so that locks are taken in one order.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal
from uuid import UUID

import orjson

from server.db.pool import BasePool, Connection
from server.domain.menu import Category, Item
from server.domain.tax import Tax
from server.menu import limits
from server.menu.row_changes import RowChanges
from server.menu.row_mapping import category_of, category_rows, item_of, item_rows

Reader = Connection | BasePool
NumberedThing = Literal["categories", "items", "parts"]
_SEQUENCES: dict[NumberedThing, str] = {
    "categories": "pg_get_serial_sequence('categories', 'id')",
    "items": "pg_get_serial_sequence('items', 'id')",
    "parts": "'menu_part_ids'",
}
_ITEM_ROWS = """
    json_to_recordset($2::text::json) AS new (
        id bigint, category_id bigint, name text, description text, image_url text, aliases text[], tags text[],
        allergens text[], station text, is_active boolean, sold_out boolean, sold_out_until timestamptz,
        sort_order integer, variants jsonb, modifier_groups jsonb, number text, when_served text, portions integer,
        translations jsonb, meal_item_id bigint, photo text, goes_with bigint[], taxes text[]
    )
"""
_CATEGORY_ROWS = """
    json_to_recordset($2::text::json) AS new (
        id bigint, name text, sort_order integer, is_active boolean, when_served text, translations jsonb,
        course text, taxes text[]
    )
"""


async def draw_ids(connection: Connection, of: NumberedThing, count: int) -> Iterator[int]:
    """Take `count` new ids."""
    if count == 0:
        return iter(())
    ids: list[int] = await connection.fetchval(
        f"SELECT array_agg(nextval({_SEQUENCES[of]})) FROM generate_series(1, $1)", count
    )
    return iter(ids)


async def write(connection: Connection, restaurant_id: UUID, changes: RowChanges) -> None:
    """Carry out all changes, each kind in one statement."""
    if changes.taxes is not None:
        await update_taxes(connection, restaurant_id, changes.taxes)
    await insert_categories(connection, restaurant_id, changes.new_categories)
    await update_categories(connection, restaurant_id, changes.changed_categories)
    await update_items(connection, restaurant_id, changes.changed_items)
    await insert_items(connection, restaurant_id, changes.new_items)
    await delete_items(connection, restaurant_id, changes.removed_items)
    await delete_categories(connection, restaurant_id, changes.removed_categories)


async def update_taxes(connection: Connection, restaurant_id: UUID, taxes: Sequence[Tax]) -> None:
    """Store the taxes that a menu names."""
    await connection.execute(
        "UPDATE restaurants SET menu_taxes = $2::text::jsonb WHERE id = $1",
        restaurant_id,
        orjson.dumps(taxes).decode(),
    )


async def insert_categories(
    connection: Connection, restaurant_id: UUID, categories: Sequence[Category]
) -> None:
    """Store new categories under the ids that they have."""
    if categories:
        await connection.execute(
            f"""
            INSERT INTO categories (
                restaurant_id, id, name, sort_order, is_active, when_served, translations, course, taxes
            ) OVERRIDING SYSTEM VALUE
            SELECT $1, id, name, sort_order, is_active, when_served, translations, course, taxes FROM {_CATEGORY_ROWS}
            """,
            restaurant_id,
            category_rows(categories),
        )


async def update_categories(
    connection: Connection, restaurant_id: UUID, categories: Sequence[Category]
) -> None:
    """Store what categories are now."""
    if categories:
        await connection.execute(
            f"""
            UPDATE categories AS c
            SET name = new.name, sort_order = new.sort_order, is_active = new.is_active,
                when_served = new.when_served, translations = new.translations, course = new.course,
                taxes = new.taxes
            FROM {_CATEGORY_ROWS} WHERE c.restaurant_id = $1 AND c.id = new.id
            """,
            restaurant_id,
            category_rows(categories),
        )


async def insert_items(connection: Connection, restaurant_id: UUID, items: Sequence[Item]) -> None:
    """Store new items under the ids that they have."""
    if items:
        await connection.execute(
            f"""
            INSERT INTO items (
                restaurant_id, id, category_id, name, description, image_url, aliases, tags, allergens, station,
                is_active, sold_out, sold_out_until, sort_order, variants, modifier_groups, number, when_served,
                portions, translations, meal_item_id, photo, goes_with, taxes
            ) OVERRIDING SYSTEM VALUE
            SELECT $1, id, category_id, name, description, image_url, aliases, tags, allergens, station,
                   is_active, sold_out, sold_out_until, sort_order, variants, modifier_groups, number, when_served,
                   portions, translations, meal_item_id, photo, goes_with, taxes
            FROM {_ITEM_ROWS}
            """,
            restaurant_id,
            item_rows(items),
        )


async def update_items(connection: Connection, restaurant_id: UUID, items: Sequence[Item]) -> None:
    """Store what items are now."""
    if items:
        await connection.execute(
            f"""
            UPDATE items AS i
            SET category_id = new.category_id, name = new.name, description = new.description,
                image_url = new.image_url, aliases = new.aliases, tags = new.tags, allergens = new.allergens,
                station = new.station, is_active = new.is_active, sold_out = new.sold_out,
                sold_out_until = new.sold_out_until, sort_order = new.sort_order, variants = new.variants,
                modifier_groups = new.modifier_groups, number = new.number, when_served = new.when_served,
                portions = new.portions, translations = new.translations, meal_item_id = new.meal_item_id,
                photo = new.photo, goes_with = new.goes_with, taxes = new.taxes
            FROM {_ITEM_ROWS} WHERE i.restaurant_id = $1 AND i.id = new.id
            """,
            restaurant_id,
            item_rows(items),
        )


async def delete_items(connection: Connection, restaurant_id: UUID, ids: Sequence[int]) -> None:
    """Erase items."""
    if ids:
        await connection.execute(
            "DELETE FROM items WHERE restaurant_id = $1 AND id = ANY ($2)", restaurant_id, ids
        )


async def delete_categories(connection: Connection, restaurant_id: UUID, ids: Sequence[int]) -> None:
    """Erase categories with all that is in them."""
    if ids:
        await connection.execute(
            "DELETE FROM categories WHERE restaurant_id = $1 AND id = ANY ($2)", restaurant_id, ids
        )


async def delete_unordered(connection: Connection, restaurant_id: UUID, category_id: int) -> None:
    """Erase the items of a category that no order names."""
    await connection.execute(
        "DELETE FROM items WHERE restaurant_id = $1 AND category_id = $2 AND NOT is_ordered",
        restaurant_id,
        category_id,
    )


async def erase_oldest_hidden(connection: Connection, restaurant_id: UUID) -> None:
    """Erase hidden items that orders name where there are more than are kept, so that a menu stays bounded."""
    await connection.execute(
        """
        DELETE FROM items WHERE restaurant_id = $1 AND id IN (
            SELECT id FROM items
            WHERE restaurant_id = $1 AND is_ordered AND NOT is_active
            ORDER BY id DESC OFFSET $2
        )
        """,
        restaurant_id,
        limits.MAX_HIDDEN,
    )


async def require_room(connection: Connection, restaurant_id: UUID) -> None:
    """Raise Conflict where the menu is larger than a menu may be, with what this transaction wrote."""
    [row] = await connection.fetch(
        """
        SELECT (SELECT count(*) FROM categories WHERE restaurant_id = $1) AS categories,
               count(*) AS items, coalesce(sum(octet_length(i::text)), 0)::bigint AS bytes
        FROM items AS i WHERE restaurant_id = $1
        """,
        restaurant_id,
    )
    limits.require_room(row["categories"], row["items"], row["bytes"])


async def some_are_ordered(connection: Connection, restaurant_id: UUID, ids: Sequence[int]) -> bool:
    """Whether an order names one of these items."""
    ordered: bool = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM items WHERE restaurant_id = $1 AND id = ANY ($2) AND is_ordered)",
        restaurant_id,
        ids,
    )
    return ordered


async def some_take_options(connection: Connection, restaurant_id: UUID) -> bool:
    """Whether a dish has a group whose options come from elsewhere on the menu."""
    found: bool = await connection.fetchval(
        """
        SELECT EXISTS (
            SELECT FROM items WHERE restaurant_id = $1 AND modifier_groups @? '$[*].source ? (@ != null)'
        )
        """,
        restaurant_id,
    )
    return found


async def find_dish_with_part(
    connection: Connection, restaurant_id: UUID, item_id: int, size: str
) -> str | None:
    """Find the name of a dish of which the item is a part in this size; None where there is none."""
    name: str | None = await connection.fetchval(
        """
        SELECT name FROM items
        WHERE restaurant_id = $1 AND jsonb_path_exists(
            modifier_groups,
            '$[*].modifiers[*] ? (@.menu_item_id == $item && @.size == $size)',
            jsonb_build_object('item', $2::bigint, 'size', $3::text)
        )
        LIMIT 1
        """,
        restaurant_id,
        item_id,
        size,
    )
    return name


async def find_item_ids(connection: Reader, restaurant_id: UUID, ids: Iterable[int]) -> set[int]:
    """Return those of `ids` that are items of the restaurant."""
    wanted = list(ids)
    if not wanted:
        return set()
    rows = await connection.fetch(
        "SELECT id FROM items WHERE restaurant_id = $1 AND id = ANY ($2)", restaurant_id, wanted
    )
    return {row["id"] for row in rows}


async def find_item(connection: Reader, restaurant_id: UUID, item_id: int) -> Item | None:
    """Find an item."""
    row = await connection.fetchrow(
        """
        SELECT id, category_id, name, description, image_url, aliases, tags, allergens, station, is_active,
               sold_out, sold_out_until, sort_order, variants, modifier_groups, number, when_served, portions,
               translations, meal_item_id, photo, goes_with, taxes
        FROM items WHERE restaurant_id = $1 AND id = $2
        """,
        restaurant_id,
        item_id,
    )
    return item_of(dict(row)) if row else None


async def list_items(connection: Reader, restaurant_id: UUID, category_id: int) -> list[Item]:
    """Read the items of a category in the order shown, hidden ones included."""
    rows = await connection.fetch(
        """
        SELECT id, category_id, name, description, image_url, aliases, tags, allergens, station, is_active,
               sold_out, sold_out_until, sort_order, variants, modifier_groups, number, when_served, portions,
               translations, meal_item_id, photo, goes_with, taxes
        FROM items WHERE restaurant_id = $1 AND category_id = $2 ORDER BY sort_order, id
        """,
        restaurant_id,
        category_id,
    )
    return [item_of(dict(row)) for row in rows]


async def list_categories(connection: Reader, restaurant_id: UUID) -> list[Category]:
    """Read the categories in the order shown, without their items."""
    rows = await connection.fetch(
        """
        SELECT id, name, sort_order, is_active, when_served, translations, course, taxes FROM categories
        WHERE restaurant_id = $1 ORDER BY sort_order, id
        """,
        restaurant_id,
    )
    return [category_of(dict(row)) for row in rows]
