"""What operators ask: does it live, is it ready, how is it doing."""

import asyncio
import contextlib
import json
from collections.abc import Mapping

from aiohttp import web

from server.db.errors import DatabaseTooNew, NotMigrated
from server.db.migrate import require_current
from server.db.setup import POOL
from server.domain.errors import DependencyAway
from server.http.keys import METRICS
from server.http.metrics import CONTENT_TYPE
from server.kitchen.setup import HUB, WATCH

PATIENCE = 2.0
"""Seconds for the database to answer."""


async def healthz(request: web.Request) -> web.Response:
    """Say that the process lives."""
    del request
    return _answer({"status": "ok"})


async def readyz(request: web.Request) -> web.Response:
    """Say whether the database answers and is migrated, if only by the newer aiqr of an upgrade. DependencyAway."""
    try:
        async with asyncio.timeout(PATIENCE), request.app[POOL].acquire() as connection:
            with contextlib.suppress(DatabaseTooNew):
                await require_current(connection)
    except TimeoutError:
        raise DependencyAway("The database did not answer within 2 seconds.") from None
    except NotMigrated as error:
        raise DependencyAway(str(error)) from None
    return _answer({"status": "ready"})


async def metrics(request: web.Request) -> web.Response:
    """Show all figures."""
    pool = request.app[POOL]
    states = {
        "aiqr_database_connections": pool.get_size(),
        "aiqr_database_connections_idle": pool.get_idle_size(),
        "aiqr_displays_connected": request.app[HUB].connected,
        "aiqr_tasks": len(asyncio.all_tasks()),
    }
    watch = request.app[WATCH]
    everywhere = {
        "aiqr_orders_unseen": watch.figures.unseen,
        "aiqr_orders_late": watch.figures.late,
        "aiqr_printers_failing": watch.printers_failing,
    }
    body = request.app[METRICS].render(states, everywhere)
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE})


def _answer(body: Mapping[str, str]) -> web.Response:
    return web.Response(body=json.dumps(body).encode(), content_type="application/json", charset="utf-8")
