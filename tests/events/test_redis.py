"""Notifications by Redis, which others may use as well: only those of our servers are taken, and silence is noticed."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from redis.asyncio import Redis

from server.events import redis as module
from server.events.redis import RedisTransport, channel_of
from tests.faults.proxy import Proxy, Weather
from tests.fixtures.patience import PATIENCE

SECRET, OTHER_SECRET = "the servers share this one 0123456789", "a neighbour of the same Redis 0123456789"
NOTE = '["menu","0b0e0c64-9c3c-4b62-8a0e-9e34f2f0a001"]'
CHANNEL = channel_of(NOTE)


@pytest.fixture
async def wire(redis_url: str) -> AsyncIterator[tuple[Proxy, str]]:
    """A wire to Redis, and the address at its near end."""
    proxy = Proxy()
    port = await proxy.to_tcp(urlsplit(redis_url).port or 0)
    yield proxy, f"redis://127.0.0.1:{port}/0"
    await proxy.close()


async def is_listened_to(transport: RedisTransport, client: Any) -> bool:
    command = "SHARDNUMSUB" if await transport._is_sharded() else "NUMSUB"
    return bool((await client.execute_command("PUBSUB", command, CHANNEL))[1])


async def publish(transport: RedisTransport, client: Any, message: str | bytes) -> None:
    command = "SPUBLISH" if await transport._is_sharded() else "PUBLISH"
    await client.execute_command(command, CHANNEL, message)


async def listening(transport: RedisTransport, client: Any, listens: "asyncio.Task[None]") -> None:
    """Wait until Redis knows of it."""
    async with asyncio.timeout(PATIENCE):
        while not await is_listened_to(transport, client):
            assert not listens.done()
            await asyncio.sleep(0.01)


async def test_what_no_server_of_ours_has_published_is_left_out(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a seal, with a neighbour's, with that of another channel, not even text, or too long; the next one is heard."""
    monkeypatch.setattr(module, "LONGEST_MESSAGE", 2_000)
    heard: list[str] = []
    got = asyncio.Event()

    def receive(text: str) -> None:
        heard.append(text)
        got.set()

    ours, sender, neighbour = [RedisTransport(redis_url, s) for s in (SECRET, SECRET, OTHER_SECRET)]
    client: Any = Redis.from_url(redis_url)
    task = asyncio.create_task(ours.listen(receive))
    await listening(ours, client, task)
    for wrong in (
        NOTE, f"somebody\n{NOTE}", neighbour._sealed(CHANNEL, f"x\n{NOTE}"), sender._sealed("aiqr:events:elsewhere", f"x\n{NOTE}"),
        b"\xff\xfe\x00", "", "\n", sender._sealed(CHANNEL, f"x\n{NOTE}" + "x" * 2_000),
    ):  # fmt: skip
        await publish(ours, client, wrong)
    await neighbour.send([NOTE])
    await sender.send([NOTE])
    await asyncio.wait_for(got.wait(), PATIENCE)
    assert heard == [NOTE]
    task.cancel()
    for each in (ours, sender, neighbour):
        await each.close()
    await client.aclose()


@pytest.mark.slow
async def test_a_silent_connection_is_given_up(
    redis_url: str, wire: tuple[Proxy, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no answer comes to the pings on the very connection that listens, another one is made."""
    proxy, url = wire
    transport = RedisTransport(url, SECRET)
    client: Any = Redis.from_url(redis_url)
    listens = asyncio.create_task(transport._listen_once(lambda _: None))
    await listening(transport, client, listens)
    proxy.change(Weather.FROZEN)
    monkeypatch.setattr(module, "DEAD_AFTER", 0.3)
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    await asyncio.wait_for(asyncio.wait({listens}), PATIENCE)
    proxy.change(Weather.FINE)
    await transport.close()
    await client.aclose()


@pytest.mark.slow
async def test_a_quiet_connection_is_kept(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers to pings are life enough: a night without an order makes no new connection."""
    monkeypatch.setattr(module, "DEAD_AFTER", 2.0)
    monkeypatch.setattr(module, "PATIENCE", 0.5)
    transport = RedisTransport(redis_url, SECRET)
    listens = asyncio.create_task(transport._listen_once(lambda _: None))
    done, _ = await asyncio.wait({listens}, timeout=4.0)
    assert not done
    listens.cancel()
    await transport.close()
