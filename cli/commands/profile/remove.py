"""`aiqr profile remove`: forget a stored login."""

import click

from cli import logins, output
from cli.command import Command, complete
from cli.texts import gettext


@click.command("remove", cls=Command, examples="aiqr profile remove work")
@click.argument("name", shell_complete=complete("profiles"))
def remove_profile(name: str) -> None:
    """Forget the login NAME on this machine; `aiqr logout --profile NAME` ends it on the server first."""
    with logins.changing() as profiles:
        profiles.require(name)
        del profiles.by_name[name]
        if profiles.current == name:
            profiles.current = next(iter(profiles.by_name), logins.DEFAULT_PROFILE)
    output.done(gettext("The login {name!r} is forgotten here.").format(name=name))
