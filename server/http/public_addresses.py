"""Which addresses are of the open internet: where others say where to connect, only these are."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses within IPv6 (RFC 6052): a translator would lead to private ones too."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, and of no network within another address."""
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found.sixtofour or found.teredo or found in TRANSLATED:
            return False
    return found.is_global and not found.is_multicast
