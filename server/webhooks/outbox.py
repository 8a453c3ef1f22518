"""SQL of what is to be delivered: found, claimed, settled, forgotten.

A delivery is claimed for a while by the process that makes it; where that one dies, any other claims it after the while.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import asyncpg
import orjson

from server.db.pool import BasePool, Connection
from server.webhooks.message import body_of
from server.webhooks.model import Outcome, Parcel
from server.webhooks.store import message_id

CLAIMED_FOR = timedelta(seconds=60)
"""Longer than an attempt takes: see `PATIENCE` in the way out."""
KEPT = timedelta(days=14)
"""So long a delivery stands in the log, and can be made again."""
MOST_TOLD = 20
OFF_AFTER = timedelta(days=5)
OFF_FAILURES = 20
"""A webhook of which so many attempts failed, for so long and none between, is switched off."""
PARCEL = """
    d.id, d.restaurant_id, d.webhook_id, d.attempts, d.message_id, d.event, d.created_at, d.data, w.url, r.slug,
    w.secret, CASE WHEN w.old_secret_until > now() THEN w.old_secret END AS old_secret
"""
FIND_DUE = """
    SELECT w.id, w.failures > 0 AS is_failing
    FROM webhooks w JOIN restaurants r ON r.id = w.restaurant_id AND r.archived_at IS NULL
    WHERE w.state = 'on' AND w.id <> ALL ($1::bigint[]) AND EXISTS (
        SELECT FROM webhook_deliveries d
        WHERE d.webhook_id = w.id AND d.status = 'waiting' AND d.try_at <= now() AND d.claimed_until <= now()
          AND d.give_up_at > now()
    )
    ORDER BY w.failures LIMIT $2
"""
CLAIM = f"""
    WITH due AS (
        SELECT d.id FROM webhook_deliveries d
        WHERE d.webhook_id = $1 AND d.status = 'waiting' AND d.try_at <= now() AND d.claimed_until <= now()
          AND d.give_up_at > now() AND NOT EXISTS (
              SELECT FROM webhook_deliveries e
              WHERE e.webhook_id = d.webhook_id AND e.subject = d.subject AND e.status = 'waiting' AND e.id < d.id
          )
        ORDER BY d.id LIMIT $2
        FOR UPDATE OF d SKIP LOCKED
    ), claimed AS (
        UPDATE webhook_deliveries d SET attempts = d.attempts + 1, claimed_until = now() + $3
        FROM due WHERE d.id = due.id
        RETURNING d.*
    )
    SELECT {PARCEL}
    FROM claimed d
    JOIN webhooks w ON w.id = d.webhook_id AND w.state = 'on'
    JOIN restaurants r ON r.id = d.restaurant_id
    ORDER BY d.id
"""
PUT_TEST = f"""
    WITH claimed AS (
        INSERT INTO webhook_deliveries (
            restaurant_id, webhook_id, event, subject, data, attempts, claimed_until, give_up_at
        )
        VALUES ($1, $2, 'webhook.test', $3, '{{}}', 1, now() + $4, now())
        RETURNING *
    )
    SELECT {PARCEL} FROM claimed d JOIN webhooks w ON w.id = d.webhook_id JOIN restaurants r ON r.id = d.restaurant_id
"""
DELIVERED = """
    WITH ended AS (
        UPDATE webhook_deliveries SET status = 'delivered', ended_at = now(), claimed_until = '-infinity', answer = $3, error = ''
        WHERE id = $1 AND status <> 'delivered'
    ), well AS (
        UPDATE webhooks SET failures = 0, failing_since = NULL WHERE id = $2 AND failures > 0 RETURNING id
    )
    UPDATE webhook_deliveries d SET try_at = now()
    FROM well WHERE d.webhook_id = well.id AND d.status = 'waiting' AND d.id <> $1
