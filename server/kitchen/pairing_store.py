"""SQL of displays that wait to be let in. Neither begins nor commits."""

from datetime import datetime
from uuid import UUID

from server.accounts.model import User
from server.accounts.store import USER, to_user
from server.db.pool import BasePool, Connection


async def insert_pairing(
    connection: Connection | BasePool, secret_hash: bytes, code: str, expires_at: datetime
) -> bool:
    """Store a code that waits. False where it is in use."""
    stored = await connection.fetchval(
        """
        INSERT INTO pairings (secret_hash, code, expires_at) VALUES ($1, $2, $3)
        ON CONFLICT (code) DO NOTHING RETURNING true
        """,
        secret_hash,
        code,
        expires_at,
    )
    return bool(stored)


async def delete_expired_pairings(connection: Connection | BasePool, now: datetime) -> None:
    """Forget the codes whose time is over."""
    await connection.execute("DELETE FROM pairings WHERE expires_at <= $1", now)


async def lock_waiting(connection: Connection, code: str, now: datetime) -> bool:
    """Hold a code that waits for approval. False where there is none."""
    found = await connection.fetchval(
        "SELECT true FROM pairings WHERE code = $1 AND expires_at > $2 AND user_id IS NULL FOR UPDATE",
        code,
        now,
    )
    return bool(found)


async def approve_pairing(connection: Connection, code: str, restaurant_id: UUID, user_id: UUID) -> None:
    """Say which restaurant a code opens, and as whom."""
    await connection.execute(
        "UPDATE pairings SET restaurant_id = $2, user_id = $3 WHERE code = $1", code, restaurant_id, user_id
    )


async def find_waiting(connection: Connection | BasePool, secret_hash: bytes, now: datetime) -> bool:
    """Whether a display's code is still good."""
    found = await connection.fetchval(
        "SELECT true FROM pairings WHERE secret_hash = $1 AND expires_at > $2", secret_hash, now
    )
    return bool(found)


async def take_approved(connection: Connection, secret_hash: bytes, now: datetime) -> tuple[str, User] | None:
    """Use up an approved code: the restaurant's slug and the display's account; None where it still waits."""
    row = await connection.fetchrow(
        f"""
        DELETE FROM pairings USING users, restaurants
        WHERE pairings.secret_hash = $1 AND pairings.expires_at > $2
          AND users.id = pairings.user_id
          AND restaurants.id = pairings.restaurant_id AND restaurants.archived_at IS NULL
        RETURNING restaurants.slug, {USER}
        """,
        secret_hash,
        now,
    )
    return (row["slug"], to_user(row)) if row else None
