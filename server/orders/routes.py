"""The routes of diners' orders and of the members' list of them."""

from collections.abc import Sequence

from server.http.route import Media, Route
from server.orders import event_stream, handlers
from server.wire import orders as wire
from server.wire.hours import PublicRestaurant
from server.wire.parsing import ParseAnswer, ParseRequest

IDEMPOTENCY_KEY = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]*$"}

ORDERS: Sequence[Route] = (
    Route(
        "POST",
        "/api/public/orders/parse/",
        "parse_order",
        handlers.parse,
        "Understand an order in the diner's own words; stores nothing",
        body=ParseRequest,
        logged=False,
        answers={200: ParseAnswer},
        errors=(404,),
        limit="parse",
    ),
    Route(
        "GET",
        "/api/public/restaurants/{slug}/",
        "read_public_restaurant",
        handlers.read_restaurant,
        "Whether a restaurant would take an order now",
        answers={200: PublicRestaurant},
        logged=False,
    ),
    Route(
        "POST",
        "/api/public/orders/confirm/",
        "confirm_order",
        handlers.confirm,
        "Place an order; with an Idempotency-Key, once however often it is sent",
        body=wire.ConfirmRequest,
        logged=False,
        answers={201: wire.Order, 200: wire.Order},
        errors=(404, 409, 422),
        limit="confirm",
        repeat=handlers.repeat_confirm,
        headers={"Idempotency-Key": IDEMPOTENCY_KEY},
    ),
    Route(
        "GET",
        "/api/public/orders/{order_id}/status/",
        "read_order",
        handlers.status,
        "An order as its diner sees it",
        answers={200: wire.Order},
        shortcut=handlers.ready_status,
    ),
    Route(
        "GET",
        "/api/public/orders/{order_id}/events/",
        "follow_order",
        event_stream.events,
        "An order, live: one event now and one at each change",
        answers={200: Media(("text/event-stream",))},
    ),
    Route(
        "POST",
        "/api/public/orders/{order_id}/cancel/",
        "cancel_order",
        handlers.cancel,
        "Cancel an order or lines of it, as long as the kitchen has not begun; what is cancelled already stays so",
        body=wire.CancelRequest,
        answers={200: wire.Order},
        errors=(409,),
        limit="cancel",
    ),
    Route(
        "DELETE",
        "/api/orders/{order_id}/diner/",
        "erase_diner",
        handlers.erase_person,
        "Empty name, words, requests and allergies of an order that has ended; dishes and prices stay",
        access="manager",
        answers={204: None},
        errors=(409,),
    ),
    Route(
        "GET",
        "/api/restaurants/{restaurant_id}/orders/",
        "list_orders",
        handlers.list_orders,
        "A restaurant's orders, newest first",
        access="manager",
        query=handlers.OrdersQuery,
        answers={200: wire.OrderPage},
    ),
)
