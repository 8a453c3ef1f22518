"""SQL of links to choose a password anew. Every function takes the connection first and neither begins nor commits."""

from datetime import datetime
from uuid import UUID

from server.accounts.model import User
from server.accounts.store import USER, to_user
from server.db.pool import BasePool, Connection


async def replace_link(
    connection: Connection, token_hash: bytes, user_id: UUID, restaurant_id: UUID | None, expires_at: datetime
) -> None:
    """Store a link; older ones of the user work no more."""
    await connection.execute("DELETE FROM password_links WHERE user_id = $1 OR expires_at <= now()", user_id)
    await connection.execute(
        "INSERT INTO password_links (token_hash, user_id, restaurant_id, expires_at) VALUES ($1, $2, $3, $4)",
        token_hash,
        user_id,
        restaurant_id,
        expires_at,
    )


async def lock_link(connection: Connection | BasePool, token_hash: bytes, now: datetime) -> User | None:
    """Hold a link that can be used, and return whose it is; None where there is none.

    One that an owner made works for somebody who is staff there, no owner, and works nowhere else.
    """
    row = await connection.fetchrow(
        f"""
        SELECT {USER} FROM password_links AS link JOIN users ON users.id = link.user_id
        WHERE link.token_hash = $1 AND link.expires_at > $2
          AND (link.restaurant_id IS NULL OR (
              SELECT coalesce(bool_and(staff.restaurant_id = link.restaurant_id AND staff.role <> 'owner'), false)
              FROM staff WHERE staff.user_id = link.user_id
          ))
        FOR UPDATE OF link
        """,
        token_hash,
        now,
    )
    return to_user(row) if row else None


async def delete_links(connection: Connection, user_id: UUID) -> None:
    """Let no link of a user work any more."""
    await connection.execute("DELETE FROM password_links WHERE user_id = $1", user_id)


async def set_password(connection: Connection, user_id: UUID, password_hash: str) -> None:
    """Store a password's hash in the place of whatever there was."""
    await connection.execute("UPDATE users SET password_hash = $2 WHERE id = $1", user_id, password_hash)


async def works_elsewhere(connection: Connection, user_id: UUID, restaurant_id: UUID) -> bool:
    """Whether a user is staff of another restaurant too."""
    found: bool = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM staff WHERE user_id = $1 AND restaurant_id <> $2)", user_id, restaurant_id
    )
    return found
