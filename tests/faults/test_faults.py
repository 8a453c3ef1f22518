"""What may die or hang while diners order, and what must be true afterwards. See `Traffic.settle` for the promises."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from tests.faults.house import opened
from tests.faults.proxy import Weather
from tests.faults.traffic import Traffic, flowing

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]


async def test_workers_are_killed_in_the_middle_of_confirms() -> None:
    """Three workers killed with -9 one after another cost no order, and each is replaced."""
    async with opened(workers=2) as house, flowing(house) as traffic:
        for _ in range(3):
            victim = house.machines[0].workers[0]
            os.kill(victim, signal.SIGKILL)
            await traffic.orders(15)
            assert victim not in house.machines[0].workers
        await traffic.settle()


async def test_postgres_is_killed_and_comes_back() -> None:
    """A database killed with -9 and started again loses nothing that was promised; the servers go on by themselves."""
    async with opened(workers=2) as house, flowing(house) as traffic:
        pid = int((house.postgres.files / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(2)
        house.postgres.stop()
        house.postgres.start()
        await traffic.orders(20)
        await traffic.cook(5)
        await traffic.settle()


async def test_postgres_is_restarted_during_listen() -> None:
    """A clean restart drops every LISTEN; screens on both machines still get everything."""
    async with opened(machines=2, workers=1) as house, flowing(house) as traffic:
        house.postgres.stop()
        house.postgres.start()
        await traffic.orders(20)
        await traffic.settle()


async def test_redis_is_killed_and_comes_back_empty() -> None:
    """While Redis is away orders go through; when it is back, empty, every screen is right again."""
    async with opened(machines=2, workers=1, redis=True) as house, flowing(house) as traffic:
        house.redis.kill()
        await traffic.orders(30)
        house.redis.start()
        await traffic.orders(10)
        await traffic.cook(5)
        await traffic.settle()


async def test_redis_hangs() -> None:
    """A Redis that takes connections and says nothing holds up no order."""
    async with opened(machines=2, workers=1, redis=True) as house, flowing(house) as traffic:
        house.redis_wire.change(Weather.FROZEN)
        await traffic.orders(30)
        house.redis_wire.change(Weather.FINE)
        await traffic.settle()


@pytest.mark.parametrize("weather", [Weather.SLOW, Weather.DEAF, Weather.CUT], ids=lambda w: w.name.lower())
async def test_the_wire_to_postgres_is_bad(weather: Weather) -> None:
    """A database that is slow, cut off, or cut off after each request: no order is lost or doubled."""
    async with opened(workers=2) as house, flowing(house) as traffic:
        house.database_wire.change(weather)
        house.database_wire.drop()
        await asyncio.sleep(4)
        house.database_wire.change(Weather.FINE)
        house.database_wire.drop()
        await traffic.orders(20)
        await traffic.settle()


async def test_postgres_hangs_for_a_while() -> None:
    """A database that answers nothing for 8 seconds: requests are refused in time, nothing is lost or doubled."""
    async with opened(workers=2) as house, flowing(house) as traffic:
        house.database_wire.change(Weather.FROZEN)
        await asyncio.sleep(8)
        house.database_wire.change(Weather.FINE)
        await traffic.orders(20)
        await traffic.settle()


async def test_a_machine_is_stopped_in_the_evening() -> None:
    """SIGTERM drains one of two machines: no order that was begun is lost, the screens find the other state again."""
    async with opened(machines=2, workers=1) as house, flowing(house) as traffic:
        await house.machines[1].stop()
        await traffic.orders(10)
        await house.machines[1].start()
        await traffic.orders(10)
        await traffic.settle()


async def test_clients_that_vanish_leave_nothing_behind() -> None:
    """Thirty-two streams and sockets cut off without a word: the workers' open files are what they were before."""
    async with opened(workers=1) as house, flowing(house, diners=2) as traffic:
        await traffic.orders(5)
        worker = house.machines[0].workers[0]
        port = await house.client_wire.to_tcp(house.machines[0].port)
        before = open_files(worker)
        await hang_on(traffic, f"http://127.0.0.1:{port}", 16)
        assert open_files(worker) >= before + 32
        house.client_wire.drop()
        deadline = asyncio.get_running_loop().time() + 30
        while open_files(worker) > before + 10:
            assert asyncio.get_running_loop().time() < deadline
            await asyncio.sleep(0.2)
        await traffic.settle()


def open_files(pid: int) -> int:
    """How many files and sockets a process has open."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


async def hang_on(traffic: Traffic, url: str, count: int) -> None:
    """Open `count` streams and `count` kitchen sockets through one wire."""
    order = next(iter(traffic.promised.values()))
    host, port = url.removeprefix("http://").split(":")
    upgrade = (
        f"GET /ws/kitchen/{traffic.place.slug}/ HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        f"Authorization: Bearer {traffic.place.owner.token}\r\n\r\n"
    )
    stream = f"GET /api/public/orders/{order}/events/ HTTP/1.1\r\nHost: x\r\n\r\n"
    for number in range(2 * count):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write((upgrade if number % 2 else stream).encode())
        assert await reader.readline() in (b"HTTP/1.1 101 Switching Protocols\r\n", b"HTTP/1.1 200 OK\r\n")
        traffic.hanging.append(writer)
