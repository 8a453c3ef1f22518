"""`aiqr table end`: those who sat there have left."""

import click

from cli import output, resolve
from cli.arguments import table_name
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("end", cls=Command, examples="aiqr table end 7")
@table_name
def end(name: str) -> None:
    """End a table's visit: whoever scans its code from now on sees nothing of what was ordered before."""
    found, chosen = resolve.table_called(name)
    connect().end_visit(found.slug, chosen.name)
    output.done(gettext("The visit of table {name} is over.").format(name=chosen.name))
