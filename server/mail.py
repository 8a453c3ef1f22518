"""Mail, by the SMTP server that the settings name."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

PATIENCE = 10.0
"""Seconds for each step of a delivery."""
PORTS = {"smtp": 25, "smtps": 465}
SUBMISSION_PORT = 587
"""Of `smtp:` with a user."""
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class MailError(Exception):
    """A message was not taken, for a reason that names no address and no secret."""


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends plain text.

    A name and a password go over TLS alone, unless the server is on this machine; `smtps` is TLS from the start.
    """

    scheme: str
    host: str
    port: int
    user: str | None
    password: str | None
    sender: str

    async def send(self, to: str, subject: str, text: str) -> None:
        """Deliver a message. MailError."""
        from aiosmtplib import SMTPException, send  # noqa: PLC0415  only who mails pays for it

        message = EmailMessage()
        message["From"] = Address("aiqr", addr_spec=self.sender)
        message["To"] = Address(addr_spec=to)
        message["Subject"] = " ".join(subject.split())
        message.set_content(text)
        is_secret = self.user is not None and self.host not in HERE
        try:
            await send(
                message,
                hostname=self.host,
                port=self.port,
                username=self.user,
                password=self.password,
                use_tls=self.scheme == "smtps",
                start_tls=True if is_secret and self.scheme == "smtp" else None,
                timeout=PATIENCE,
            )
        except (SMTPException, OSError, ValueError) as error:
            raise MailError(f"the mail server did not take it: {type(error).__name__}") from error


def read_mailer(url: str, sender: str) -> Mailer | None:
    """Return what sends mail by `smtp://user:password@host:port` or `smtps://…`; None without a URL. ValueError.

    Without `sender` the user is it where that is an address, else `aiqr@` and the host.
    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise ValueError("should be like smtps://user:password@mail.example.com:465")
    user = unquote(parts.username) if parts.username else None
    port = parts.port or (SUBMISSION_PORT if user and parts.scheme == "smtp" else PORTS[parts.scheme])
    own = user if user and "@" in user else f"aiqr@{parts.hostname}"
    password = unquote(parts.password) if parts.password is not None else None
    Address(addr_spec=sender or own)
    return Mailer(parts.scheme, parts.hostname, port, user, password, sender or own)
