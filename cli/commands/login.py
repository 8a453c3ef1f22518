"""`aiqr login`: a session for the next commands."""

import click

from cli import account, logins, output
from cli.arguments import password_stdin
from cli.command import Command
from cli.context import state
from cli.errors import CliError, Exit
from cli.request_models import checked
from cli.texts import gettext
from server.wire.accounts import (
    LoginRequest,
)


@click.command(
    cls=Command,
    examples="""
    aiqr login anna@example.com --server https://orders.example.com
    aiqr login --profile work --server https://work.example.com
    pass show aiqr | aiqr login anna@example.com --password-stdin
    """,
)
@click.argument("email", required=False)
@password_stdin
def login(email: str | None, *, password_stdin: bool) -> None:
    """Log in and keep the session for the next commands.

    Scripts can do without: they set AIQR_TOKEN (a key of `aiqr key create`) and AIQR_SERVER.
    """
    client = account.anonymous(state())
    known = logins.load().get(account.profile_name(state(), client.server)).email or None
    email = output.ask(gettext("E-mail"), email, option=gettext("the e-mail address"), default=known)
    body = checked(LoginRequest, email=email, password=account.ask_password(from_stdin=password_stdin))
    try:
        tokens = client.login(body)
    except CliError as failure:
        if failure.exit_code != Exit.LOGIN:
            raise
        raise CliError(
            gettext("The server refused this e-mail address and password."),
            unchanged=gettext("You are not logged in."),
            todo=gettext("Check both; `aiqr register` opens an account."),
            code=Exit.LOGIN,
        ) from None
    name = account.store_login(client.server, email.strip().lower(), tokens.access, tokens.refresh)
    output.done(gettext("Logged in at {server} as {email}.").format(server=client.server, email=email))
    if name != logins.DEFAULT_PROFILE:
        output.hint(
            gettext("This login is stored as the profile {name!r} and is now the one in use.").format(
                name=name
            )
        )
