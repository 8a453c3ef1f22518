"""The configurations of `deploy/` for nginx and Caddy, run as they are but for names, ports and the certificate."""

import asyncio
import contextlib
import io
import json
import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import ClientTimeout
from aiohttp.test_utils import TestServer

from server.settings import Settings
from tests.conftest import make_settings, start_server
from tests.fixtures.api import PASSWORD, Api, Place
from tests.fixtures.patience import PATIENCE
from tests.fixtures.ports import free_port

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
DEPLOY = Path(__file__).parents[2] / "deploy"
HOST = "orders.example.com"
MEGABYTE = 1024 * 1024


@pytest.fixture
def settings(database_url: str) -> Settings:
    """As the files say: the proxy of this machine is believed; with a limit that a test can reach."""
    return make_settings(
        DATABASE_URL=database_url, AIQR_TRUSTED_PROXIES="127.0.0.1", AIQR_LIMIT_REGISTER="5/hour"
    )


def nginx(folder: Path, server_port: int, port: int, certificate: str) -> list[str]:
    """Write nginx's files; the command that runs it."""
    site = (DEPLOY / "nginx.conf").read_text()
    kept = [line for line in site.splitlines() if "listen [::]" not in line]
    site = "\n".join(kept).replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    site = site.replace("listen 443 ", f"listen 127.0.0.1:{port} ").replace(
        "127.0.0.1:5005", f"127.0.0.1:{server_port}"
    )
    site = site.replace(f"/etc/letsencrypt/live/{HOST}/fullchain.pem", certificate)
    site = site.replace(f"/etc/letsencrypt/live/{HOST}/privkey.pem", certificate)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off; pid {folder}/pid; error_log stderr;\n"
        f"events {{}}\nhttp {{ access_log off;\n{temporary}{site}\n}}"
    )
    return ["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", "stderr"]


def caddy(folder: Path, server_port: int, port: int, _certificate: str) -> list[str]:
    """Write Caddy's file; the command that runs it."""
    site = (DEPLOY / "Caddyfile").read_text().replace("127.0.0.1:5005", f"127.0.0.1:{server_port}")
    site = site.replace(f"\n{HOST} {{", f"\nhttps://{HOST}:{port} {{\n\tbind 127.0.0.1\n\ttls internal", 1)
    options = f"{{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tstorage file_system {folder}\n}}\n"
    (folder / "Caddyfile").write_text(options + site)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


PROXIES: dict[str, Callable[[Path, int, int, str], list[str]]] = {"nginx": nginx, "caddy": caddy}


@pytest.fixture(params=PROXIES)
async def proxied(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path, certificate: str
) -> AsyncIterator[aiohttp.ClientSession]:
    """A client that reaches the server through the proxy alone, by the name in its file."""
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    async with start_server(settings) as server:
        port = free_port()
        command = PROXIES[request.param](tmp_path, _port_of(server), port, certificate)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            connector = aiohttp.TCPConnector(resolver=_ThisMachine(), ssl=_trusting_everybody())
            async with aiohttp.ClientSession(
                f"https://{HOST}:{port}", connector=connector, timeout=ClientTimeout(PATIENCE)
            ) as session:
                await _answers(session)
                yield session
        finally:
            process.terminate()
            process.wait(PATIENCE)


