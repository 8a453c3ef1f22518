"""`GET /api/public/orders/<id>/events/`: an order as server-sent events."""

import asyncio
import contextlib

import orjson
from aiohttp import web

from server.http.event_stream import begin_event_stream
from server.http.requests import path_id
from server.orders.setup import ORDERS, STATUS_WATCHERS
from server.orders.status_watchers import Watcher
from server.wire.vocabulary import ENDED

COMMENT_SECONDS = 15.0


async def events(request: web.Request) -> web.StreamResponse:
    """Send the order now and at each change, until it is completed or cancelled."""
    order = await request.app[ORDERS].get(path_id(request, "order_id"))
    watchers = request.app[STATUS_WATCHERS]
    watcher = watchers.add(order.id, order.restaurant_id)
    try:
        stream = await begin_event_stream(request)
        with contextlib.suppress(ConnectionError):
            await _follow(request, stream, watcher)
        return stream
    finally:
        watchers.remove(watcher)


async def _follow(request: web.Request, stream: web.StreamResponse, watcher: Watcher) -> None:
    sent = b""
    while not request.app[STATUS_WATCHERS].closing:
        watcher.changed.clear()
        body = await request.app[ORDERS].status(watcher.order_id)
        if body != sent:
            await stream.write(b"event: order\ndata: " + body + b"\n\n")
            sent = body
        if orjson.loads(body)["status"] in ENDED:
            return
        await _next_change(stream, watcher)


async def _next_change(stream: web.StreamResponse, watcher: Watcher) -> None:
    while not watcher.changed.is_set():
        try:
            async with asyncio.timeout(COMMENT_SECONDS):
                await watcher.changed.wait()
        except TimeoutError:
            await stream.write(b": still here\n\n")
