"""Errors as pages: what a person's browser gets where a program would get problem+json."""

from collections.abc import Awaitable, Callable

import orjson
from aiohttp import web

from server.pages.i18n import gettext
from server.pages.render import page, read_reader

NOT_FOR_PEOPLE = ("/api/", "/ws/", "/static/", "/healthz", "/readyz", "/metrics")
PROBLEM = "application/problem+json"
CLIENT_ERROR, CONFLICT, INTERNAL = 400, 409, 500
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def errors_as_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer a person's browser with a page wherever the answer would be problem+json."""
    answer = await handler(request)
    if (
        answer.status < CLIENT_ERROR
        or answer.content_type != PROBLEM
        or request.path.startswith(NOT_FOR_PEOPLE)
    ):
        return answer
    accepted = request.headers.get("Accept", "")
    if not isinstance(answer, web.Response) or ("json" in accepted and "text/html" not in accepted):
        return answer
    read_reader(request)
    title, text = _say(answer.status)
    made = page(request, "message.html", {"title": title, "text": text, "code": _code(answer)}, answer.status)
    for name in ("Retry-After", "Allow"):
        if name in answer.headers:
            made.headers[name] = answer.headers[name]
    return made


def _code(answer: web.Response) -> str:
    """What a person can tell the staff or us, so that the cause is found in the log."""
    body = answer.body
    if answer.status < INTERNAL or not isinstance(body, bytes):
        return ""
    return str(orjson.loads(body).get("request_id") or "")


def _say(status: int) -> tuple[str, str]:
    said = {
        404: (
            gettext("There is nothing here"),
            gettext(
                "This address leads nowhere, or no longer. At a table, scan its QR code again or ask the staff."
            ),
        ),
        429: (
            gettext("A moment, please"),
            gettext("That was very often in a short time. Nothing was changed: wait a minute and try again."),
        ),
        503: (
            gettext("Back in a moment"),
            gettext("We cannot answer at the moment. Nothing was changed: try again in a few seconds."),
        ),
    }
    wrong = (
        gettext("This did not work"),
        gettext("Nothing was changed. Go back and try again, or ask the staff."),
    )
    return said.get(status, wrong)
