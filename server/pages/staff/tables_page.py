"""The tables of a restaurant at a glance: who calls, what is ready, who sits where."""

import time
from typing import Any

from aiohttp import web

from server.accounts.setup import GRANT
from server.bills.setup import BILLS
from server.domain.errors import Invalid, NotFound
from server.kitchen.setup import CALLS
from server.menu.setup import MENU_CACHE
from server.pages.diner.visit import number_of
from server.pages.forms import read_form
from server.pages.i18n import gettext
from server.pages.render import dress, fill, html, is_fragment
from server.pages.staff.login_page import for_staff
from server.pages.staff.overview import OVERVIEWS
from server.pages.staff.session import PATH, read_grant
from server.pages.staff.table_view import Formats, in_order, show_card, show_unpaid
from server.payments.setup import PAYMENTS

A_MINUTE = 60
MOST_OTHERS = 50


@for_staff
async def read(request: web.Request) -> web.Response:
    """Show every table; a script that looks again is answered where something changed."""
    await read_grant(request)
    state = await name_state(request)
    return unchanged() if is_shown(request, state) else await _show(request, state)


@for_staff
async def act(request: web.Request) -> web.Response:
    """Take a call."""
    grant = await read_grant(request)
    form = await read_form(request)
    step, _, number = form.text("do").partition(":")
    if step != "call":
        raise Invalid([("do", "is not a button of this page")])
    try:
        await request.app[CALLS].end(grant.restaurant_id, number_of(number), grant.caller.user_id)
    except NotFound:
        gone = gettext("This call is no longer there. Nothing was changed.")
        return await _show(request, await name_state(request), gone, 404)
    return web.Response(status=303, headers={"Location": f"{PATH}{grant.slug}/"})


async def _show(request: web.Request, state: str, problem: str = "", status: int = 200) -> web.Response:
    grant = request[GRANT]
    restaurant = (await request.app[MENU_CACHE].by_id(grant.restaurant_id)).restaurant
    formats = Formats(restaurant.currency, restaurant.timezone)
    overview = await request.app[OVERVIEWS].get(request.app, restaurant.id, state)
    looks, unpaid = overview.looks, overview.unpaid
    bills = {order.id: held for held in unpaid for order in held.source.orders}
    cards = [show_card(table, look, bills, formats) for table, look in looks]
    shown = {order.id for _, look in looks for order in look.orders}
    others = [one for one in unpaid if one.bill.open and shown.isdisjoint(o.id for o in one.source.orders)]
    cards.sort(key=lambda card: in_order(card.name))
    calls = sorted((call for card in cards for call in card.calls), key=lambda call: call.id)
    context: dict[str, Any] = {
        "restaurant": restaurant,
        "menu_language": restaurant.locale.replace("_", "-"),
        "path": f"{PATH}{grant.slug}/",
        "calls": calls,
        "taken": [card for card in cards if card.is_taken],
        "free": [card for card in cards if not card.is_taken],
        "others": [show_unpaid(held, formats) for held in others[-MOST_OTHERS:]],
        "older": len(others[:-MOST_OTHERS]),
        "takes_payments": request.app[PAYMENTS].takes(restaurant),
        "problem": problem,
    }
    return show_live(request, "staff_tables", context, state, status)


async def name_state(request: web.Request) -> str:
    """Name what a page of the tables shows: another minute has another name, as time alone ends visits and rules change."""
    state = await request.app[BILLS].name_state(request[GRANT].restaurant_id)
    return f"{int(time.time()) // A_MINUTE}.{state}"


def is_shown(request: web.Request, state: str) -> bool:
    """Whether the script that asks shows this state already."""
    return is_fragment(request) and request.headers.get("X-State") == state


def unchanged() -> web.Response:
    """Answer that nothing is to be shown anew."""
    return web.Response(status=204)


def show_live(
    request: web.Request, name: str, context: dict[str, Any], state: str, status: int = 200
) -> web.Response:
    """Answer with the page `name`, or for its script with the changing part alone; `state` is named before it was read."""
    dress(request, context["restaurant"].branding.accent)
    if not is_fragment(request):
        return html(request, fill(request, f"{name}.html", {**context, "state": state}), status)
    response = html(request, fill(request, f"_{name}.html", context), status)
    response.headers["X-State"] = state
    return response
