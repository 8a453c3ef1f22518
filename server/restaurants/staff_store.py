"""SQL of staff. Every function takes the connection first and neither begins nor commits."""

from datetime import datetime
from uuid import UUID

import asyncpg

from server.db.pool import BasePool, Connection
from server.restaurants.model import StaffMember
from server.wire.vocabulary import ROLES, Role

COLUMNS = """staff.id, staff.email, staff.role, staff.user_id,
coalesce(users.first_name, '') AS first_name, coalesce(users.last_name, '') AS last_name, coalesce(users.password_hash <> '', false) AS has_password"""

IS_NO_KEY = "NOT EXISTS (SELECT FROM api_keys k WHERE k.user_id = staff.user_id)"
"""Keys of scripts have a place among the staff, and are no staff."""


def to_member(row: asyncpg.Record) -> StaffMember:
    """Map a row with COLUMNS."""
    return StaffMember(**dict(row))


async def list_staff(connection: Connection | BasePool, restaurant_id: UUID) -> list[StaffMember]:
    """Return all members and invited ones, without the keys of scripts: owners first, then by e-mail."""
    rows = await connection.fetch(
        f"""
        SELECT {COLUMNS} FROM staff LEFT JOIN users ON users.id = staff.user_id
        WHERE staff.restaurant_id = $1 AND {IS_NO_KEY}
        ORDER BY array_position($2::text[], staff.role), staff.email
        """,
        restaurant_id,
        ROLES,
    )
    return [to_member(row) for row in rows]


async def lock_staff(connection: Connection, restaurant_id: UUID) -> None:
    """Let nobody else change this restaurant's staff until the transaction ends."""
    await connection.execute("SELECT FROM restaurants WHERE id = $1 FOR NO KEY UPDATE", restaurant_id)


async def find_member(connection: Connection, restaurant_id: UUID, staff_id: int) -> StaffMember | None:
    """Return a place by its id; a script's key is none."""
    row = await connection.fetchrow(
        f"""
        SELECT {COLUMNS} FROM staff LEFT JOIN users ON users.id = staff.user_id
        WHERE staff.restaurant_id = $1 AND staff.id = $2
          AND {IS_NO_KEY}
        """,
        restaurant_id,
        staff_id,
    )
    return to_member(row) if row else None


async def find_member_by_email(connection: Connection, restaurant_id: UUID, email: str) -> StaffMember | None:
    """Return the place that an e-mail has."""
    row = await connection.fetchrow(
        f"""
        SELECT {COLUMNS} FROM staff LEFT JOIN users ON users.id = staff.user_id
        WHERE staff.restaurant_id = $1 AND staff.email = $2
        """,
        restaurant_id,
        email,
    )
    return to_member(row) if row else None


async def upsert_invitation(
    connection: Connection,
    restaurant_id: UUID,
    email: str,
    role: Role,
    invite_hash: bytes,
    expires_at: datetime,
) -> None:
    """Store an invitation; the one before for this e-mail works no more."""
    await connection.execute(
        """
        INSERT INTO staff (restaurant_id, email, role, invite_hash, invite_expires_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (restaurant_id, email) DO UPDATE
        SET role = excluded.role, invite_hash = excluded.invite_hash,
            invite_expires_at = excluded.invite_expires_at
        WHERE staff.user_id IS NULL
        """,
        restaurant_id,
        email,
        role,
        invite_hash,
        expires_at,
    )


async def insert_member(connection: Connection, restaurant_id: UUID, user_id: UUID, role: Role) -> None:
    """Give a user a place at once."""
    await connection.execute(
        "INSERT INTO staff (restaurant_id, email, user_id, role) SELECT $1, email, id, $3 FROM users WHERE id = $2",
        restaurant_id,
        user_id,
        role,
    )


async def update_role(connection: Connection, restaurant_id: UUID, staff_id: int, role: Role) -> None:
    """Change what a member may do."""
    await connection.execute(
        "UPDATE staff SET role = $3 WHERE restaurant_id = $1 AND id = $2", restaurant_id, staff_id, role
    )


async def delete_member(connection: Connection, restaurant_id: UUID, staff_id: int) -> None:
    """Take a place away. A kitchen display, an account without a password, goes altogether."""
    await connection.execute(
        """
        WITH gone AS (DELETE FROM staff WHERE restaurant_id = $1 AND id = $2 RETURNING user_id)
        DELETE FROM users USING gone WHERE users.id = gone.user_id AND users.password_hash = ''
        """,
        restaurant_id,
        staff_id,
    )


async def count_owners(connection: Connection, restaurant_id: UUID) -> int:
    """Count the owners that are somebody."""
    count: int = await connection.fetchval(
        "SELECT count(*) FROM staff WHERE restaurant_id = $1 AND role = 'owner' AND user_id IS NOT NULL",
        restaurant_id,
    )
    return count
