"""SQL of restaurants. Every function takes the connection first and neither begins nor commits."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import asyncpg

from server.db.pool import BasePool, Connection
from server.restaurants.model import Restaurant
from server.wire.vocabulary import Role

CHANGEABLE = (
    "name",
    "slug",
    "currency",
    "timezone",
    "locale",
    "is_open",
    "require_table_code",
    "max_quantity_per_line",
    "max_items_per_order",
    "hold_above",
    "hold_unproven",
    "day_starts",
    "auto_ready",
    "alert_after",
    "pause_unseen",
    "dishes_per_hour",
    "default_station",
    "hold_courses",
    "fire_after",
    "cancel_minutes",
    "share_table",
    "order_types",
    "about",
    "address",
    "phone",
    "accent",
    "suggestions",
    "money",
)
NULLABLE = frozenset({"hold_above", "alert_after", "dishes_per_hour", "fire_after"})
"""Of these null is a value: without it."""
COLUMNS = ", ".join(
    f"restaurants.{name}" for name in ("id", *CHANGEABLE, "menu_taxes", "logo", "cover", "created_at")
)


def to_restaurant(row: asyncpg.Record) -> Restaurant:
    """Map a row with COLUMNS and `role`."""
    return Restaurant(**dict(row))


async def insert_restaurant(connection: Connection, restaurant_id: UUID, values: Mapping[str, Any]) -> bool:
    """Store a restaurant and its state. False, with nothing stored, where the slug is in use."""
    stored = await connection.fetchval(
        """
        WITH made AS (
            INSERT INTO restaurants (id, name, slug, currency, timezone, locale)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (slug) WHERE archived_at IS NULL DO NOTHING RETURNING id
        )
        INSERT INTO restaurant_state (restaurant_id) SELECT id FROM made RETURNING true
        """,
        restaurant_id,
        values["name"],
        values["slug"],
        values["currency"],
        values["timezone"],
        values["locale"],
    )
    return bool(stored)


async def list_restaurants(connection: Connection | BasePool, user_id: UUID) -> list[Restaurant]:
    """Return the restaurants in which a user is staff, by name."""
    rows = await connection.fetch(
        f"""
        SELECT {COLUMNS}, staff.role
        FROM staff JOIN restaurants ON restaurants.id = staff.restaurant_id AND restaurants.archived_at IS NULL
        WHERE staff.user_id = $1 ORDER BY lower(restaurants.name), restaurants.id
        """,
        user_id,
    )
    return [to_restaurant(row) for row in rows]


async def find_restaurant(
    connection: Connection | BasePool, restaurant_id: UUID, role: Role
) -> Restaurant | None:
    """Return a restaurant that is not archived, for a member with `role`."""
    row = await connection.fetchrow(
        f"SELECT {COLUMNS}, $2::text AS role FROM restaurants WHERE id = $1 AND archived_at IS NULL",
        restaurant_id,
        role,
    )
    return to_restaurant(row) if row else None


async def update_restaurant(connection: Connection, restaurant_id: UUID, values: Mapping[str, Any]) -> None:
    """Store `values`, of the columns CHANGEABLE. UniqueViolationError where the slug is in use."""
    await update_columns(connection, restaurant_id, CHANGEABLE, values)


async def update_columns(
    connection: Connection, restaurant_id: UUID, columns: Collection[str], values: Mapping[str, Any]
) -> None:
    """Store those of `values` that belong to `columns` of a restaurant; nothing where it is archived."""
    names = [name for name in columns if name in values]
    assignments = ", ".join(f"{name} = ${place}" for place, name in enumerate(names, start=2))
    await connection.execute(
        f"UPDATE restaurants SET {assignments} WHERE id = $1 AND archived_at IS NULL",
        restaurant_id,
        *(values[name] for name in names),
    )


async def is_kept_for_others(connection: Connection, slug: str, user_id: UUID) -> bool:
    """Whether a slug was a restaurant's in the last year of which this user was no owner."""
    found: bool = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM former_slugs WHERE slug = $1 AND free_at > now() AND $2 <> ALL (owners))",
        slug,
        user_id,
    )
    return found


async def keep_slug(connection: Connection, restaurant_id: UUID) -> None:
    """Keep the slug that a restaurant gives up for its owners, for a year; forget those whose year is over."""
    await connection.execute("DELETE FROM former_slugs WHERE free_at <= now()")
    await connection.execute(
        """
        INSERT INTO former_slugs AS f (slug, owners, free_at)
        SELECT r.slug, array_agg(s.user_id), now() + interval '1 year'
        FROM restaurants r JOIN staff s ON s.restaurant_id = r.id AND s.role = 'owner' AND s.user_id IS NOT NULL
        WHERE r.id = $1 GROUP BY r.slug
        ON CONFLICT (slug) DO UPDATE SET owners = excluded.owners, free_at = excluded.free_at
        """,
        restaurant_id,
    )


async def has_items(connection: Connection, restaurant_id: UUID) -> bool:
    """Whether there is anything on the menu, hidden things included."""
    found: bool = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM items WHERE restaurant_id = $1)", restaurant_id
    )
    return found


async def has_orders(connection: Connection, restaurant_id: UUID) -> bool:
    """Whether the restaurant ever took an order, or keeps the books of orders that were archived."""
    found: bool = await connection.fetchval(
        """
        SELECT EXISTS (SELECT FROM orders WHERE restaurant_id = $1)
            OR EXISTS (SELECT FROM bill_books WHERE restaurant_id = $1)
        """,
        restaurant_id,
    )
    return found


async def archive_restaurant(connection: Connection, restaurant_id: UUID) -> None:
    """Let a restaurant be gone for everybody; its orders stay."""
    await connection.execute("UPDATE restaurants SET archived_at = now() WHERE id = $1", restaurant_id)


async def delete_restaurant(connection: Connection, restaurant_id: UUID) -> None:
    """Erase a restaurant and all that is its own."""
    await connection.execute("DELETE FROM restaurants WHERE id = $1", restaurant_id)
