"""What can go wrong on the way to the server."""

import httpx
import pytest

from tests.cli.conftest import Shell
from tests.fixtures.api import PASSWORD


def test_a_busy_server_is_waited_for(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A 429 with Retry-After is tried again after that time, and its words are said where it stays so."""
    waited: list[float] = []
    monkeypatch.setattr("cli.transport.time.sleep", waited.append)
    problem = {"type": "about:blank", "title": "Too many requests", "status": 429, "detail": "Slow down."}

    def busy(request: httpx.Request) -> httpx.Response:
        return httpx.Response(429, json=problem, headers={"Retry-After": "2"}, request=request)

    monkeypatch.setattr("httpx.HTTPTransport.handle_request", lambda _self, request: busy(request))
    said = shell.fails(7, "login", "anna@example.com", "--password-stdin", input=PASSWORD)
    assert "Slow down." in said
    assert [int(seconds) for seconds in waited] == [2, 2, 2]


def test_an_answer_that_is_not_ours_is_recognized(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program at that address is said to be one, without its page being printed."""

    def page(_self: object, request: httpx.Request) -> httpx.Response:
        return httpx.Response(502, html="<h1>Bad gateway</h1>", request=request)

    monkeypatch.setattr("httpx.HTTPTransport.handle_request", page)
    said = shell.fails(7, "login", "anna@example.com")
    assert "does not answer as an aiqr server does" in said
    assert "<h1>" not in said
