"""The keys of the edge: what the application holds for every request, and what dispatch puts into a request."""

from typing import Any

from aiohttp import web

from server.http.metrics import Metrics
from server.http.rate_limit import Limits
from server.http.route import Route
from server.settings import Settings

SETTINGS = web.AppKey("settings", Settings)
LIMITS = web.AppKey("limits", Limits)
METRICS = web.AppKey("metrics", Metrics)
PATHS = web.AppKey("paths", list[Route])
"""Routes whose paths end in a slash."""

ROUTE = web.RequestKey("route", Route)
BODY: web.RequestKey[Any] = web.RequestKey("body", object)
QUERY: web.RequestKey[Any] = web.RequestKey("query", object)
REQUEST_ID = web.RequestKey("request_id", str)
