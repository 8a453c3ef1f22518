"""The tables of a restaurant at a glance: who calls, what is ready, who sits where."""

from typing import Any

from aiohttp import web

from server.accounts.setup import GRANT
from server.domain.errors import Invalid, NotFound
from server.kitchen.setup import CALLS
from server.menu.setup import MENU_CACHE
from server.pages.diner.menu_html import digest
from server.pages.diner.visit import number_of
from server.pages.forms import read_form
from server.pages.i18n import gettext
from server.pages.render import dress, fill, html, is_fragment
from server.pages.staff.login_page import for_staff
from server.pages.staff.session import PATH, read_grant
from server.pages.staff.table_view import House, in_order, show_card
from server.visits.setup import VISITS


@for_staff
async def read(request: web.Request) -> web.Response:
    """Show every table; a script that looks again is answered where something changed."""
    await read_grant(request)
    return await _show(request)


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
        return await _show(request, gettext("This call is no longer there. Nothing was changed."), 404)
    return web.Response(status=303, headers={"Location": f"{PATH}{grant.slug}/"})


async def _show(request: web.Request, problem: str = "", status: int = 200) -> web.Response:
    grant = request[GRANT]
    restaurant = (await request.app[MENU_CACHE].by_id(grant.restaurant_id)).restaurant
    house = House(restaurant.currency, restaurant.timezone)
    cards = [show_card(*one, house) for one in await request.app[VISITS].look_at_all(restaurant.id)]
    cards.sort(key=lambda card: in_order(card.name))
    calls = sorted((call for card in cards for call in card.calls), key=lambda call: call.id)
    context: dict[str, Any] = {
        "restaurant": restaurant,
        "menu_language": restaurant.locale.replace("_", "-"),
        "path": f"{PATH}{grant.slug}/",
        "calls": calls,
        "taken": [card for card in cards if card.is_taken],
        "free": [card for card in cards if not card.is_taken],
        "problem": problem,
    }
    return show_live(request, "staff_tables", context, status)


def show_live(request: web.Request, name: str, context: dict[str, Any], status: int = 200) -> web.Response:
    """Answer with the page `name`, or its changing part alone; 204 where that is as the script has it."""
    dress(request, context["restaurant"].branding.accent)
    now = fill(request, f"_{name}.html", context)
    state = digest(now)
    if not is_fragment(request):
        return html(request, fill(request, f"{name}.html", {**context, "state": state}), status)
    if request.headers.get("X-State") == state:
        return web.Response(status=204)
    response = html(request, now, status)
    response.headers["X-State"] = state
    return response
