"""`aiqr account forgotten`: a new password by mail."""

import click

from cli import output
from cli.account import anonymous
from cli.command import Command
from cli.context import state
from cli.request_models import checked
from cli.texts import gettext
from server.wire.accounts import ForgottenPasswordRequest


@click.command(cls=Command, examples="aiqr account forgotten ada@example.com")
@click.argument("email")
def forgotten(email: str) -> None:
    """Have a link to choose a new password mailed to EMAIL, where the server sends mail.

    Whether there is an account with EMAIL is not said.
    """
    body = checked(ForgottenPasswordRequest, email=email)
    anonymous(state()).forget_password(body)
    output.done(
        gettext(
            "If there is an account with {email}, a link is on its way to it; it works for an hour."
        ).format(email=body.email)
    )
