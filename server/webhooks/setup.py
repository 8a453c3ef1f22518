"""Webhooks in the application."""

from collections.abc import AsyncIterator

from aiohttp import web

from server.background import Work, going_on
from server.db.setup import POOL
from server.http.keys import SETTINGS
from server.webhooks.courier import Courier
from server.webhooks.network import Connect, Ways, connector
from server.webhooks.service import Webhooks

WEBHOOKS = web.AppKey("webhooks", Webhooks)
COURIER = web.AppKey("webhook_courier", Courier)
CONNECT: web.AppKey[Connect] = web.AppKey("webhook_connect")


def setup(app: web.Application) -> None:
    """Deliver while the application runs."""
    app[CONNECT] = connector
    app.cleanup_ctx.append(_webhooks)


async def _webhooks(app: web.Application) -> AsyncIterator[None]:
    networks = app[SETTINGS].webhook_networks
    ways = Ways(networks, app[CONNECT])
    courier = app[COURIER] = Courier(app[POOL], ways)
    app[WEBHOOKS] = Webhooks(app[POOL], courier.deliver, plain_http=bool(networks))
    works = (
        Work("the rounds of webhooks", courier.run_forever),
        Work("the tidying of webhooks", courier.tidy_forever),
    )
    async with going_on(*works):
        yield
    await courier.close()
    await ways.close()
