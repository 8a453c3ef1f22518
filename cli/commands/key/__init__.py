"""`aiqr key`: what scripts log in with."""

import click

from cli.command import Group
from cli.commands.key.create import create
from cli.commands.key.list import list_keys
from cli.commands.key.revoke import revoke


@click.group(cls=Group)
def key() -> None:
    """Keys for scripts: make, list, revoke.

    A key is good for one restaurant and one role, until its end. Set AIQR_TOKEN to it, or send it as
    «Authorization: Bearer …».
    """


for command in (create, list_keys, revoke):
    key.add_command(command)
