"""A whole deployment for faults: PostgreSQL and Redis behind proxies, servers as processes, a restaurant in it."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import asyncpg

from server.db.embedded.data_dir import DATABASE
from server.db.embedded.postgres import EmbeddedPostgres
from server.db.migrate import migrate
from tests.faults.proxy import Proxy
from tests.fixtures.api import MENU, PASSWORD, Api, Place
from tests.fixtures.ports import free_port
from tests.fixtures.redis import RedisServer

SOCKET = ".s.PGSQL.5432"
START_PATIENCE = 40.0


class Machine:
    """`aiqr serve` as a process; kill it and start it again on the same port."""

    def __init__(self, environment: dict[str, str], workers: int, log: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = environment
        self._workers = workers
        self._log = log
        self.process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "cli.main",
            "serve",
            "--port",
            str(self.port),
            "--workers",
            str(self._workers),
        ]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)
        async with aiohttp.ClientSession() as session:
            deadline = time.monotonic() + START_PATIENCE
            while not await self._answers(session):
                assert self.process.poll() is None, self._log.read_text()[-2000:]
                assert time.monotonic() < deadline, self._log.read_text()[-2000:]
                await asyncio.sleep(0.1)

    async def _answers(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(f"{self.url}/readyz", timeout=aiohttp.ClientTimeout(2)) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    @property
    def workers(self) -> list[int]:
        """Process ids of the workers that run now."""
        assert self.process
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    async def whole(self) -> None:
        """Wait until every worker that died was replaced."""
        deadline = time.monotonic() + START_PATIENCE
        while len(self.workers) < self._workers:
            assert time.monotonic() < deadline, "a worker was not replaced"
            await asyncio.sleep(0.1)

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            await asyncio.to_thread(self.process.wait, 30)
        self.process = None


class Deployment:
    """Everything that can break, by name."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder = folder
        self.postgres = EmbeddedPostgres(data)
        self.redis = RedisServer(folder)
        self.database_wire, self.redis_wire, self.client_wire = Proxy(), Proxy(), Proxy()
        self.machines: list[Machine] = []
        self.place: Place | None = None
        self.login: dict[str, str] = {}
        self.session = aiohttp.ClientSession()

    async def open(
        self, machines: int, workers: int, *, redis: bool, settings: dict[str, str], first: dict[str, str]
    ) -> None:
        """Start everything and make a restaurant; see `opened`."""
        self.postgres.start()
        await migrate(self.postgres.dsn())
        environment = await self._environment(redis=redis) | settings
        for number in range(machines):
            own = environment if number else environment | first
            self.machines.append(Machine(own, workers, self.folder / f"server-{number}.log"))
        await asyncio.gather(*(machine.start() for machine in self.machines))
        self.place = await self._make_place()

    async def _environment(self, *, redis: bool) -> dict[str, str]:
        sockets = self.folder / "wire"
        sockets.mkdir()
        await self.database_wire.to_unix(str(sockets / SOCKET), str(self._socket_folder() / SOCKET))
        dsn = self.postgres.dsn().replace(
            str(self._socket_folder()).replace("/", "%2F"), str(sockets).replace("/", "%2F")
        )
        environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("AIQR", "POSTGRES", "REDIS", "OPENAI", "DATABASE"))
            },
            "DATABASE_URL": dsn,
            "AIQR_SECRET_KEY": "a-secret-of-the-fault-tests-0123456789",
            "AIQR_LIMIT_PARSE": "off",
            "AIQR_LIMIT_CONFIRM": "off",
            "AIQR_LIMIT_LOGIN": "off",
            "AIQR_LIMIT_REGISTER": "off",
            "AIQR_PASSWORD_COST": "test",
        }
        if redis:
            self.redis.start()
            port = await self.redis_wire.to_tcp(self.redis.port)
            environment["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
        return environment

    def _socket_folder(self) -> Path:
        return Path(str(self.postgres._sockets))

    async def _make_place(self) -> Place:
        api = Api(self.session, base=self.machines[0].url)
        made = await api.post("/api/auth/register/", {"email": "owner@example.com", "password": PASSWORD})
        assert made.status == 201, made
        self.login = made.body
        owner = api.as_(made.body["access"])
        created = await owner.post("/api/restaurants/", {"name": "Faulty Towers", "currency": "EUR"})
        assert created.status == 201, created
        place = Place(owner, api, created.body)
        assert (await owner.put(f"/api/restaurants/{place.id}/menu/", MENU)).status == 200
        await place.reload()
        return place

    @asynccontextmanager
    async def database(self, name: str = DATABASE) -> AsyncIterator[asyncpg.Connection]:
        """A connection to the database, or another one beside it, past the proxy."""
        connection = await asyncpg.connect(self.postgres.superuser_dsn(name))
        try:
            await connection.set_type_codec(
                "jsonb", schema="pg_catalog", encoder=json.dumps, decoder=json.loads
            )
            yield connection
        finally:
            await connection.close()

    async def close(self) -> None:
        await self.session.close()
        await asyncio.gather(*(machine.stop() for machine in self.machines))
        await self.database_wire.close()
        await self.redis_wire.close()
        await self.client_wire.close()
        self.redis.kill()
        self.postgres.stop()


@asynccontextmanager
async def opened(
    machines: int = 1,
    workers: int = 2,
    *,
    redis: bool = False,
    data: Path | None = None,
    settings: dict[str, str] | None = None,
    first: dict[str, str] | None = None,
) -> AsyncIterator[Deployment]:
    """A deployment that runs, and is gone after the block.

    `data` is where its database lives, `settings` are those of all machines, `first` those of the first one alone.
    """
    folder = Path(tempfile.mkdtemp(prefix="aiqr-faults-"))
    folder.chmod(0o755)
    deployment = Deployment(folder, data or folder / "data")
    try:
        await deployment.open(machines, workers, redis=redis, settings=settings or {}, first=first or {})
        yield deployment
    finally:
        await deployment.close()
        shutil.rmtree(folder, ignore_errors=True)
