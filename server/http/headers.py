"""Headers of every answer: what browsers may do with it, and whose pages may read it."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from server.http.forwarded import is_https
from server.http.keys import REQUEST_ID, SETTINGS

POLICY = (
    "default-src 'self'; img-src 'self' https: data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SERVER = "aiqr"
"""What stands in `Server`, where aiohttp would name its version and Python's."""
STRICT_TRANSPORT = "max-age=31536000"
READABLE = "ETag, Location, Retry-After, WWW-Authenticate, X-Request-ID"
SENDABLE = "Accept, Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-ID"
PREFLIGHT_SECONDS = "600"


def security_headers(request_id: str | None, *, is_tls: bool) -> dict[str, str]:
    """The headers of every response that the response does not set for itself."""
    headers = {**SECURITY, "Server": SERVER}
    if request_id is not None:
        headers["X-Request-ID"] = request_id
    if is_tls:
        headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    return headers


async def complete(request: web.Request, response: web.StreamResponse) -> None:
    """Add what every answer carries, errors too (a signal's receiver, called just before the headers are sent)."""
    headers = response.headers
    for name, value in security_headers(request.get(REQUEST_ID), is_tls=is_https(request)).items():
        headers.setdefault(name, value)
    headers["Server"] = SERVER  # aiohttp has set its own by now
    if request.path.startswith("/api/"):
        headers.setdefault("Cache-Control", "no-store")
        _allow_origin(request, response)


def _allow_origin(request: web.Request, response: web.StreamResponse) -> None:
    allowed = request.app[SETTINGS].cors_origins
    if not allowed:
        return
    varies = response.headers.get("Vary")
    response.headers["Vary"] = f"{varies}, Origin" if varies else "Origin"
    if (origin := request.headers.get("Origin", "")) in allowed:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = READABLE


@web.middleware
async def preflight(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer a browser's question whether another origin's page may call the API, where origins are configured."""
    asked = request.headers.get("Access-Control-Request-Method")
    origins = request.app[SETTINGS].cors_origins
    if request.method != "OPTIONS" or not asked or not origins or not request.path.startswith("/api/"):
        return await handler(request)
    headers = {}
    if request.headers.get("Origin") in origins:
        headers = {
            "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
            "Access-Control-Allow-Headers": SENDABLE,
            "Access-Control-Max-Age": PREFLIGHT_SECONDS,
        }
    return web.Response(status=204, headers=headers)
