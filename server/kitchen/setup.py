"""The kitchen in the application: its displays, their pairing, and the reconciliation of what they show."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from aiohttp import web

from server.accounts.setup import ACCOUNTS
from server.db.setup import POOL
from server.events.setup import BUS
from server.kitchen.calls import Calls
from server.kitchen.hub import Hub
from server.kitchen.pairing import Pairing
from server.kitchen.reconcile import Reconciler
from server.menu.setup import MENU_CACHE
from server.orders.setup import STATUS_CACHE, STATUS_WATCHERS

HUB = web.AppKey("hub", Hub)
PAIRING = web.AppKey("pairing", Pairing)
CALLS = web.AppKey("calls", Calls)


def setup(app: web.Application) -> None:
    """Serve kitchen displays while the application runs."""
    app.cleanup_ctx.append(_kitchen)
    app.on_shutdown.append(_close_displays)


async def _kitchen(app: web.Application) -> AsyncIterator[None]:
    pool, menus, bus = app[POOL], app[MENU_CACHE], app[BUS]
    app[PAIRING] = Pairing(pool, app[ACCOUNTS])
    app[CALLS] = Calls(pool, menus, bus.publish)
    hub = app[HUB] = Hub(pool, menus)
    bus.subscribe(hub)
    reconciler = Reconciler(pool, menus, hub, app[STATUS_CACHE], app[STATUS_WATCHERS])
    bus.subscribe(reconciler)
    rounds = asyncio.create_task(reconciler.run_forever())
    yield
    rounds.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await rounds


async def _close_displays(app: web.Application) -> None:
    await app[HUB].close()
