"""`aiqr account`: your own account."""

import click

from cli.command import Group
from cli.commands.account.delete import delete
from cli.commands.account.forgotten import forgotten


@click.group(cls=Group)
def account() -> None:
    """Your own account: have a link for a forgotten password mailed to you, or delete it."""


for command in (forgotten, delete):
    account.add_command(command)
