"""What every test may ask for: a real database, a running server, a client that speaks JSON."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from server.app import create_app
from server.fast_path import put_in_front
from server.settings import Settings, settings_of

pytest_plugins = [
    "tests.fixtures.postgres",
    "tests.fixtures.redis",
    "tests.fixtures.api",
    "tests.fixtures.browser",
]

LONG = ("test_schemathesis.py", "test_real_model.py")
"""Files that take longest: they begin first, so that nobody waits for them in the end."""
SECRET = "a-secret-that-only-these-tests-know-0123456789"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first; the order in which they were is kept otherwise."""
    items.sort(key=lambda item: item.path.name not in LONG)


def make_settings(**values: Any) -> Settings:
    """Settings of a test: nothing from the machine's environment, no limits unless asked for."""
    defaults = {
        "AIQR_SECRET_KEY": SECRET,
        "AIQR_LIMIT_PARSE": "off",
        "AIQR_LIMIT_CONFIRM": "off",
        "AIQR_LIMIT_LOGIN": "off",
        "AIQR_PARSER": "grammar",
        "AIQR_PASSWORD_COST": "test",
    }
    return settings_of(**{**defaults, **values})


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Settings over a fresh, migrated database."""
    return make_settings(DATABASE_URL=database_url)


@pytest.fixture
async def server(settings: Settings) -> AsyncIterator[TestServer]:
    """A server on a real socket of this machine."""
    app = create_app(settings)
    running = TestServer(app)
    await running.start_server()
    assert running.runner is not None
    put_in_front(app, running.runner)
    yield running
    await running.close()


@pytest.fixture
async def http(server: TestServer) -> AsyncIterator[aiohttp.ClientSession]:
    """A plain HTTP session whose base is the server."""
    async with aiohttp.ClientSession(base_url=server.make_url("/")) as session:
        yield session
