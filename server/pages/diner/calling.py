"""Calling the staff to the table of a diner."""

from dataclasses import dataclass
from typing import get_args

from server.domain.errors import Conflict, Invalid
from server.domain.table_call import TableCall
from server.kitchen.setup import CALLS
from server.pages.diner.call_names import say_call
from server.pages.diner.visit import Visit
from server.pages.i18n import gettext
from server.wire.vocabulary import CallKind

MOST_REMEMBERED = 5


@dataclass(frozen=True, slots=True)
class CallView:
    """A call of this device, and what became of it."""

    label: str
    state: str
    done: bool


async def call_staff(visit: Visit, arguments: list[str]) -> None:
    """Call the staff to the table, once while the call is open."""
    kind: CallKind | None = next((k for k in get_args(CallKind) if k == arguments[0]), None)
    if kind is None:
        raise Invalid([("do", "is not a button of this page")])
    if visit.table_code is None:
        raise Conflict(gettext("To call the staff, scan the QR code on your table."))
    slug, calls = visit.snapshot.restaurant.slug, visit.request.app[CALLS]
    try:
        call, _ = await calls.call(slug, visit.table_code, kind, "")
    except Conflict:
        raise Conflict(gettext("Your table has called several times. The staff will come.")) from None
    called = [*(one for one in visit.cart.called if one != call.id), call.id]
    asked = [one for one in visit.cart.calls if one != kind]
    visit.cart = visit.cart.model_copy(update={"called": called[-MOST_REMEMBERED:], "calls": asked})


def _say_state(call: TableCall) -> str:
    if not call.done:
        return gettext("The staff was called.")
    if call.taken_by:
        return gettext("%(name)s is coming.") % {"name": call.taken_by}
    return gettext("The staff has seen it and is coming.")


async def show_calls(visit: Visit) -> list[CallView]:
    """The calls of this device, the last one last; those that are no longer kept are left out."""
    restaurant_id, calls = visit.snapshot.restaurant.id, visit.request.app[CALLS]
    found = [await calls.find(restaurant_id, call_id) for call_id in visit.cart.called]
    return [
        CallView(
            say_call(call.kind),
            _say_state(call),
            call.done,
        )
        for call in found
        if call is not None
    ]
