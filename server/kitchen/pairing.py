"""Letting a kitchen display in: it shows a code, an owner or manager approves it, and it gets a login of its own.

The display becomes a member of the kitchen: it stands in the staff list and is removed like anybody.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from server.accounts import store as accounts
from server.accounts.model import NO_PASSWORD, Login, fingerprint, machine_account, new_secret
from server.accounts.service import Accounts
from server.db.pool import BasePool
from server.domain.errors import Invalid, NotFound
from server.kitchen import pairing_store as queries
from server.restaurants import staff_store
from server.restaurants.model import StaffMember
from server.wire.pairing import CODE_LENGTH, CODE_LETTERS

LIFETIME = timedelta(minutes=10)
CODE_GONE = "is not a code that a display shows now: look at the display again"
OFFER_GONE = "This code has run out or was used. Nothing was changed. Ask for a new one."


@dataclass(frozen=True, slots=True)
class Offer:
    """A code to show, and the secret that claims what it opens."""

    code: str
    secret: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Pairing:
    """The use cases of pairing over a pool."""

    pool: BasePool
    accounts: Accounts

    async def offer(self) -> Offer:
        """Make a code that waits for approval."""
        secret, now = new_secret(), datetime.now(UTC)
        await queries.delete_expired_pairings(self.pool, now)
        while True:
            offer = Offer(_new_code(), secret, now + LIFETIME)
            if await queries.insert_pairing(self.pool, fingerprint(secret), offer.code, offer.expires_at):
                return offer

    async def approve(self, restaurant_id: UUID, code: str, name: str) -> StaffMember:
        """Let the display with this code into a kitchen. Invalid where no display waits with it."""
        display = machine_account("display", name)
        async with self.pool.acquire() as connection, connection.transaction():
            if not await queries.lock_waiting(connection, code, datetime.now(UTC)):
                raise Invalid([("code", CODE_GONE)])
            await accounts.insert_user(connection, display, NO_PASSWORD)
            await staff_store.insert_member(connection, restaurant_id, display.id, "kitchen")
            await queries.approve_pairing(connection, code, restaurant_id, display.id)
            member = await staff_store.find_member_by_email(connection, restaurant_id, display.email)
        assert member is not None  # noqa: S101  stored by this transaction
        return member

    async def claim(self, secret: str) -> tuple[str, Login] | None:
        """Return the restaurant's slug and a login, once; None while nobody has approved. NotFound after its time."""
        now, secret_hash = datetime.now(UTC), fingerprint(secret)
        async with self.pool.acquire() as connection, connection.transaction():
            taken = await queries.take_approved(connection, secret_hash, now)
            if taken is not None:
                slug, display = taken
                return slug, await self.accounts.begin_session(connection, display)
            if not await queries.find_waiting(connection, secret_hash, now):
                raise NotFound(OFFER_GONE)
        return None


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
