"""Accounts in the application, and who calls: what dispatch found out about a request's sender."""

from collections.abc import AsyncIterator
from functools import partial

from aiohttp import web

from server.accounts.access import Grant
from server.accounts.password_links import PasswordLinks
from server.accounts.passwords import Passwords
from server.accounts.removal import Removal
from server.accounts.service import Accounts
from server.accounts.tokens import Caller
from server.db.setup import POOL
from server.events.setup import BUS
from server.http.keys import LIMITS, SETTINGS
from server.mail import read_mailer

PASSWORD_LINKS = web.AppKey("password_links", PasswordLinks)
REMOVAL = web.AppKey("removal", Removal)
ACCOUNTS = web.AppKey("accounts", Accounts)
CALLER = web.RequestKey("caller", Caller)
GRANT = web.RequestKey("grant", Grant)


def setup(app: web.Application) -> None:
    """Look after accounts while the application runs."""
    app.cleanup_ctx.append(_accounts)


async def _accounts(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    passwords = Passwords(settings.password_cost)
    accounts = app[ACCOUNTS] = Accounts(
        app[POOL],
        passwords,
        settings.secret_key.get_secret_value(),
        app[BUS].publish,
        partial(app[LIMITS].count_subject, "login"),
        settings.registration,
    )
    app[REMOVAL] = Removal(accounts, app[BUS].publish)
    links = app[PASSWORD_LINKS] = PasswordLinks(
        app[POOL],
        passwords,
        app[BUS].publish,
        read_mailer(settings.smtp_url.get_secret_value(), settings.mail_from),
    )
    yield
    await links.close()
    passwords.close()
