"""`aiqr password`: another password."""

import sys

import click

from cli import context, output
from cli.command import Command
from cli.connection import connect
from cli.request_models import checked
from cli.texts import gettext
from server.wire.accounts import (
    UpdateMeRequest,
)


@click.command(cls=Command, examples="aiqr password")
@click.option("--first-name", help="Change your first name too.")
@click.option("--last-name", help="Change your last name too.")
def password(first_name: str | None, last_name: str | None) -> None:
    """Change your password; your other sessions end.

    It is asked for, the old one and then the new one; scripts give them as two lines on stdin.
    """
    if context.interactive():
        old: str = click.prompt(gettext("Old password"), hide_input=True, err=True)
        new: str = click.prompt(gettext("New password"), hide_input=True, confirmation_prompt=True, err=True)
    else:
        old, new = (sys.stdin.readline().rstrip("\r\n") for _ in range(2))
    connect().update_me(
        checked(
            UpdateMeRequest,
            old_password=old,
            new_password=new,
            first_name=first_name,
            last_name=last_name,
        )
    )
    output.done(gettext("Password changed; other sessions of yours have ended."))
