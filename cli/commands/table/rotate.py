"""`aiqr table rotate`: a new code."""

import click

from cli import output, resolve
from cli.arguments import table_name, yes_option
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("rotate", cls=Command, examples="aiqr table rotate 7")
@table_name
@yes_option
def rotate(name: str, *, yes: bool) -> None:
    """Make a new code for a table; the printed one stops working."""
    found, chosen = resolve.table_called(name)
    output.confirm(
        gettext("Make a new code for table {name}? The printed one stops working.").format(name=chosen.name),
        yes=yes,
    )
    changed = connect().rotate_table(found.id, chosen.id)
    if output.wants_json():
        output.print_json(changed)
        return
    output.done(gettext("Table {name} has a new code; print its card again:").format(name=changed.name))
    click.echo(changed.url)
