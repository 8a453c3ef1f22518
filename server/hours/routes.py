"""The routes of when a restaurant takes orders."""

from collections.abc import Sequence

from server.hours import handlers
from server.http.route import Route
from server.wire import hours as wire

HOURS: Sequence[Route] = (
    Route(
        "GET",
        "/api/restaurants/{restaurant_id}/hours/",
        "read_hours",
        handlers.read_hours,
        "The week, the pause and the throttle, and whether an order is taken now",
        access="kitchen",
        answers={200: wire.Hours},
    ),
    Route(
        "PATCH",
        "/api/restaurants/{restaurant_id}/hours/",
        "change_hours",
        handlers.change_hours,
        "Change the week, pause for a while, or take only so many orders at a time",
        access="manager",
        body=wire.UpdateHoursRequest,
        answers={200: wire.Hours},
    ),
    Route(
        "PATCH",
        "/api/kitchen/{slug}/service/",
        "change_service",
        handlers.change_service,
        "Pause for a while, or take only so many orders at a time, from the kitchen",
        access="kitchen",
        body=wire.UpdateServiceRequest,
        answers={200: wire.Hours},
    ),
)
