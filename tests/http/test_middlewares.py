"""What a handler raises, as the answer that a client gets."""

import aiohttp
import asyncpg
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from server.http.middlewares import errors


@pytest.mark.parametrize(
    ("raised", "status", "title"),
    [
        (asyncpg.ConnectionDoesNotExistError("cut"), 503, "Temporarily unavailable"),
        (asyncpg.ClientCannotConnectError("refused"), 503, "Temporarily unavailable"),
        (asyncpg.QueryCanceledError("too slow"), 503, "Temporarily unavailable"),
        (TimeoutError(), 503, "Temporarily unavailable"),
        (asyncpg.InterfaceError("the server expects 1 argument"), 500, "Internal error"),
        (asyncpg.UndefinedColumnError("column does not exist"), 500, "Internal error"),
        (FileNotFoundError("page.html"), 500, "Internal error"),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_only_what_passes_by_itself_asks_the_client_to_try_again(
    raised: Exception, status: int, title: str
) -> None:
    """A database that is away is 503 with Retry-After; a mistake of ours, a missing file too, is 500 without it."""

    async def fail(_: web.Request) -> web.Response:
        raise raised

    app = web.Application(middlewares=[errors])
    app.router.add_get("/", fail)
    async with (
        TestServer(app) as running,
        aiohttp.ClientSession() as http,
        http.get(running.make_url("/")) as answer,
    ):
        assert (answer.status, (await answer.json(content_type=None))["title"]) == (status, title)
        assert ("Retry-After" in answer.headers) == (status == 503)
