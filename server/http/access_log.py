"""Every request gets an id, a line in the log and a place in the figures."""

import random
import re
import time

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler
from aiohttp.web_request import BaseRequest

from server.http.forwarded import exact_address
from server.http.keys import METRICS, REQUEST_ID, ROUTE
from server.http.metrics import Metrics
from server.http.route import Route
from server.http.written import WrittenResponse

log = structlog.get_logger("aiqr.access")

GIVEN_ID = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")
ID_BITS = 96
QUIET = frozenset({"healthz", "readyz", "metrics"})
"""Routes that are asked every few seconds: not logged where they say that something is away."""
READS = frozenset({"GET", "HEAD"})
SLOW_SECONDS = 1.0
"""What is done all evening and goes well is counted, and logged only where it took this long."""
CLIENT_ERROR = 400
UNKNOWN = "unknown"
SERVER_ERROR = 500


@web.middleware
async def observe(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Name the request, answer it, and note how that went."""
    request_id = id_of(request)
    request[REQUEST_ID] = request_id
    began = time.perf_counter()
    structlog.contextvars.bind_contextvars(request_id=request_id, client=exact_address(request))
    response = await handler(request)
    seconds = time.perf_counter() - began
    note_response(request.app[METRICS], request.method, request.get(ROUTE), response, seconds)
    return response


def id_of(request: BaseRequest) -> str:
    """Take the request's id from its headers, or make one: it need not be secret, only another's."""
    given = request.headers.get("X-Request-ID")
    if given is not None and GIVEN_ID.fullmatch(given):
        return given
    return f"{random.getrandbits(ID_BITS):024x}"


def note_response(
    metrics: Metrics, method: str, route: Route | None, response: web.StreamResponse, seconds: float
) -> None:
    """Count a response and time it; log it unless it is routine. Sockets and streams are not timed."""
    name = route.name if route else UNKNOWN
    metrics.count(method, name, response.status)
    if isinstance(response, (web.Response, WrittenResponse)):
        metrics.time(name, seconds)
    is_routine = method in READS or (route is not None and not route.logged)
    if response.status < CLIENT_ERROR and is_routine and seconds < SLOW_SECONDS:
        return
    if name in QUIET and response.status < SERVER_ERROR:
        return
    # The route stands for the path, whose codes, tokens and ids are keys.
    log.info(
        "request",
        method=method,
        route=route.path if route else UNKNOWN,
        status=response.status,
        ms=round(seconds * 1000, 1),
    )
