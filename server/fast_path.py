"""Answers that were made before, written past all that makes an answer: for the few routes that are read most.

They stand in front of the application. The short way sends what the long way sends, header by header; it is
counted in the figures, but neither timed nor logged. What is not ready, or asked for in an unusual way, goes the
long way.
"""

from collections.abc import Awaitable, Callable, Iterable
from functools import lru_cache
from http import HTTPStatus

from aiohttp import HttpVersion11, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.helpers import rfc822_formatted_time
from aiohttp.web_request import BaseRequest

from server.http.access_log import id_of
from server.http.forwarded import speaks_tls
from server.http.headers import SECURITY, STRICT_TRANSPORT
from server.http.keys import METRICS, SETTINGS
from server.http.prepared import Fields
from server.http.route import Route

Shortcuts = dict[tuple[str, str], Route]
SHORTCUTS = web.AppKey("shortcuts", dict[tuple[str, str], Route])
Answer = Callable[[BaseRequest], Awaitable[web.StreamResponse]]


def put_in_front(app: web.Application, runner: web.BaseRunner) -> None:
    """Let the shortcuts of routes answer first, for connections that `runner`, which is set up, takes from now on.

    Not where answers depend on who asks: where other origins are allowed.
    """
    if runner.server is None:
        raise RuntimeError("the runner must be set up first")
    if not app[SETTINGS].cors_origins:
        runner.server.request_handler = _Swift(app, app[SHORTCUTS], runner.server.request_handler).answer


class _Swift:
    def __init__(self, app: web.Application, shortcuts: Shortcuts, long_way: Answer) -> None:
        self._app, self._shortcuts, self._long_way = app, shortcuts, long_way
        self._figures, self._settings = app[METRICS], app[SETTINGS]

    async def answer(self, request: BaseRequest) -> web.StreamResponse:
        """Answer at once where the answer is ready."""
        path = request.rel_url.raw_path
        route, value = self._find(path)
        if route is None or route.shortcut is None or not _is_plain(request, path):
            return await self._long_way(request)
        made = route.shortcut(self._app, value, request.headers)
        if made is None:
            return await self._long_way(request)
        self._figures.count("GET", route.name, made.status)
        own = f"Date: {rfc822_formatted_time()}\r\nX-Request-ID: {id_of(request)}\r\n"
        if speaks_tls(request, self._settings):
            own += f"Strict-Transport-Security: {STRICT_TRANSPORT}\r\n"
        return _Written(made.status, f"{_head(made.status, made.fields, len(made.body))}{own}\r\n", made.body)

    def _find(self, path: str) -> tuple[Route | None, str]:
        """The route whose path has its one parameter in the last place, or in the last but one; and its value."""
        cut = path.rfind("/", 0, -1) + 1
        route = self._shortcuts.get((path[:cut], "/"))
        if route is not None:
            return route, path[cut:-1]
        before = path.rfind("/", 0, cut - 1) + 1
        return self._shortcuts.get((path[:before], path[cut - 1 :])), path[before : cut - 1]


def shortcuts(routes: Iterable[Route]) -> Shortcuts:
    """The routes that have a shortcut, by what stands around the one parameter of their path."""
    return {_around(route.path): route for route in routes if route.shortcut}


def _around(path: str) -> tuple[str, str]:
    before, _, rest = path.partition("{")
    return before, rest.partition("}")[2]


class _Written(web.StreamResponse):
    """Writes a head and a body as they are; the event loop sends them together, without a copy."""

    def __init__(self, status: int, head: str, body: bytes) -> None:
        super().__init__(status=status)
        self._head, self._whole_body = head, body

    async def prepare(self, request: BaseRequest) -> AbstractStreamWriter | None:
        """Write everything."""
        self._keep_alive, self._eof_sent = True, True
        await request.writer.write(self._head.encode())
        await request.writer.write_eof(self._whole_body)
        return request.writer

    async def write_eof(self, data: bytes = b"") -> None:
        """Do nothing: all is written."""


def _is_plain(request: BaseRequest, path: str) -> bool:
    return (
        request.method == "GET"
        and path.endswith("/")
        and request.keep_alive
        and request.version == HttpVersion11
    )


@lru_cache(maxsize=4096)
def _head(status: int, fields: Fields, length: int) -> str:
    given = dict(fields)
    everything = {**given, **{name: value for name, value in SECURITY.items() if name not in given}}
    if status != HTTPStatus.NOT_MODIFIED:
        everything["Content-Length"] = str(length)
    lines = "".join(f"{name}: {value}\r\n" for name, value in everything.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{lines}"
