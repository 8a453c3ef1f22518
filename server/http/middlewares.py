"""What every request passes through: errors become problem+json, and a forgotten slash is forgiven."""

import structlog
from aiohttp import ClientConnectionResetError, web
from aiohttp.typedefs import Handler

from server.db.errors import TRANSIENT_ERRORS
from server.domain.errors import DependencyAway, DomainError, Invalid
from server.http.forwarded import names_a_host
from server.http.keys import PATHS, REQUEST_ID, ROUTE
from server.http.problems import of_domain_error, problem

log = structlog.get_logger()

DATABASE_AWAY = "The database does not answer at the moment. Try again in a few seconds."
FAILED = "Something went wrong here; it has been logged under request_id. Try again."


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every exception into the one shape of error; a 5xx leaves its cause in the log."""
    try:
        return await handler(request)
    except DomainError as error:
        return _of_domain(request, error)
    except web.HTTPException as error:
        return _of_http(request, error)
    except Exception as error:
        if isinstance(error, ConnectionError) and _has_gone(request, error):
            raise  # nobody reads an answer
        if isinstance(error, TRANSIENT_ERRORS):
            log.warning("database away", error=error)
            return _of_domain(request, DependencyAway(DATABASE_AWAY))
        route = request.get(ROUTE)
        log.exception("request failed", method=request.method, route=route.path if route else "unknown")
        return _internal_error(request)


@web.middleware
async def check_host(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a Host header that names no host: links to this server would be made of it. Refuse a later HTTP too."""
    if request.version.major > 1:
        raise web.HTTPVersionNotSupported
    if not names_a_host(request):
        raise Invalid(
            [("Host", "must be one name or address of this server, such as orders.example.com:5005")]
        )
    return await handler(request)


def _has_gone(request: web.Request, error: ConnectionError) -> bool:
    """Whether it was the client's connection that broke, also while its body was read."""
    return isinstance(error, ClientConnectionResetError) or request.transport is None


def _of_domain(request: web.Request, error: DomainError) -> web.Response:
    if isinstance(error, DependencyAway):
        error.extra.setdefault("request_id", request.get(REQUEST_ID))
    return of_domain_error(error)


def _internal_error(request: web.Request) -> web.Response:
    return problem(500, "Internal error", FAILED, request_id=request.get(REQUEST_ID))


def _of_http(request: web.Request, error: web.HTTPException) -> web.Response:
    if error.status < 400:  # noqa: PLR2004  redirects pass
        raise error
    if isinstance(error, web.HTTPNotFound) and not request.path.endswith("/"):
        raise_if_slash_forgotten(request)
    headers = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else None
    return problem(
        error.status, error.reason, f"{request.method} {request.path}: {error.reason}.", headers=headers
    )


def raise_if_slash_forgotten(request: web.Request) -> None:
    """Redirect (308) where the path with a slash at its end is known."""
    with_slash = request.path + "/"
    if any(route.regex.fullmatch(with_slash) for route in request.app[PATHS]):
        raise web.HTTPPermanentRedirect(request.rel_url.with_path(with_slash).with_query(request.query))
