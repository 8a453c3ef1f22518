"""`aiqr serve` on good days and bad ones, in real processes."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from server.db.embedded.postgres import EmbeddedPostgres
from tests.fixtures.postgres import WAITING_FOR_LOCKS
from tests.process.processes import RunningCommand, alive, wait_until

Run = Callable[..., RunningCommand]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
SECRET = "x" * 40
ACCOUNT = {"email": "a@example.com", "password": "a long passphrase", "first_name": "A", "last_name": "B"}


def answers(server: RunningCommand) -> bool:
    return server.ask("GET", "/readyz").status == 200


def complaint(command: RunningCommand) -> str:
    """What a command that could not start has said: an exit code of its own, and no traceback."""
    assert command.ended() not in (0, -signal.SIGKILL)
    assert "Traceback" not in command.text
    return command.text


@pytest.mark.slow
def test_ctrl_c_leaves_no_process(run: Run) -> None:
    """The first start makes its database and answers; Ctrl-C ends every process of it."""
    server = run("serve", "--port", "0", "--workers", "2")
    assert answers(server)
    family = server.family()
    assert len(server.workers()) == 2
    assert server.stop(signal.SIGINT) == 0
    assert not any(map(alive, family))


@pytest.mark.slow
def test_a_second_start_finds_the_data_of_the_first(serve: Run, home: Path) -> None:
    """An account made before a stop can log in after it; the secrets are readable by their user alone."""
    server = serve()
    assert server.ask("POST", "/api/auth/register/", ACCOUNT).status == 201
    key = (home / "data" / "secret-key").read_text()
    server.stop()
    login = {name: ACCOUNT[name] for name in ("email", "password")}
    assert serve().ask("POST", "/api/auth/login/", login).status == 200
    assert (home / "data" / "secret-key").read_text() == key
    assert (home / "data" / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_after_kill_9_the_next_start_is_clean(serve: Run) -> None:
    """Workers and database end with their parent, and the same folder serves again."""
    server = serve()
    assert answers(server)
    family = server.family()
    server.process.kill()
    wait_until(lambda: not any(map(alive, family)))
    assert answers(serve())


@pytest.mark.slow
def test_a_worker_that_dies_is_replaced(serve: Run) -> None:
    """After kill -9 of one of two workers requests go on, and soon there are two again."""
    server = serve("--workers", "2")
    first, second = server.workers() if answers(server) else (0, 0)
    os.kill(first, signal.SIGKILL)
    assert all(answers(server) for _ in range(10))
    server.wait_for("worker was ended by SIGKILL; another takes its place")
    assert wait_until(lambda: len(server.workers()) == 2 and first not in server.workers())
    assert second in server.workers()


@pytest.mark.slow
def test_a_database_that_crashes_is_started_again(serve: Run, home: Path) -> None:
    """After kill -9 of the embedded PostgreSQL requests are told to come back, and then succeed."""
    server = serve()
    assert answers(server)
    os.kill(int((home / "data/postgres/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    server.wait_for("The database has ended; starting it again")
    wait_until(lambda: answers(server))


async def test_a_request_that_was_begun_is_finished(serve: Run, database_url: str) -> None:
    """SIGTERM while a request waits for the database: no new ones come in, and this one is answered."""
    server = serve(DATABASE_URL=database_url, AIQR_SECRET_KEY=SECRET)
    place = urlsplit(await asyncio.to_thread(server.url))
    blocker = await asyncpg.connect(database_url)
    transaction = blocker.transaction()
    await transaction.start()
    await blocker.execute("LOCK TABLE users")
    answer = asyncio.create_task(asyncio.to_thread(server.ask, "POST", "/api/auth/register/", ACCOUNT))
    while not await blocker.fetchval(WAITING_FOR_LOCKS):  # another process's state
        await asyncio.sleep(0.05)
    server.process.send_signal(signal.SIGTERM)
    await asyncio.to_thread(wait_until, partial(refuses, place.hostname or "", place.port or 0))
    await transaction.rollback()
    assert (await answer).status == 201
    assert await asyncio.to_thread(server.ended) == 0
    await blocker.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.slow)])
def test_a_request_that_is_half_sent_is_answered(
    serve: Run, database_url: str, number: signal.Signals
) -> None:
    """Where the end is announced in the middle of a body, the rest of it is still read, and the answer sent."""
    server = serve(DATABASE_URL=database_url, AIQR_SECRET_KEY=SECRET)
    place = urlsplit(server.url())
    body = json.dumps(ACCOUNT).encode()
    head = f"POST /api/auth/register/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=30) as client:
        client.sendall(head.encode() + body[:20])
        answers(server)  # by now the half request has been read
        server.process.send_signal(number)
        wait_until(partial(refuses, place.hostname or "", place.port or 0))
        client.sendall(body[20:])
        assert client.recv(100).startswith(b"HTTP/1.1 201 ")
    assert server.ended() == 0


def refuses(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError:
        return True
    return False


def test_a_taken_port_is_one_line(run: Run) -> None:
    """The port of another program, or of another aiqr, is named with what to do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = complaint(run("serve", "--port", str(port)))
    assert f"Port {port} is taken" in said
    assert "--port" in said


