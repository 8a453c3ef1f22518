"""A page of the web, fetched within bounds: no private address, few redirects, so many bytes, so much time."""

import socket
import time
from collections.abc import Sequence

import httpx

from cli.errors import CliError, Exit
from cli.texts import gettext
from server.http.public_addresses import is_public

MAX_BYTES = 20 * 1024 * 1024
MAX_REDIRECTS = 5
SECONDS = 30.0
"""For everything together."""
_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; aiqr menu import)",
    "Accept": "text/html,application/ld+json,application/pdf;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "identity",
}


def is_address(text: str) -> bool:
    """Whether `text` is the address of a page."""
    return text.lower().startswith(("http://", "https://"))


def fetch(address: str, *, private: bool = False) -> tuple[bytes, str]:
    """The content of a page, and its address after redirects. `private` allows addresses of one's own network.

    CliError, with the reason, where it cannot be had.
    """
    until = time.monotonic() + SECONDS
    at = address
    try:
        with httpx.Client(trust_env=False, headers=_HEADERS, timeout=10.0) as client:
            for _ in range(MAX_REDIRECTS + 1):
                found = _one(client, httpx.URL(at), until, private=private)
                if isinstance(found, bytes):
                    return found, at
                at = str(httpx.URL(at).join(found))
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as failure:
        raise _failed(address, str(failure) or type(failure).__name__) from None
    raise _failed(
        address, gettext("it leads on more than {max_redirects} times").format(max_redirects=MAX_REDIRECTS)
    )


def _one(client: httpx.Client, url: httpx.URL, until: float, *, private: bool) -> bytes | str:
    """The content at one address, or where it leads on to."""
    if url.scheme not in _PORTS or not url.host:
        raise _failed(str(url), gettext("only http:// and https:// addresses are fetched"))
    port = url.port or _PORTS[url.scheme]
    pinned = url.copy_with(host=_public(url, port, private=private), port=port)
    host = url.host if url.port is None else f"{url.host}:{port}"
    request = client.build_request(
        "GET", pinned, headers={"Host": host}, extensions={"sni_hostname": url.host}
    )
    response = client.send(request, stream=True)
    try:
        if response.is_redirect:
            return response.headers["Location"]
        if response.status_code != httpx.codes.OK:
            raise _failed(
                str(url), gettext("it answers {status_code}").format(status_code=response.status_code)
            )
        return _body(url, response, until)
    finally:
        response.close()


def _body(url: httpx.URL, response: httpx.Response, until: float) -> bytes:
    content = bytearray()
    for part in response.iter_raw():
        content += part
        if len(content) > MAX_BYTES:
            raise _failed(
                str(url),
                gettext("it is larger than {max_bytes} MB").format(max_bytes=MAX_BYTES // 1024 // 1024),
            )
        if time.monotonic() > until:
            raise _failed(
                str(url), gettext("it takes longer than {seconds:g} seconds").format(seconds=SECONDS)
            )
    return bytes(content)


def _public(url: httpx.URL, port: int, *, private: bool) -> str:
    """The address of a name that is connected to: the one that was looked at."""
    try:
        found = socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise _failed(str(url), gettext("there is no {host}").format(host=url.host)) from None
    addresses: Sequence[str] = [str(one[4][0]) for one in found]
    allowed = [one for one in addresses if private or is_public(one)]
    if not allowed:
        raise _failed(
            str(url),
            gettext("{host} is in a private network").format(host=url.host),
            gettext("Add --private-network where it is your own."),
        )
    return allowed[0]


def _failed(address: str, why: str, todo: str = "") -> CliError:
    return CliError(
        gettext("{address} cannot be fetched: {why}.").format(address=address, why=why),
        unchanged=gettext("Nothing was changed."),
        todo=todo
        or gettext("Open it in a browser, save the page or print it to a PDF, and import that file."),
        code=Exit.AWAY,
    )
