"""Pages are fetched within bounds, and never from a private network unless that is allowed."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from cli import web_page
from cli.errors import CliError


class Site:
    """Answers each path as it is told: a status, headers, a body."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.hosts: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.hosts.append(self.headers["Host"])
                status, headers, body = site.pages.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.address = f"http://localhost:{self.server.server_port}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of this machine."""
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def _refused(address: str, *, private: bool = True) -> str:
    with pytest.raises(CliError) as caught:
        web_page.fetch(address, private=private)
    return caught.value.message


def test_a_page_and_where_it_leads_to(site: Site) -> None:
    """Its bytes as they are, the address after redirects, the name of the host as it was asked for."""
    site.pages = {"/menu": (302, {"Location": "/karte"}, b""), "/karte": (200, {}, b"<html>\xc3\xa4")}
    assert web_page.fetch(f"{site.address}/menu", private=True) == (
        b"<html>\xc3\xa4",
        f"{site.address}/karte",
    )
    assert site.hosts == [site.address.removeprefix("http://")] * 2


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "10.0.0.8", "169.254.169.254"])
def test_a_private_address_is_refused_before_anything_is_sent(site: Site, host: str) -> None:
    """Whatever it is called."""
    address = f"http://{host}:{site.server.server_port}/"
    assert "is in a private network" in _refused(address, private=False)
    assert site.hosts == []


def test_a_redirect_is_looked_at_too(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page that leads into the own network is not followed."""
    site.pages = {"/": (302, {"Location": "http://10.0.0.8/"}, b"")}
    monkeypatch.setattr(web_page, "is_public", lambda address: address in {"127.0.0.1", "::1"})
    assert "10.0.0.8 is in a private network" in _refused(f"{site.address}/", private=False)


@pytest.mark.parametrize(("times", "arrives"), [(5, True), (6, False)])
def test_redirects_are_bounded(site: Site, times: int, arrives: bool) -> None:  # noqa: FBT001  # a case of the table
    """Five are followed."""
    site.pages = {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(times)}
    site.pages[f"/{times}"] = (200, {}, b"there")
    if arrives:
        assert web_page.fetch(f"{site.address}/0", private=True)[0] == b"there"
    else:
        assert "it leads on more than 5 times" in _refused(f"{site.address}/0")


@pytest.mark.parametrize(("size", "is_taken"), [(1000, True), (1001, False)])
def test_the_size_is_bounded(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    size: int,
    is_taken: bool,  # noqa: FBT001  # a case of the table
) -> None:
    """Also where the page does not say how long it is."""
    monkeypatch.setattr(web_page, "MAX_BYTES", 1000)
    site.pages = {"/": (200, {}, b"x" * size)}
    if is_taken:
        assert len(web_page.fetch(f"{site.address}/", private=True)[0]) == size
    else:
        assert "it is larger than" in _refused(f"{site.address}/")


def test_the_time_is_bounded(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over everything together."""
    monkeypatch.setattr(web_page, "SECONDS", -1.0)
    site.pages = {"/": (200, {}, b"late")}
    assert "it takes longer than" in _refused(f"{site.address}/")


def test_what_cannot_be_had_says_why(site: Site) -> None:
    """A page that is not there, other schemes after a redirect, a host that is none."""
    assert "it answers 404" in _refused(f"{site.address}/none")
    site.pages = {"/file": (302, {"Location": "file:///etc/passwd"}, b"")}
    assert "only http:// and https:// addresses are fetched" in _refused(f"{site.address}/file")
    assert "there is no nowhere.invalid" in _refused("https://nowhere.invalid/")
    assert "cannot be fetched" in _refused("http://")
