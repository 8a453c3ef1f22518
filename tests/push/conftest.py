"""A server and its push service, for each test."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer

from server.settings import Settings
from tests.fixtures.push import PushService, running_service, serving_pushes


@pytest.fixture
async def push_service(certificate: str) -> AsyncIterator[PushService]:
    """A push service behind TLS."""
    async with running_service(certificate) as service:
        yield service


@pytest.fixture
async def server(
    settings: Settings, push_service: PushService, certificate: str
) -> AsyncIterator[TestServer]:
    """A server that finds the push service under every name."""
    async with serving_pushes(settings, push_service, certificate) as running:
        yield running
