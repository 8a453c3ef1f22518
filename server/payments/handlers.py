"""Payments by a provider over HTTP: its messages, and what members see and give back."""

from uuid import UUID, uuid4, uuid5

from aiohttp import web

from server.accounts.setup import GRANT
from server.bills.document import write_bill
from server.bills.setup import BILLS
from server.db.setup import POOL
from server.domain.errors import NotFound
from server.domain.money import read_minor, to_text
from server.http.keys import BODY, QUERY
from server.http.requests import path_id, read_bytes, reply, reply_list
from server.http.route import BODY_LIMIT
from server.orders.handlers import idempotency_key
from server.payments import store
from server.payments.setup import PAYMENTS
from server.payments.store import Payment, Refund
from server.wire import payments as wire
from server.wire.vocabulary import RefundStatus


async def receive_message(request: web.Request) -> web.Response:
    """Take a message of the payment provider; one that was taken before changes nothing."""
    payments = request.app[PAYMENTS]
    body = await read_bytes(request, BODY_LIMIT)
    if payments.provider is None:
        raise NotFound("This server has no payment provider.")
    message = payments.provider.read_webhook(body, request.headers)
    if message is not None:
        await payments.receive(message)
    return web.Response(status=204)


async def list_payments(request: web.Request) -> web.Response:
    """List a restaurant's payments by a provider, newest first."""
    query: wire.PaymentsQuery = request[QUERY]
    async with (
        request.app[POOL].acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        found = await store.list_newest(connection, request[GRANT].restaurant_id, query.limit)
        refunds = await store.list_refunds(connection, [payment.id for payment in found])
    return reply_list(
        _write(payment, [one for one in refunds if one.payment_id == payment.id]) for payment in found
    )


async def refund(request: web.Request) -> web.Response:
    """Give something of a payment back through its provider: 201, or 202 where that is away and is asked again."""
    body: wire.ProviderRefundRequest = request[BODY]
    bill_id, bills = path_id(request, "bill_id"), request.app[BILLS]
    held = await bills.get(request[GRANT].restaurant_id, bill_id)
    is_done = await request.app[PAYMENTS].refunds.wish(
        bill_id, body.payment, _amount(body, held.currency), body.reason, _refund_id(request, bill_id)
    )
    held = await bills.get(request[GRANT].restaurant_id, bill_id)
    return reply(write_bill(held), 201 if is_done else 202)


def _amount(body: wire.ProviderRefundRequest, currency: str) -> int | None:
    return None if body.amount is None else read_minor("amount", body.amount, currency)


def _refund_id(request: web.Request, bill_id: UUID) -> UUID:
    """The same for the same Idempotency-Key and wish."""
    key = idempotency_key(request)
    return uuid4() if key is None else uuid5(bill_id, f"{request[BODY].model_dump_json()}{key}")


def _write(payment: Payment, refunds: list[Refund]) -> wire.ProviderPayment:
    def total(status: RefundStatus) -> str:
        return to_text(sum(one.amount + one.tip for one in refunds if one.status == status), payment.currency)

    return wire.ProviderPayment(
        id=payment.id,
        bill_id=payment.bill_id,
        provider=payment.provider,
        status=payment.status,
        currency=payment.currency,
        amount=to_text(payment.amount, payment.currency),
        tip=to_text(payment.tip, payment.currency),
        refunded=total("done"),
        owed=total("owed"),
        refused=total("refused"),
        reference=payment.reference,
        created_at=payment.created_at,
    )
