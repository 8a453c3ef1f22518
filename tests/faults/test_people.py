"""Diners and screens with bad connections: nothing of them stays behind, and nobody else notices."""

import asyncio
import socket
from pathlib import Path

import pytest

from tests.faults.deployment import Deployment, opened
from tests.faults.leaks import open_files
from tests.faults.proxy import Weather
from tests.faults.traffic import Traffic, flowing

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]


@pytest.mark.parametrize("weather", [Weather.SLOW, Weather.DEAF, Weather.CUT], ids=lambda w: w.name.lower())
async def test_the_wire_to_the_diners_is_bad(weather: Weather) -> None:
    """Diners and screens that are slow, cut off, or cut off before the answer: each order exists once."""
    async with opened(workers=2) as deployment:
        port = await deployment.client_wire.to_tcp(deployment.machines[0].port)
        async with flowing(deployment, urls=[f"http://127.0.0.1:{port}"]) as traffic:
            deployment.client_wire.change(weather)
            await asyncio.sleep(4)
            deployment.client_wire.change(Weather.FINE)
            await traffic.orders(20)
            await traffic.settle()


async def test_clients_that_vanish_leave_nothing_behind() -> None:
    """Thirty-two streams and sockets cut off without a word: the workers' open files are what they were before."""
    async with opened(workers=1) as deployment, flowing(deployment, diners=2) as traffic:
        worker = deployment.machines[0].workers[0]
        port = await deployment.client_wire.to_tcp(deployment.machines[0].port)
        before = open_files(worker)
        hanging = await hang_on(traffic, port, 16)
        assert open_files(worker) >= before + 32
        deployment.client_wire.drop()
        await traffic.settle()
        for writer in hanging:
            writer.transport.abort()


async def hang_on(traffic: Traffic, port: int, count: int) -> list[asyncio.StreamWriter]:
    """Open `count` streams and `count` kitchen sockets, and read no more than that they are open."""
    order = next(iter(traffic.promised.values()))
    stream = f"GET /api/public/orders/{order}/events/ HTTP/1.1\r\nHost: x\r\n\r\n"
    writers = []
    for number in range(2 * count):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write((upgrade(traffic) if number % 2 else stream).encode())
        assert await reader.readline() in (b"HTTP/1.1 101 Switching Protocols\r\n", b"HTTP/1.1 200 OK\r\n")
        writers.append(writer)
    return writers


def upgrade(traffic: Traffic) -> str:
    """The request that opens a kitchen socket."""
    return (
        f"GET /ws/kitchen/{traffic.place.slug}/ HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        f"Authorization: Bearer {traffic.cook.token}\r\n\r\n"
    )


async def test_a_screen_stops_reading() -> None:
    """A screen that reads nothing is cut off while the others go on and miss nothing."""
    async with opened(workers=1) as deployment, flowing(deployment) as traffic:
        stuck = await screen_that_reads_nothing(deployment, traffic)
        assert is_held(stuck)
        deadline = asyncio.get_running_loop().time() + 60
        while is_held(stuck):
            assert asyncio.get_running_loop().time() < deadline, "it was never cut off"
            await traffic.orders(20)
        await traffic.settle()
        stuck.close()


def is_held(stuck: socket.socket) -> bool:
    """Whether the server still holds its end of a connection: one that was closed there belongs to no file."""
    here, there = (f":{address[1]:04X}" for address in (stuck.getsockname(), stuck.getpeername()))
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()]
    return any(row[1].endswith(there) and row[2].endswith(here) and row[9] != "0" for row in rows[1:])


async def screen_that_reads_nothing(deployment: Deployment, traffic: Traffic) -> socket.socket:
    """A kitchen socket with as little channel for what it does not read as the system allows."""
    loop = asyncio.get_running_loop()
    stuck = socket.socket()
    stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    stuck.setblocking(False)
    await loop.sock_connect(stuck, ("127.0.0.1", deployment.machines[0].port))
    await loop.sock_sendall(stuck, upgrade(traffic).encode())
    assert (await loop.sock_recv(stuck, 32)).startswith(b"HTTP/1.1 101")
    return stuck