"""
"""An address that has come back gets at once all that waited for it."""
FAILED = """
    WITH settled AS (
        UPDATE webhook_deliveries
        SET answer = $4, error = $5, try_at = now() + $6, claimed_until = '-infinity',
            status = CASE WHEN now() + $6 < give_up_at THEN 'waiting' ELSE 'failed' END,
            ended_at = CASE WHEN now() + $6 < give_up_at THEN NULL ELSE now() END
        WHERE id = $1 AND attempts = $3 AND status = 'waiting'
    )
    UPDATE webhooks
    SET failures = failures + 1, failing_since = coalesce(failing_since, now()),
        state = CASE WHEN $7 OR failures + 1 >= $8 AND failing_since <= now() - $9::interval THEN 'off' ELSE state END
    WHERE id = $2 AND state = 'on'
    RETURNING state = 'off'
"""
GIVE_UP = """
    UPDATE webhook_deliveries SET status = 'failed', ended_at = now()
    WHERE status = 'waiting' AND give_up_at <= now() AND claimed_until <= now()
"""
FORGET = "DELETE FROM webhook_deliveries WHERE created_at < now() - $1::interval AND status <> 'waiting'"


@dataclass(frozen=True, slots=True)
class Due:
    """A webhook for which something is due; one that `is_failing` is tried with one delivery at a time."""

    webhook_id: int
    is_failing: bool


async def find_due(pool: BasePool, busy: Sequence[int], limit: int) -> list[Due]:
    """Return webhooks for which something is due, those that are well first; without those that are `busy`."""
    return [Due(row["id"], row["is_failing"]) for row in await pool.fetch(FIND_DUE, busy, limit)]


async def claim(pool: BasePool, webhook_id: int, limit: int) -> list[Parcel]:
    """Claim deliveries that are due, oldest first, of each order or dish the first that is not made yet."""
    return [_parcel(row) for row in await pool.fetch(CLAIM, webhook_id, limit, CLAIMED_FOR)]


async def put_test(pool: BasePool, restaurant_id: UUID, webhook_id: int) -> Parcel | None:
    """Write a delivery that says nothing, claimed by the caller and tried once; None where there is no such webhook."""
    try:
        row = await pool.fetchrow(PUT_TEST, restaurant_id, webhook_id, f"test {uuid4()}", CLAIMED_FOR)
    except asyncpg.ForeignKeyViolationError:
        return None
    return _parcel(row) if row else None


async def settle(pool: BasePool, parcel: Parcel, outcome: Outcome, pause: timedelta) -> bool:
    """Note what became of an attempt; the next one is after `pause`. Tells whether the webhook was switched off by it."""
    if outcome.is_delivered:
        await pool.execute(DELIVERED, parcel.id, parcel.webhook_id, outcome.answer)
        return False
    is_off = await pool.fetchval(
        FAILED,
        parcel.id,
        parcel.webhook_id,
        parcel.attempt,
        outcome.answer,
        outcome.error,
        pause,
        outcome.is_gone,
        OFF_FAILURES,
        OFF_AFTER,
    )
    return bool(is_off)


async def list_failing(connection: Connection) -> list[str]:
    """Return the slugs of restaurants with a webhook that has failed for an hour or is switched off, MOST_TOLD at most."""
    rows = await connection.fetch(
        """
        SELECT DISTINCT r.slug
        FROM webhooks w JOIN restaurants r ON r.id = w.restaurant_id AND r.archived_at IS NULL
        WHERE w.state = 'off' OR w.state = 'on' AND w.failing_since < now() - interval '1 hour'
        ORDER BY r.slug LIMIT $1
        """,
        MOST_TOLD,
    )
    return [row["slug"] for row in rows]


async def forget_old(pool: BasePool) -> None:
    """Give up what was tried long enough, and delete what is old."""
    await pool.execute(GIVE_UP)
    await pool.execute(FORGET, KEPT)


def _parcel(row: asyncpg.Record) -> Parcel:
    body = orjson.dumps(body_of(row["event"], row["created_at"], row["slug"], row["data"]))
    secrets = tuple(secret for secret in (row["secret"], row["old_secret"]) if secret)
    return Parcel(
        row["id"],
        row["restaurant_id"],
        row["webhook_id"],
        row["attempts"],
        message_id(row["message_id"]),
        row["url"],
        body,
        secrets,
    )
