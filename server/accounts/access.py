"""Whether a caller may do a thing in a restaurant. This is the one place that decides it.

The rule itself is the SQL function `role_of`; here each kind of id in a path is traced to its restaurant.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import asyncpg

from server.accounts.tokens import Caller
from server.domain.errors import Forbidden, NotFound, NotLoggedIn
from server.wire.vocabulary import ROLES, Role

RANK: Mapping[str, int] = {role: rank for rank, role in enumerate(reversed(ROLES), 1)}

RESTAURANT_OF: Mapping[str, str] = {
    "restaurant_id": "SELECT id FROM restaurants WHERE id = $3",
    "slug": "SELECT id FROM restaurants WHERE slug = $3 AND archived_at IS NULL",
    "category_id": "SELECT restaurant_id AS id FROM categories WHERE id = $3",
    "item_id": "SELECT restaurant_id AS id FROM items WHERE id = $3",
    "order_id": "SELECT restaurant_id AS id FROM orders WHERE id = $3",
    "bill_id": """
        SELECT restaurant_id AS id FROM bill_orders WHERE order_id = $3
        UNION SELECT restaurant_id FROM orders WHERE id = $3
    """,
    "call_id": "SELECT restaurant_id AS id FROM table_calls WHERE id = $3",
}
"""How a name in a path leads to a restaurant; the first of a path that stands here decides."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A caller's standing in the restaurant that a request is about."""

    restaurant_id: UUID
    slug: str
    currency: str
    role: Role
    caller: Caller

    def may(self, role: Role) -> bool:
        """Whether this standing includes that of `role`."""
        return RANK[self.role] >= RANK[role]


async def require_login(connection: asyncpg.Connection | asyncpg.Pool, caller: Caller) -> None:
    """Pass where the caller's session is live. NotLoggedIn otherwise."""
    live = await connection.fetchval(
        "SELECT true FROM sessions WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL",
        caller.session_id,
        caller.user_id,
    )
    if not live:
        raise session_ended()


async def authorize(
    connection: asyncpg.Connection | asyncpg.Pool, caller: Caller, name: str, value: Any, role: Role
) -> Grant:
    """Find the restaurant that `name` (a key of RESTAURANT_OF) with `value` leads to, and the caller's role in it.

    NotLoggedIn where the session has ended, NotFound where the caller is not a member, Forbidden where the
    member's role is lower than `role`.
    """
    row = await connection.fetchrow(
        f"""
        SELECT live.id IS NOT NULL AS live, found.id, found.slug, found.currency,
               role_of($1, $2, found.id) AS role
        FROM (VALUES (1)) AS one
        LEFT JOIN sessions AS live ON live.id = $2 AND live.user_id = $1 AND live.revoked_at IS NULL
        LEFT JOIN (
            SELECT restaurants.id, restaurants.slug, restaurants.currency
            FROM restaurants JOIN ({RESTAURANT_OF[name]}) AS traced ON traced.id = restaurants.id
        ) AS found ON true
        """,
        caller.user_id,
        caller.session_id,
        value,
    )
    assert row is not None  # noqa: S101  one row of VALUES stands in front
    if not row["live"]:
        raise session_ended()
    if row["role"] is None:
        raise NotFound
    grant = Grant(row["id"], row["slug"], row["currency"], cast("Role", row["role"]), caller)
    if not grant.may(role):
        raise too_low(grant.role, role)
    return grant


def session_ended() -> NotLoggedIn:
    """Make the error for a session that was logged out or revoked."""
    return NotLoggedIn("This session has ended: log in again.")


def too_low(role: str, needed: str) -> Forbidden:
    """Make the error for a member whose role does not include this."""
    return Forbidden(f"You are {role} here, and this needs {needed}. Nothing was changed.")
