"""What guests pay through the payment provider: on a bill and as a list, and what is given back through it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid5

from aiohttp import web

from server.bills.model import HeldBill
from server.db.setup import POOL
from server.domain.errors import Conflict
from server.menu.setup import MENU_CACHE
from server.pages.amounts import read_amount
from server.pages.diner.item_form import Form
from server.pages.diner.visit import number_of
from server.pages.i18n import READER, gettext
from server.pages.provider import name_of_provider
from server.pages.render import dress, page
from server.pages.staff.login_page import for_staff
from server.pages.staff.reason import read_reason
from server.pages.staff.session import PATH, read_grant
from server.pages.staff.table_view import Formats
from server.payments import store
from server.payments.setup import PAYMENTS
from server.payments.store import Payment, Refund
from server.wire.vocabulary import RefundStatus

MOST_LISTED = 100


class NotGivenBackError(Conflict):
    """The provider gave nothing back, and is not asked again."""


@dataclass(frozen=True, slots=True)
class OnlineView:
    """A payment by the provider: its bill, when it was begun, its amount with the tip, and how it stands."""

    bill_id: str
    at: str
    amount: str
    tip: str
    state: str
    is_paid: bool
    refunds: Sequence[str]


@for_staff
async def read(request: web.Request) -> web.Response:
    """Show the latest payments by the provider."""
    grant = await read_grant(request)
    restaurant = (await request.app[MENU_CACHE].by_id(grant.restaurant_id)).restaurant
    async with request.app[POOL].acquire() as connection:
        found = await store.list_newest(connection, grant.restaurant_id, MOST_LISTED)
        refunds = await store.list_refunds(connection, [one.id for one in found])
    context: dict[str, Any] = {
        "restaurant": restaurant,
        "menu_language": restaurant.locale.replace("_", "-"),
        "back": f"{PATH}{grant.slug}/",
        "payments": [
            _view(one, [refund for refund in refunds if refund.payment_id == one.id], restaurant.timezone)
            for one in found
        ],
    }
    dress(request, restaurant.branding.accent)
    return page(request, "staff_payments.html", context)


async def tell(request: web.Request, held: HeldBill) -> list[str]:
    """Say what of the payments of a bill its entries do not: what is being paid, and what has not gone back yet."""
    orders = [order.id for order in held.source.orders]
    found = await store.list_of_orders(request.app[POOL], held.restaurant_id, orders)
    refunds = await store.list_refunds(request.app[POOL], [one.id for one in found])
    return list(_tell(held, found, refunds, name_of_provider(request.app)))


def _tell(
    held: HeldBill, payments: Sequence[Payment], refunds: Sequence[Refund], provider: str
) -> Iterator[str]:
    now = datetime.now(UTC)
    for one in payments:
        if one.status == "created" and one.checkout and one.expires_at > now:
            yield gettext("A guest is paying %(amount)s online just now.") % {
                "amount": _money(one.amount + one.tip, one.currency)
            }
    for refund in refunds:
        said = {"amount": _money(refund.amount + refund.tip, held.currency), "provider": provider}
        if refund.status == "owed":
            yield (
                gettext("%(amount)s goes back through %(provider)s, which is asked again until it is done.")
                % said
            )
        elif refund.status == "refused" and held.bill.overpaid:
            yield (
                gettext(
                    "%(provider)s did not give %(amount)s back: give it to the guest, and write it down below."
                )
                % said
            )


async def give_back(request: web.Request, held: HeldBill, form: Form, payment: str) -> bool:
    """Give something of a payment back through its provider; False where that is away, and is asked again.

    Invalid, NotFound; NotGivenBackError where it may not, or the provider refuses.
    """
    text = form.text("amount").strip()
    amount = read_amount(held, text) if text else None
    reason, number = read_reason(form), number_of(payment)
    once = uuid5(held.id, f"{number}\0{text}\0{reason}\0{form.text('key')}")
    try:
        return await request.app[PAYMENTS].refunds.wish(held.id, number, amount, reason, once)
    except Conflict as error:
        raise NotGivenBackError(error.detail) from None


def _view(payment: Payment, refunds: Sequence[Refund], timezone: str) -> OnlineView:
    formats, now = Formats(payment.currency, timezone), datetime.now(UTC)
    is_over = payment.status == "created" and payment.expires_at <= now
    return OnlineView(
        bill_id=str(payment.order_id),
        at=formats.moment(payment.created_at),
        amount=formats.money(payment.amount),
        tip=formats.money(payment.tip) if payment.tip else "",
        state=_say_state("expired" if is_over else payment.status),
        is_paid=payment.status == "paid",
        refunds=[f"{_say_refund(one.status)}: {formats.money(one.amount + one.tip)}" for one in refunds],
    )


def _say_state(status: str) -> str:
    return {
        "created": gettext("being paid"),
        "paid": gettext("paid"),
        "failed": gettext("not paid"),
        "expired": gettext("not paid"),
        "refunded": gettext("given back"),
    }[status]


def _say_refund(status: RefundStatus) -> str:
    return {
        "owed": gettext("goes back"),
        "done": gettext("given back"),
        "refused": gettext("could not go back"),
    }[status]


def _money(minor: int, currency: str) -> str:
    return READER.get().money(minor, currency)
