"""Where mail goes, by what name, and what never goes over a wire in clear."""

from collections.abc import Iterator

import pytest

from server.mail import Mailer, MailError, read_mailer
from server.settings import settings_of
from tests.fixtures.mail import running_mail_server
from tests.fixtures.ports import free_port


@pytest.mark.parametrize(
    ("url", "sender", "mailer"),
    [
        ("smtp://localhost", "", Mailer("smtp", "localhost", 25, None, None, "aiqr@localhost")),
        ("smtp://relay:2525", "a@b.example", Mailer("smtp", "relay", 2525, None, None, "a@b.example")),
        (
            "smtp://orders%40example.com:p%2Fw@mail.example.com",
            "",
            Mailer("smtp", "mail.example.com", 587, "orders@example.com", "p/w", "orders@example.com"),
        ),
        (
            "smtps://user:pw@mail.example.com/",
            "",
            Mailer("smtps", "mail.example.com", 465, "user", "pw", "aiqr@mail.example.com"),
        ),
    ],
)
def test_an_address_of_a_mail_server_is_read(url: str, sender: str, mailer: Mailer) -> None:
    """Ports and the sender follow from the address where they are not given."""
    assert read_mailer(url, sender) == mailer


def test_without_an_address_there_is_no_mail() -> None:
    """An empty setting is none."""
    assert read_mailer("", "a@b.example") is None


@pytest.mark.parametrize(
    "values",
    [
        {"AIQR_SMTP_URL": "mail.example.com"},
        {"AIQR_SMTP_URL": "https://mail.example.com"},
        {"AIQR_SMTP_URL": "smtp://mail.example.com/path"},
        {"AIQR_MAIL_FROM": "nobody"},
    ],
)
def test_a_setting_that_is_none_is_refused(values: dict[str, str]) -> None:
    """A server does not start with an address that no mail could go by."""
    with pytest.raises(ValueError, match="should be"):
        settings_of(**values)


@pytest.fixture
def plain_port() -> Iterator[int]:
    """A mail server without TLS."""
    with running_mail_server(object()) as port:
        yield port


async def test_a_password_never_goes_in_clear(plain_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server elsewhere that offers no TLS gets neither password nor mail."""
    monkeypatch.setattr("server.mail.HERE", frozenset())
    mailer = Mailer("smtp", "127.0.0.1", plain_port, "user", "secret", "a@b.example")
    with pytest.raises(MailError) as refused:
        await mailer.send("c@d.example", "Subject", "Text")
    assert "secret" not in str(refused.value)


async def test_a_server_that_is_away_is_an_error_of_mail() -> None:
    """Nothing else than MailError comes out of a delivery that fails."""
    mailer = Mailer("smtp", "127.0.0.1", free_port(), None, None, "a@b.example")
    with pytest.raises(MailError, match="did not take it"):
        await mailer.send("c@d.example", "Subject", "Text")
