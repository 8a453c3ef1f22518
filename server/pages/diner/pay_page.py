"""Paying the bill of an order by the payment provider: what is paid, the way there, and what became of it.

The form is answered with a page of ours that leads on: a form's own redirect to another host is against the pages' policy.
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from server.bills.model import HeldBill
from server.bills.setup import BILLS
from server.domain.bill_split import by_lines
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.restaurant import RestaurantSettings
from server.http.forwarded import public_url
from server.http.keys import QUERY
from server.http.requests import path_id
from server.menu.setup import MENU_CACHE
from server.pages.amounts import read_tip
from server.pages.diner.item_form import Form
from server.pages.forms import read_form
from server.pages.i18n import READER, gettext
from server.pages.provider import name_of_provider
from server.pages.render import page, read_reader
from server.payments.provider import ProviderAway, ProviderRefused
from server.payments.service import Payments, Wish, Words, own_lines
from server.payments.setup import PAYMENTS
from server.payments.store import Payment, Refund
from server.wire.orders import Language

WHAT = re.compile(r"(all|own):([0-9]{1,12})")
NOTHING_TOLD: Mapping[str, Any] = {
    "problem": "",
    "said": (),
    "url": "",
    "again": "",
    "amount": "",
    "goes_on": False,
}


class PayQuery(BaseModel):
    """Which payment the page tells of, and whether it leads on to the provider."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    payment: UUID | None = None
    go: Literal["1"] | None = None
    lang: Annotated[Language | None, Field()] = None


async def read(request: web.Request) -> web.Response:
    """Show what can be paid, and how the payment that is named stands."""
    query: PayQuery = request[QUERY]
    held, place = await _find(request)
    told: dict[str, Any] = {}
    if query.payment is not None:
        told = await _tell(request, query.payment)
        held, place = await _find(request)
    return _page(request, held, place, {**told, "goes_on": query.go == "1" and bool(told.get("url"))})


async def begin(request: web.Request) -> web.Response:
    """Begin to pay, and lead on."""
    held, place = await _find(request)
    form = await read_form(request)
    payments = request.app[PAYMENTS]
    try:
        wish = _wish(held, path_id(request, "order_id"), form)
        payment = await payments.begin(wish, _words(request, held, place, wish))
    except Invalid as error:
        said = " ".join(message for _, message in error.errors)
        return _page(request, held, place, {"problem": said}, HTTPStatus.BAD_REQUEST)
    except Conflict:
        said = gettext("What is to be paid has changed. Nothing was taken: look at it again.")
        held, _ = await _find(request)
        return _page(request, held, place, {"problem": said}, HTTPStatus.CONFLICT)
    except (ProviderAway, ProviderRefused):
        said = gettext("Paying here does not work just now. Nothing was taken: please pay the staff.")
        return _page(request, held, place, {"problem": said}, HTTPStatus.SERVICE_UNAVAILABLE)
    return web.Response(status=303, headers={"Location": f"{_again(payment)}&go=1"})


async def _find(request: web.Request) -> tuple[HeldBill, RestaurantSettings]:
    """Find the bill. NotFound where nothing is paid here."""
    held = await request.app[BILLS].find(path_id(request, "order_id"))
    place = (await request.app[MENU_CACHE].by_id(held.restaurant_id)).restaurant
    read_reader(request, place.locale)
    if not request.app[PAYMENTS].takes(place):
        raise NotFound("This restaurant takes no payments here: pay the staff.")
    return held, place


def _wish(held: HeldBill, order_id: UUID, form: Form) -> Wish:
    what = WHAT.fullmatch(form.text("what"))
    if what is None:
        raise Invalid([("what", gettext("Choose what is paid. Nothing was changed."))])
    amount = int(what[2])
    try:
        key = UUID(form.text("key"))
    except ValueError:
        key = uuid4()
    tip = read_tip(held, form, amount)
    if tip > amount:
        raise Invalid([("tip", gettext("The tip is more than what is paid. Nothing was changed."))])
    return Wish(key, order_id, amount, tip, is_own=what[1] == "own")


def _words(request: web.Request, held: HeldBill, place: RestaurantSettings, wish: Wish) -> Words:
    table = f" · {gettext('Table')} {held.source.table}" if held.source.table else ""
    again = f"{public_url(request)}/orders/{wish.order_id}/pay/?payment={wish.id}"
    return Words(f"{place.name}{table}"[:250], gettext("Tip"), READER.get().language, again)


async def _tell(request: web.Request, payment_id: UUID) -> dict[str, Any]:
    """What became of a payment. NotFound where it is not of this order."""
    payments: Payments = request.app[PAYMENTS]
    payment = await payments.find(payment_id)
    if payment.order_id != path_id(request, "order_id"):
        raise NotFound("There is no such payment.")
    payment = await payments.look_again(payment_id)
    is_begun = payment.status == "created"
    return {
        "said": [*_say(payment, await payments.list_refunds(payment_id))],
        "url": payment.url if is_begun else "",
        "again": _again(payment),
        "amount": READER.get().money(payment.amount + payment.tip, payment.currency),
    }


def _say(payment: Payment, refunds: Sequence[Refund]) -> Sequence[str]:
    first = {
        "created": gettext("It is not paid yet: nothing was taken so far."),
        "paid": gettext("It is paid. Thank you!"),
        "failed": gettext("It was not paid, and nothing was taken."),
        "expired": gettext("It was not paid, and nothing was taken."),
        "refunded": gettext("This payment was given back."),
    }
    return [first[payment.status], *(_say_refund(payment, one) for one in refunds)]


def _say_refund(payment: Payment, refund: Refund) -> str:
    amount = READER.get().money(refund.amount + refund.tip, payment.currency)
    said = {
        "owed": gettext("%(amount)s goes back to your card: it was paid already, or is not made any more."),
        "done": gettext("%(amount)s went back to your card."),
        "refused": gettext("%(amount)s could not go back to your card: please ask the staff for it."),
    }
    return said[refund.status] % {"amount": amount}


def _again(payment: Payment) -> str:
    return f"/orders/{payment.order_id}/pay/?payment={payment.id}"


def _page(
    request: web.Request, held: HeldBill, place: RestaurantSettings, told: dict[str, Any], status: int = 200
) -> web.Response:
    order_id = path_id(request, "order_id")
    context = {
        **NOTHING_TOLD,
        "path": f"/orders/{order_id}/",
        "key": uuid4(),
        "choices": _choices(held, place, order_id),
        "tips": [(tip, READER.get().percent(tip)) for tip in held.bill.rules.tips],
        "provider": name_of_provider(request.app),
        **told,
    }
    response = page(request, "pay.html", context, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _choices(held: HeldBill, place: RestaurantSettings, order_id: UUID) -> list[tuple[str, str, str]]:
    """What can be paid: all that is open, and the order alone where that is less or guests see nothing of each other."""
    found: list[tuple[str, str, int]] = []
    is_alone = bool(held.source.table) and not place.rules.shares_table
    if held.bill.open and not is_alone:
        found.append(("all", gettext("Everything that is open"), held.bill.open))
    lines = own_lines(held.bill, order_id)
    own = by_lines(held.bill, lines)[0].amount if lines and held.bill.open else 0
    if own and (is_alone or own < held.bill.open):
        found.append(("own", gettext("This order alone"), own))
    return [
        (f"{kind}:{amount}", label, READER.get().money(amount, held.currency))
        for kind, label, amount in found
    ]
