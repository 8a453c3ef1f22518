"""SQL of the keys of scripts. Every function takes the connection first and neither begins nor commits."""

from datetime import datetime
from uuid import UUID

from server.db.pool import BasePool, Connection
from server.restaurants.model import ApiKey
from server.wire.vocabulary import Role

COLUMNS = "id, name, role, created_at, expires_at"


async def list_keys(connection: Connection | BasePool, restaurant_id: UUID) -> list[ApiKey]:
    """Return the keys that were not revoked, by name."""
    rows = await connection.fetch(
        f"SELECT {COLUMNS} FROM api_keys WHERE restaurant_id = $1 AND revoked_at IS NULL ORDER BY name",
        restaurant_id,
    )
    return [ApiKey(**row) for row in rows]


async def insert_key(
    connection: Connection, restaurant_id: UUID, user_id: UUID, token_hash: bytes, key: ApiKey
) -> ApiKey:
    """Store a key, whose id is given here."""
    row = await connection.fetchrow(
        f"""
        INSERT INTO api_keys (restaurant_id, user_id, token_hash, name, role, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING {COLUMNS}
        """,
        restaurant_id,
        user_id,
        token_hash,
        key.name,
        key.role,
        key.created_at,
        key.expires_at,
    )
    assert row is not None  # noqa: S101  one row was inserted
    return ApiKey(**row)


async def revoke_key(
    connection: Connection, restaurant_id: UUID, key_id: int, now: datetime
) -> tuple[str, Role, UUID] | None:
    """End a key and take its place away; return its name, role and account. None where there is none."""
    row = await connection.fetchrow(
        """
        WITH ended AS (
            UPDATE api_keys SET revoked_at = $3
            WHERE restaurant_id = $1 AND id = $2 AND revoked_at IS NULL
            RETURNING name, role, user_id
        ), removed AS (
            DELETE FROM staff USING ended WHERE staff.restaurant_id = $1 AND staff.user_id = ended.user_id
        )
        SELECT name, role, user_id FROM ended
        """,
        restaurant_id,
        key_id,
        now,
    )
    return (row["name"], row["role"], row["user_id"]) if row else None
