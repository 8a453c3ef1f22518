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

from server.http.public_addresses import is_public

PATIENCE = ClientTimeout(total=15)
"""Seconds until an answer's status has come in, name and connection included."""
Networks = Sequence[IPv4Network | IPv6Network]
Connect = Callable[[Callable[[Any], socket.socket]], TCPConnector]


class NotAllowed(OSError):
    """The address is none that may be connected to."""


def connector(socket_factory: Callable[[Any], socket.socket]) -> TCPConnector:
    """Connect by sockets of this making, once for each delivery."""
    return TCPConnector(socket_factory=socket_factory, force_close=True, limit=0, use_dns_cache=False)


class Ways:
    """The sessions by which deliveries go out: no cookies, no proxy, no long wait."""

    def __init__(self, allowed: Networks, connect: Connect) -> None:
        self._by_scheme = {
            "https": _session(connect, lambda address: is_public(address) or _is_in(allowed, address)),
            "http": _session(connect, lambda address: _is_in(allowed, address)),
        }

    def way_to(self, url: str) -> ClientSession:
        """Return the session for an address."""
        return self._by_scheme[urlsplit(url).scheme]

    async def close(self) -> None:
        """Let go of the connections."""
        for session in self._by_scheme.values():
            await session.close()


def _session(connect: Connect, may: Callable[[str], bool]) -> ClientSession:
    def checked_socket(found: Any) -> socket.socket:
        family, kind, protocol, _, address = found
        if not may(address[0]):
            raise NotAllowed("the address is none of the open internet")
        return socket.socket(family, kind, protocol)

    return ClientSession(connector=connect(checked_socket), timeout=PATIENCE, trust_env=False)


def _is_in(networks: Networks, address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    plain = getattr(found, "ipv4_mapped", None) or found
    return any(plain in network for network in networks)
