"""Which addresses are of the open internet: where others say where to connect, only these are."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that is given out (IANA's registry of its address space): outside are networks of a house, and IPv4 addresses
within others (RFC 6052, RFC 8215, RFC 2765, RFC 4291 2.5.5.1), by which a translator would lead to private ones too."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, and of no network within another address."""
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found not in UNICAST or found.sixtofour or found.teredo:
            return False
    return found.is_global and not found.is_multicast
