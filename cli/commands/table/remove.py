"""`aiqr table remove`."""

import click

from cli import output, resolve
from cli.arguments import table_name, yes_option
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("remove", cls=Command, examples="aiqr table remove 7")
@table_name
@yes_option
def remove(name: str, *, yes: bool) -> None:
    """Remove a table; its code stops working."""
    found, chosen = resolve.table_called(name)
    output.confirm(
        gettext("Remove table {name} of {found_name}? Its printed code stops working.").format(
            name=chosen.name, found_name=found.name
        ),
        yes=yes,
    )
    connect().remove_table(found.id, chosen.id)
    output.done(gettext("Table {name} is removed.").format(name=chosen.name))
