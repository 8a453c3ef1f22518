"""The log of changes over HTTP."""

from dataclasses import asdict

from aiohttp import web

from server.accounts.setup import GRANT
from server.audit.log import describe, list_entries
from server.db.setup import POOL
from server.http.keys import QUERY
from server.http.requests import reply_list
from server.wire import audit as wire


async def read_log(request: web.Request) -> web.Response:
    """List who changed what, newest first."""
    query: wire.LogQuery = request[QUERY]
    entries = await list_entries(
        request.app[POOL],
        request[GRANT].restaurant_id,
        before_id=query.before,
        action=query.action,
        limit=query.limit,
    )
    return reply_list(wire.LogEntry(summary=describe(entry), **asdict(entry)) for entry in entries)