@pytest.mark.slow
def test_two_servers_do_not_share_a_port_or_a_folder(serve: Run, run: Run) -> None:
    """A second server is told who uses the port, or the folder, and the first goes on."""
    server = serve()
    port = str(urlsplit(server.url()).port)
    assert f"Port {port} is taken" in complaint(run("serve", "--port", port))
    assert f"in use by another aiqr server (process {server.process.pid})" in complaint(serve())
    assert answers(server)


def test_all_wrong_settings_are_named_at_once(run: Run) -> None:
    """Every mistake has its line with the setting's name; no secret is shown."""
    said = complaint(
        run(
            "serve",
            AIQR_PORT="many",
            AIQR_LIMIT_PARSE="often",
            DATABASE_URL="mysql://u:hidden@h",
            AIQR_WORKERS="0",
        )
    )
    for name in ("AIQR_PORT", "AIQR_LIMIT_PARSE", "DATABASE_URL", "AIQR_WORKERS"):
        assert name in said
    assert "hidden" not in said


@pytest.mark.parametrize("secret", ["", "too short"])
def test_an_external_database_needs_a_secret_key(run: Run, secret: str) -> None:
    """A missing or short key is refused with the command that makes one; none is made up."""
    said = complaint(run("serve", DATABASE_URL="postgresql://u:p@127.0.0.1:1/x", AIQR_SECRET_KEY=secret))
    assert "AIQR_SECRET_KEY" in said
    assert "token_urlsafe" in said


def test_settings_are_read_from_a_file_too(run: Run, home: Path) -> None:
    """What stands in `.env` counts, and the environment counts more."""
    (home / ".env").write_text("AIQR_PORT=many\nAIQR_LIMIT_PARSE=often\n")
    said = complaint(run("serve", AIQR_PORT="0"))
    assert "AIQR_LIMIT_PARSE" in said
    assert "AIQR_PORT" not in said


def test_a_database_that_lacks_migrations_is_not_touched(serve: Run, empty_database_url: str) -> None:
    """Another's database is migrated by an explicit command alone."""
    said = complaint(serve(DATABASE_URL=empty_database_url, AIQR_SECRET_KEY=SECRET))
    assert "aiqr db migrate" in said


def test_a_wrong_password_of_the_database_is_one_line(serve: Run, database_url: str) -> None:
    """A refusal that waiting does not change ends the start, and names the settings to check."""
    wrong = database_url.replace(urlsplit(database_url).password or "", "wrong")
    said = complaint(serve(DATABASE_URL=wrong, AIQR_SECRET_KEY=SECRET))
    assert "refuses the connection" in said
    assert "DATABASE_URL" in said


@pytest.mark.slow
def test_a_database_may_go_away_and_return(serve: Run, run: Run, home: Path) -> None:
    """The start waits for it; later it stops and comes back without a restart of the server."""
    postgres = EmbeddedPostgres(home / "external", sync=False)
    url = postgres.start()
    assert run("db", "migrate", DATABASE_URL=url).ended() == 0
    postgres.stop()
    server = serve(DATABASE_URL=url, AIQR_SECRET_KEY=SECRET)
    server.wait_for("Waiting for the database")
    postgres.start()
    assert answers(server)
    postgres.stop()
    away = server.ask("GET", "/readyz")
    assert (away.status, away.body["status"]) == (503, 503)
    assert int(away.headers["retry-after"]) > 0
    assert server.ask("GET", "/healthz").status == 200
    postgres.start()
    wait_until(lambda: answers(server))
    postgres.stop()


def register(server: RunningCommand, number: int) -> int:
    return server.ask("POST", "/api/auth/register/", {**ACCOUNT, "email": f"{number}@example.com"}).status


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a disk")
def test_a_full_disk_loses_nothing(serve: Run, home: Path) -> None:
    """While the database's disk is full, requests are told to come back; with space again all go on, and all is there."""
    disk = home / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200m,mode=755", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        server = serve(
            AIQR_DATA_DIR=str(disk / "data"),
            AIQR_PASSWORD_COST="test",
            AIQR_LIMIT_LOGIN="off",
            AIQR_LIMIT_REGISTER="off",
        )
        assert register(server, 0) == 201
        fill(disk / "filler")
        during = {number: register(server, number) for number in range(1, 400)}
        assert set(during.values()) == {201, 503}
        (disk / "filler").unlink()
        wait_until(lambda: register(server, 1000) in (201, 409))
        stored = [number for number, status in during.items() if status == 201]
        assert all(register(server, number) == 409 for number in stored)
        server.stop()
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


def fill(file: Path) -> None:
    """Write until the disk is full."""
    with file.open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(b"x" * 4096)
