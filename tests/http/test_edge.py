"""What every request meets: paths, methods, bodies, headers, ids."""

import asyncio
import gzip
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from server.app import create_app
from tests.conftest import make_settings
from tests.fixtures.api import PASSWORD, Api
from tests.fixtures.patience import PATIENCE

REGISTER = "/api/auth/register/"
GOOD = {"email": "ada@example.com", "password": PASSWORD}


@pytest.fixture
async def behind_proxy(database_url: str) -> AsyncIterator[TestServer]:
    """A server that trusts a proxy on this machine and pages of one other origin."""
    settings = make_settings(
        DATABASE_URL=database_url,
        AIQR_TRUSTED_PROXIES="127.0.0.0/8, 10.0.0.0/8",
        AIQR_CORS_ORIGINS="https://shop.example",
        AIQR_LIMIT_LOGIN="2/minute",
    )
    running = TestServer(create_app(settings))
    await running.start_server()
    yield running
    await running.close()


async def raw(server: TestServer, request: bytes) -> bytes:
    """Send bytes as they are and return all that comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(request)
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    await writer.wait_closed()
    return answer


async def test_a_forgotten_slash_is_forgiven(api: Api) -> None:
    """A known path without its slash redirects, keeping method and query; an unknown one does not exist."""
    reply = await api.get("/api/auth/me?x=1")
    assert (reply.status, reply.headers["Location"]) == (308, "/api/auth/me/?x=1")
    assert (await api.post("/api/auth/login", GOOD)).status == 308
    assert (await api.get("/api/nothing")).status == 404
    assert (await api.get("/api/restaurants/not-a-uuid/")).status == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
async def test_a_method_that_is_not_there_names_those_that_are(api: Api, method: str) -> None:
    """405 is a problem like any other and carries Allow."""
    reply = await api.send(method, REGISTER)
    assert (reply.status, reply.headers["Allow"], reply.body["status"]) == (405, "POST", 405)
    assert reply.headers["Content-Type"].startswith("application/problem+json")


async def test_head_is_get_without_the_body(api: Api) -> None:
    """Who asks for the head alone gets the same headers and nothing else."""
    get, head = await api.get("/healthz"), await api.send("HEAD", "/healthz")
    assert (head.status, head.headers["Content-Length"]) == (200, get.headers["Content-Length"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[1]", 400),
        (b"null", 400),
        (b'"text"', 400),
        (b"\xff\xfe{}", 400),
        (b'{"email": "a@example.com", "password": NaN}', 400),
        (b'{"email": "a@example.com", "password": "\\ud800 and more letters"}', 400),
        (b'{"email": "a@example.com", "password": "nul \\u0000 and more letters"}', 400),
        (b'{"email": "a@example.com", "password": "correct horse battery", "admin": true}', 400),
        (b'{"email": ["a@example.com"], "password": 12345678901}', 400),
        (b"[" * 50_000, 400),
        (b'{"a":' * 10_000, 400),
        (b'{"email": "a@example.com", "password": "' + b"x" * 70_000 + b'"}', 413),
        (b" " * 10_000_000, 413),
    ],
)
async def test_a_bad_body_is_refused_in_the_one_shape(
    http: aiohttp.ClientSession, body: bytes, status: int
) -> None:
    """Whatever is wrong with a body, the answer is a problem that says so and never a 500."""
    headers = {"Content-Type": "application/json"}
    async with http.post(REGISTER, data=io.BytesIO(body), headers=headers) as reply:
        assert (reply.status, reply.content_type) == (status, "application/problem+json")
        problem = await reply.json(content_type=None)
    assert problem["status"] == status
    assert set(problem) >= {"type", "title", "detail"}
    assert status == 413 or problem["errors"]


async def test_a_body_without_a_length_is_limited_too(http: aiohttp.ClientSession) -> None:
    """A body that comes in chunks is cut off at the same limit."""

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(1000):
            yield b" " * 10_000

    async with http.post(REGISTER, data=chunks(), headers={"Content-Type": "application/json"}) as reply:
        assert reply.status == 413


@pytest.mark.parametrize("packed", [gzip.compress(b" " * 10_000_000), b"not gzip at all"])
async def test_a_packed_body_cannot_be_larger_than_it_looks(
    http: aiohttp.ClientSession, packed: bytes
) -> None:
    """A small body that unpacks to a large one, or to nothing, is refused."""
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    async with http.post(REGISTER, data=packed, headers=headers) as reply:
        assert reply.status in {400, 413}


@pytest.mark.parametrize(
    "media", ["text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded"]
)
async def test_another_content_type_is_refused(http: aiohttp.ClientSession, media: str) -> None:
    """Only JSON is read, so that no other site's form can post here."""
    async with http.post(REGISTER, data=json.dumps(GOOD), headers={"Content-Type": media}) as reply:
        assert (reply.status, reply.content_type) == (415, "application/problem+json")


