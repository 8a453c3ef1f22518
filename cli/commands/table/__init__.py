"""`aiqr table`: tables and their QR codes."""

import click

from cli.command import Group
from cli.commands.table.add import add
from cli.commands.table.end import end
from cli.commands.table.list import list_tables
from cli.commands.table.qr import table_qr
from cli.commands.table.remove import remove
from cli.commands.table.rename import rename
from cli.commands.table.rotate import rotate


@click.group(cls=Group)
def table() -> None:
    """Tables and their QR codes.

    A table's code is what diners scan; it is unguessable, and `rotate` makes a new one.
    """


for command in (add, list_tables, rename, remove, rotate, end, table_qr):
    table.add_command(command)
