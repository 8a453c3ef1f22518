"""The local model service, and clients of it."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from server.parsing.language_model.openai_client import ModelClient, ModelConfig
from tests.parsing.language_model.service import ModelService


@pytest.fixture(autouse=True)
def _quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tries of the client there is no pause to speak of."""
    monkeypatch.setattr("server.parsing.language_model.openai_client.FIRST_PAUSE", 0.01)


@pytest.fixture
async def service() -> AsyncIterator[ModelService]:
    """A model service without behaviour yet; its address is `service.address`."""
    service = ModelService()
    running = TestServer(service.app)
    await running.start_server()
    service.address = str(running.make_url("/v1"))
    yield service
    await running.close()


@pytest.fixture
async def client_of(service: ModelService) -> AsyncIterator[Callable[..., ModelClient]]:
    """Makes clients of the service, with the given limits, and closes them."""
    made: list[ModelClient] = []

    def make(**limits: Any) -> ModelClient:
        config = ModelConfig(model="tiny", base_url=service.address, api_key="key", **limits)
        made.append(ModelClient(config))
        return made[-1]

    yield make
    for client in made:
        await client.close()