async def test_a_body_of_no_type_is_refused(server: TestServer) -> None:
    """Where the type is missing nothing is guessed."""
    body = json.dumps(GOOD).encode()
    head = f"POST {REGISTER} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    assert (await raw(server, head.encode() + body)).startswith(b"HTTP/1.1 415 ")


@pytest.mark.parametrize("path", ["/api/" + "x" * 20_000, "/api/auth/me/?" + "x" * 20_000])
async def test_a_path_that_is_too_long_is_refused(server: TestServer, path: str) -> None:
    """An address without end is an error of the client's."""
    answer = await raw(server, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b" ", 2)[1] in {b"400", b"414"}


@pytest.mark.parametrize(
    "path",
    [
        "/api/restaurants/{}/tables/0/",
        "/api/restaurants/{}/tables/9223372036854775808/",
        "/api/restaurants/{}/tables/-1/",
        "/api/restaurants/{}/tables/1.5/",
        "/api/restaurants/{}/tables/%00/",
        "/api/restaurants/{}/tables/99999999999999999999999999/",
    ],
)
async def test_an_id_that_cannot_be_is_not_found(api: Api, path: str) -> None:
    """A number that no row can have is the same as one that no row has."""
    owner = await api.register()
    made = await owner.post("/api/restaurants/", {"name": "X place"})
    assert (await owner.delete(path.format(made.body["id"]))).status == 404


@pytest.mark.parametrize("path", ["/healthz", "/api/nothing/", "/api/auth/me/", "/nothing"])
async def test_every_answer_is_hardened(api: Api, path: str) -> None:
    """Errors carry the same policies as everything else, and no policy allows what is inline."""
    headers = (await api.get(path)).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers
    assert "Access-Control-Allow-Origin" not in headers


async def test_a_request_keeps_its_id_or_gets_one(api: Api) -> None:
    """A plain id is taken over, anything else is replaced, and each answer names its own."""
    given = await api.get("/healthz", headers={"X-Request-ID": "till-7:42"})
    assert given.headers["X-Request-ID"] == "till-7:42"
    strange = await api.get("/healthz", headers={"X-Request-ID": "a b" + "c" * 500})
    assert strange.headers["X-Request-ID"] not in {"", "a b" + "c" * 500}
    assert strange.headers["X-Request-ID"] != (await api.get("/healthz")).headers["X-Request-ID"]


async def test_another_sites_pages_may_call_only_where_allowed(behind_proxy: TestServer) -> None:
    """A configured origin may call the API and read its answers; any other may not."""
    async with aiohttp.ClientSession(base_url=behind_proxy.make_url("/")) as http:
        for origin, allowed in (("https://shop.example", True), ("https://evil.example", False)):
            asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
            async with http.options(REGISTER, headers=asked) as reply:
                assert reply.status == 204
                assert ("Access-Control-Allow-Methods" in reply.headers) == allowed
                assert (reply.headers.get("Access-Control-Allow-Origin") == origin) == allowed
            async with http.post(REGISTER, json={}, headers={"Origin": origin}) as reply:
                assert (reply.headers.get("Access-Control-Allow-Origin") == origin) == allowed
                assert "Origin" in reply.headers["Vary"]


