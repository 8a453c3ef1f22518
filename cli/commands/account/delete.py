"""`aiqr account delete`: without you."""

from dataclasses import replace

import click

from cli import logins, output
from cli.account import ask_password
from cli.arguments import yes_option
from cli.command import Command
from cli.connection import connect
from cli.request_models import checked
from cli.texts import gettext
from server.wire.accounts import DeleteMeRequest


@click.command(cls=Command, examples="aiqr account delete")
@click.option("--password-stdin", is_flag=True, help="Read your password from stdin.")
@yes_option
def delete(*, password_stdin: bool, yes: bool) -> None:
    """Delete your account, with its sessions and its places in restaurants, for good.

    Who is the only owner of a restaurant makes somebody else an owner first, or deletes it. The log of changes keeps what you
    changed, without your name.
    """
    client = connect()
    email = client.me().user.email
    output.confirm(
        gettext("Delete the account of {email} at {server}, for good?").format(
            email=email, server=client.server
        ),
        yes=yes,
    )
    client.delete_me(checked(DeleteMeRequest, password=ask_password(from_stdin=password_stdin)))
    if client.profile:
        logins.save(
            client.profile, replace(logins.load().get(client.profile), access="", refresh="", refresh_key="")
        )
    output.done(gettext("The account of {email} is deleted.").format(email=email))
