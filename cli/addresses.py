"""Addresses of servers as people type them."""

import ipaddress
from urllib.parse import urlsplit

from cli.errors import CliError, Exit
from cli.output import confirm, hint
from cli.texts import gettext

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
            gettext("{text!r} is not the address of a server.").format(text=text),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Write it as orders.example.com, localhost:5005 or https://orders.example.com."),
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


def why_out_of_reach(url: str) -> str | None:
    """Say why phones of diners or staff do not get to `url`, or not safely; None where nothing speaks against it."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        found = None
    if (
        host in {"", "localhost"}
        or host.endswith(".localhost")
        or (found and (found.is_loopback or found.is_unspecified))
    ):
        return gettext("{host} is this machine alone: no phone reaches it").format(host=host or url)
    if found and found.is_link_local:
        return gettext(
            "{host} is a link-local address, which changes and which most phones do not reach"
        ).format(host=host)
    if is_near(host):
        return gettext("{host} is in a private network: only phones in the same Wi-Fi reach it").format(
            host=host
        )
    if parts.scheme != "https":
        return gettext(
            "{scheme}://{host} is not encrypted: others in the network read what is sent, and browsers warn"
        ).format(scheme=parts.scheme, host=host)
    return None


def check_reach(url: str, *, what: str, yes: bool, unchanged: str) -> None:
    """Go on with `what`, which holds `url`, where phones get there; else only after a yes, `yes` being their `--yes`."""
    if (reason := why_out_of_reach(url)) is not None:
        hint(gettext("Set AIQR_PUBLIC_URL on the server to the https:// address that phones reach."))
        confirm(
            gettext("{reason}. {what} all the same?").format(reason=reason, what=what),
            yes=yes,
            unchanged=unchanged,
        )
