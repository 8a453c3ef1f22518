"""Visits of tables in the application."""

from collections.abc import AsyncIterator

from aiohttp import web

from server.db.setup import POOL
from server.events.setup import BUS
from server.orders.setup import ORDERS
from server.visits.seating import Seating
from server.visits.service import Visits
from server.visits.watchers import TableWatchers

VISITS = web.AppKey("visits", Visits)
SEATING = web.AppKey("seating", Seating)
TABLE_WATCHERS = web.AppKey("table_watchers", TableWatchers)


def setup(app: web.Application) -> None:
    """Look after the visits of tables while the application runs."""
    app.cleanup_ctx.append(_visits)
    app.on_shutdown.append(_end_streams)


async def _visits(app: web.Application) -> AsyncIterator[None]:
    app[VISITS] = Visits(app[POOL], app[ORDERS], app[BUS].publish)
    app[SEATING] = Seating(app[POOL], app[ORDERS], app[BUS].publish)
    watchers = app[TABLE_WATCHERS] = TableWatchers()
    app[BUS].subscribe(watchers)
    yield


async def _end_streams(app: web.Application) -> None:
    app[TABLE_WATCHERS].close()
