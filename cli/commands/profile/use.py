"""`aiqr profile use`: the stored login of the next commands."""

import click

from cli import logins, output
from cli.command import Command, complete
from cli.texts import gettext


@click.command("use", cls=Command, examples="aiqr profile use work")
@click.argument("name", shell_complete=complete("profiles"))
def use_profile(name: str) -> None:
    """Use the login NAME from now on."""
    with logins.changing() as profiles:
        profiles.require(name)
        profiles.current = name
    output.done(
        gettext("From now on as {email} at {server}.").format(
            email=profiles.get(name).email, server=profiles.get(name).server
        )
    )
