"""The routes of payments by a provider."""

from collections.abc import Sequence

from server.bills.routes import KEY
from server.http.route import Media, Route
from server.payments import handlers
from server.wire import bills, payments

PAYMENT_ROUTES: Sequence[Route] = (
    Route(
        "POST",
        "/api/payments/webhook/",
        "receive_payment_message",
        handlers.receive_message,
        "A signed message of the payment provider; one that was taken before changes nothing",
        body=Media(("application/json",), {"type": "object"}),
        answers={204: None},
        errors=(400, 404),
        headers={"Stripe-Signature": {"type": "string", "maxLength": 4000}},
    ),
    Route(
        "GET",
        "/api/restaurants/{restaurant_id}/payments/",
        "list_payments",
        handlers.list_payments,
        "Payments by a provider, newest first",
        access="waiter",
        query=payments.PaymentsQuery,
        answers={200: [payments.ProviderPayment]},
    ),
    Route(
        "POST",
        "/api/bills/{bill_id}/provider-refunds/",
        "refund_by_provider",
        handlers.refund,
        "Give something of a payment back through its provider; 202: it is away, and is asked again",
        access="waiter",
        body=payments.ProviderRefundRequest,
        answers={201: bills.Bill, 202: bills.Bill},
        errors=(409,),
        headers=KEY,
    ),
)
