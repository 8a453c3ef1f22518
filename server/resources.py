"""What the application holds while it runs: one generator a resource, started in order, ended in reverse."""

from collections.abc import AsyncIterator, Sequence

from aiohttp import web

from server import keys
from server.accounts.passwords import Passwords
from server.accounts.service import Accounts
from server.db.pool import open_pool
from server.menu.catalog import Catalog
from server.news.bus import Bus
from server.restaurants.service import Restaurants
from server.restaurants.staff_service import Staff
from server.restaurants.table_service import Tables


async def database(app: web.Application) -> AsyncIterator[None]:
    """Open the pool of database connections."""
    app[keys.POOL] = await open_pool(app[keys.SETTINGS])
    yield
    await app[keys.POOL].close()


async def catalog(app: web.Application) -> AsyncIterator[None]:
    """Hold the menus that are in use."""
    app[keys.CATALOG] = Catalog(app[keys.POOL])
    yield


async def news(app: web.Application) -> AsyncIterator[None]:
    """Tell what happens to who listens."""
    app[keys.NEWS] = Bus()
    app[keys.NEWS].start()
    yield
    await app[keys.NEWS].stop()


async def people(app: web.Application) -> AsyncIterator[None]:
    """Look after accounts, restaurants, staff and tables."""
    settings, pool, publish = app[keys.SETTINGS], app[keys.POOL], app[keys.NEWS].publish
    passwords = Passwords(settings.password_cost)
    app[keys.ACCOUNTS] = Accounts(pool, passwords, settings.secret_key.get_secret_value(), publish)
    app[keys.RESTAURANTS] = Restaurants(pool, publish)
    app[keys.STAFF] = Staff(pool, publish)
    app[keys.TABLES] = Tables(pool, publish)
    yield
    passwords.close()


ALL: Sequence = (database, catalog, news, people)
