"""Run as `python -m tests.http.failing_server FORM`: asks every route of a server in which each one fails.

Prints how many failed. Whatever each request carries is secret, and must not be in what this process logs.
"""

import asyncio
import itertools
import re
import sys
from collections.abc import Callable

import aiohttp
import asyncpg
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import BaseModel, TypeAdapter

from server import app as application
from server import logs
from server.http.keys import ROUTE
from server.http.route import Handler, Route
from server.routes import ROUTES
from tests.conftest import make_settings

SECRETS = (
    "TOKEN-7f3a",
    "WORDS-no-onions",
    "NAME-Ana",
    "COOKIE-9c1d",
    "KEY-1a2b",
    "d6f8c0de1",
    "77123001",
    "5e2b7777-1111",
)
TOKEN, WORDS, NAME, COOKIE, KEY, CODE, NUMBER, START = SECRETS
PARAMETERS = (CODE, NUMBER, "main", f"{START}-7000-8000-000000000001", f"{CODE}.webp", f"{CODE}000")


class Diner(BaseModel):
    table: int


def fail_with(words: str) -> tuple[Callable[[], object], ...]:
    """The ways in which code fails with a diner's words in the message."""
    return (
        lambda: dict[str, str]()[words],
        lambda: int(words),
        lambda: words.encode("ascii") and asyncio.run(words),  # type: ignore[arg-type]
        lambda: Diner(table=words),
        lambda: TypeAdapter(list[int]).validate_json(f'["{words}"]'),
        lambda: _raise(_row_error(words)),
        lambda: _raise(
            asyncpg.InterfaceError(f"invalid input for query argument $1: '{words}' (it's not one)")
        ),
        lambda: _raise(ExceptionGroup("several", [ValueError(f"first: '{words}'"), KeyError(words)])),
        lambda: _raise(OSError(2, "No such file", words)),
    )


def _raise(error: Exception) -> None:
    raise error


def _row_error(words: str) -> asyncpg.PostgresError:
    return asyncpg.CheckViolationError(f"violates a check\nDETAIL:  Failing row contains ({words}).")


def failing_endpoint(route: Route) -> Handler:
    """A handler that has read everything of its request into variables, and fails."""

    async def fail(request: web.Request) -> web.StreamResponse:
        request[ROUTE] = route
        token, words = request.headers["Authorization"], f"{WORDS} é"
        body, query, cookies = await request.text(), dict(request.query), dict(request.cookies)
        ways = fail_with(f"{words} {token} {body}")
        try:
            ways[ROUTES.index(route) % len(ways)]()
        except Exception as error:
            raise RuntimeError(f"cannot answer '{body}' with {query!r} and {cookies!r}") from error
        raise AssertionError("unreachable")

    return fail


def path_of(route: Route) -> str:
    """A path of a route, with values that its pattern takes."""
    parameters = re.findall(r"{[^}]*}", route.path)
    for values in itertools.product(PARAMETERS, repeat=len(parameters)):
        path = route.path
        for parameter, value in zip(parameters, values, strict=True):
            path = path.replace(parameter, value, 1)
        if re.fullmatch(route.regex, path):
            return path
    raise AssertionError(f"no value fits {route.path}")


async def ask_all() -> int:
    """Ask every route once for each of its methods; returns how many answered 500."""
    setattr(application, "endpoint", failing_endpoint)  # noqa: B010  # in the place of what it imports
    app = application.create_app(make_settings(DATABASE_URL="postgresql://u:p@127.0.0.1:1/none"))
    failed = 0
    async with TestServer(app) as running, aiohttp.ClientSession(cookies={"session": COOKIE}) as http:
        for route in ROUTES:
            path = path_of(route)
            for method in route.methods:
                headers = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": KEY}
                url = running.make_url(path).update_query(name=NAME)
                async with http.request(method, url, data=WORDS, headers=headers) as answer:
                    failed += answer.status == 500
    return failed


if __name__ == "__main__":
    logs.configure("json" if sys.argv[1] == "json" else "text")
    sys.stdout.write(str(asyncio.run(ask_all())))
