"""`aiqr profile`: stored logins at several servers, or as several people."""

import click

from cli.command import Group
from cli.commands.profile.language import choose_language
from cli.commands.profile.list import list_profiles
from cli.commands.profile.remove import remove_profile
from cli.commands.profile.use import use_profile


@click.group(cls=Group)
def profile() -> None:
    """Several servers or accounts, each under a name.

    `aiqr login --profile NAME --server URL` makes one; `--profile NAME` on any command, or the variable
    AIQR_PROFILE, uses one just once.
    """


for command in (list_profiles, use_profile, choose_language, remove_profile):
    profile.add_command(command)
