"""What operators ask of the server."""

from collections.abc import Sequence

from server.http.route import Media, Route
from server.operations import docs, probes

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
        "/api/openapi.json",
        "read_openapi",
        docs.read_openapi,
        "This document",
        answers={200: Media(("application/json",), {"type": "object"}), 304: None},
    ),
    Route(
        "GET",
        "/api/docs/",
        "read_docs",
        docs.read_docs,
        "This document, for people",
        answers={200: Media(("text/html",))},
    ),
    Route(
        "GET",
        "/api/docs/docs.js",
        "read_docs_script",
        docs.read_script,
        "The script of the page of this document",
        answers={200: Media(("text/javascript",))},
        documented=False,
    ),
    Route(
        "GET",
        "/api/docs/docs.css",
        "read_docs_style",
        docs.read_style,
        "The style of the page of this document",
        answers={200: Media(("text/css",))},
        documented=False,
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
