"""SQL of push subscriptions. The connection comes first; nothing here begins or commits a transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from server.db.pool import BasePool, Connection
from server.wire.vocabulary import OrderStatus

LOCK = 0x70757368
"""The class of the advisory locks that count the subscriptions of an order: "push" in ASCII."""
TOLD: tuple[OrderStatus, ...] = ("ready", "cancelled")
"""What of an order its diner is told."""
MOST_ATTEMPTS = 3
AGAIN_AFTER = timedelta(seconds=30)
"""A message that a process claimed and did not deliver is claimed again after so long."""
KEPT = timedelta(hours=12)
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where a message goes, and the keys that it is encrypted with."""

    endpoint: str
    public_key: bytes
    auth: bytes
    language: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A message that is to be delivered now: what became of an order, and to whom it is told."""

    order_id: UUID
    status: OrderStatus
    number: int
    restaurant: str
    to: Subscription


async def lock_order(connection: Connection, order_id: UUID) -> None:
    """Let one subscription at a time be added to an order, until the transaction ends."""
    await connection.execute("SELECT pg_advisory_xact_lock($1, hashtext($2::text))", LOCK, str(order_id))


async def find_restaurant_of_open_order(connection: Connection, order_id: UUID) -> UUID | None:
    """Return whose order this is; None where it has ended, or there is none."""
    found: UUID | None = await connection.fetchval(
        """
        SELECT r.id FROM orders o JOIN restaurants r ON r.id = o.restaurant_id
        WHERE o.id = $1 AND o.ended_at IS NULL
        """,
        order_id,
    )
    return found


async def count_others(connection: Connection, order_id: UUID, endpoint: str) -> int:
    """Count an order's subscriptions of other endpoints."""
    count: int = await connection.fetchval(
        "SELECT count(*) FROM push_subscriptions WHERE order_id = $1 AND endpoint <> $2", order_id, endpoint
    )
    return count


async def put_subscription(
    connection: Connection, order_id: UUID, restaurant_id: UUID, to: Subscription
) -> None:
    """Store a subscription, or its new keys."""
    await connection.execute(
        """
        INSERT INTO push_subscriptions (order_id, endpoint, restaurant_id, public_key, auth, language)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (order_id, endpoint) DO UPDATE
        SET public_key = excluded.public_key, auth = excluded.auth, language = excluded.language
        """,
        order_id,
        to.endpoint,
        restaurant_id,
        to.public_key,
        to.auth,
        to.language,
    )


_BY_THE_ONLY_DINER = """
    o.status = 'cancelled' AND o.reason = '' AND (
        SELECT bool_and(line ->> 'state' = 'cancelled') AND count(DISTINCT coalesce(line ->> 'guest', '0')) = 1
        FROM jsonb_array_elements(o.lines) AS each (line)
    )
"""
"""Whose diner cancelled it knows; of an order of several guests the others do not."""


async def claim_owed(pool: BasePool, orders: Sequence[UUID] | None = None) -> list[Owed]:
    """Claim messages about orders that are ready or cancelled, at most AT_ONCE: of these orders, or of any.

    What is claimed is for the caller alone until AGAIN_AFTER.
    """
    rows = await pool.fetch(
        f"""
        WITH due AS (
            SELECT s.order_id, s.endpoint, o.status, o.number, r.name
            FROM push_subscriptions s
            JOIN orders o ON o.id = s.order_id
            JOIN restaurants r ON r.id = s.restaurant_id
            WHERE s.try_at <= now() AND o.status = ANY ($4) AND NOT ({_BY_THE_ONLY_DINER})
              AND ($1::uuid[] IS NULL OR s.order_id = ANY($1))
            ORDER BY s.try_at LIMIT $2
            FOR UPDATE OF s SKIP LOCKED
        )
        UPDATE push_subscriptions s SET attempts = s.attempts + 1, try_at = now() + $3
        FROM due WHERE s.order_id = due.order_id AND s.endpoint = due.endpoint
        RETURNING s.order_id, due.status, due.number, due.name, s.endpoint, s.public_key, s.auth, s.language
        """,
        orders,
        AT_ONCE,
        AGAIN_AFTER,
        TOLD,
    )
    return [
        Owed(
            row["order_id"],
            row["status"],
            row["number"],
            row["name"],
            Subscription(row["endpoint"], row["public_key"], row["auth"], row["language"]),
        )
        for row in rows
    ]


async def forget(pool: BasePool, order_id: UUID, endpoint: str) -> None:
    """Delete a subscription whose message was delivered."""
    await pool.execute(
        "DELETE FROM push_subscriptions WHERE order_id = $1 AND endpoint = $2", order_id, endpoint
    )


async def forget_endpoint(pool: BasePool, endpoint: str) -> None:
    """Delete what is owed to an endpoint that is gone."""
    await pool.execute("DELETE FROM push_subscriptions WHERE endpoint = $1", endpoint)


async def forget_old(pool: BasePool) -> None:
    """Delete what was tried often enough, what is old, and what belongs to orders that were handed over or are gone."""
    await pool.execute(
        """
        DELETE FROM push_subscriptions s
        WHERE s.attempts >= $1 AND s.try_at <= now()
           OR s.created_at < now() - $2::interval
           OR NOT EXISTS (SELECT FROM orders o WHERE o.id = s.order_id AND o.status <> 'completed')
        """,
        MOST_ATTEMPTS,
        KEPT,
    )
