"""Figures for Prometheus. Labels are names of routes and such: never ids, so that there are few of them."""

import os
from collections.abc import Mapping
from typing import Literal

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from server.http.metrics_folder import SHARED_FOLDER

CONTENT_TYPE = CONTENT_TYPE_LATEST
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Seconds."""


class Metrics:
    """The figures of one server."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self._requests = Counter(
            "aiqr_http_requests_total",
            "Requests answered.",
            ("method", "route", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "aiqr_http_request_seconds",
            "Time from a request's headers to its answer; sockets and streams are not in it.",
            ("route",),
            buckets=BUCKETS,
            registry=registry,
        )
        self._gauges: dict[str, Gauge] = {}
        self._counts: dict[tuple[str, str, int], Counter] = {}
        self._timers: dict[str, Histogram] = {}

    def count(self, method: str, route: str, status: int) -> None:
        """Count an answer."""
        key = (method if method in METHODS else "OTHER", route, status)
        if (child := self._counts.get(key)) is None:
            child = self._counts[key] = self._requests.labels(*key)
        child.inc()

    def time(self, route: str, seconds: float) -> None:
        """Note how long an answer took."""
        if (child := self._timers.get(route)) is None:
            child = self._timers[route] = self._seconds.labels(route)
        child.observe(seconds)

    def render(self, states: Mapping[str, float], everywhere: Mapping[str, float] | None = None) -> bytes:
        """Write all figures in Prometheus' text format, with `states` and `everywhere` as gauges by their names.

        `states` are this process's own, and are summed; `everywhere` is the same in every process.

        Those of the process itself and of understanding, which knows no server, are in the library's own registry.
        """
        for name, value in states.items():
            self._gauge(name, "livesum").set(value)
        for name, value in (everywhere or {}).items():
            self._gauge(name, "livemostrecent").set(value)
        if SHARED_FOLDER not in os.environ:
            return generate_latest(self._registry) + generate_latest(REGISTRY)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)

    def _gauge(self, name: str, of_processes: Literal["livesum", "livemostrecent"]) -> Gauge:
        if name not in self._gauges:
            words = name.removeprefix("aiqr_").replace("_", " ").capitalize()
            self._gauges[name] = Gauge(
                name, f"{words}.", registry=self._registry, multiprocess_mode=of_processes
            )
        return self._gauges[name]
