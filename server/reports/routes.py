"""The route of the figures."""

from collections.abc import Sequence

from server.http.route import Route
from server.reports import handlers
from server.wire import reports as wire

REPORTS: Sequence[Route] = (
    Route(
        "GET",
        "/api/restaurants/{restaurant_id}/reports/",
        "read_report",
        handlers.read_report,
        "Orders, revenue and times to ready by what `by` names; what was cancelled, or not understood",
        access="manager",
        query=wire.ReportQuery,
        answers={200: wire.Report},
    ),
)
