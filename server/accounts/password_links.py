"""Choosing a password anew without the old one, by a link that works once."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog

from server.accounts import password_link_store as links
from server.accounts import store
from server.accounts.model import fingerprint, new_secret, require_good_password
from server.accounts.passwords import Passwords
from server.db.pool import BasePool, Connection, connect
from server.domain.errors import Conflict, Invalid
from server.events.model import Event, SessionsEnded
from server.mail import Mailer, MailError

log = structlog.get_logger()

LIFETIME = timedelta(hours=24)
MAIL_LIFETIME = timedelta(hours=1)
MOST_WAITING = 100
"""Mails that may be on their way at the same time; more are not sent."""
LINK_GONE = "is not good: it was used, it is too old, or a newer one was made. Ask for another"
SUBJECT = "Choose a new password"
TEXT = """Somebody asked for a new password for your account at {server}.

Choose it here, within an hour:
{server}/password/{token}

If it was not you, do nothing: your password is as it was.
"""


@dataclass(frozen=True, slots=True)
class PasswordLinks:
    """The use cases of password links over a pool; `publish` tells of ended sessions, `mailer` is None without SMTP."""

    pool: BasePool
    passwords: Passwords
    publish: Callable[[Event], None]
    mailer: Mailer | None
    _sending: set[asyncio.Task[None]] = field(default_factory=set)

    def send(self, email: str, server: str) -> None:
        """Begin to mail a link to the account of an e-mail, if there is one: nobody learns whether there is.

        Conflict where this server sends no mail.
        """
        if self.mailer is None:
            raise Conflict(
                "This server sends no mail. Nothing was changed. Ask an owner of your restaurant for a link to choose "
                "a new password, or whoever runs the server."
            )
        if len(self._sending) < MOST_WAITING:
            task = asyncio.create_task(self._send(self.mailer, email, server))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    async def _send(self, mailer: Mailer, email: str, server: str) -> None:
        try:
            async with self.pool.acquire() as connection, connection.transaction():
                found = await store.find_user_by_email(connection, email)
                if found is None or not found[1]:
                    return
                token = await make_link(connection, found[0].id, MAIL_LIFETIME)
            await mailer.send(email, SUBJECT, TEXT.format(server=server, token=token))
        except MailError as error:
            log.warning("a mail was not delivered", error=str(error))
        except Exception as error:  # noqa: BLE001  nobody waits for this task
            log.warning("a password link was not made", error=type(error).__name__)

    async def find(self, token: str) -> str:
        """Return the e-mail whose password a link is for. Invalid where it is not good."""
        user = await links.lock_link(self.pool, fingerprint(token), datetime.now(UTC))
        if user is None:
            raise Invalid([("token", LINK_GONE)])
        return user.email

    async def use(self, token: str, password: str) -> str:
        """Store a new password, end all sessions, and return the e-mail. Invalid for a bad link or a weak password."""
        await self.find(token)
        require_good_password(password)
        password_hash = await self.passwords.hash(password)
        now = datetime.now(UTC)
        async with self.pool.acquire() as connection, connection.transaction():
            user = await links.lock_link(connection, fingerprint(token), now)
            if user is None:
                raise Invalid([("token", LINK_GONE)])
            await links.delete_links(connection, user.id)
            await links.set_password(connection, user.id, password_hash)
            ended = await store.revoke_other_sessions(connection, user.id, None, now)
        if ended:
            self.publish(SessionsEnded(tuple(ended)))
        return user.email

    async def close(self) -> None:
        """Send no more."""
        for task in list(self._sending):
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)


async def make_link(
    connection: Connection, user_id: UUID, lifetime: timedelta = LIFETIME, restaurant_id: UUID | None = None
) -> str:
    """Make the one link of a user that works and return its token; with a restaurant, for an owner of that alone."""
    token = new_secret()
    await links.replace_link(
        connection, fingerprint(token), user_id, restaurant_id, datetime.now(UTC) + lifetime
    )
    return token


async def make_link_for_operator(dsn: str, email: str) -> str | None:
    """End the sessions of an account and return a link's token; None: no such account."""
    connection = await connect(dsn, timeout=10)
    try:
        async with connection.transaction():
            found = await store.find_user_by_email(connection, email)
            if found is None or not found[1]:
                return None
            await store.revoke_other_sessions(connection, found[0].id, None, datetime.now(UTC))
            return await make_link(connection, found[0].id)
    finally:
        await connection.close()
