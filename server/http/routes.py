"""What operators ask of the server."""

from collections.abc import Sequence

from server.http import probes
from server.http.route import Media, Route

STATE = Media(("application/json",), {"type": "object", "properties": {"status": {"type": "string"}}})

OPERATIONS: Sequence[Route] = (
    Route("GET", "/healthz", "healthz", probes.healthz, "The process lives", answers={200: STATE}),
    Route(
        "GET",
        "/readyz",
        "readyz",
        probes.readyz,
        "The database answers and is migrated",
        answers={200: STATE},
    ),
    Route(
        "GET",
        "/metrics",
        "metrics",
        probes.metrics,
        "Figures for Prometheus",
        answers={200: Media(("text/plain",))},
    ),
)
