"""A model that takes questions and does not answer them while diners order."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest

from tests.faults.deployment import opened
from tests.faults.traffic import Traffic, flowing

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]

TIMEOUT = 3.0
"""Seconds that the server waits for the model."""
MORE = 3.0
"""What the rest of an answer may take on a busy machine."""
SPEAKERS = 40
Manner = Callable[[asyncio.StreamWriter], Awaitable[None]]


async def says_nothing(writer: asyncio.StreamWriter) -> None:
    """Take the question and keep the connection."""
    await writer.drain()
    await asyncio.Event().wait()


async def drips(writer: asyncio.StreamWriter) -> None:
    """Begin a long answer, and send one byte of it now and then."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.1)


@asynccontextmanager
async def model(manner: Manner) -> AsyncIterator[str]:
    """The address of a model with bad manners."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talking = asyncio.ensure_future(manner(writer))
        with contextlib.suppress(OSError):
            await reader.read(-1)
        talking.cancel()
        await asyncio.wait({talking})
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    finally:
        server.close()


@pytest.mark.parametrize("manner", [says_nothing, drips])
async def test_the_model_hangs(manner: Manner) -> None:
    """Words are understood without it when its time is over, at once while it is left alone; orders take no longer."""
    async with model(manner) as url:
        settings = {
            "OPENAI_BASE_URL": url,
            "OPENAI_MODEL": "tiny",
            "AIQR_PARSER": "openai",
            "AIQR_MODEL_TIMEOUT": str(TIMEOUT),
        }
        async with opened(workers=2, settings=settings) as deployment, flowing(deployment) as traffic:
            await everybody_speaks(traffic)
            assert TIMEOUT <= traffic.slowest["parse"] < TIMEOUT + MORE, traffic.slowest
            assert traffic.slowest["confirm"] < TIMEOUT, traffic.slowest
            await asyncio.sleep(TIMEOUT + 1)
            traffic.slowest.clear()
            await asyncio.sleep(2)
            assert traffic.slowest["parse"] < TIMEOUT, traffic.slowest
            await traffic.settle()


async def everybody_speaks(traffic: Traffic) -> None:
    """So many at a time that every worker has its questions unanswered, and leaves the model alone."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session:
        await asyncio.gather(*(traffic.speak(session) for _ in range(SPEAKERS)))
