"""A server of its own with the demo menu, for looking at the pages from outside: screenshots and Lighthouse."""

import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer

from server.app import create_app
from server.db.embedded.postgres import EmbeddedPostgres
from server.db.migrate import migrate
from server.logs import configure
from server.settings import Settings

MENU = Path(__file__).parents[1] / "server/demo/trattoria.yaml"
YAML = {"Content-Type": "application/yaml"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A running restaurant: its address, the paths of itself in the API and of a table, and an owner's session."""

    origin: str
    slug: str
    api: str
    table: str
    owner: aiohttp.ClientSession


@asynccontextmanager
async def shown_restaurant() -> AsyncIterator[Shown]:
    """Run a server with the demo restaurant on a free port, and stop it."""
    configure("text", "warning")
    with (
        tempfile.TemporaryDirectory(prefix="aiqr-shown-") as folder,
        EmbeddedPostgres(Path(folder), sync=False) as postgres,
    ):
        url = postgres.dsn()
        await migrate(url)
        settings = Settings(
            _env_file=None,
            DATABASE_URL=url,
            AIQR_SECRET_KEY=secrets.token_urlsafe(48),
            AIQR_PARSER="grammar",
            AIQR_LIMIT_PARSE="off",
            AIQR_LIMIT_CONFIRM="off",
        )
        server = TestServer(create_app(settings))
        await server.start_server()
        try:
            async with aiohttp.ClientSession(base_url=server.make_url("/")) as session:
                yield await furnish(session, str(server.make_url("/")).rstrip("/"))
        finally:
            await server.close()


async def furnish(session: aiohttp.ClientSession, origin: str) -> Shown:
    """Open the demo restaurant, with a table, at a running server; the session becomes its owner's."""
    names = {"first_name": "Demo", "last_name": "Owner"}
    login = {"email": "owner@example.com", "password": secrets.token_urlsafe(16)}
    made = await _post(session, "/api/auth/register/", {**login, **names})
    session.headers["Authorization"] = f"Bearer {made['access']}"
    place = await _post(
        session, "/api/restaurants/", {"name": "Trattoria Sole", "currency": "USD", "locale": "en-US"}
    )
    path = f"/api/restaurants/{place['id']}"
    async with session.put(f"{path}/menu/", data=MENU.read_bytes(), headers=YAML) as answer:
        answer.raise_for_status()
    table = await _post(session, f"{path}/tables/", {"name": "5"})
    return Shown(origin, place["slug"], f"{path}/", f"/t/{table['code']}", session)


async def _post(session: aiohttp.ClientSession, path: str, body: dict[str, Any]) -> dict[str, Any]:
    async with session.post(path, json=body) as answer:
        answer.raise_for_status()
        made: dict[str, Any] = await answer.json()
        return made
