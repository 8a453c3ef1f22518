"""Bills over HTTP."""

import hashlib
from collections.abc import Callable, Collection
from functools import partial
from uuid import UUID

from aiohttp import web

from server.accounts.setup import GRANT
from server.bills import receipts, wishes
from server.bills.document import write_bill, write_public_bill, write_split, write_summary
from server.bills.model import HeldBill
from server.bills.setup import BILLS, CLOSINGS
from server.bills.store import Key
from server.db.setup import POOL
from server.domain.bill_bounds import Wish
from server.domain.errors import NotFound
from server.http.keys import BODY, QUERY
from server.http.requests import path_id, reply, reply_list
from server.menu.setup import MENU_CACHE
from server.orders.handlers import idempotency_key
from server.restaurants.setup import TABLES
from server.wire.bills import ClosingsQuery, DiscountRequest, ReceiptsQuery, SplitQuery


async def list_bills(request: web.Request) -> web.Response:
    """List what is still to be paid."""
    found = await request.app[BILLS].list_open(request[GRANT].restaurant_id)
    return reply_list(write_summary(held) for held in found if held.bill.open)


async def read_bill(request: web.Request) -> web.Response:
    """Show a bill by its id, or that of any order of it."""
    return reply(write_bill(await _find(request)))


async def split_bill(request: web.Request) -> web.Response:
    """Divide what is open of a bill."""
    query: SplitQuery = request[QUERY]
    held = await _find(request)
    return reply(write_split(held, wishes.split(held, query)))


async def pay(request: web.Request) -> web.Response:
    """Mark a payment at the counter."""
    return await _write(request, wishes.to_payment)


async def void(request: web.Request) -> web.Response:
    """Charge lines no more."""
    return await _write(request, wishes.to_void)


async def discount(request: web.Request) -> web.Response:
    """Let something off."""
    body: DiscountRequest = request[BODY]
    items: Collection[int] = ()
    if body.category_id:
        menu = (await request.app[MENU_CACHE].by_id(request[GRANT].restaurant_id)).menu
        items = {item.id for one in menu.categories if one.id == body.category_id for item in one.items}
    return await _write(request, partial(wishes.to_discount, items=items))


async def set_guests(request: web.Request) -> web.Response:
    """Say how many sit there."""
    return await _write(request, wishes.to_guests)


async def refund(request: web.Request) -> web.Response:
    """Give something of a payment back."""
    return await _write(request, wishes.to_refund)


async def list_receipts(request: web.Request) -> web.Response:
    """List the receipts of a bill."""
    held = await _find(request)
    return reply_list(await receipts.list_of_bill(request.app[POOL], held.restaurant_id, held.id))


async def list_new_receipts(request: web.Request) -> web.Response:
    """List the receipts of a restaurant after one of them."""
    query: ReceiptsQuery = request[QUERY]
    restaurant_id = request[GRANT].restaurant_id
    return reply_list(
        await receipts.list_after(request.app[POOL], restaurant_id, query.day, query.number, query.limit)
    )


async def close_day(request: web.Request) -> web.Response:
    """Close what was written on bills since the last closing."""
    return reply(await request.app[CLOSINGS].close(request[GRANT].restaurant_id), 201)


async def list_closings(request: web.Request) -> web.Response:
    """List the last closings."""
    query: ClosingsQuery = request[QUERY]
    return reply_list(await request.app[CLOSINGS].list_newest(request[GRANT].restaurant_id, query.limit))


async def read_closing(request: web.Request) -> web.Response:
    """Show a closing as it was made."""
    number = path_id(request, "closing_number")
    return reply(await request.app[CLOSINGS].get(request[GRANT].restaurant_id, number))


async def read_table_bill(request: web.Request) -> web.Response:
    """Show the bill of a table's present visit to who has its code."""
    link = await request.app[TABLES].find_table_link(path_id(request, "code"))
    if link is None:
        raise NotFound("This code leads to no table.")
    place = (await request.app[MENU_CACHE].by_id(link.restaurant_id)).restaurant
    if not place.rules.shares_table:
        raise NotFound(
            "Guests of this restaurant's tables see nothing of each other: ask the staff for the bill."
        )
    held = await request.app[BILLS].of_visit(link)
    if held is None:
        raise NotFound("Nothing was ordered at this table in this visit.")
    return reply(write_public_bill(held), headers={"Cache-Control": "no-store"})


async def _find(request: web.Request) -> HeldBill:
    return await request.app[BILLS].get(request[GRANT].restaurant_id, path_id(request, "bill_id"))


async def _write(request: web.Request, wish: Callable[..., Wish]) -> web.Response:
    """Write what the body says: 201 where it is new, 200 where its key has written it before."""
    body, bill_id = request[BODY], path_id(request, "bill_id")
    key = _key(request, bill_id)
    held, is_new = await request.app[BILLS].write(
        request[GRANT].restaurant_id, bill_id, lambda held: wish(held, body), key
    )
    return reply(write_bill(held), 201 if is_new else 200)


def _key(request: web.Request, bill_id: UUID) -> Key | None:
    text = idempotency_key(request)
    if text is None:
        return None
    said = f"{request.path}\0{bill_id}\0{request[BODY].model_dump_json()}"
    return Key(text, hashlib.sha256(said.encode()).digest())
