"""Strangers on the wire: clients that go at once, and bytes that are no HTTP. None fills the log or is repeated in an answer."""

import json
import re
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.process.conftest import Run
from tests.process.processes import ROOT, RunningCommand, wait_until

HOST = b"Host: orders.example.com\r\n"
GOOD = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
POST = b"POST /api/auth/login/ HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
MALFORMED = {
    "method": (400, b"S3CRET@ / HTTP/1.1\r\n" + HOST + b"\r\n"),
    "version": (400, b"GET / HTTP/S3CRET\r\n" + HOST + b"\r\n"),
    "header": (400, b"GET / HTTP/1.1\r\n" + HOST + b"S3CRET\x01 nothing\r\n\r\n"),
    "two hosts": (400, b"GET / HTTP/1.1\r\n" + HOST + b"Host: S3CRET\r\n\r\n"),
    "no host": (400, b"GET / HTTP/1.1\r\nX-Name: S3CRET\r\n\r\n"),
    "length": (400, POST + b"Content-Length: -S3CRET\r\n\r\n"),
    "length and chunks": (
        400,
        POST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nS3CRET",
    ),
    "chunk": (400, POST + b"Transfer-Encoding: chunked\r\n\r\nS3CRET\r\nab\r\n0\r\n\r\n"),
    "long header": (431, b"GET / HTTP/1.1\r\n" + HOST + b"X: S3CRET" + b"a" * 9000 + b"\r\n\r\n"),
    "long path": (431, b"GET /S3CRET" + b"a" * 9000 + b" HTTP/1.1\r\n" + HOST + b"\r\n"),
    "url": (400, b"GET http://[S3CRET HTTP/1.1\r\n" + HOST + b"\r\n"),
    "encoding": (
        400,
        POST + b"Content-Encoding: gzip\r\nContent-Length: 6\r\n\r\nS3CRET",
    ),
    "expectation": (417, POST + b"Expect: S3CRET\r\nContent-Length: 0\r\n\r\n"),
    "later version": (505, b"GET /api/openapi.json HTTP/2.0\r\n" + HOST + b"Connection: close\r\n\r\n"),
}


@pytest.fixture
def server(serve: Run) -> Iterator[RunningCommand]:
    """A server, and no line of its log that a person would have to read."""
    running = serve()
    running.url()
    yield running
    running.stop()
    assert "Traceback" not in running.text
    assert 'File "' not in running.text
    assert not re.search(r"\[(error|warning|critical) *\]", running.text)
    assert "S3CRET" not in running.text


def connect(server: RunningCommand) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(server.url().rpartition(":")[2])), timeout=30)


def answer(server: RunningCommand, sent: bytes, first: bytes = b"") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of what is answered to these bytes; `first` is a request that is answered before."""
    with connect(server) as stream:
        if first:
            stream.sendall(first)
            assert b"200 OK" in stream.recv(65536)
        stream.sendall(sent)
        received = b"".join(iter(lambda: stream.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return int(status.split()[1]), headers, body


@pytest.mark.slow
def test_what_is_no_http_is_a_problem_of_one_line(server: RunningCommand) -> None:
    """Malformed requests, first or later ones, are answered with a problem that repeats nothing, and leave a line at most."""
    for first in (b"", GOOD):
        for kind, (status, sent) in MALFORMED.items():
            answered, headers, body = answer(server, sent, first)
            assert answered == status, kind
            assert headers["content-type"] == "application/problem+json", kind
            assert headers["server"] == "aiqr", kind
            assert json.loads(body)["status"] == status, kind
            assert b"S3CRET" not in body, kind
            server.wait_for(re.escape(headers["x-request-id"]))
            assert sum(headers["x-request-id"] in line for line in server.lines) == 1, kind
    assert sum("malformed" in line for line in server.lines) <= 2 * len(MALFORMED)
    assert not [line for line in server.lines if "Traceback" in line or "[error" in line]
    assert "client=127.0.0.1" in server.wait_for(r".*malformed request.*")[0]
    with connect(server) as stream:
        stream.sendall(MALFORMED["method"][1])
        received = b"".join(iter(lambda: stream.recv(65536), b"")).decode()
    assert received.startswith("HTTP/1.1 400 ")
    found = re.search(r"X-Request-ID: (\w+)", received)
    assert found
    server.wait_for(found[1])
    for path in (b"/healthz", b"/api/nothing/", b"/", b"/api/public/menu/nowhere/"):
        _, headers, _ = answer(
            server, b"GET " + path + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
        )
        assert headers["server"] == "aiqr"


def placed_order(server: RunningCommand) -> str:
    """The id of an order whose diner is called S3CRET, in a new restaurant."""
    account = {
        "email": "ada@example.com",
        "password": "four words of mine",
        "first_name": "",
        "last_name": "",
    }
    token = server.ask("POST", "/api/auth/register/", account).body["access"]
    made = server.ask("POST", "/api/restaurants/", {"name": "Bar", "slug": "bar"}, token=token).body
    menu = {
        "name": "Bar",
        "currency": "USD",
        "categories": [{"name": "A", "items": [{"name": "B", "price": "1.00"}]}],
    }
    server.ask("PUT", f"/api/restaurants/{made['id']}/menu/", menu, token=token)
    (category,) = server.ask("GET", "/api/public/menu/bar/").body["categories"]
    order: dict[str, Any] = {"restaurant_slug": "bar", "customer_name": "S3CRET"}
    order["items"] = [{"menu_item_id": category["items"][0]["id"], "quantity": 1}]
    return str(server.ask("POST", "/api/public/orders/confirm/", order).body["id"])


def reset(server: RunningCommand, sent: bytes) -> None:
    """Send these bytes, and cut the connection before anything can be answered."""
    stream = connect(server)
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    stream.sendall(sent)
    stream.close()


@pytest.mark.slow
@pytest.mark.parametrize("loop", ["uvloop", "asyncio"])
def test_who_goes_before_the_first_byte_is_no_error(serve: Run, home: Path, loop: str) -> None:
    """Hundreds that cut their stream, socket, page or half a body are no errors, under each event loop: of some a line says that they were refused."""
    if loop == "asyncio":
        (home / "uvloop.py").write_text("raise ImportError")
    server = serve(PYTHONPATH=f"{home}:{ROOT}", AIQR_CONNECTIONS_PER_ADDRESS="100000", AIQR_LIMIT_LOGIN="off")
    order = placed_order(server).encode()
    upgrade = b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    upgrade += b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    wanted = (
        b"GET /api/public/orders/" + order + b"/events/ HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET /ws/kitchen/bar/ HTTP/1.1\r\n" + HOST + upgrade + b"\r\n",
        b"GET /orders/" + order + b"/ HTTP/1.1\r\n" + HOST + b"\r\n",
        POST + b'Content-Length: 100\r\n\r\n{"email": "S3CRET',
    )
    before = len(server.lines)
    for _ in range(100):
        for sent in wanted:
            reset(server, sent)
    wait_until(lambda: server.ask("GET", "/healthz").status == 200)
    server.stop()
    for line in server.lines[before:]:
        assert re.search(r"\[info +\] request |has stopped", line), line
        assert "S3CRET" not in line
