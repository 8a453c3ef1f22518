"""Visits over HTTP: what a table has ordered, live, and its end."""

import asyncio
import contextlib

from aiohttp import web

from server.accounts.setup import GRANT
from server.domain.errors import NotFound
from server.http.event_stream import begin_event_stream
from server.http.keys import BODY
from server.http.requests import path_id
from server.menu.setup import MENU_CACHE
from server.restaurants.model import TableLink
from server.restaurants.setup import TABLES
from server.visits.document import name_state, write_document
from server.visits.setup import TABLE_WATCHERS, VISITS
from server.visits.watchers import TableWatcher
from server.wire.visits import EndVisitRequest
from server.wire.vocabulary import ShareTable

STILL_SECONDS = 15.0
STILL = b"event: still\ndata: \n\n"
"""Says that nothing has changed: a phone to which not even this comes knows that its line is dead."""


async def read_table(request: web.Request) -> web.Response:
    """Answer what the table of a code has ordered in this visit."""
    link, _ = await _find(request)
    response = web.Response(body=await _look(request, link), content_type="application/json", charset="utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


async def table_events(request: web.Request) -> web.StreamResponse:
    """Send it now and at each change, as long as the code is right."""
    link, _ = await _find(request)
    watchers = request.app[TABLE_WATCHERS]
    watcher = watchers.add(link.restaurant_id, link.table_id, link.table_name)
    try:
        stream = await begin_event_stream(request)
        with contextlib.suppress(ConnectionError, NotFound):
            await _follow(request, stream, watcher)
        return stream
    finally:
        watchers.remove(watcher)


async def end_visit(request: web.Request) -> web.Response:
    """End a table's visit: whoever scans its code from now on sees nothing of before."""
    wanted: EndVisitRequest = request[BODY]
    await request.app[VISITS].end(request[GRANT].restaurant_id, wanted.table_identifier, wanted.left_at)
    return web.Response(status=204)


async def _follow(request: web.Request, stream: web.StreamResponse, watcher: TableWatcher) -> None:
    """Send at each change that table's state; a change that was missed is found by looking again now and then."""
    sent = b""
    while not request.app[TABLE_WATCHERS].closing:
        watcher.changed.clear()
        link, _ = await _find(request)
        body = await _look(request, link)
        await stream.write(STILL if body == sent else _event(body))
        sent = body
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STILL_SECONDS):
                await watcher.changed.wait()


def _event(body: bytes) -> bytes:
    return b"event: table\nid: " + name_state(body).encode() + b"\ndata: " + body + b"\n\n"


async def _find(request: web.Request) -> tuple[TableLink, ShareTable]:
    """Where the code leads. NotFound where it is no table's, or guests see nothing of each other there."""
    link = await request.app[TABLES].find_table_link(path_id(request, "code"))
    if link is None:
        raise NotFound("This code leads to no table.")
    share = (await request.app[MENU_CACHE].by_id(link.restaurant_id)).restaurant.rules.share_table
    if share == "off":
        raise NotFound("Guests of this restaurant's tables see nothing of each other.")
    return link, share


async def _look(request: web.Request, link: TableLink) -> bytes:
    place = (await request.app[MENU_CACHE].by_id(link.restaurant_id)).restaurant
    look = await request.app[VISITS].look(link)
    return write_document(look, link, place.currency, place.rules.share_table)
