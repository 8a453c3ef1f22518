"""What every test may ask for: a real database, a running server, a client that speaks JSON."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from server.app import create_app
from server.fast_path import put_in_front
from server.settings import Settings, settings_of

pytest_plugins = [
    "tests.fixtures.environment",
    "tests.fixtures.garbage",
    "tests.fixtures.languages",
    "tests.fixtures.mail",
    "tests.fixtures.properties",
    "tests.fixtures.postgres",
    "tests.fixtures.redis",
    "tests.fixtures.rounds",
    "tests.fixtures.shared_server",
    "tests.fixtures.api",
    "tests.fixtures.browser",
    "tests.fixtures.push",
]

SECRET = "a-secret-that-only-these-tests-know-0123456789"


def make_settings(**values: Any) -> Settings:
    """Return settings of these values, else without limits and without a model.

    What is named neither here nor by the test is read from the environment, of which `fixtures/environment.py` has
    taken every setting.
    """
    defaults = {
        "AIQR_SECRET_KEY": SECRET,
        "AIQR_LIMIT_PARSE": "off",
        "AIQR_LIMIT_CONFIRM": "off",
        "AIQR_LIMIT_LOGIN": "off",
        "AIQR_LIMIT_REGISTER": "off",
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
    async with start_server(settings) as running:
        yield running


@asynccontextmanager
async def start_server(settings: Settings) -> AsyncIterator[TestServer]:
    """Yield a server with these settings that answers on a real socket, as a worker process runs it."""
    app = create_app(settings)
    running = TestServer(app)
    await running.start_server()
    assert running.runner is not None
    put_in_front(app, running.runner)
    yield running
    await running.close()
