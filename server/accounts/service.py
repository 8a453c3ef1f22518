"""What people do with their accounts: register, log in, stay logged in, log out, accept an invitation."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID, uuid4

from server.accounts import store
from server.accounts.access import require_login
from server.accounts.model import (
    REFRESH_LIFETIME,
    RETRY_WITHIN,
    Login,
    Membership,
    User,
    derive_secret,
    fingerprint,
    new_secret,
    require_good_password,
)
from server.accounts.passwords import Passwords
from server.accounts.tokens import Caller, issue_access
from server.db.pool import BasePool, Connection
from server.domain.errors import Conflict, Forbidden, Invalid, NotLoggedIn
from server.events.model import Event, SessionsEnded

REGISTRATION_CLOSED = "Accounts are not open to everybody here: ask for an invitation. Nothing was changed."
NO_NEW_ACCOUNTS = "No new accounts are made on this server. The invitation still works: accept it with an account that you have."
LOGIN_FAILED = "The e-mail address or the password is not right. Nobody was logged in."
INVITATION_GONE = (
    "is not good: it was used, it is older than 7 days, or a newer one was sent. Ask for another"
)


@dataclass(frozen=True, slots=True)
class Accounts:
    """The use cases of accounts over a pool.

    `secret` signs access tokens, `publish` tells of ended sessions, and `count_guess` counts a try at the password
    of an e-mail's account beside the logins (TooManyRequests).
    """

    pool: BasePool
    passwords: Passwords
    secret: str
    publish: Callable[[Event], None]
    count_guess: Callable[[str], Awaitable[None]]
    registration: Literal["open", "invited", "off"] = "open"

    async def register(self, email: str, password: str, first_name: str, last_name: str) -> Login:
        """Make an account and log in.

        Forbidden where this server's accounts are made otherwise, Conflict where the e-mail is taken, Invalid for a
        weak password.
        """
        if self.registration != "open":
            raise Forbidden(REGISTRATION_CLOSED)
        require_good_password(password)
        user = User(uuid4(), email, first_name, last_name)
        password_hash = await self.passwords.hash(password)
        async with self.pool.acquire() as connection, connection.transaction():
            if not await store.insert_user(connection, user, password_hash):
                raise Conflict(f"There is an account with {email} already: log in. Nothing was changed.")
            return await self.begin_session(connection, user)

    async def log_in(self, email: str, password: str) -> Login:
        """Begin a session. NotLoggedIn, after the same time, where the e-mail or the password is wrong."""
        found = await store.find_user_by_email(self.pool, email)
        user, stored = found or (None, None)
        if not await self.passwords.verify(stored, password) or user is None or stored is None:
            raise NotLoggedIn(LOGIN_FAILED)
        await self._renew_outdated_hash(user.id, stored, password)
        async with self.pool.acquire() as connection, connection.transaction():
            await store.delete_dead_sessions(connection, user.id, datetime.now(UTC))
            return await self.begin_session(connection, user)

    async def begin_session(self, connection: Connection, user: User) -> Login:
        """Log `user` in, within the caller's transaction."""
        session_id = uuid4()
        await store.insert_session(connection, session_id, user.id)
        return await self._give_tokens(connection, user, session_id, new_secret())

    async def refresh(self, token: str, key: str | None = None) -> Login:
        """Swap a refresh token for the next one. One that was used before ends its session: NotLoggedIn.

        The same token with the same `key` gets the same next one again, within RETRY_WITHIN and as long as that was not
        used: the answer before may have been lost on the way.
        """
        now = datetime.now(UTC)
        successor = new_secret() if key is None else derive_secret(self.secret, "refresh", token, key)
        async with self.pool.acquire() as connection, connection.transaction():
            used = await store.use_refresh_token(connection, fingerprint(token), now)
            if used is not None:
                session_id, user = used
                await store.delete_expired_tokens(connection, session_id, now)
                return await self._give_tokens(connection, user, session_id, successor)
        again = await store.find_successor(
            self.pool, fingerprint(token), fingerprint(successor), now - RETRY_WITHIN
        )
        if again is not None:
            session_id, user = again
            return Login(user, issue_access(Caller(user.id, session_id), self.secret, now), successor)
        await self.log_out(token)
        raise NotLoggedIn("This refresh token is not good, or no longer: log in again.")

    async def log_out(self, token: str) -> None:
        """End the session of a refresh token; where there is none, nothing happens."""
        now = datetime.now(UTC)
        if session_id := await store.revoke_session_of_token(self.pool, fingerprint(token), now):
            self.publish(SessionsEnded((session_id,)))

    async def end_session(self, caller: Caller) -> None:
        """End the session that a caller came with; where it has ended already, nothing happens."""
        if await store.revoke_session(self.pool, caller.session_id, datetime.now(UTC)):
            self.publish(SessionsEnded((caller.session_id,)))

    async def read_me(self, user_id: UUID) -> tuple[User, list[Membership]]:
        """Return a user and where they are staff."""
        async with self.pool.acquire() as connection:
            user, _ = await store.get_user(connection, user_id)
            return user, await store.list_memberships(connection, user_id)

    async def update_profile(
        self,
        caller: Caller,
        first_name: str | None = None,
        last_name: str | None = None,
        *,
        passwords: tuple[str | None, str] | None = None,
    ) -> None:
        """Change the names that are given and, with `passwords` (old, new), the password: all of it or nothing.

        A new password ends the caller's other sessions. Invalid where the old one is not the present one or the new
        one is weak, Conflict where it was changed elsewhere meanwhile.
        """
        renewed = await self._renewed_password(caller, *passwords) if passwords else None
        async with self.pool.acquire() as connection, connection.transaction():
            user, _ = await store.get_user(connection, caller.user_id)
            first = user.first_name if first_name is None else first_name
            last = user.last_name if last_name is None else last_name
            await store.update_user(connection, replace(user, first_name=first, last_name=last))
            ended = await self._store_password(connection, caller, *renewed) if renewed else []
        if ended:
            self.publish(SessionsEnded(tuple(ended)))

    async def _renewed_password(self, caller: Caller, old: str | None, new: str) -> tuple[str, str]:
        """The stored hash and the one to take its place. Invalid."""
        user, stored = await store.get_user(self.pool, caller.user_id)
        await self.count_guess(user.email)
        if old is None or not await self.passwords.verify(stored, old):
            raise Invalid([("old_password", "is not your present password")])
        require_good_password(new, "new_password")
        return stored, await self.passwords.hash(new)

    async def _store_password(
        self, connection: Connection, caller: Caller, stored: str, renewed: str
    ) -> list[UUID]:
        """Store a password's hash and revoke the caller's other sessions: their ids. Conflict."""
        if not await store.update_password(connection, caller.user_id, stored, renewed):
            raise Conflict(
                "The password was changed elsewhere at the same moment. Nothing was changed; log in again."
            )
        now = datetime.now(UTC)
        return await store.revoke_other_sessions(connection, caller.user_id, caller.session_id, now)

    async def accept_invitation(
        self,
        token: str,
        password: str | None,
        names: tuple[str, str],
        caller: Caller | None,
        other_email: str | None = None,
    ) -> Login:
        """Take the place that an invitation offers, with a new account or the one that its e-mail has.

        `other_email` names another account, or a new one's address: whoever registered the invited e-mail before does
        not keep its owner out.
        An account that exists proves itself by its `password` or as the `caller`: NotLoggedIn otherwise.
        Invalid where the invitation is not good, or a new account's password is missing or weak.
        """
        email = other_email or await self._invited(self.pool, token)
        found = await store.find_user_by_email(self.pool, email)
        if found is None:
            return await self._accept_with_new_account(token, email, password, names)
        await self._require_own_account(found, password, caller)
        async with self.pool.acquire() as connection, connection.transaction():
            await self._invited(connection, token)
            await self._take_place(connection, token, found[0])
            return await self.begin_session(connection, found[0])

    async def _accept_with_new_account(
        self, token: str, email: str, password: str | None, names: tuple[str, str]
    ) -> Login:
        await self._invited(self.pool, token)
        if self.registration == "off":
            raise Forbidden(NO_NEW_ACCOUNTS)
        if password is None:
            raise Invalid([("password", "is needed to make your account")])
        require_good_password(password)
        password_hash = await self.passwords.hash(password)
        async with self.pool.acquire() as connection, connection.transaction():
            await self._invited(connection, token)
            user = User(uuid4(), email, *names)
            if not await store.insert_user(connection, user, password_hash):
                raise Conflict(f"An account with {user.email} was made at the same moment. Try again.")
            await self._take_place(connection, token, user)
            return await self.begin_session(connection, user)

    async def _take_place(self, connection: Connection, token: str, user: User) -> None:
        if not await store.accept_invitation(connection, fingerprint(token), user):
            raise Conflict(
                f"{user.email} has a place or an invitation at this restaurant already. Nothing was changed; "
                "the invitation still works."
            )

    async def _require_own_account(
        self, found: tuple[User, str], password: str | None, caller: Caller | None
    ) -> None:
        user, stored = found
        if caller is not None and caller.user_id == user.id:
            await require_login(self.pool, caller)
        elif password is None or not await self._guess(user, stored, password):
            raise NotLoggedIn(
                "There is an account with this e-mail: give its own password, or log in first. "
                "The invitation still works."
            )

    async def _guess(self, user: User, stored: str, password: str) -> bool:
        await self.count_guess(user.email)
        return await self.passwords.verify(stored, password)

    async def _invited(self, connection: Connection | BasePool, token: str) -> str:
        email = await store.lock_invitation(connection, fingerprint(token), datetime.now(UTC))
        if email is None:
            raise Invalid([("token", INVITATION_GONE)])
        return email

    async def _renew_outdated_hash(self, user_id: UUID, stored: str, password: str) -> None:
        if self.passwords.is_outdated(stored):
            renewed = await self.passwords.hash(password)
            await store.update_password(self.pool, user_id, stored, renewed)

    async def _give_tokens(self, connection: Connection, user: User, session_id: UUID, refresh: str) -> Login:
        now = datetime.now(UTC)
        await store.insert_refresh_token(connection, fingerprint(refresh), session_id, now + REFRESH_LIFETIME)
        return Login(user, issue_access(Caller(user.id, session_id), self.secret, now), refresh)
