"""Prepared responses, answered in front of the application: for the few routes that are read most.

The public menu and an order's status are bytes in memory. Routing, four middlewares and dispatch would cost about as much again
as sending them. So the server asks here first; whatever is not ready, or asked for in an unusual way, goes to the application.
Headers are made by the same functions as for every other response. An answer is counted and not timed: it takes no time that
could tell anything, and to note it would take longer.
"""

from collections.abc import Awaitable, Callable, Iterable

from aiohttp import HttpVersion11, web
from aiohttp.web_request import BaseRequest

from server.http.access_log import id_of
from server.http.forwarded import names_a_host, speaks_tls
from server.http.keys import METRICS, SETTINGS
from server.http.route import Route
from server.http.written import WrittenResponse, write_directly

Shortcuts = dict[tuple[str, str], Route]
SHORTCUTS = web.AppKey("shortcuts", dict[tuple[str, str], Route])
Answer = Callable[[BaseRequest], Awaitable[web.StreamResponse]]


def put_in_front(app: web.Application, runner: web.BaseRunner) -> None:
    """Let prepared responses answer first, for connections that `runner`, which is set up, takes from now on.

    Not where answers depend on who asks: where other origins are allowed.
    """
    if runner.server is None:
        raise RuntimeError("the runner must be set up first")
    if not app[SETTINGS].cors_origins:
        runner.server.request_handler = _FastPath(app, runner.server.request_handler).answer


class _FastPath:
    def __init__(self, app: web.Application, application: Answer) -> None:
        self._app, self._shortcuts, self._application = app, app[SHORTCUTS], application
        self._metrics, self._settings = app[METRICS], app[SETTINGS]

    async def answer(self, request: BaseRequest) -> web.StreamResponse:
        """Answer at once where the response is prepared."""
        answer = self._prepared(request)
        return await self._application(request) if answer is None else answer

    def _prepared(self, request: BaseRequest) -> WrittenResponse | None:
        path = request.rel_url.raw_path
        route, value = self._find(path)
        if route is None or route.shortcut is None or not _is_usual(request, path):
            return None
        prepared = route.shortcut(self._app, value, request.headers)
        if prepared is None:
            return None
        self._metrics.count("GET", route.name, prepared.status)
        return write_directly(prepared, id_of(request), is_tls=speaks_tls(request, self._settings))

    def _find(self, path: str) -> tuple[Route | None, str]:
        """The route whose path has its one parameter in the last place, or in the last but one; and its value."""
        cut = path.rfind("/", 0, -1) + 1
        route = self._shortcuts.get((path[:cut], "/"))
        if route is not None:
            return route, path[cut:-1]
        before = path.rfind("/", 0, cut - 1) + 1
        return self._shortcuts.get((path[:before], path[cut - 1 :])), path[before : cut - 1]


def _is_usual(request: BaseRequest, path: str) -> bool:
    return (
        request.method == "GET"
        and path.endswith("/")
        and not request.rel_url.raw_query_string
        and request.version == HttpVersion11
        and request.keep_alive
        and names_a_host(request)
    )


def shortcuts(routes: Iterable[Route]) -> Shortcuts:
    """The routes that have a shortcut, by what stands around the one parameter of their path."""
    return {_around(route.path): route for route in routes if route.shortcut}


def _around(path: str) -> tuple[str, str]:
    before, _, rest = path.partition("{")
    return before, rest.partition("}")[2]
