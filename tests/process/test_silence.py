"""A thousand connections that say nothing, at the usual soft limit of 1,024 files, do not stop a server."""

import contextlib
import resource
import socket
from collections.abc import Iterator

import pytest

from tests.process.conftest import Run
from tests.process.processes import wait_until

SILENT = 1000
SOFT = 1024


@pytest.fixture
def soft_limit() -> Iterator[None]:
    """What the server inherits is the usual soft limit; this process holds as many sockets as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 3 * SILENT:
        pytest.skip("this system lets no process hold so many files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (SOFT, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.slow
@pytest.mark.parametrize("limit", ["200", "100000"])
@pytest.mark.timeout(300)
def test_a_thousand_silent_connections_stop_nobody(serve: Run, soft_limit: None, limit: str) -> None:  # noqa: ARG001
    """Another address is answered while they stand, and the log says what was done about them.

    By default 200 of one address are let in; without that the raised limit of files holds them all until they are
    sent away after 12 s.
    """
    server = serve(AIQR_CONNECTIONS_PER_ADDRESS=limit)
    port = int(server.url().rpartition(":")[2])
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with contextlib.ExitStack() as open_ones:
        silent = [
            open_ones.enter_context(
                socket.create_connection(("127.0.0.1", port), timeout=60, source_address=("127.0.0.2", 0))
            )
            for _ in range(SILENT)
        ]
        assert server.ask("GET", "/readyz").status == 200
        refused = 0
        for each in silent:
            received = each.recv(1000)  # the server ends every one of them
            refused += received.startswith(b"HTTP/1.1 503 ")
            assert received == b"" or received.startswith(b"HTTP/1.1 503 ")
        assert refused == (SILENT - 200 if limit == "200" else 0)
        assert server.ask("GET", "/readyz").status == 200
    if limit == "200":
        told = [line for line in server.lines if "an address has too many" in line]
        assert len(told) == 1
        assert "address=127.0.0.2" in told[0]
    wait_until(lambda: server.ask("GET", "/healthz").status == 200)
    assert "Too many open files" not in server.text
