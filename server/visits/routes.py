"""The routes of visits."""

from collections.abc import Sequence

from server.http.route import Media, Route
from server.visits import handlers
from server.wire import visits as wire

VISIT_ROUTES: Sequence[Route] = (
    Route(
        "GET",
        "/api/public/tables/{code}/",
        "read_table_visit",
        handlers.read_table,
        "What the table of a code has ordered in its present visit, and each of its guests",
        answers={200: wire.TableVisit},
        errors=(404,),
        logged=False,
    ),
    Route(
        "GET",
        "/api/public/tables/{code}/events/",
        "follow_table",
        handlers.table_events,
        "The same, live: one event now and one at each change",
        answers={200: Media(("text/event-stream",))},
        errors=(404,),
    ),
    Route(
        "POST",
        "/api/kitchen/{slug}/visits/end/",
        "end_visit",
        handlers.end_visit,
        "End a table's visit: whoever scans its code from now on sees nothing of before",
        access="kitchen",
        body=wire.EndVisitRequest,
        answers={204: None},
        errors=(404,),
    ),
)
