"""SQL of accounts. Every function takes the connection first and neither begins nor commits."""

from datetime import datetime
from uuid import UUID

import asyncpg

from server.accounts.model import Membership, User
from server.db.pool import BasePool, Connection
from server.domain.errors import NotLoggedIn

USER = "users.id, users.email, users.first_name, users.last_name"


def to_user(row: asyncpg.Record) -> User:
    """Map a row with the columns of USER."""
    return User(row["id"], row["email"], row["first_name"], row["last_name"])


async def insert_user(connection: Connection, user: User, password_hash: str) -> bool:
    """Store a user. False, with nothing stored, where the e-mail is taken."""
    stored = await connection.fetchval(
        """
        INSERT INTO users (id, email, first_name, last_name, password_hash)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (email) DO NOTHING RETURNING true
        """,
        user.id,
        user.email,
        user.first_name,
        user.last_name,
        password_hash,
    )
    return bool(stored)


async def find_user_by_email(connection: Connection | BasePool, email: str) -> tuple[User, str] | None:
    """Return the user and the password's hash."""
    row = await connection.fetchrow(f"SELECT {USER}, password_hash FROM users WHERE email = $1", email)
    return (to_user(row), row["password_hash"]) if row else None


async def get_user(connection: Connection | BasePool, user_id: UUID) -> tuple[User, str]:
    """Return the user and the password's hash. NotLoggedIn where there is no such account any more."""
    row = await connection.fetchrow(f"SELECT {USER}, password_hash FROM users WHERE id = $1", user_id)
    if row is None:
        raise NotLoggedIn("This account is no longer here.")
    return to_user(row), row["password_hash"]


async def update_user(connection: Connection, user: User) -> None:
    """Store the names of a user."""
    await connection.execute(
        "UPDATE users SET first_name = $2, last_name = $3 WHERE id = $1",
        user.id,
        user.first_name,
        user.last_name,
    )


async def update_password(
    connection: Connection | BasePool, user_id: UUID, old_hash: str, new_hash: str
) -> bool:
    """Store a password's hash. False where the stored one is not `old_hash` any more."""
    stored = await connection.fetchval(
        "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2 RETURNING true",
        user_id,
        old_hash,
        new_hash,
    )
    return bool(stored)


async def insert_session(connection: Connection, session_id: UUID, user_id: UUID) -> None:
    """Begin a session: the family of refresh tokens that one login has."""
    await connection.execute(
        "INSERT INTO sessions (id, user_id) VALUES ($1, $2)",
        session_id,
        user_id,
    )


async def delete_dead_sessions(connection: Connection, user_id: UUID, kept_until: datetime) -> None:
    """Forget the sessions of a user that were revoked, or that have no token left which is good after `kept_until`."""
    await connection.execute(
        """
        DELETE FROM sessions
        WHERE user_id = $1 AND (revoked_at IS NOT NULL OR NOT EXISTS (
            SELECT FROM refresh_tokens WHERE session_id = sessions.id AND expires_at > $2))
        """,
        user_id,
        kept_until,
    )


async def insert_refresh_token(
    connection: Connection, token_hash: bytes, session_id: UUID, expires_at: datetime
) -> None:
    """Store a refresh token of a session."""
    await connection.execute(
        "INSERT INTO refresh_tokens (token_hash, session_id, expires_at) VALUES ($1, $2, $3)",
        token_hash,
        session_id,
        expires_at,
    )


async def use_refresh_token(
    connection: Connection, token_hash: bytes, now: datetime
) -> tuple[UUID, User] | None:
    """Mark a live token used and return its session and user; None where it is not live."""
    row = await connection.fetchrow(
        f"""
        UPDATE refresh_tokens SET used_at = $2
        FROM sessions JOIN users ON users.id = sessions.user_id
        WHERE refresh_tokens.token_hash = $1 AND refresh_tokens.used_at IS NULL
          AND refresh_tokens.expires_at > $2
          AND sessions.id = refresh_tokens.session_id AND sessions.revoked_at IS NULL
        RETURNING sessions.id AS session_id, {USER}
        """,
        token_hash,
        now,
    )
    return (row["session_id"], to_user(row)) if row else None


async def find_successor(
    connection: Connection | BasePool, token_hash: bytes, successor_hash: bytes, used_after: datetime
) -> tuple[UUID, User] | None:
    """Return the session and user of a token that was used after a moment, and of its successor, which was not; or None."""
    row = await connection.fetchrow(
        f"""
        SELECT sessions.id AS session_id, {USER}
        FROM refresh_tokens AS old
        JOIN refresh_tokens AS new ON new.session_id = old.session_id
        JOIN sessions ON sessions.id = old.session_id AND sessions.revoked_at IS NULL
        JOIN users ON users.id = sessions.user_id
        WHERE old.token_hash = $1 AND old.used_at > $3 AND new.token_hash = $2 AND new.used_at IS NULL
        """,
        token_hash,
        successor_hash,
        used_after,
    )
    return (row["session_id"], to_user(row)) if row else None


