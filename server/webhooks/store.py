"""SQL of webhooks and the log of their deliveries. The connection comes first; nothing here begins or commits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from server.db.pool import BasePool, Connection
from server.webhooks.message import body_of
from server.webhooks.model import Delivery, Webhook

LOCK = 0x686F6F6B
"""The class of the advisory locks that count a restaurant's webhooks: "hook" in ASCII."""
COLUMNS = "id, url, events, state, failures, failing_since, created_at"


async def lock_webhooks(connection: Connection, restaurant_id: UUID) -> None:
    """Let one webhook at a time be added or changed of a restaurant, until the transaction ends."""
    await connection.execute("SELECT pg_advisory_xact_lock($1, hashtext($2::text))", LOCK, str(restaurant_id))


async def list_webhooks(connection: Connection | BasePool, restaurant_id: UUID) -> list[Webhook]:
    """Return a restaurant's webhooks, oldest first."""
    rows = await connection.fetch(
        f"SELECT {COLUMNS} FROM webhooks WHERE restaurant_id = $1 ORDER BY id", restaurant_id
    )
    return [_webhook(row) for row in rows]


async def find_webhook(
    connection: Connection | BasePool, restaurant_id: UUID, webhook_id: int
) -> Webhook | None:
    """Return a webhook; within a transaction it is held until the end."""
    row = await connection.fetchrow(
        f"SELECT {COLUMNS} FROM webhooks WHERE restaurant_id = $1 AND id = $2 FOR NO KEY UPDATE",
        restaurant_id,
        webhook_id,
    )
    return _webhook(row) if row else None


async def insert_webhook(
    connection: Connection, restaurant_id: UUID, url: str, events: Sequence[str], secret: bytes
) -> Webhook:
    """Store a webhook, whose id is given here."""
    row = await connection.fetchrow(
        f"INSERT INTO webhooks (restaurant_id, url, events, secret) VALUES ($1, $2, $3, $4) RETURNING {COLUMNS}",
        restaurant_id,
        url,
        events,
        secret,
    )
    return _webhook(row)


async def update_webhook(connection: Connection, restaurant_id: UUID, webhook: Webhook) -> None:
    """Store what a webhook is now; what is counted of its failures begins anew."""
    await connection.execute(
        """
        UPDATE webhooks SET url = $3, events = $4, state = $5, failures = 0, failing_since = NULL
        WHERE restaurant_id = $1 AND id = $2
        """,
        restaurant_id,
        webhook.id,
        webhook.url,
        webhook.events,
        webhook.state,
    )


async def replace_secret(
    connection: Connection, restaurant_id: UUID, webhook_id: int, secret: bytes, old_until: datetime
) -> None:
    """Give a webhook another secret; the one before signs too until `old_until`."""
    await connection.execute(
        """
        UPDATE webhooks SET old_secret = secret, old_secret_until = $4, secret = $3
        WHERE restaurant_id = $1 AND id = $2
        """,
        restaurant_id,
        webhook_id,
        secret,
        old_until,
    )


async def switch_off(pool: BasePool, restaurant_id: UUID, webhook_id: int) -> None:
    """Have nothing more written for a webhook."""
    await pool.execute(
        "UPDATE webhooks SET state = 'off' WHERE restaurant_id = $1 AND id = $2", restaurant_id, webhook_id
    )


async def delete_webhook(connection: Connection, restaurant_id: UUID, webhook_id: int) -> None:
    """Delete a webhook with its deliveries."""
    await connection.execute(
        "DELETE FROM webhooks WHERE restaurant_id = $1 AND id = $2", restaurant_id, webhook_id
    )


async def list_deliveries(
    connection: Connection | BasePool,
    restaurant_id: UUID,
    webhook_id: int,
    *,
    before: int | None = None,
    status: str | None = None,
    limit: int = 1,
) -> list[Delivery]:
    """Return a webhook's newest deliveries, those older than `before` and of one `status` where given."""
    rows = await connection.fetch(
        """
        SELECT d.id, d.message_id, d.event, d.status, d.attempts, d.answer, d.error, d.created_at, d.try_at, d.ended_at,
               d.data, r.slug
        FROM webhook_deliveries d JOIN restaurants r ON r.id = d.restaurant_id
        WHERE d.restaurant_id = $1 AND d.webhook_id = $2
          AND ($3::bigint IS NULL OR d.id < $3) AND ($4::text IS NULL OR d.status = $4)
        ORDER BY d.id DESC LIMIT $5
        """,
        restaurant_id,
        webhook_id,
        before,
        status,
        limit,
    )
    return [_delivery(dict(row)) for row in rows]


async def make_again(
    connection: Connection | BasePool, restaurant_id: UUID, webhook_id: int, deliveries: Sequence[int] | None
) -> int:
    """Have deliveries made again, at once and for another 24 hours; all that failed where None. Returns how many."""
    done = await connection.execute(
        """
        UPDATE webhook_deliveries
        SET status = 'waiting', ended_at = NULL, attempts = 0, try_at = now(), give_up_at = now() + interval '24 hours'
        WHERE restaurant_id = $1 AND webhook_id = $2
          AND CASE WHEN $3::bigint[] IS NULL THEN status = 'failed' ELSE id = ANY ($3) END
        """,
        restaurant_id,
        webhook_id,
        deliveries,
    )
    return int(done.rsplit(maxsplit=1)[-1])


def message_id(number: UUID) -> str:
    """Write what identifies a delivery for its receiver."""
    return f"msg_{number.hex}"


def _webhook(row: asyncpg.Record | None) -> Webhook:
    assert row is not None  # noqa: S101  one row was inserted or found
    return Webhook(**{**row, "events": tuple(row["events"])})


def _delivery(row: dict[str, Any]) -> Delivery:
    body = body_of(row["event"], row["created_at"], row.pop("slug"), row.pop("data"))
    return Delivery(**{**row, "message_id": message_id(row["message_id"]), "body": body})
