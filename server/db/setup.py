"""The application's pool of database connections."""

from collections.abc import AsyncIterator

from aiohttp import web

from server.db.pool import BasePool, open_pool
from server.settings import Settings

POOL: web.AppKey[BasePool] = web.AppKey("pool", BasePool)


def setup(app: web.Application, settings: Settings) -> None:
    """Open the pool while the application runs."""

    async def database(app: web.Application) -> AsyncIterator[None]:
        app[POOL] = await open_pool(settings)
        yield
        await app[POOL].close()

    app.cleanup_ctx.append(database)
