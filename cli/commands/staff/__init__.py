"""`aiqr staff`: who works at the restaurant."""

import click

from cli.command import Group
from cli.commands.staff.invite import invite
from cli.commands.staff.list import list_staff
from cli.commands.staff.password import password
from cli.commands.staff.remove import remove
from cli.commands.staff.role import change_role


@click.group(cls=Group)
def staff() -> None:
    """Who works here: list, invite, change a role, remove, help with a forgotten password.

    An owner may do everything; a manager runs menu, tables, orders, waiters and kitchen staff; a waiter
    looks after tables on the page /staff/; kitchen staff run the kitchen display.
    """


for command in (list_staff, invite, change_role, remove, password):
    staff.add_command(command)
