"""The route by which a diner's browser asks to be told about an order."""

from collections.abc import Sequence

from server.http.route import Route
from server.push import handlers
from server.wire.push import PushSubscription

PUSH: Sequence[Route] = (
    Route(
        "PUT",
        "/api/public/orders/{order_id}/push/",
        "subscribe_push",
        handlers.subscribe,
        "Tell a browser, by web push, when an order is ready or cancelled",
        body=PushSubscription,
        logged=False,
        answers={204: None},
        errors=(409,),
    ),
)
