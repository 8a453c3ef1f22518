"""Ordering for the guests of a table, in words or by taps: the diner's page, by a waiter."""

from aiohttp import web

from server.http.requests import path_id
from server.menu.setup import MENU_CACHE
from server.pages.diner.order_page import read_at, step_at
from server.pages.diner.place import Place
from server.pages.staff.login_page import for_staff
from server.pages.staff.session import read_grant
from server.pages.staff.table_page import address_of
from server.restaurants.setup import TABLES


@for_staff
async def read(request: web.Request) -> web.Response:
    """Show the menu with an empty order for a table."""
    return await read_at(request, await _find_place(request))


@for_staff
async def step(request: web.Request) -> web.Response:
    """Take one step of ordering; a placed order leads back to the table."""
    return await step_at(request, await _find_place(request))


async def _find_place(request: web.Request) -> Place:
    """The table of the path, with its code: what a waiter orders for it is as good as scanned."""
    grant = await read_grant(request)
    table = await request.app[TABLES].get(grant.restaurant_id, path_id(request, "table_id"))
    snapshot = await request.app[MENU_CACHE].by_id(grant.restaurant_id)
    back = address_of(grant, table)
    return Place(
        snapshot,
        f"{back}order/",
        table.code,
        table=table.name,
        back=back,
        after_ordering=f"{back}?did=order",
    )
