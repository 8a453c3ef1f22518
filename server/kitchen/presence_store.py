"""SQL of who looks at a kitchen's orders. The connection comes first; nothing here begins or commits a transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from server.db.pool import BasePool, Connection
from server.domain.neglect import LATE_AFTER, UNSEEN_IN
from server.wire.vocabulary import COOKING

LOOKED_BACK = timedelta(days=1)
"""Older orders that are still open are forgotten ones, and no reason to wake anybody."""


async def note_displays(connection: Connection | BasePool, restaurants: Sequence[UUID], at: datetime) -> None:
    """Note that displays of these restaurants are connected."""
    await connection.execute(
        """
        INSERT INTO kitchen_presence AS p (restaurant_id, displays_seen_at)
        SELECT id, $2 FROM restaurants WHERE id = ANY ($1) ORDER BY id FOR KEY SHARE
        ON CONFLICT (restaurant_id) DO UPDATE
        SET displays_seen_at = greatest(p.displays_seen_at, excluded.displays_seen_at)
        """,
        restaurants,
        at,
    )


async def find_displays_seen(connection: Connection | BasePool, restaurant_id: UUID) -> datetime | None:
    """Return when a display of a restaurant was connected last; None where none ever was."""
    seen_at: datetime | None = await connection.fetchval(
        "SELECT displays_seen_at FROM kitchen_presence WHERE restaurant_id = $1", restaurant_id
    )
    return seen_at


@dataclass(frozen=True, slots=True)
class Figures:
    """Open orders of all restaurants that no display has seen, and those that are late."""

    unseen: int
    late: int


async def count_neglected(connection: Connection | BasePool) -> Figures:
    """Count, over all restaurants, the open orders of the last day that nobody looks at."""
    row = await connection.fetchrow(
        """
        SELECT count(*) FILTER (WHERE is_unseen) AS unseen,
               count(*) FILTER (WHERE status = ANY ($2) AND estimated_ready_at < now() - $3::interval) AS late
        FROM (
            SELECT o.status, o.estimated_ready_at,
                   o.status = ANY ($1) AND (p.displays_seen_at IS NULL OR p.displays_seen_at < coalesce(o.released_at, o.created_at))
                       AS is_unseen
            FROM orders o LEFT JOIN kitchen_presence p ON p.restaurant_id = o.restaurant_id
            WHERE o.ended_at IS NULL AND o.id >= first_order_id(now() - $4::interval)
        ) AS open_orders
        """,
        list(UNSEEN_IN),
        list(COOKING),
        LATE_AFTER,
        LOOKED_BACK,
    )
    return Figures(row["unseen"], row["late"]) if row else Figures(0, 0)


@dataclass(frozen=True, slots=True)
class Neglected:
    """A restaurant that nobody looks at: how many orders wait unseen, and since when."""

    restaurant_id: UUID
    name: str
    slug: str
    orders: int
    since: datetime
    pause: bool
    owners: tuple[str, ...]


_CLAIM = """
    WITH neglected AS (
        SELECT r.id, r.name, r.slug, r.pause_unseen, count(*) AS orders, min(coalesce(o.released_at, o.created_at)) AS since
        FROM orders o
        JOIN restaurants r ON r.id = o.restaurant_id AND r.archived_at IS NULL
        LEFT JOIN kitchen_presence p ON p.restaurant_id = r.id
        WHERE o.ended_at IS NULL AND o.id >= first_order_id(now() - $3::interval) AND o.status = ANY ($1)
          AND coalesce(o.released_at, o.created_at) <= now() - make_interval(mins => r.alert_after)
          AND (p.displays_seen_at IS NULL OR p.displays_seen_at < coalesce(o.released_at, o.created_at))
        GROUP BY r.id
    ), claimed AS (
        INSERT INTO kitchen_presence AS p (restaurant_id, alerted_at)
        SELECT id, now() FROM neglected ORDER BY id
        ON CONFLICT (restaurant_id) DO UPDATE SET alerted_at = excluded.alerted_at
        WHERE p.alerted_at IS NULL OR p.alerted_at <= now() - $2::interval
        RETURNING restaurant_id
    )
    SELECT n.*, ARRAY(
        SELECT u.email FROM staff s JOIN users u ON u.id = s.user_id AND u.password_hash <> ''
        WHERE s.restaurant_id = n.id AND s.role = 'owner' ORDER BY u.email
    ) AS owners
    FROM neglected n JOIN claimed c ON c.restaurant_id = n.id ORDER BY n.id
"""


async def claim_alerts(connection: Connection | BasePool, again_after: timedelta) -> list[Neglected]:
    """Return the restaurants whose owner is to be told now; of several processes one gets each.

    An order waits unseen for `alert_after` minutes of its restaurant, and the owner was not told within `again_after`.
    """
    rows = await connection.fetch(
        _CLAIM,
        list(UNSEEN_IN),
        again_after,
        LOOKED_BACK,
    )
    return [_neglected(row) for row in rows]


def _neglected(row: asyncpg.Record) -> Neglected:
    return Neglected(
        restaurant_id=row["id"],
        name=row["name"],
        slug=row["slug"],
        orders=row["orders"],
        since=row["since"],
        pause=row["pause_unseen"],
        owners=tuple(row["owners"]),
    )


async def forget_alert(connection: Connection | BasePool, restaurant_id: UUID) -> None:
    """Let the owner be told again: the message was not delivered."""
    await connection.execute(
        "UPDATE kitchen_presence SET alerted_at = NULL WHERE restaurant_id = $1", restaurant_id
    )
