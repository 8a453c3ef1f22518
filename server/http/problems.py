"""Domain error → status and title, and the one body that every error has."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from server.domain import errors
from server.wire.messages import in_words

STATUS: Mapping[type[errors.DomainError], tuple[int, str]] = {
    errors.Invalid: (400, "Invalid request"),
    errors.NotLoggedIn: (401, "Not logged in"),
    errors.Forbidden: (403, "Not allowed"),
    errors.NotFound: (404, "Not found"),
    errors.Conflict: (409, "Conflict"),
    errors.TooLarge: (413, "Too large"),
    errors.WrongMediaType: (415, "Unsupported media type"),
    errors.KeyReused: (422, "Key used for another order"),
    errors.TooManyRequests: (429, "Too many requests"),
    errors.DependencyAway: (503, "Temporarily unavailable"),
}


def problem(
    status: int,
    title: str,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    **extra: Any,
) -> web.Response:
    """Build an `application/problem+json` response (RFC 9457) with `extra` members."""
    slug = HTTPStatus(status).phrase.lower().replace(" ", "-")
    body = {"type": f"urn:aiqr:problem:{slug}", "title": title, "status": status, "detail": detail, **extra}
    return web.Response(
        status=status,
        body=json.dumps(body, ensure_ascii=False).encode(),
        content_type="application/problem+json",
        headers=headers,
    )


def of_domain_error(error: errors.DomainError) -> web.Response:
    """Answer a domain error with its status, fields and headers."""
    status, title = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    extra, headers = dict(error.extra), {}
    if isinstance(error, errors.Invalid):
        extra["errors"] = error.entries()
    if isinstance(error, errors.NotLoggedIn):
        headers["WWW-Authenticate"] = 'Bearer realm="aiqr"'
    if isinstance(error, errors.TooManyRequests | errors.DependencyAway):
        headers["Retry-After"] = str(max(1, error.retry_after))
    return problem(status, title, error.detail, headers=headers, **extra)


def of_validation(error: ValidationError) -> errors.Invalid:
    """Turn pydantic's findings into the contract's: every field that is wrong, by its path."""
    found = [
        (field_path(e["loc"]), in_words(e)) for e in error.errors(include_url=False, include_input=False)
    ]
    return errors.Invalid(found)


def field_path(location: tuple[int | str, ...]) -> str:
    """`("items", 0, "quantity")` → `items[0].quantity`."""
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path or "body"
