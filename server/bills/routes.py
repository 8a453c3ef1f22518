"""The routes of bills."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.bills import handlers
from server.http.route import Handler, Route
from server.wire import bills as wire
from server.wire.base import Request

KEY: Mapping[str, Mapping[str, Any]] = {
    "Idempotency-Key": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[ -~]+$"}
}


def _writes(what: str, name: str, handler: Handler, summary: str, body: type[Request]) -> Route:
    return Route(
        "POST",
        f"/api/bills/{{bill_id}}/{what}/",
        name,
        handler,
        summary,
        access="waiter",
        body=body,
        answers={201: wire.Bill, 200: wire.Bill},
        errors=(409, 422),
        headers=KEY,
    )


BILLS: Sequence[Route] = (
    Route(
        "GET",
        "/api/restaurants/{restaurant_id}/bills/",
        "list_bills",
        handlers.list_bills,
        "Bills of which something is open: of tables, and of orders without one; oldest first",
        access="waiter",
        answers={200: [wire.BillSummary]},
    ),
    Route(
        "GET",
        "/api/bills/{bill_id}/",
        "read_bill",
        handlers.read_bill,
        "A bill with all its amounts, by its id or that of any order of it",
        access="waiter",
        answers={200: wire.Bill},
    ),
    Route(
        "GET",
        "/api/bills/{bill_id}/split/",
        "split_bill",
        handlers.split_bill,
        "What each has to pay: by guest, by lines, in equal parts, by amounts; nothing is written",
        access="waiter",
        query=wire.SplitQuery,
        answers={200: wire.BillSplit},
        errors=(409,),
    ),
    _writes("payments", "pay_bill", handlers.pay, "Mark a payment at the counter", wire.PayRequest),
    _writes("voids", "void_lines", handlers.void, "Charge lines no more", wire.VoidRequest),
    _writes("discounts", "discount_bill", handlers.discount, "Let something off", wire.DiscountRequest),
    _writes("guests", "set_guests", handlers.set_guests, "Say how many sit there", wire.GuestsRequest),
    _writes(
        "refunds", "refund_payment", handlers.refund, "Give something of a payment back", wire.RefundRequest
    ),
    Route(
        "GET",
        "/api/bills/{bill_id}/receipts/",
        "list_receipts",
        handlers.list_receipts,
        "The receipts of a bill as they were printed, oldest first; none as long as it is open",
        access="waiter",
        answers={200: [wire.Receipt]},
    ),
    Route(
        "GET",
        "/api/restaurants/{restaurant_id}/receipts/",
        "list_new_receipts",
        handlers.list_new_receipts,
        "A restaurant's receipts after one of them, oldest first: for a printer",
        access="waiter",
        query=wire.ReceiptsQuery,
        answers={200: [wire.Receipt]},
    ),
    Route(
        "POST",
        "/api/restaurants/{restaurant_id}/closings/",
        "close_day",
        handlers.close_day,
        "Close the day: what was sold, paid and given back since the last closing, numbered and never changed",
        access="manager",
        answers={201: wire.Closing},
    ),
    Route(
        "GET",
        "/api/restaurants/{restaurant_id}/closings/",
        "list_closings",
        handlers.list_closings,
        "The last closings, newest first",
        access="manager",
        query=wire.ClosingsQuery,
        answers={200: [wire.Closing]},
    ),
    Route(
        "GET",
        "/api/restaurants/{restaurant_id}/closings/{closing_number}/",
        "read_closing",
        handlers.read_closing,
        "A closing as it was made",
        access="manager",
        answers={200: wire.Closing},
    ),
    Route(
        "GET",
        "/api/public/tables/{code}/bill/",
        "read_table_bill",
        handlers.read_table_bill,
        "The bill of a table's present visit, for who has its code",
        answers={200: wire.PublicBill},
        logged=False,
    ),
)
