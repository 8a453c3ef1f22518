"""What a connection answers where no application can: to bytes that are no HTTP, and to nobody where the client has gone.

What a stranger sends is neither repeated in an answer nor in the log.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import structlog
from aiohttp import HttpVersion11, web
from aiohttp.http_exceptions import BadHttpMessage, HttpProcessingError, LineTooLong
from aiohttp.http_parser import RawRequestMessage
from aiohttp.web_protocol import RequestPayloadError
from aiohttp.web_request import BaseRequest

from server.http.access_log import id_of
from server.http.headers import security_headers
from server.http.problems import problem

log = structlog.get_logger("aiqr.access")

NO_HTTP = "What was sent is no HTTP request that this server understands. Nothing was changed."
TOO_LONG = "The first line or a header of the request is too long. Nothing was changed."
NOT_MET = "This server knows «Expect: 100-continue» alone. Nothing was changed."
FAILED = "Something went wrong here; it has been logged under request_id. Try again."
CLIENT_ERROR = 400
NOT_PARSED = "UNKNOWN"
"""The method of aiohttp's stand-in for a request that it could not parse."""


class Protocol(web.RequestHandler):
    """aiohttp's protocol of one connection, with this server's form of errors."""

    __slots__ = ()

    def handle_error(
        self,
        request: BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,  # noqa: ARG002  # it quotes what the client sent
    ) -> web.StreamResponse:
        """Answer what never reached the application with problem+json and one line in the log.

        Raises ConnectionError, on which aiohttp closes the connection in silence, where an answer has begun or
        nobody reads one.
        """
        if isinstance(exc, ConnectionError):
            raise exc
        request_id = id_of(request)
        response = _refusal(status, exc, request_id)
        line = {"client": request.remote or "", "request_id": request_id, "status": response.status}
        if isinstance(exc, BadHttpMessage):
            log.info("malformed request", kind=type(exc).__name__, **line)
        else:
            log.error("request failed", exc_info=exc, **line)
        if request.writer.output_size > 0:
            raise ConnectionError
        response.headers.update(security_headers(request_id, is_tls=False))
        response.force_close()
        return response

    def finish_response(
        self, request: BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> Coroutine[Any, Any, tuple[web.StreamResponse, bool]]:
        """Send a response; an error that aiohttp raised before the application began gets the form of all others."""
        if isinstance(resp, web.HTTPException) and resp.status >= CLIENT_ERROR:
            request_id = id_of(request)
            detail = NOT_MET if isinstance(resp, web.HTTPExpectationFailed) else f"{resp.reason}."
            log.info(
                "request refused", client=request.remote or "", request_id=request_id, status=resp.status
            )
            resp = problem(resp.status, resp.reason, detail)
            resp.headers.update(security_headers(request_id, is_tls=False))
            resp.force_close()
        return super().finish_response(request, resp, start_time)

    def log_exception(self, *args: Any, **kw: Any) -> None:
        """Log a failure of the connection, unless it is that of the rest of a body which nobody waits for."""
        if not isinstance(kw.get("exc_info"), RequestPayloadError | HttpProcessingError):
            super().log_exception(*args, **kw)


def _refusal(status: int, exc: BaseException | None, request_id: str) -> web.Response:
    if isinstance(exc, LineTooLong):
        return problem(431, "Request header too large", TOO_LONG)
    if isinstance(exc, BadHttpMessage):
        return problem(400, "Malformed request", NO_HTTP)
    return problem(status, "Internal error", FAILED, request_id=request_id)


Made = TypeVar("Made", bound=Protocol)


def protocols(server: web.Server, make: Callable[..., Made], **options: Any) -> Callable[..., Made]:
    """Return what calls `make` for the protocol of each new connection to `server`, with what it is given; `options` are those of `RequestHandler`."""
    make_request = server.request_factory

    def answered_in_http_1_1(message: RawRequestMessage, *rest: Any) -> BaseRequest:
        """Answer in the version that this server speaks what could not be parsed (RFC 9110, 2.5)."""
        if message.method == NOT_PARSED:
            message = message._replace(version=HttpVersion11)
        return make_request(message, *rest)

    server.request_factory = answered_in_http_1_1
    loop = asyncio.get_running_loop()
    return lambda *of: make(server, *of, loop=loop, **options)
