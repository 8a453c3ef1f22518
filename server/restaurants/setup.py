"""Restaurants, their staff and their tables in the application."""

from collections.abc import AsyncIterator

from aiohttp import web

from server.db.setup import POOL
from server.events.setup import BUS
from server.http.keys import SETTINGS
from server.restaurants.api_keys import ApiKeys
from server.restaurants.service import Restaurants
from server.restaurants.staff_service import Staff
from server.restaurants.table_codes import TableCodes
from server.restaurants.table_service import Tables

RESTAURANTS = web.AppKey("restaurants", Restaurants)
STAFF = web.AppKey("staff", Staff)
API_KEYS = web.AppKey("api_keys", ApiKeys)
TABLES = web.AppKey("tables", Tables)
TABLE_CODES = web.AppKey("table_codes", TableCodes)


def setup(app: web.Application) -> None:
    """Look after restaurants, staff and tables while the application runs."""
    app.cleanup_ctx.append(_restaurants)


async def _restaurants(app: web.Application) -> AsyncIterator[None]:
    pool, publish = app[POOL], app[BUS].publish
    app[RESTAURANTS] = Restaurants(pool, publish)
    app[STAFF] = Staff(pool, publish, makes_accounts=app[SETTINGS].registration != "off")
    app[API_KEYS] = ApiKeys(pool, app[SETTINGS].secret_key.get_secret_value(), publish)
    tables = app[TABLES] = Tables(pool, publish)
    app[TABLE_CODES] = TableCodes(tables.find_table_link)
    yield
