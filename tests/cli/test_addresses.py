"""Addresses of servers as people type them."""

import pytest

from cli.addresses import server_address
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
