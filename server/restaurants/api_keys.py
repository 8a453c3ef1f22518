"""Keys for scripts: each is staff of one restaurant with one role, until its end or until it is revoked.

The token is shown once and never stored: what is kept is its SHA-256, by which a leaked one can be told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from server.accounts import store as accounts
from server.accounts.access import Grant
from server.accounts.model import NO_PASSWORD, fingerprint, machine_account
from server.accounts.tokens import Caller, issue_key
from server.audit.log import record
from server.db.pool import BasePool, Connection
from server.domain.errors import Conflict, NotFound
from server.events.model import Event, MembershipChanged, SessionsEnded
from server.restaurants import api_key_store as queries
from server.restaurants import staff_store
from server.restaurants.model import ApiKey
from server.wire.vocabulary import Role

MAX_KEYS = 50
"""Keys of a restaurant that are good at the same time."""


@dataclass(frozen=True, slots=True)
class ApiKeys:
    """The use cases of keys over a pool; `secret` signs tokens, `publish` tells of ended sessions."""

    pool: BasePool
    secret: str
    publish: Callable[[Event], None]

    async def list_all(self, restaurant_id: UUID) -> list[ApiKey]:
        """Return the keys that were not revoked, those that have ended too."""
        return await queries.list_keys(self.pool, restaurant_id)

    async def create(self, grant: Grant, name: str, role: Role, lifetime: timedelta) -> tuple[ApiKey, str]:
        """Make a key and return it with its token, which is not kept.

        Conflict where the name is in use, or where MAX_KEYS are good.
        """
        now, session_id = datetime.now(UTC), uuid4()
        account = machine_account("key", name)
        token = issue_key(Caller(account.id, session_id), self.secret, now, lifetime)
        async with self.pool.acquire() as connection, connection.transaction():
            await staff_store.lock_staff(connection, grant.restaurant_id)
            await _require_room(connection, grant.restaurant_id, name, now)
            await accounts.insert_user(connection, account, NO_PASSWORD)
            await accounts.insert_session(connection, session_id, account.id)
            await staff_store.insert_member(connection, grant.restaurant_id, account.id, role)
            made = await queries.insert_key(
                connection,
                grant.restaurant_id,
                account.id,
                fingerprint(token),
                ApiKey(0, name, role, now, now + lifetime),
            )
            await record(
                connection,
                grant.restaurant_id,
                "key.created",
                name,
                after={"role": role, "expires_at": made.expires_at.isoformat()},
            )
        return made, token

    async def revoke(self, grant: Grant, key_id: int) -> None:
        """End a key: its token works nowhere from here on. NotFound where there is none."""
        now = datetime.now(UTC)
        async with self.pool.acquire() as connection, connection.transaction():
            await staff_store.lock_staff(connection, grant.restaurant_id)
            found = await queries.revoke_key(connection, grant.restaurant_id, key_id, now)
            if found is None:
                raise NotFound
            name, role, user_id = found
            ended = await accounts.revoke_other_sessions(connection, user_id, None, now)
            await record(connection, grant.restaurant_id, "key.revoked", name, before={"role": role})
        self.publish(SessionsEnded(tuple(ended)))
        self.publish(MembershipChanged(grant.restaurant_id, user_id))


async def _require_room(connection: Connection, restaurant_id: UUID, name: str, now: datetime) -> None:
    there = await queries.list_keys(connection, restaurant_id)
    if any(key.name == name for key in there):
        raise Conflict(
            f"There is a key called {name} already: revoke it, or choose another name. Nothing was changed."
        )
    if sum(key.expires_at > now for key in there) >= MAX_KEYS:
        raise Conflict(
            f"This restaurant has {MAX_KEYS} keys: revoke one that is not used. Nothing was changed."
        )
