"""What the application holds while it runs: one generator a resource, started in order, ended in reverse."""

from collections.abc import AsyncIterator, Sequence

from aiohttp import web

from server import keys
from server.db.pool import open_pool


async def database(app: web.Application) -> AsyncIterator[None]:
    """Open the pool of database connections."""
    app[keys.POOL] = await open_pool(app[keys.SETTINGS])
    yield
    await app[keys.POOL].close()


ALL: Sequence = (database,)
