"""A server that may deliver to this machine, a restaurant, and a peer that is told."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from aiohttp import ClientTimeout

from server.settings import Settings
from server.webhooks import courier, network
from tests.conftest import make_settings
from tests.webhooks.receiver import Peer, running_peer


@pytest.fixture
def settings(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings that allow this machine's own network; it looks often, and waits a second for an answer."""
    monkeypatch.setattr(network, "PATIENCE", ClientTimeout(total=1))
    monkeypatch.setattr(courier, "ROUND_SECONDS", 0.05)
    return make_settings(DATABASE_URL=database_url, AIQR_WEBHOOK_NETWORKS="127.0.0.0/8")


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    """Another program's server."""
    async with running_peer() as running:
        yield running


@pytest.fixture
async def database(database_url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """A connection to the server's database."""
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()
