"""Addresses of servers as people type them."""

import pytest

from cli.addresses import server_address, why_out_of_reach
from cli.errors import CliError


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("localhost:6200", "http://localhost:6200"),
        ("localhost", "http://localhost"),
        ("127.0.0.1:5005/", "http://127.0.0.1:5005"),
        ("192.168.1.20:5005", "http://192.168.1.20:5005"),
        ("[::1]:5005", "http://[::1]:5005"),
        ("till.local", "http://till.local"),
        ("orders.example.com", "https://orders.example.com"),
        ("Orders.Example.com:8443/", "https://orders.example.com:8443"),
        ("8.8.8.8", "https://8.8.8.8"),
        ("http://orders.example.com/", "http://orders.example.com"),
        ("https://example.com/aiqr/", "https://example.com/aiqr"),
    ],
)
def test_an_address_is_understood_without_its_scheme(typed: str, meant: str) -> None:
    """What is near is http, what is not is https; a scheme that was given stays."""
    assert server_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "http://",
        "ftp://example.com",
        "exa mple",
        "localhost:99999",
        "https://anna:pw@example.com",
        ":5005",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    """With examples; an address with a password in it too."""
    with pytest.raises(CliError) as failure:
        server_address(typed)
    assert failure.value.exit_code == 2
    assert "localhost:5005" in failure.value.todo


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://localhost:5005/t/x", "this machine alone"),
        ("https://127.0.0.9/t/x", "this machine alone"),
        ("https://[::1]/t/x", "this machine alone"),
        ("https://0.0.0.0/t/x", "this machine alone"),
        ("https://169.254.7.1/t/x", "link-local"),
        ("https://[fe80::1]/t/x", "link-local"),
        ("https://192.168.1.20/t/x", "private network"),
        ("https://[fd00::1]/t/x", "private network"),
        ("https://till.local/t/x", "private network"),
        ("https://till/t/x", "private network"),
        ("http://orders.example.com/t/x", "not encrypted"),
        ("https://orders.example.com/t/x", None),
        ("https://8.8.8.8/t/x", None),
    ],
)
def test_what_phones_do_not_reach_is_named_with_its_reason(url: str, reason: str | None) -> None:
    """Loopback, link-local, private, unencrypted; a public https address has nothing against it."""
    said = why_out_of_reach(url)
    assert (said is None) == (reason is None)
    assert reason is None or reason in str(said)
