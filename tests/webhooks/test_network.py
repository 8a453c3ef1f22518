"""Where deliveries may lead: the address is looked at when the connection is made."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator
from ipaddress import ip_network
from typing import Any
from uuid import UUID

import pytest
from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult

from server.webhooks.model import Outcome, Parcel
from server.webhooks.names import OwnThreadsResolver
from server.webhooks.network import Connect, Ways, connector
from server.webhooks.sender import send
from tests.fixtures.push import running_service
from tests.webhooks.receiver import Peer

NOT_ALLOWED = Outcome(
    None, "The address leads into a private network, and was not connected to.", is_delivered=False
)
LOOPBACK = ip_network("127.0.0.0/8")


class Leading(AbstractResolver):
    """Leads each time a name is asked for to the next of some addresses."""

    def __init__(self, port: int, *addresses: str) -> None:
        self._port, self._addresses = port, list(addresses)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        del port, family
        found = self._addresses.pop(0)
        kind = socket.AF_INET6 if ":" in found else socket.AF_INET
        return [ResolveResult(hostname=host, host=found, port=self._port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        pass


def leading(resolver: AbstractResolver) -> Connect:
    return lambda factory, _: TCPConnector(socket_factory=factory, resolver=resolver, use_dns_cache=False)


def parcel(url: str) -> Parcel:
    return Parcel(1, UUID(int=1), 1, 1, "msg_1", url, b"{}", (b"s" * 32,))


@pytest.fixture
async def strict() -> AsyncIterator[Ways]:
    """Ways to the open internet alone."""
    ways = Ways((), connector)
    yield ways
    await ways.close()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "0.0.0.0",  # noqa: S104  an address that is refused
        "10.0.0.1",
        "169.254.169.254",
        "192.168.1.1",
        "100.64.0.1",
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_private_addresses_are_not_connected_to(
    strict: Ways, peer: Peer, scheme: str, host: str
) -> None:
    """However they are written, as names or numbers."""
    assert await send(strict, parcel(f"{scheme}://{host}:{peer.port}/hook")) == NOT_ALLOWED
    assert peer.all == []


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0x7f.0.0.1", "017700000001"])
async def test_numbers_that_some_read_as_addresses(strict: Ways, peer: Peer, host: str) -> None:
    """They lead nowhere, whether the system takes them for an address or a name."""
    assert (await send(strict, parcel(f"https://{host}:{peer.port}/hook"))).answer is None
    assert peer.all == []


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fe80::1"])
async def test_a_name_that_leads_inside(peer: Peer, address: str) -> None:
    """A good name with a private address is refused."""
    ways = Ways((), leading(Leading(peer.port, address)))
    assert await send(ways, parcel("https://till.example.com/hook")) == NOT_ALLOWED
    await ways.close()
    assert peer.all == []


async def test_a_name_that_leads_elsewhere_the_second_time(peer: Peer) -> None:
    """The address that is looked at is the one that is connected to: there is no second look-up between."""
    resolver = Leading(peer.port, "127.0.0.1", "127.0.0.1")
    ways = Ways((LOOPBACK,), leading(resolver))
    assert (await send(ways, parcel("http://till.example.com/hook"))).is_delivered
    assert len(resolver._addresses) == 1
    await ways.close()


@pytest.mark.parametrize(
    ("network", "is_told"), [("127.0.0.0/8", True), ("127.0.0.2/32", False), ("10.0.0.0/8", False)]
)
async def test_networks_that_are_allowed(peer: Peer, network: str, is_told: Any) -> None:
    """Just those of the settings, over plain HTTP."""
    ways = Ways((ip_network(network),), connector)
    assert (await send(ways, parcel(peer.url))).is_delivered is is_told
    await ways.close()
    assert len(peer.all) == is_told


async def test_names_that_are_never_answered_keep_no_thread_of_others(
    peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While more look-ups hang than there are threads for them, other work of the server finds a thread at once."""
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answered.wait(20))
    names = OwnThreadsResolver()
    asked = [asyncio.create_task(names.resolve("slow.example.com", peer.port)) for _ in range(40)]
    try:
        await asyncio.sleep(0)
        async with asyncio.timeout(10):
            assert await asyncio.to_thread(lambda: "at once") == "at once"
    finally:
        answered.set()
        for task in asked:
            task.cancel()
        await asyncio.wait(asked)
        await names.close()


async def test_plain_http_is_for_allowed_networks_alone() -> None:
    """A public address is not connected to without TLS, also where some network is allowed."""
    ways = Ways((LOOPBACK,), leading(Leading(80, "93.184.216.34")))
    assert await send(ways, parcel("http://till.example.com/hook")) == NOT_ALLOWED
    await ways.close()


async def test_nobody_listens_and_no_good_certificate(certificate: str) -> None:
    """Each is said in words."""
    ways = Ways((LOOPBACK,), connector)
    async with running_service(certificate) as untrusted:
        answer = await send(ways, parcel(f"https://127.0.0.1:{untrusted.port}/to/x"))
    assert answer == Outcome(None, "The address has no certificate that is trusted.", is_delivered=False)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        away = await send(ways, parcel(f"http://127.0.0.1:{unused.getsockname()[1]}/"))
    assert away == Outcome(None, "The address could not be reached.", is_delivered=False)
    await ways.close()
