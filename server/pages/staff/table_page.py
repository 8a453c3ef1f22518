"""One table: its calls, its orders with their lines, and what a waiter can do there."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aiohttp import web

from server.accounts.access import Grant
from server.bills.setup import BILLS
from server.domain.errors import Conflict, DomainError, Invalid, NotFound
from server.domain.order import Order
from server.http.requests import path_id
from server.kitchen.setup import CALLS
from server.menu.setup import MENU_CACHE
from server.orders.setup import ORDERS
from server.pages.diner.item_form import Form
from server.pages.diner.visit import number_of
from server.pages.forms import read_form
from server.pages.i18n import gettext
from server.pages.staff.login_page import for_staff
from server.pages.staff.reason import read_reason
from server.pages.staff.session import PATH, read_grant
from server.pages.staff.table_view import Formats, in_order, show_call, show_order
from server.pages.staff.tables_page import is_shown, name_state, show_live, unchanged
from server.restaurants.model import Table
from server.restaurants.setup import TABLES
from server.visits.seating import NobodyThereError, TableTakenError
from server.visits.setup import SEATING, VISITS


@dataclass(frozen=True, slots=True)
class Step:
    """What was pressed at a table: by whom, and with what in the form."""

    request: web.Request
    grant: Grant
    table: Table
    form: Form


@for_staff
async def read(request: web.Request) -> web.Response:
    """Show a table."""
    grant = await read_grant(request)
    state = await name_state(request)
    if is_shown(request, state):
        return unchanged()
    return await _show(request, grant, await _find(request, grant), state)


@for_staff
async def act(request: web.Request) -> web.Response:
    """Do what was pressed, and show the table then; where it could not be done, say why."""
    grant = await read_grant(request)
    table = await _find(request, grant)
    form = await read_form(request)
    name, *arguments = form.text("do").split(":")
    act_, count = STEPS.get(name, (None, 0))
    if act_ is None or len(arguments) != count:
        raise Invalid([("do", "is not a button of this page")])
    try:
        done_at = await act_(Step(request, grant, table, form), arguments)
    except (Conflict, Invalid, NotFound) as error:
        return await _show(request, grant, table, await name_state(request), _say(name, error), 409)
    return web.Response(
        status=303, headers={"Location": f"{address_of(grant, done_at or table)}?did={name}#done"}
    )


def address_of(grant: Grant, table: Table) -> str:
    """The path of a table's page."""
    return f"{PATH}{grant.slug}/tables/{table.id}/"


async def _find(request: web.Request, grant: Grant) -> Table:
    return await request.app[TABLES].get(grant.restaurant_id, path_id(request, "table_id"))


async def _take_call(step: Step, arguments: list[str]) -> None:
    member = step.grant.caller.user_id
    await step.request.app[CALLS].end(step.grant.restaurant_id, number_of(arguments[0]), member)


async def _serve(step: Step, arguments: list[str]) -> None:
    order = await _own_order(step, arguments[0])
    await step.request.app[ORDERS].move(
        order.id, step.grant.caller, status="completed", reason=None, rush=None, seen="ready"
    )


async def _accept(step: Step, arguments: list[str]) -> None:
    order = await _own_order(step, arguments[0])
    await step.request.app[ORDERS].move(
        order.id, step.grant.caller, status="confirmed", reason=None, rush=None, seen="held"
    )


async def _cancel_line(step: Step, arguments: list[str]) -> None:
    order = await _own_order(step, arguments[0])
    await step.request.app[ORDERS].cancel_line(order.id, number_of(arguments[1]), read_reason(step.form))


async def _end(step: Step, arguments: list[str]) -> None:
    del arguments
    await step.request.app[VISITS].end(step.grant.restaurant_id, step.table.name)


async def _move(step: Step, arguments: list[str]) -> Table:
    del arguments
    return await _bring(step, merge=False)


async def _merge(step: Step, arguments: list[str]) -> Table:
    del arguments
    return await _bring(step, merge=True)


async def _bring(step: Step, *, merge: bool) -> Table:
    """Let the guests sit at the table that was chosen, and go there."""
    text = step.form.text("to")
    if not text:
        raise Invalid([("to", gettext("Choose another table. Nothing was changed."))])
    target = await step.request.app[TABLES].get(step.grant.restaurant_id, number_of(text))
    await step.request.app[SEATING].move(
        step.grant.restaurant_id,
        step.table,
        target,
        merge=merge,
        along=step.request.app[BILLS].bring_along,
    )
    return target


