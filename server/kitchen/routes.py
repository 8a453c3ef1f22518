"""The kitchen's routes."""

from collections.abc import Sequence

from server.http.route import Route
from server.kitchen import handlers, socket, table_call_handlers
from server.wire import orders as wire
from server.wire.table_calls import Call, CallRequest, EndCallRequest, PlacedCall

KITCHEN: Sequence[Route] = (
    Route(
        "PATCH",
        "/api/kitchen/orders/{order_id}/",
        "move_order",
        handlers.move_order,
        "Move an order on, back or to cancelled; rush it",
        access="kitchen",
        authorizes_itself=True,
        body=wire.MoveOrderRequest,
        logged=False,
        answers={200: wire.KitchenOrder},
        errors=(409,),
    ),
    Route(
        "PATCH",
        "/api/kitchen/orders/{order_id}/items/{line_id}/",
        "bump_line",
        handlers.bump_line,
        "Mark one line of an order as done, or not",
        access="kitchen",
        authorizes_itself=True,
        body=wire.BumpLineRequest,
        logged=False,
        answers={200: wire.KitchenOrder},
        errors=(409,),
    ),
    Route(
        "GET",
        "/api/kitchen/orders/{order_id}/",
        "read_kitchen_order",
        handlers.read_order,
        "One order as the kitchen sees it",
        access="kitchen",
        answers={200: wire.KitchenOrder},
    ),
    Route(
        "POST",
        "/api/kitchen/{slug}/orders/cancel/",
        "cancel_orders",
        handlers.cancel_orders,
        "Cancel many open orders at once, after a flood",
        access="kitchen",
        body=wire.CancelOrdersRequest,
        answers={200: wire.CancelledOrders},
    ),
    Route(
        "POST",
        "/api/public/calls/",
        "call_staff",
        table_call_handlers.call_staff,
        "Call the staff to a table",
        body=CallRequest,
        answers={201: PlacedCall, 200: PlacedCall},
        errors=(404, 409),
        limit="call",
    ),
    Route(
        "PATCH",
        "/api/kitchen/calls/{call_id}/",
        "end_call",
        table_call_handlers.end_call,
        "Mark a table's call as done",
        access="kitchen",
        body=EndCallRequest,
        answers={200: Call},
    ),
    Route(
        "GET",
        "/api/kitchen/{slug}/orders/",
        "list_open_orders",
        handlers.open_orders,
        "The open orders and what is 86'd",
        access="kitchen",
        answers={200: wire.KitchenSnapshot},
    ),
    Route(
        "GET",
        "/ws/kitchen/{slug}/",
        "kitchen_socket",
        socket.kitchen_socket,
        "A kitchen display's WebSocket",
        answers={101: None},
        errors=(400,),
        may_log_in=True,
    ),
)
