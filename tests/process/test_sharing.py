"""A connection goes to the worker that its restaurant belongs to, and is answered wherever it is."""

import http.client
import os
import signal
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from server.process.sharing import inboxes, slug_in, worker_of
from tests.process.processes import RunningCommand, wait_until

Run = Callable[..., RunningCommand]
SLUGS = [f"place-{n}" for n in range(8)]


@pytest.mark.parametrize(
    ("request_line", "slug"),
    [
        ("GET /r/golden-dragon/ HTTP/1.1", "golden-dragon"),
        ("POST /staff/golden-dragon/tables/4/ HTTP/1.1", "golden-dragon"),
        ("GET /ws/kitchen/golden-dragon/ HTTP/1.1", "golden-dragon"),
        ("GET /api/public/menu/golden-dragon/?language=de HTTP/1.1", "golden-dragon"),
        ("PATCH /api/kitchen/orders/0194/ HTTP/1.1", ""),
        ("GET /healthz HTTP/1.1", ""),
        ("GET /static/r/golden-dragon/ HTTP/1.1", ""),
    ],
)
def test_a_path_names_the_restaurant(request_line: str, slug: str) -> None:
    """The slug stands behind what leads to a restaurant's pages, and nowhere else."""
    assert slug_in(f"{request_line}\r\nHost: a\r\n\r\n".encode()) == slug.encode()


@pytest.mark.parametrize("between", ['":"', '": "', '" : "'])
def test_a_body_names_the_restaurant(between: str) -> None:
    """Orders of programs name it in their body; part of one without it names none."""
    head = b"POST /api/public/orders/confirm/ HTTP/1.1\r\nHost: a\r\n\r\n"
    assert slug_in(head + f'{{"items": [], "restaurant_slug{between}golden-dragon"}}'.encode()) == (
        b"golden-dragon"
    )
    assert slug_in(head + b'{"items": [], "restaurant_sl') == b""


def test_restaurants_are_spread_evenly() -> None:
    """Of 4,000 restaurants each of four workers gets between 900 and 1,100."""
    owners = [worker_of(f"place-{n}".encode(), 4) for n in range(4000)]
    assert {owners.count(number) in range(900, 1101) for number in range(4)} == {True}


@pytest.mark.parametrize(("workers", "made"), [(1, 0), (2, 2), (200, 200), (201, 0)])
def test_who_is_alone_or_too_many_shares_nothing(workers: int, made: int) -> None:
    """One worker needs no inbox, and more than 200 have none."""
    found = inboxes(workers)
    for end in [end for both in found for end in both]:
        end.close()
    assert len(found) == made


def _asked(server: RunningCommand, slug: str) -> http.client.HTTPConnection:
    """A connection that stays open, whose first request was about a restaurant and was answered."""
    connection = http.client.HTTPConnection(urlsplit(server.url()).netloc, timeout=30)
    connection.request("GET", f"/api/public/menu/{slug}/")
    answer = connection.getresponse()
    assert (answer.status, bool(answer.read())) == (404, True)
    return connection


def _holder(server: RunningCommand, connection: http.client.HTTPConnection) -> int:
    """The id of the worker that holds the other end of a connection."""
    mine = f":{connection.sock.getsockname()[1]:04X}"
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    inode = next(row[9] for row in rows if row[2].endswith(mine))
    return next(
        pid
        for pid in server.workers()
        if any(_leads_to(file, f"socket:[{inode}]") for file in Path(f"/proc/{pid}/fd").iterdir())
    )


def _leads_to(file: Path, target: str) -> bool:
    try:
        return str(file.readlink()) == target
    except FileNotFoundError:
        return False


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_restaurant_meets_in_one_worker(serve: Run) -> None:
    """All connections about a restaurant are held by one worker, another's by another one, also after a worker was killed;
    requests that follow on the same connection are answered as well."""
    server = serve("--workers", "3")
    wait_until(lambda: server.ask("GET", "/readyz").status == 200)
    for _ in range(2):
        connections = {slug: [_asked(server, slug) for _ in range(4)] for slug in SLUGS}
        holders = {slug: {_holder(server, one) for one in each} for slug, each in connections.items()}
        assert {len(each) for each in holders.values()} == {1}
        assert len(set.union(*holders.values())) == 3
        for connection in [one for each in connections.values() for one in each]:
            connection.request("GET", "/healthz")
            assert connection.getresponse().read()
            connection.close()
        before = server.workers()
        os.kill(before[1], signal.SIGKILL)
        wait_until(lambda: len(server.workers()) == 3 and before[1] not in server.workers())  # noqa: B023
        wait_until(lambda: server.ask("GET", "/readyz").status == 200)
