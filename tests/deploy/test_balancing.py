"""Where several servers stand behind nginx or Caddy, requests about one restaurant go to one of them."""

import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
from aiohttp import ClientTimeout, web
from aiohttp.test_utils import TestServer

from tests.deploy import test_proxies as proxies
from tests.fixtures.ports import free_port

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
SERVERS = 4
PATIENCE = 60.0
SLUGS = [f"place-{n}" for n in range(24)]
FILES: dict[str, tuple[str, Callable[[list[int]], str]]] = {
    "nginx": (
        "server 127.0.0.1:{};",
        lambda ports: "".join(f"server 127.0.0.1:{port};" for port in ports),
    ),
    "caddy": (
        "reverse_proxy 127.0.0.1:{} {{",
        lambda ports: f"reverse_proxy {' '.join(f'127.0.0.1:{port}' for port in ports)} {{",
    ),
}
"""How one server is written in each proxy's file, and how several are."""


async def _server(number: int) -> TestServer:
    """A server that answers every request with its number."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=str(number))

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    return server


@pytest.fixture(params=FILES)
async def balanced(
    request: pytest.FixtureRequest, tmp_path: Path, certificate: str
) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of the proxy in front of four servers."""
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    async with AsyncExitStack() as stack:
        ports = []
        for number in range(SERVERS):
            server = await _server(number)
            stack.push_async_callback(server.close)
            ports.append(proxies._port_of(server))
        port = free_port()
        command = proxies.PROXIES[request.param](tmp_path, ports[0], port, certificate)
        file = next(tmp_path.glob("nginx.conf"), tmp_path / "Caddyfile")
        one, several = FILES[request.param]
        written = file.read_text()
        assert written.count(one.format(ports[0])) == 1
        file.write_text(written.replace(one.format(ports[0]), several(ports)))
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stack.callback(process.wait, PATIENCE)
        stack.callback(process.terminate)
        connector = aiohttp.TCPConnector(resolver=proxies._ThisMachine(), ssl=proxies._trusting_everybody())
        session = await stack.enter_async_context(
            aiohttp.ClientSession(
                f"https://{proxies.HOST}:{port}", connector=connector, timeout=ClientTimeout(PATIENCE)
            )
        )
        await proxies._answers(session)
        yield session


async def _asked(session: aiohttp.ClientSession, method: str, path: str, **headers: str) -> str:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    async with session.request(method, path, headers=sent) as answer:
        assert answer.status == 200
        return await answer.text()


async def test_a_restaurant_has_one_server(balanced: aiohttp.ClientSession) -> None:
    """The pages, the menu, the displays, an order from a page and one of a program that names the restaurant all meet."""
    used = set()
    for slug in SLUGS:
        page = f"https://{proxies.HOST}/r/{slug}/"
        found = {
            await _asked(balanced, "GET", f"/r/{slug}/?table=4"),
            await _asked(balanced, "POST", f"/r/{slug}/"),
            await _asked(balanced, "GET", f"/api/public/menu/{slug}/"),
            await _asked(balanced, "GET", f"/ws/kitchen/{slug}/"),
            await _asked(balanced, "POST", f"/api/kitchen/{slug}/orders/cancel/"),
            await _asked(balanced, "POST", "/api/public/orders/confirm/", Referer=page),
            await _asked(balanced, "PATCH", "/api/kitchen/orders/0194/", X_Restaurant=slug),
            await _asked(balanced, "POST", "/api/public/orders/confirm/", X_Restaurant=slug),
        }
        assert len(found) == 1, slug
        used |= found
    assert len(used) == SERVERS
