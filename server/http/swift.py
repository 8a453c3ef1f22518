"""Answers that were made before, written past all that makes an answer: for the few routes that are read most.

The short way sends what the long way sends, header by header. It is counted in the figures, and not logged.
"""

import time
from collections.abc import Awaitable, Callable
from functools import lru_cache
from http import HTTPStatus

from aiohttp import HttpVersion11, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.helpers import rfc822_formatted_time
from aiohttp.web_request import BaseRequest

from server import keys
from server.http.headers import SECURITY, STRICT_TRANSPORT
from server.http.made import Fields, Made
from server.http.observing import id_of
from server.http.peer import is_https


class _Written(web.StreamResponse):
    """Writes head and body in one piece."""

    def __init__(self, status: int, text: bytes) -> None:
        super().__init__(status=status)
        self._text = text

    async def prepare(self, request: BaseRequest) -> AbstractStreamWriter | None:
        """Write everything."""
        self._keep_alive, self._eof_sent = True, True
        await request.writer.write_eof(self._text)
        return request.writer

    async def write_eof(self, data: bytes = b"") -> None:
        """Do nothing: all is written."""


@web.middleware
async def swift(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer at once where the route has a shortcut and its answer is ready."""
    route = request.app[keys.SHORTCUTS].get(request.match_info.handler)
    if route is None or route.shortcut is None or not _is_plain(request):
        return await handler(request)
    began = time.perf_counter()
    made = route.shortcut(request)
    if made is None:
        return await handler(request)
    figures = request.app[keys.METRICS]
    figures.count("GET", route.name, made.status)
    figures.time(route.name, time.perf_counter() - began)
    return _Written(made.status, _text(request, made))


def _is_plain(request: web.Request) -> bool:
    """Whether the answer is the same for everybody: a GET on a connection that stays, no other origins configured."""
    return (
        request.method == "GET"
        and request.version == HttpVersion11
        and request.keep_alive
        and not request.app[keys.SETTINGS].cors_origins
    )


def _text(request: web.Request, made: Made) -> bytes:
    own = f"Date: {rfc822_formatted_time()}\r\nX-Request-ID: {id_of(request)}\r\n"
    if is_https(request):
        own += f"Strict-Transport-Security: {STRICT_TRANSPORT}\r\n"
    return b"".join((_head(made.status, made.fields, len(made.body)), own.encode(), b"\r\n", made.body))


@lru_cache(maxsize=4096)
def _head(status: int, fields: Fields, length: int) -> bytes:
    given = dict(fields)
    everything = {**given, **{k: v for k, v in SECURITY.items() if k not in given}}
    if status != HTTPStatus.NOT_MODIFIED:
        everything["Content-Length"] = str(length)
    lines = "".join(f"{name}: {value}\r\n" for name, value in everything.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{lines}".encode()
