"""The bill of a table or an order: paid at the counter, whole or divided; discounts, voids, what is given back."""

from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from server.accounts.access import Grant
from server.bills.model import HeldBill
from server.bills.setup import BILLS
from server.db.setup import POOL
from server.domain.errors import Conflict, DomainError, Invalid, KeyReused, NotFound
from server.http.requests import path_id
from server.menu.setup import MENU_CACHE
from server.pages.diner.item_form import Form
from server.pages.diner.visit import new_key
from server.pages.forms import read_form
from server.pages.i18n import gettext
from server.pages.provider import name_of_provider
from server.pages.render import dress, page
from server.pages.staff import online
from server.pages.staff.bill_view import AT_THE_COUNTER, say_method, show_bill
from server.pages.staff.bill_wishes import (
    ARGUMENTS,
    GIVE_BACK,
    StaleError,
    check_seen,
    find_marked,
    read_key,
    read_parts,
    read_refs,
    read_wish,
)
from server.pages.staff.login_page import for_staff
from server.pages.staff.session import PATH, read_grant
from server.pages.staff.table_view import Formats
from server.visits.store import find_table_id


@for_staff
async def read(request: web.Request) -> web.Response:
    """Show a bill."""
    grant = await read_grant(request)
    held = await request.app[BILLS].get(grant.restaurant_id, path_id(request, "bill_id"))
    marked, parts = read_refs(request.query.getall("line", [])), read_parts(request.query.get("parts", ""))
    return await _show(request, grant, held, marked, parts)


@for_staff
async def act(request: web.Request) -> web.Response:
    """Write on a bill what was pressed, and show it then; where it could not be written, say why."""
    grant = await read_grant(request)
    bills, bill_id = request.app[BILLS], path_id(request, "bill_id")
    form = await read_form(request)
    name, *arguments = form.text("do").split(":")
    if len(arguments) != ARGUMENTS.get(name, -1):
        raise Invalid([("do", "is not a button of this page")])
    try:
        if name == GIVE_BACK:
            held = await bills.get(grant.restaurant_id, bill_id)
            check_seen(held, form)
            name = name if await online.give_back(request, held, form, arguments[0]) else "goes-back"
        else:
            held, _ = await bills.write(
                grant.restaurant_id,
                bill_id,
                lambda held: read_wish(held, form, name, arguments),
                read_key(form, form.text("do")),
            )
    except (Conflict, Invalid, NotFound, KeyReused) as error:
        held = await bills.get(grant.restaurant_id, bill_id)
        marked = read_refs(list(form.values.get("line", ())))
        return await _show(request, grant, held, marked, 0, _say(error), form)
    query = {"did": name, "parts": form.text("parts")} if read_parts(form.text("parts")) else {"did": name}
    return web.Response(
        status=303, headers={"Location": f"{address_of(grant, held)}?{urlencode(query)}#done"}
    )


def address_of(grant: Grant, held: HeldBill) -> str:
    """The path of a bill's page."""
    return f"{PATH}{grant.slug}/bills/{held.id}/"


async def _show(
    request: web.Request,
    grant: Grant,
    held: HeldBill,
    marked: list[str],
    parts: int,
    problem: str = "",
    form: Form | None = None,
) -> web.Response:
    restaurant = (await request.app[MENU_CACHE].by_id(grant.restaurant_id)).restaurant
    formats = Formats(held.currency, restaurant.timezone)
    table_id = await find_table_id(request.app[POOL], grant.restaurant_id, held.source.table)
    context: dict[str, Any] = {
        "restaurant": restaurant,
        "menu_language": restaurant.locale.replace("_", "-"),
        "path": address_of(grant, held),
        "back": f"{PATH}{grant.slug}/tables/{table_id}/" if table_id else f"{PATH}{grant.slug}/",
        "bill": show_bill(held, formats, find_marked(held, marked), parts),
        "parts": parts,
        "online": await online.tell(request, held),
        "provider": name_of_provider(request.app),
        "methods": [(method, say_method(method)) for method in AT_THE_COUNTER],
        "receipt": f"/orders/{held.source.orders[0].id}/receipt"
        if held.bill.is_settled or held.bill.refunds
        else "",
        "many": len(held.source.orders) > 1,
        "numbers": ", ".join(str(order.number) for order in held.source.orders),
        "key": new_key(),
        "typed": form or Form({}),
        "problem": problem,
        "did": _say_done(request.query.get("did", "")),
    }
    dress(request, restaurant.branding.accent)
    return page(request, "staff_bill.html", context, 409 if problem else 200)


def _say(error: DomainError) -> str:
    """What was not written, why, and what to do."""
    if isinstance(error, Invalid):
        return " ".join(text for _, text in error.errors)
    if isinstance(error, StaleError):
        return gettext(
            "Somebody wrote on this bill meanwhile. Nothing was changed by you: look at what is open now."
        )
    if isinstance(error, online.NotGivenBackError):
        return gettext(
            "It could not be given back online. Nothing was changed: give it to the guest, and write it down here."
        )
    if isinstance(error, KeyReused):
        return gettext("This form was sent before with other values. Nothing more was written.")
    return gettext(
        "This cannot be written on the bill as it is now: a dish was paid or is void, the bill is paid, or it is more than what is there. Nothing was changed."
    )


def _say_done(step: str) -> str:
    said = {
        "pay": gettext("The payment is recorded."),
        "void": gettext("The dishes are not charged."),
        "discount": gettext("The discount is on the bill."),
        "refund": gettext("What was given back is recorded."),
        GIVE_BACK: gettext("It was given back online."),
        "goes-back": gettext("It goes back online as soon as that can be reached. You need do nothing more."),
        "guests": gettext("The number of guests is on the bill."),
    }
    return said.get(step, "")
