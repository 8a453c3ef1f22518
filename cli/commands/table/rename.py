"""`aiqr table rename`: another name, the same code."""

import click

from cli import output, resolve
from cli.arguments import table_name
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("rename", cls=Command, examples="aiqr table rename 7 Window")
@table_name
@click.argument("new_name")
def rename(name: str, new_name: str) -> None:
    """Give a table another name; its code stays, so printed cards go on working."""
    found, chosen = resolve.table_called(name)
    changed = connect().rename_table(found.id, chosen.id, new_name)
    if output.wants_json():
        output.print_json(changed)
    output.done(
        gettext("Table {name} is now {changed_name}; its code is the same.").format(
            name=chosen.name, changed_name=changed.name
        )
    )
