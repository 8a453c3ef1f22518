"""`aiqr join`: accept an invitation."""

from urllib.parse import urlsplit

import click

from cli import account, output
from cli.arguments import password_stdin
from cli.command import Command
from cli.connection import connect_anonymously
from cli.context import state
from cli.request_models import checked
from cli.texts import gettext
from server.wire.accounts import (
    AcceptInviteRequest,
)


@click.command(
    cls=Command,
    examples="""
    aiqr join https://orders.example.com/invite/4fX…
    """,
)
@click.argument("link")
@click.option("--first-name", default="", help="Your first name, for a new account.")
@click.option("--last-name", default="", help="Your last name, for a new account.")
@password_stdin
def join(link: str, first_name: str, last_name: str, *, password_stdin: bool) -> None:
    """Accept an invitation to work at a restaurant, and log in.

    LINK is what you were sent. With an account already, give its password; without one, the password that
    you give now opens it.
    """
    server, token = _invitation(link)
    client = connect_anonymously(server or account.anonymous(state()).server)
    body = checked(
        AcceptInviteRequest,
        token=token,
        password=account.ask_password(from_stdin=password_stdin),
        first_name=first_name,
        last_name=last_name,
    )
    answer = client.accept_invite(body)
    account.store_login(client.server, answer.user.email, answer.access, answer.refresh)
    output.done(gettext("You are in as {email}.").format(email=answer.user.email))
    output.hint("aiqr whoami")


def _invitation(link: str) -> tuple[str | None, str]:
    parts = urlsplit(link)
    server = f"{parts.scheme}://{parts.netloc}" if parts.netloc else None
    return server, parts.path.rstrip("/").rsplit("/", 1)[-1]
