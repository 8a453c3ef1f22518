"""Deleting one's own account."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from server.accounts import store
from server.accounts.service import Accounts
from server.accounts.tokens import Caller
from server.domain.errors import Conflict, Invalid
from server.events.model import Event, MembershipChanged, SessionsEnded


@dataclass(frozen=True, slots=True)
class Removal:
    """Deletes accounts; `publish` tells of ended sessions and of places that are free."""

    accounts: Accounts
    publish: Callable[[Event], None]

    async def remove(self, caller: Caller, password: str) -> None:
        """Delete the caller's account, its sessions and its places. Invalid for a wrong password.

        Conflict, naming them, where the caller is the only owner of restaurants.
        """
        pool = self.accounts.pool
        user, stored = await store.get_user(pool, caller.user_id)
        await self.accounts.count_guess(user.email)
        if not await self.accounts.passwords.verify(stored, password):
            raise Invalid([("password", "is not your password")])
        async with pool.acquire() as connection, connection.transaction():
            await store.lock_places(connection, user.id)
            if alone := await store.list_owned_alone(connection, user.id):
                raise Conflict(
                    f"You are the only owner of {', '.join(alone)}: make somebody else an owner, or delete it first. "
                    "Nothing was changed."
                )
            ended = await store.revoke_other_sessions(connection, user.id, None, datetime.now(UTC))
            left = await store.delete_user(connection, user.id)
        self.publish(SessionsEnded(tuple(ended)))
        for restaurant_id in left:
            self.publish(MembershipChanged(restaurant_id, user.id))
