"""Web push in the application: its key, its way out, and the sending of what is owed."""

from collections.abc import AsyncIterator

from aiohttp import web

from server.background import Work, going_on
from server.db.setup import POOL
from server.events.setup import BUS
from server.http.keys import SETTINGS
from server.push.network import Connect, open_session, public_connector
from server.push.service import Pushes, SayPush
from server.settings import Settings

PUSHES = web.AppKey("pushes", Pushes)
SAY_PUSH: web.AppKey[SayPush] = web.AppKey("say_push")
"""Set by whoever has the words of the languages; it stands before messages are sent."""
CONNECT: web.AppKey[Connect] = web.AppKey("push_connect")
NOBODY = "https://example.com"
"""The contact where the settings name none; services only look whether there is one."""


def setup(app: web.Application) -> None:
    """Send messages while the application runs."""
    app[CONNECT] = public_connector
    app.cleanup_ctx.append(_push)


async def _push(app: web.Application) -> AsyncIterator[None]:
    async with open_session(app[CONNECT]) as session:
        pushes = Pushes(app[POOL], session, app[SAY_PUSH], contact_of(app[SETTINGS]))
        app[PUSHES] = pushes
        app[BUS].subscribe(pushes)
        works = (
            Work("the sending of messages", pushes.run_forever),
            Work("the rounds of messages", pushes.run_rounds_forever),
        )
        async with going_on(*works):
            yield
        await pushes.close()


def contact_of(settings: Settings) -> str:
    """Whom a push service may write to: the address that mails come from, else the server's own."""
    if "." in settings.mail_from.partition("@")[2]:
        return f"mailto:{settings.mail_from}"
    host = settings.public_url.removeprefix("https://").partition("/")[0]
    is_named = settings.public_url.startswith("https://") and "." in host and ":" not in host
    return f"https://{host}" if is_named else NOBODY
