"""Printers over HTTP."""

from aiohttp import web

from server.accounts.setup import GRANT
from server.http.keys import BODY
from server.http.requests import reply
from server.kitchen.setup import PRESENCE, PRINTERS
from server.wire.printers import DisplaysSeen, PrinterReport, PrinterState


async def report_printer(request: web.Request) -> web.Response:
    """Note how a printer is."""
    body: PrinterReport = request[BODY]
    printer = await request.app[PRINTERS].report(
        request[GRANT].restaurant_id, body.name, body.problem, body.waiting
    )
    return reply(PrinterState.model_validate(printer, from_attributes=True))


async def read_displays(request: web.Request) -> web.Response:
    """Answer when a display of the kitchen was connected last."""
    return reply(DisplaysSeen(seen_at=await request.app[PRESENCE].seen_at(request[GRANT].restaurant_id)))
