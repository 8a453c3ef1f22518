"""`aiqr register`: open an account."""

from http import HTTPStatus

import click

from cli import account, output
from cli.api_errors import Refused
from cli.arguments import password_stdin
from cli.command import Command
from cli.context import state
from cli.request_models import checked, field_check
from cli.texts import gettext
from server.wire.accounts import (
    RegisterRequest,
)


@click.command(
    cls=Command,
    examples="""
    aiqr register --server https://orders.example.com
    aiqr register anna@example.com --first-name Anna --last-name Rossi
    """,
)
@click.argument("email", required=False)
@click.option("--first-name", help="Your first name.")
@click.option("--last-name", help="Your last name.")
@password_stdin
def register(
    email: str | None, first_name: str | None, last_name: str | None, *, password_stdin: bool
) -> None:
    """Open an account on a server and log in.

    The password has 10 to 128 characters. The session is stored, readable by you alone.
    """
    client = account.anonymous(state())
    client.require_server()
    checks = {name: field_check(RegisterRequest, name) for name in ("email", "first_name", "last_name")}
    email = output.ask(gettext("E-mail"), email, option=gettext("the e-mail address"), check=checks["email"])
    first_name = output.ask(
        gettext("First name"),
        first_name,
        option="--first-name",
        default="",
        check=checks["first_name"],
    )
    last_name = output.ask(
        gettext("Last name"), last_name, option="--last-name", default="", check=checks["last_name"]
    )
    password = account.ask_password(from_stdin=password_stdin, new=True)
    body = checked(
        RegisterRequest, email=email, password=password, first_name=first_name, last_name=last_name
    )
    try:
        answer = client.register(body)
    except Refused as failure:
        if failure.status == HTTPStatus.CONFLICT:
            failure.todo = f"aiqr login {email} --server {client.server}"
        raise
    account.store_login(client.server, answer.user.email, answer.access, answer.refresh)
    output.done(
        gettext("Account {email} opened at {server}; you are logged in.").format(
            email=answer.user.email, server=client.server
        )
    )
    output.hint("aiqr restaurant create")
