"""The real SDK against a local service: every way in which a model can fail to answer."""

import asyncio
import gzip
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web
from prometheus_client import REGISTRY

from server.parsing.language_model.openai_client import ModelClient, ModelConfig, ModelUnavailable
from tests.fixtures.patience import PATIENCE
from tests.parsing.language_model.service import Behaviour, ModelService, cuts, fails, hangs, says, sends

Clients = Callable[..., ModelClient]
MESSAGES = [{"role": "user", "content": "two lattes"}]
FORMAT: dict[str, Any] = {"type": "json_object"}


async def outcome(client: ModelClient) -> str:
    with pytest.raises(ModelUnavailable) as caught:
        await client.ask(MESSAGES, FORMAT)
    return caught.value.outcome


def metric(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def test_an_answer(service: ModelService, client_of: Clients) -> None:
    """The content comes back as it was sent; the request is deterministic, strict and bounded."""
    service.then(says({"lines": []}))
    assert await client_of().ask(MESSAGES, FORMAT) == '{"lines": []}'
    sent = service.requests[0]
    assert sent["model"] == "tiny"
    assert sent["messages"] == MESSAGES
    assert sent["temperature"] == 0
    assert sent["max_tokens"] > 0
    assert sent["response_format"] == FORMAT


async def test_tokens_and_cost_are_counted(service: ModelService, client_of: Clients) -> None:
    """Usage goes to the metrics, with the cost at the configured prices."""
    service.then(says("{}"))
    names = [("aiqr_model_tokens_total", {"kind": kind}) for kind in ("prompt", "cached", "completion")]
    before = [metric(name, **labels) for name, labels in names]
    cost = metric("aiqr_model_cost_total")
    await client_of(price_in=2.0, price_out=8.0).ask(MESSAGES, FORMAT)
    after = [metric(name, **labels) for name, labels in names]
    assert [new - old for new, old in zip(after, before, strict=True)] == [1000, 800, 100]
    assert metric("aiqr_model_cost_total") - cost == pytest.approx(0.0028)


@pytest.mark.parametrize(
    ("behaviour", "expected", "requests"),
    [
        (fails(500), "error", 3),
        (fails(503), "error", 3),
        (fails(429), "rate_limited", 3),
        (fails(429, Retry_After="3600"), "rate_limited", 1),
        (fails(400), "rejected", 1),
        (fails(401), "rejected", 1),
        (fails(404), "rejected", 1),
        (cuts, "unreachable", 3),
        (sends("<html>"), "invalid", 1),
        (sends("<html>", "text/html"), "invalid", 1),
        (sends("{}"), "invalid", 1),
        (sends('{"choices": null}'), "invalid", 1),
        (sends('{"choices": [], "usage": {"prompt_tokens": "x"}}'), "invalid", 1),
        (says("{", finish_reason="length"), "truncated", 1),
        (says("", finish_reason="content_filter"), "refused", 1),
        (says(None, refusal="I cannot help with that."), "refused", 1),
        (says(""), "invalid", 1),
        (says(None), "invalid", 1),
    ],
)
async def test_no_usable_answer(
    service: ModelService, client_of: Clients, behaviour: Behaviour, expected: str, requests: int
) -> None:
    """Each failure has its name, and only those that may pass are tried again, a bounded number of times."""
    service.then(behaviour)
    assert await outcome(client_of()) == expected
    assert len(service.requests) == requests


@pytest.mark.parametrize("first", [fails(500), fails(429, Retry_After="0"), cuts])
async def test_a_second_try_succeeds(service: ModelService, client_of: Clients, first: Behaviour) -> None:
    """What passes is not noticed."""
    service.then(first, says("{}"))
    assert await client_of().ask(MESSAGES, FORMAT) == "{}"


async def test_a_parameter_that_the_model_refuses_is_left_out(
    service: ModelService, client_of: Clients
) -> None:
    """A model that takes no temperature is asked without one from then on."""
    service.then(fails(400, param="temperature"), says("{}"))
    client = client_of()
    await client.ask(MESSAGES, FORMAT)
    await client.ask(MESSAGES, FORMAT)
    assert ["temperature" in sent for sent in service.requests] == [True, False, False]


async def test_a_slow_model_is_not_waited_for(service: ModelService, client_of: Clients) -> None:
    """The time limit ends the call; it counts once and is not tried again."""
    answer = asyncio.Event()
    service.then(hangs(answer))
    assert await outcome(client_of(timeout=0.2)) == "timeout"
    assert len(service.requests) == 1
    answer.set()


async def test_nobody_listens() -> None:
    """An address where nothing answers is unreachable, not an exception of the SDK."""
    client = ModelClient(ModelConfig(model="tiny", base_url="http://127.0.0.1:9/v1"))
    assert await outcome(client) == "unreachable"
    await client.close()


async def test_the_breaker_spares_a_failing_service(service: ModelService, client_of: Clients) -> None:
    """After failures in a row the service is not asked any more."""
    service.then(fails(500))
    client = client_of(tries=1)
    for _ in range(client.breaker.failures):
        assert await outcome(client) == "error"
    asked = len(service.requests)
    assert await outcome(client) == "resting"
    assert len(service.requests) == asked


async def test_a_rejected_request_does_not_open_the_breaker(
    service: ModelService, client_of: Clients
) -> None:
    """A 400 is about the request; the service is there for the next one."""
    service.then(fails(400))
    client = client_of()
    for _ in range(client.breaker.failures + 1):
        assert await outcome(client) == "rejected"


async def test_calls_at_once_are_limited(service: ModelService, client_of: Clients) -> None:
    """With every place taken a further text does not queue for long."""
    answer = asyncio.Event()
    service.then(hangs(answer))
    client = client_of(concurrency=2, wait=0.05)
    running = [asyncio.create_task(client.ask(MESSAGES, FORMAT)) for _ in range(2)]
    await service.arrivals(2)
    assert await outcome(client) == "busy"
    answer.set()
    await asyncio.gather(*running)
    assert len(service.requests) == 2


async def test_cancelling_frees_the_place(service: ModelService, client_of: Clients) -> None:
    """A diner who leaves takes nothing with them: the place is free and the breaker undecided."""
    answer = asyncio.Event()
    service.then(hangs(answer))
    client = client_of(concurrency=1)
    running = asyncio.create_task(client.ask(MESSAGES, FORMAT))
    await service.arrivals(1)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    answer.set()
    service.then(says("{}"))
    assert await client.ask(MESSAGES, FORMAT) == "{}"


@pytest.mark.parametrize("status", [200, 400, 500])
async def test_an_answer_without_end_is_left_at_a_megabyte(
    service: ModelService, client_of: Clients, status: int
) -> None:
    """A peer that sends for ever, an answer or an error, is hung up on after 1 MB, and is not asked again."""
    sent = 0
    ended = asyncio.Event()

    async def for_ever(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(status=status, headers={"Content-Type": "application/json"})
        await response.prepare(request)
        try:
            while True:
                await response.write(b" " * 65536)
                sent += 65536
        finally:
            ended.set()

    service.then(for_ever)
    assert await outcome(client_of(timeout=60.0)) == "too_large"
    await asyncio.wait_for(ended.wait(), PATIENCE)
    assert sent < 50_000_000  # what the two sockets hold is sent without being read
    assert len(service.requests) == 1


@pytest.mark.parametrize(("size", "taken"), [(1_000_000, True), (1_000_001, False)])
async def test_an_answer_has_a_million_bytes_at_most(
    service: ModelService,
    client_of: Clients,
    size: int,
    taken: bool,  # noqa: FBT001
) -> None:
    """Exactly as many are read, one more is refused."""
    answer = '{"choices": [{"message": {"content": "yes"}, "finish_reason": "stop"}]}'
    service.then(sends(answer + " " * (size - len(answer))))
    client = client_of(timeout=60.0)
    if taken:
        assert await client.ask(MESSAGES, FORMAT) == "yes"
    else:
        assert await outcome(client) == "too_large"


async def test_a_packed_answer_is_refused(service: ModelService, client_of: Clients) -> None:
    """None is asked for, as a small one can become a huge one."""

    async def packed(request: web.Request) -> web.Response:
        assert request.headers["Accept-Encoding"] == "identity"
        return web.Response(body=gzip.compress(b" " * 10_000_000), headers={"Content-Encoding": "gzip"})

    service.then(packed)
    assert await outcome(client_of()) == "too_large"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_not_followed(service: ModelService, client_of: Clients, status: int) -> None:
    """The diner's words go to the configured address alone."""
    redirected = web.HTTPFound(service.address + "/chat/completions").headers

    async def elsewhere(_: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": redirected["Location"]})

    service.then(elsewhere, says("{}"))
    assert await outcome(client_of()) == "rejected"
    assert len(service.requests) == 1