class _ThisMachine(aiohttp.abc.AbstractResolver):
    """Every name is this machine."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[Any]:
        del family
        return [
            {
                "hostname": host,
                "host": "127.0.0.1",
                "port": port,
                "family": socket.AF_INET,
                "proto": 0,
                "flags": 0,
            }
        ]

    async def close(self) -> None:
        """Nothing is held."""


def _trusting_everybody() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _port_of(server: TestServer) -> int:
    assert server.port is not None
    return server.port


async def _answers(session: aiohttp.ClientSession) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get("/healthz") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.05)


@pytest.fixture
async def place(proxied: aiohttp.ClientSession) -> Place:
    """A restaurant that was set up through the proxy."""
    api = Api(proxied)
    owner = await api.register("owner@example.com")
    made = (await owner.post("/api/restaurants/", {"name": "Luigi's", "currency": "EUR"})).body
    place = Place(owner, api, made)
    document = {
        "name": "Luigi's", "currency": "EUR",
        "categories": [{"name": "Food", "items": [{"name": "Soup", "price": "4.00"}]}],
    }  # fmt: skip
    assert (await owner.put(f"/api/restaurants/{place.id}/menu/", document)).status == 200
    await place.reload()
    return place


async def test_an_order_goes_its_whole_way(proxied: aiohttp.ClientSession, place: Place) -> None:
    """Page, order, the display's socket and the diner's stream: each comes through, the stream at once."""
    async with proxied.get(f"/r/{place.slug}/") as page:
        assert (page.status, "Soup" in await page.text()) == (200, True)
    headers = {"Authorization": f"Bearer {place.owner.token}"}
    async with proxied.ws_connect(f"/ws/kitchen/{place.slug}/", headers=headers) as socket:
        assert (await socket.receive_json())["type"] == "snapshot"
        body = {
            "restaurant_slug": place.slug,
            "items": [{"menu_item_id": place.item("Soup")["id"], "quantity": 1}],
        }
        for status in (201, 200):
            async with proxied.post(
                "/api/public/orders/confirm/", json=body, headers={"Idempotency-Key": "k"}
            ) as placed:
                assert placed.status == status
                order = await placed.json()
        assert (await socket.receive_json())["order"]["id"] == order["id"]
        async with proxied.get(f"/api/public/orders/{order['id']}/events/") as stream:
            assert json.loads(await _next_data(stream))["status"] == "confirmed"
            await place.owner.patch(f"/api/kitchen/orders/{order['id']}/", {"status": "preparing"})
            assert json.loads(await _next_data(stream))["status"] == "preparing"


async def _next_data(stream: aiohttp.ClientResponse) -> bytes:
    while not (line := await stream.content.readline()).startswith(b"data:"):
        assert line, "the stream ended"
    return line[5:]


async def test_addresses_are_those_that_diners_use(place: Place) -> None:
    """The name and https come from the proxy, so that a table's code leads through it."""
    table = (await place.owner.post(f"/api/restaurants/{place.id}/tables/", {"name": "5"})).body
    assert table["url"].startswith(f"https://{HOST}")


async def test_figures_are_kept_inside(proxied: aiohttp.ClientSession) -> None:
    """/metrics is not to be had from outside."""
    async with proxied.get("/metrics") as answer:
        assert answer.status == 404
        assert "aiqr_" not in await answer.text()


async def test_a_large_photo_reaches_the_server(proxied: aiohttp.ClientSession, place: Place) -> None:
    """Ten megabytes are the server's to look at: it says itself that they are no picture."""
    path = f"/api/items/{place.item('Soup')['id']}/photo/"
    headers = {"Authorization": f"Bearer {place.owner.token}", "Content-Type": "image/jpeg"}
    async with proxied.put(path, data=io.BytesIO(bytes(10 * MEGABYTE - 1)), headers=headers) as answer:
        assert (answer.status, answer.content_type) == (400, "application/problem+json")


async def test_who_claims_other_addresses_is_limited_all_the_same(proxied: aiohttp.ClientSession) -> None:
    """What a client writes into X-Forwarded-For itself counts for nothing: five accounts an hour are five."""
    statuses = []
    for i in range(7):
        claim = {"X-Forwarded-For": f"203.0.113.{i}"}
        body = {"email": f"x{i}@example.com", "password": PASSWORD, "first_name": "X", "last_name": "Y"}
        async with proxied.post("/api/auth/register/", json=body, headers=claim) as answer:
            statuses.append(answer.status)
    assert statuses == [201] * 5 + [429] * 2
