"""The bill of an order to look at and to print: its receipts once it is paid, as they were made; until then what is open."""

import asyncio
from collections.abc import Sequence

from aiohttp import web

from server.bills import receipts
from server.bills.model import HeldBill
from server.bills.setup import BILLS
from server.db.setup import POOL
from server.domain.errors import NotFound
from server.domain.restaurant import RestaurantSettings
from server.http.requests import path_id
from server.menu.setup import MENU_CACHE
from server.pages.diner.receipt_pdf import CannotWriteError, is_installed, write_pdf
from server.pages.diner.slip import Slip, open_slip, slip_of
from server.pages.i18n import READER, gettext
from server.pages.render import page, read_reader
from server.payments.setup import PAYMENTS

WRITING = asyncio.Semaphore(1)
"""One PDF of a process at a time, as making one takes much of a processor."""


async def read_receipt(request: web.Request) -> web.Response:
    """Show the bill of an order to whoever has its id."""
    held, place = await _find(request)
    return _page(request, held, place, await _slips(request, held, place))


async def read_pdf(request: web.Request) -> web.Response:
    """Answer with the same as a PDF file; with the page where it cannot be written, and what to do instead."""
    held, place = await _find(request)
    slips = await _slips(request, held, place)
    try:
        async with WRITING:
            body = await asyncio.to_thread(write_pdf, slips, READER.get())
    except CannotWriteError:
        said = gettext(
            "This server cannot write it as a PDF: print this page, and choose “Save as PDF” as the printer."
        )
        return _page(request, held, place, slips, said)
    named = slips[-1].number.replace(" / ", "-") or "bill"
    headers = {
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'inline; filename="{place.slug}-{named}.pdf"',
        "Content-Language": READER.get().tag,
    }
    return web.Response(body=body, content_type="application/pdf", headers=headers)


async def _find(request: web.Request) -> tuple[HeldBill, RestaurantSettings]:
    held = await request.app[BILLS].find(path_id(request, "order_id"))
    place = (await request.app[MENU_CACHE].by_id(held.restaurant_id)).restaurant
    read_reader(request, place.locale)
    return held, place


async def _slips(request: web.Request, held: HeldBill, place: RestaurantSettings) -> Sequence[Slip]:
    """What is shown. NotFound where guests see nothing of each other, and it is not paid."""
    made = await receipts.list_of_bill(request.app[POOL], held.restaurant_id, held.id)
    if not made and held.source.table and not place.rules.shares_table:
        raise NotFound(
            "Guests of this restaurant's tables see nothing of each other: ask the staff for the bill."
        )
    return [slip_of(receipt) for receipt in made] if made else [open_slip(held, place)]


def _page(
    request: web.Request, held: HeldBill, place: RestaurantSettings, slips: Sequence[Slip], problem: str = ""
) -> web.Response:
    context = {
        "slips": slips,
        "path": f"/orders/{path_id(request, 'order_id')}/",
        "can_pay": bool(held.bill.open) and request.app[PAYMENTS].takes(place),
        "writes_pdf": is_installed() and not problem,
        "problem": problem,
        "menu_language": place.locale.replace("_", "-"),
    }
    return page(request, "receipt.html", context)
