"""The route of the log of changes."""

from collections.abc import Sequence

from server.audit import handlers
from server.http.route import Route
from server.wire import audit as wire

AUDIT: Sequence[Route] = (
    Route(
        "GET",
        "/api/restaurants/{restaurant_id}/log/",
        "read_log",
        handlers.read_log,
        "Who changed which price, role or setting, who sold out, cancelled, rolled back; newest first",
        access="owner",
        query=wire.LogQuery,
        answers={200: [wire.LogEntry]},
    ),
)
