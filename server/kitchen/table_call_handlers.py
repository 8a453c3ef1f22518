"""Calls over HTTP."""

from aiohttp import web

from server.accounts.setup import CALLER, GRANT
from server.domain.table_call import TableCall
from server.http.keys import BODY
from server.http.requests import path_id, reply
from server.kitchen.setup import CALLS
from server.wire import table_calls as wire


async def call_staff(request: web.Request) -> web.Response:
    """Call the staff to a table: 201, or 200 where the same call is open."""
    body: wire.CallRequest = request[BODY]
    call, is_new = await request.app[CALLS].call(body.restaurant_slug, body.table_code, body.kind, body.text)
    return reply(wire.PlacedCall.model_validate(call, from_attributes=True), 201 if is_new else 200)


async def end_call(request: web.Request) -> web.Response:
    """Mark a call as done."""
    call: TableCall = await request.app[CALLS].end(
        request[GRANT].restaurant_id, path_id(request, "call_id"), request[CALLER].user_id
    )
    return reply(wire.Call.model_validate(call, from_attributes=True))
