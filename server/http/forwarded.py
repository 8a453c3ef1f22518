"""Who is at the other end, and how this server looks from there. Proxies are believed only where trusted."""

import re
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp import HttpVersion10, web
from aiohttp.web_request import BaseRequest

from server.domain.errors import Invalid
from server.http.keys import SETTINGS
from server.settings import Settings

Networks = Sequence[IPv4Network | IPv6Network]
IPV6_NETWORK_BITS = 64
"""Bits of an IPv6 address that one customer of a provider holds; within them addresses are free to change."""


def client_address(request: web.Request) -> str:
    """Return the client's address, of IPv6 its /64 network: what limits are counted by."""
    return network_of(exact_address(request))


def exact_address(request: web.Request) -> str:
    """Return the client's whole address, as the log has it.

    It is the peer's, or, where the peer is a trusted proxy, the right-most address in `X-Forwarded-For` that is
    not a trusted proxy itself: what stands left of it is a client's claim.
    """
    peer = request.remote or ""
    trusted = request.app[SETTINGS].trusted_proxies
    if not trusted:
        return peer
    return _seen_by_proxies(peer, request.headers.getall("X-Forwarded-For", ()), trusted)


def is_https(request: web.Request) -> bool:
    """Whether the client speaks TLS, to us or to a trusted proxy in front."""
    return speaks_tls(request, request.app[SETTINGS])


def speaks_tls(request: BaseRequest, settings: Settings) -> bool:
    """Whether the client speaks TLS, to us or to a proxy that `settings` trust."""
    if settings.public_url.startswith("https://") or request.secure:
        return True
    proto = request.headers.get("X-Forwarded-Proto", "")
    return proto.lower() == "https" and is_trusted(request.remote or "", settings.trusted_proxies)


def public_url(request: web.Request) -> str:
    """Return this server's address for people, without a slash at its end: the setting, or as the client called it.

    Raises Invalid where neither is there (HTTP/1.0 needs no Host).
    """
    if configured := request.app[SETTINGS].public_url.rstrip("/"):
        return configured
    if (host := request.headers.get("Host")) is None:
        raise Invalid([("Host", "is missing: without it nobody knows this server's address")])
    return f"{'https' if is_https(request) else 'http'}://{host}"


def names_a_host(request: BaseRequest) -> bool:
    """Whether the Host header is a name or an address with a port or without; HTTP/1.0 needs none (RFC 9112, 3.2)."""
    host = request.headers.get("Host")
    return request.version == HttpVersion10 if host is None else _is_host(host)


HOST_NAME = re.compile(
    r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?", re.IGNORECASE | re.ASCII
)
HOST = re.compile(
    r"(?:\[(?P<ipv6>[0-9a-fA-F:.]{2,45})\]|(?P<name>[^:@\[\]]{1,253}))(?::(?P<port>[0-9]{1,5}))?", re.ASCII
)
LAST_PORT = 65535


@lru_cache(maxsize=1024)
def _is_host(host: str) -> bool:
    found = HOST.fullmatch(host)
    if found is None or not 0 < int(found["port"] or LAST_PORT) <= LAST_PORT:
        return False
    return _is_address(found["ipv6"]) if found["ipv6"] else HOST_NAME.fullmatch(found["name"]) is not None


@lru_cache(maxsize=4096)
def is_trusted(address: str, trusted: Networks) -> bool:
    """Whether `address` is a proxy's whose word counts."""
    try:
        known = ip_address(address)
    except ValueError:
        return False
    if isinstance(known, IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    return any(known in network for network in trusted)


def _seen_by_proxies(peer: str, forwarded: Sequence[str], trusted: Networks) -> str:
    hops = [hop.strip() for header in forwarded for hop in header.split(",")]
    address = peer
    while is_trusted(address, trusted) and hops:
        hop = hops.pop()
        if not _is_address(hop):
            break
        address = hop
    return address


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def network_of(address: str) -> str:
    """Return an address, of IPv6 its /64 network: what one customer of a provider counts by."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(IPv6Network((known, IPV6_NETWORK_BITS), strict=False))
