"""Addresses of servers as people type them."""

import ipaddress
from urllib.parse import urlsplit

from cli.errors import CliError, Exit

_LOCAL_ENDINGS = (".local", ".lan", ".home", ".internal", ".localhost")


def server_address(text: str) -> str:
    """`localhost:6200`, `orders.example.com/` → `http://localhost:6200`, `https://orders.example.com`.

    Without a scheme a machine of one's own network is http, everything else https. `CliError` for what is no address.
    """
    plain = text.strip()
    if "://" not in plain:
        plain = f"{'http' if is_near(urlsplit(f'//{plain}').hostname or '') else 'https'}://{plain}"
    plain = plain.rstrip("/")
    try:
        parts = urlsplit(plain)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(c.isspace() for c in plain) or "@" in parts.netloc:
        raise CliError(
            f"{text!r} is not the address of a server.",
            unchanged="Nothing was changed.",
            todo="Write it as orders.example.com, localhost:5005 or https://orders.example.com.",
            code=Exit.USAGE,
        )
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path}"


def is_near(host: str) -> bool:
    """Whether `host` is this machine or one of a private network."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.lower().endswith(_LOCAL_ENDINGS)
    return found.is_private or found.is_loopback or found.is_link_local