async def test_tls_in_front_is_kept(behind_proxy: TestServer, http: aiohttp.ClientSession) -> None:
    """Behind a trusted proxy with TLS browsers are told to stay with it, and addresses say https."""
    headers = {"X-Forwarded-Proto": "https"}
    async with aiohttp.ClientSession(base_url=behind_proxy.make_url("/")) as proxied:
        async with proxied.get("/healthz", headers=headers) as reply:
            assert reply.headers["Strict-Transport-Security"].startswith("max-age=")
        owner = await Api(proxied).register()
        made = await owner.post("/api/restaurants/", {"name": "X place"})
        table = await owner.post(
            f"/api/restaurants/{made.body['id']}/tables/", {"name": "1"}, headers=headers
        )
        assert table.body["url"].startswith("https://")
    async with http.get("/healthz", headers=headers) as reply:
        assert "Strict-Transport-Security" not in reply.headers


async def test_probes_say_how_the_server_is(api: Api, http: aiohttp.ClientSession) -> None:
    """It lives, it is ready, and the figures count by route and never by id."""
    assert (await api.get("/healthz")).body == {"status": "ok"}
    assert (await api.get("/readyz")).body == {"status": "ready"}
    owner = await api.register()
    made = await owner.post("/api/restaurants/", {"name": "X place"})
    await owner.get(f"/api/restaurants/{made.body['id']}/")
    await owner.get("/api/nowhere/at/all/")
    async with http.get("/metrics") as reply:
        text = await reply.text()
    assert 'aiqr_http_requests_total{method="GET",route="read_restaurant",status="200"} 1.0' in text
    assert 'aiqr_http_requests_total{method="GET",route="unknown",status="404"} 1.0' in text
    assert "aiqr_database_connections " in text
    assert made.body["id"] not in text


async def test_a_database_without_its_migrations_is_not_ready(empty_database_url: str) -> None:
    """A server over an empty database lives, and says that it is not ready and why."""
    running = TestServer(create_app(make_settings(DATABASE_URL=empty_database_url)))
    await running.start_server()
    async with aiohttp.ClientSession(base_url=running.make_url("/")) as http:
        reply: Any = await Api(http).get("/readyz")
        assert (reply.status, reply.headers["Retry-After"]) == (503, "2")
        assert "aiqr db migrate" in reply.body["detail"]
        assert reply.body["request_id"] == reply.headers["X-Request-ID"]
        assert (await Api(http).get("/healthz")).status == 200
    await running.close()


@pytest.mark.parametrize(
    "host",
    [
        "orders.example.com",
        "orders.example.com:5005",
        "127.0.0.1:1",
        "[2001:db8::1]:65535",
        "[::1]",
        "my_pc",
        "a." + "b" * 63,
    ],
)
async def test_a_host_is_a_name_or_an_address_with_or_without_port(api: Api, host: str) -> None:
    """What names a host is taken, and links are made of it."""
    owner = await api.register("ada@example.com")
    restaurant = (await owner.post("/api/restaurants/", {"name": "Bar"})).body["id"]
    made = await owner.post(f"/api/restaurants/{restaurant}/tables/", {"name": "1"}, headers={"Host": host})
    assert made.body["url"] == f"http://{host}/t/{made.body['code']}"


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil@orders.example.com",
        "a b",
        "a/b",
        "a:0",
        "a:65536",
        "a:b",
        "a:1:2",
        "-a",
        "a..b",
        "a" * 64,
        "a." * 127 + "bc",
        "[::1",
        "[::g]",
        "ä",
        "<script>",
    ],
)
async def test_a_host_that_is_none_is_refused(behind_proxy: TestServer, host: str) -> None:
    """User, blanks, other characters, ports out of range and over-long names are 400, on prepared answers too."""
    for path in ("/api/public/menu/nowhere/", "/api/auth/me/", "/"):
        sent = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
        answered = await raw(behind_proxy, sent.encode())
        assert answered.startswith(b"HTTP/1.1 400 ")
        assert b"evil" not in answered


async def test_http_1_0_needs_no_host_unless_a_link_is_made_of_it(behind_proxy: TestServer) -> None:
    """A probe of an old load balancer is answered; a page with a link to this server is not made without its address."""
    assert (await raw(behind_proxy, b"GET /healthz HTTP/1.0\r\n\r\n")).startswith(b"HTTP/1.0 200 ")
    assert (await raw(behind_proxy, b"GET / HTTP/1.0\r\nAccept: application/json\r\n\r\n")).startswith(
        b"HTTP/1.0 400 "
    )