async def _own_order(step: Step, text: str) -> Order:
    """An order of this table's visit. NotFound for any other."""
    look = await step.request.app[VISITS].look_at(step.table, step.grant.restaurant_id)
    try:
        order_id = UUID(text)
    except ValueError:
        raise Invalid([("do", "is not a button of this page")]) from None
    found = next((order for order in look.orders if order.id == order_id), None)
    if found is None:
        raise NotFound
    return found


Act = Callable[[Step, list[str]], Awaitable[Table | None]]
STEPS: Mapping[str, tuple[Act, int]] = {
    "call": (_take_call, 1),
    "accept": (_accept, 1),
    "serve": (_serve, 1),
    "cancel": (_cancel_line, 2),
    "end": (_end, 0),
    "move": (_move, 0),
    "merge": (_merge, 0),
}
"""Each button, and how many arguments it names; a step may lead to another table's page."""


async def _show(
    request: web.Request, grant: Grant, table: Table, state: str, problem: str = "", status: int = 200
) -> web.Response:
    restaurant = (await request.app[MENU_CACHE].by_id(grant.restaurant_id)).restaurant
    formats = Formats(restaurant.currency, restaurant.timezone)
    look = await request.app[VISITS].look_at(table, grant.restaurant_id)
    tables = await request.app[TABLES].list_all(grant.restaurant_id)
    context: dict[str, Any] = {
        "restaurant": restaurant,
        "menu_language": restaurant.locale.replace("_", "-"),
        "path": address_of(grant, table),
        "tables_path": f"{PATH}{grant.slug}/",
        "table": table,
        "calls": [show_call(call, formats) for call in look.calls],
        "orders": [show_order(order, formats) for order in look.orders],
        "total": formats.money(look.total),
        "bills": await _bills(request, grant, look.orders, formats),
        "others": sorted(
            ((one.id, one.name) for one in tables if one.id != table.id), key=lambda one: in_order(one[1])
        ),
        "problem": problem,
        "did": _say_done(request.query.get("did", "")),
    }
    return show_live(request, "staff_table", context, state, status)


async def _bills(
    request: web.Request, grant: Grant, orders: Sequence[Order], formats: Formats
) -> list[dict[str, Any]]:
    """The bills of the visit: where each is, what of it is open, and whether it is paid."""
    return [
        {
            "path": f"{PATH}{grant.slug}/bills/{held.id}/",
            "total": formats.money(held.bill.total),
            "open": formats.money(held.bill.open),
            "is_settled": held.bill.is_settled,
        }
        for held in await request.app[BILLS].of_orders(grant.restaurant_id, orders)
    ]


def _say(step: str, error: DomainError) -> str:
    """What was not done, why, and what to do."""
    if isinstance(error, Invalid):
        return " ".join(text for _, text in error.errors)
    if isinstance(error, NotFound) or step == "accept":
        return gettext("This is no longer at this table: somebody was faster. Nothing was changed.")
    if isinstance(error, NobodyThereError):
        return gettext("Nobody sits at this table: there is nothing to move. Nothing was changed.")
    if isinstance(error, TableTakenError):
        return gettext(
            "Others sit at that table: merge the tables, or end the visit there first. Nothing was changed."
        )
    said = {
        "move": gettext("Choose another table. Nothing was changed."),
        "merge": gettext(
            "Together the tables have more in the making than one may have: order it first. Nothing was changed."
        ),
        "serve": gettext("This order is not ready, or was served already. Nothing was changed."),
        "cancel": gettext("This order was served or cancelled already. Nothing was changed."),
    }
    return said.get(step) or error.detail


def _say_done(step: str) -> str:
    said = {
        "call": gettext("The table reads that you are coming."),
        "serve": gettext("The order is marked as served."),
        "cancel": gettext("The dish is cancelled. The kitchen and the guest see it."),
        "end": gettext("The visit is over: the next guests at this table begin anew."),
        "move": gettext(
            "The guests sit here now, with their orders and calls. Their phones follow once they scan this table's code."
        ),
        "merge": gettext(
            "The guests sit here now, with their orders and calls. Their phones follow once they scan this table's code."
        ),
        "accept": gettext("The order is with the kitchen."),
        "order": gettext("The order is with the kitchen."),
    }
    return said.get(step, "")