async def delete_expired_tokens(connection: Connection, session_id: UUID, now: datetime) -> None:
    """Forget the tokens of a session whose time is over."""
    await connection.execute(
        "DELETE FROM refresh_tokens WHERE session_id = $1 AND expires_at <= $2", session_id, now
    )


async def revoke_session_of_token(
    connection: Connection | BasePool, token_hash: bytes, now: datetime
) -> UUID | None:
    """End the session that a token, used or not, belongs to. None where there is none that lives."""
    session_id: UUID | None = await connection.fetchval(
        """
        UPDATE sessions SET revoked_at = $2 FROM refresh_tokens
        WHERE refresh_tokens.token_hash = $1 AND sessions.id = refresh_tokens.session_id
          AND sessions.revoked_at IS NULL
        RETURNING sessions.id
        """,
        token_hash,
        now,
    )
    return session_id


async def revoke_session(connection: Connection | BasePool, session_id: UUID, now: datetime) -> bool:
    """End a session. False where it had ended, or there is none."""
    done = await connection.execute(
        "UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", session_id, now
    )
    return bool(done == "UPDATE 1")


async def revoke_other_sessions(
    connection: Connection, user_id: UUID, kept: UUID | None, now: datetime
) -> list[UUID]:
    """End all sessions of a user but `kept`, and return those that were ended."""
    rows = await connection.fetch(
        """
        UPDATE sessions SET revoked_at = $3
        WHERE user_id = $1 AND id IS DISTINCT FROM $2 AND revoked_at IS NULL RETURNING id
        """,
        user_id,
        kept,
        now,
    )
    return [row["id"] for row in rows]


async def list_memberships(connection: Connection, user_id: UUID) -> list[Membership]:
    """Return the restaurants in which a user is staff, by name."""
    rows = await connection.fetch(
        """
        SELECT restaurants.id, restaurants.slug, restaurants.name, staff.role
        FROM staff JOIN restaurants ON restaurants.id = staff.restaurant_id AND restaurants.archived_at IS NULL
        WHERE staff.user_id = $1 ORDER BY lower(restaurants.name), restaurants.id
        """,
        user_id,
    )
    return [Membership(row["id"], row["slug"], row["name"], row["role"]) for row in rows]


async def lock_invitation(connection: Connection | BasePool, invite_hash: bytes, now: datetime) -> str | None:
    """Hold an invitation that can be accepted and return its e-mail; None where there is none."""
    email: str | None = await connection.fetchval(
        """
        SELECT staff.email
        FROM staff JOIN restaurants ON restaurants.id = staff.restaurant_id AND restaurants.archived_at IS NULL
        WHERE invite_hash = $1 AND invite_expires_at > $2 AND user_id IS NULL
        FOR UPDATE OF staff
        """,
        invite_hash,
        now,
    )
    return email


async def accept_invitation(connection: Connection, invite_hash: bytes, user: User) -> bool:
    """Give an invitation's place to a user, and let it work no more. False where the user has one there already."""
    stored = await connection.fetchval(
        """
        UPDATE staff SET user_id = $2, email = $3, invite_hash = NULL, invite_expires_at = NULL
        WHERE invite_hash = $1 AND NOT EXISTS (
            SELECT FROM staff other
            WHERE other.restaurant_id = staff.restaurant_id AND other.id <> staff.id
              AND (other.user_id = $2 OR other.email = $3))
        RETURNING true
        """,
        invite_hash,
        user.id,
        user.email,
    )
    return bool(stored)


async def lock_places(connection: Connection, user_id: UUID) -> None:
    """Let nobody else change the staff of a user's restaurants until the transaction ends."""
    await connection.execute(
        """
        SELECT FROM restaurants WHERE id IN (SELECT restaurant_id FROM staff WHERE user_id = $1)
        ORDER BY id FOR NO KEY UPDATE
        """,
        user_id,
    )


async def list_owned_alone(connection: Connection, user_id: UUID) -> list[str]:
    """Return the names of the restaurants that have no other owner than this user, sorted."""
    rows = await connection.fetch(
        """
        SELECT r.name FROM staff JOIN restaurants r ON r.id = staff.restaurant_id AND r.archived_at IS NULL
        WHERE staff.user_id = $1 AND staff.role = 'owner' AND NOT EXISTS (
            SELECT FROM staff other
            WHERE other.restaurant_id = r.id AND other.role = 'owner' AND other.user_id <> $1)
        ORDER BY lower(r.name), r.id
        """,
        user_id,
    )
    return [row["name"] for row in rows]


async def delete_user(connection: Connection, user_id: UUID) -> list[UUID]:
    """Delete a user with all sessions and places, and return the restaurants that were left."""
    left = await connection.fetch("DELETE FROM staff WHERE user_id = $1 RETURNING restaurant_id", user_id)
    await connection.execute("DELETE FROM users WHERE id = $1", user_id)
    return [row["restaurant_id"] for row in left]


async def is_person(connection: Connection | BasePool, user_id: UUID) -> bool:
    """Whether an account is somebody's, and not a display's or a script's, which have no password."""
    return bool(await connection.fetchval("SELECT password_hash <> '' FROM users WHERE id = $1", user_id))
