"""The way to the addresses of webhooks. They come from restaurants, so none may lead into this server's own network.

The address is looked at where the connection is made, after the name was resolved: a name that leads elsewhere a moment
later does not matter. Networks that the settings name are allowed, over plain HTTP too.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from aiohttp.abc import AbstractResolver

from server.http.public_addresses import is_public
from server.http.trust import trusting
from server.webhooks.names import OwnThreadsResolver

PATIENCE = ClientTimeout(total=15)
"""Seconds until an answer's status has come in, name and connection included."""
Networks = Sequence[IPv4Network | IPv6Network]
SocketFactory = Callable[[Any], socket.socket]
Connect = Callable[[SocketFactory, AbstractResolver], TCPConnector]


class NotAllowed(OSError):
    """The address is none that may be connected to."""


def connector(socket_factory: SocketFactory, names: AbstractResolver) -> TCPConnector:
    """Connect by sockets of this making to the addresses that `names` finds, once for each delivery."""
    return TCPConnector(
        socket_factory=socket_factory,
        resolver=names,
        force_close=True,
        limit=0,
        use_dns_cache=False,
        ssl=trusting(),
    )


class Ways:
    """The sessions by which deliveries go out: no cookies, no proxy, no long wait."""

    def __init__(self, allowed: Networks, connect: Connect) -> None:
        self._names = OwnThreadsResolver()
        self._by_scheme = {
            "https": _session(
                connect, self._names, lambda address: is_public(address) or _is_in(allowed, address)
            ),
            "http": _session(connect, self._names, lambda address: _is_in(allowed, address)),
        }

    def way_to(self, url: str) -> ClientSession:
        """Return the session for an address."""
        return self._by_scheme[urlsplit(url).scheme]

    async def close(self) -> None:
        """Let go of the connections."""
        for session in self._by_scheme.values():
            await session.close()
        await self._names.close()


def _session(connect: Connect, names: AbstractResolver, may: Callable[[str], bool]) -> ClientSession:
    def checked_socket(found: Any) -> socket.socket:
        family, kind, protocol, _, address = found
        if not may(address[0]):
            raise NotAllowed("the address is none of the open internet")
        return socket.socket(family, kind, protocol)

    return ClientSession(connector=connect(checked_socket, names), timeout=PATIENCE, trust_env=False)


def _is_in(networks: Networks, address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    plain = getattr(found, "ipv4_mapped", None) or found
    return any(plain in network for network in networks)
