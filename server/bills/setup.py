"""Bills in the application."""

from collections.abc import AsyncIterator

from aiohttp import web

from server.background import Work, going_on
from server.bills.closings import Closings
from server.bills.service import Bills
from server.bills.settling import Settling
from server.db.setup import POOL
from server.events.setup import BUS
from server.menu.setup import MENU_CACHE
from server.orders.setup import ORDERS
from server.orders.unpaid import UnpaidOrders

BILLS = web.AppKey("bills", Bills)
CLOSINGS = web.AppKey("closings", Closings)


def setup(app: web.Application) -> None:
    """Keep bills while the application runs."""
    app.cleanup_ctx.append(_bills)


async def _bills(app: web.Application) -> AsyncIterator[None]:
    unpaid = UnpaidOrders(app[ORDERS])
    bills = app[BILLS] = Bills(app[POOL], app[MENU_CACHE], app[BUS].publish, unpaid)
    app[CLOSINGS] = Closings(app[POOL], app[MENU_CACHE], bills)
    settling = Settling(bills)
    app[BUS].subscribe(settling)
    async with going_on(Work("the settling of bills", settling.run_forever)):
        yield
