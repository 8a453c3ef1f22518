"""`aiqr logout`: end the session."""

from dataclasses import replace

import click

from cli import logins, output
from cli.command import Command
from cli.connection import connect_anonymously
from cli.context import environment, state
from cli.texts import gettext


@click.command(cls=Command, examples="aiqr logout")
@click.option("--all", "everything", is_flag=True, help="All stored profiles.")
def logout(*, everything: bool) -> None:
    """End the session, on the server and here."""
    profiles = logins.load()
    chosen = state().profile or environment("AIQR_PROFILE") or profiles.current
    names = list(profiles.by_name) if everything else [chosen]
    for name in names:
        _end(name, profiles.get(name))


def _end(name: str, profile: logins.Profile) -> None:
    if not profile.refresh:
        output.say(gettext("Nobody is logged in under the profile {name!r}.").format(name=name))
        return
    connect_anonymously(profile.server).logout(profile.refresh)
    logins.save(name, replace(profile, access="", refresh=""))
    output.done(
        gettext("Logged out of {server} ({email}).").format(server=profile.server, email=profile.email)
    )
