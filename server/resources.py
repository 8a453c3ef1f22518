"""What the application holds while it runs: one generator a resource, started in order, ended in reverse."""

from collections.abc import AsyncIterator, Sequence

from aiohttp import web

from server import keys
from server.db.pool import open_pool
from server.menu.catalog import Catalog


async def database(app: web.Application) -> AsyncIterator[None]:
    """Open the pool of database connections."""
    app[keys.POOL] = await open_pool(app[keys.SETTINGS])
    yield
    await app[keys.POOL].close()


async def catalog(app: web.Application) -> AsyncIterator[None]:
    """Hold the menus that are in use."""
    app[keys.CATALOG] = Catalog(app[keys.POOL])
    yield


ALL: Sequence = (database, catalog)
