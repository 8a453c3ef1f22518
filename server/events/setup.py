"""The bus of events, over the transport that the settings choose."""

from collections.abc import AsyncIterator

from aiohttp import web

from server.db.pool import database_dsn
from server.db.setup import POOL
from server.events.bus import Bus, Transport
from server.events.postgres import PostgresTransport
from server.http.keys import SETTINGS

BUS = web.AppKey("bus", Bus)


def setup(app: web.Application) -> None:
    """Publish events to the followers in this process and to the other processes while the application runs."""
    app.cleanup_ctx.append(_bus)


async def _bus(app: web.Application) -> AsyncIterator[None]:
    bus = app[BUS] = Bus(_transport(app))
    bus.start()
    yield
    await bus.stop()


def _transport(app: web.Application) -> Transport:
    settings = app[SETTINGS]
    if url := settings.redis_url.get_secret_value():
        from server.events.redis import RedisTransport  # noqa: PLC0415  # one machine needs no Redis

        return RedisTransport(url, settings.secret_key.get_secret_value())
    return PostgresTransport(database_dsn(settings), app[POOL])
