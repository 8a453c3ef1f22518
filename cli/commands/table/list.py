"""`aiqr table list`: the tables and the addresses that their codes hold."""

import click

from cli import output, resolve
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("list", cls=Command, examples="aiqr table list")
def list_tables() -> None:
    """List the tables with the addresses that their codes hold."""
    tables = connect().tables(resolve.current_restaurant().id)
    if output.wants_json():
        output.print_json(tables)
        return
    if not tables:
        output.hint(gettext("None yet: aiqr table add 1-20"))
        return
    output.print_table(
        (
            gettext("table"),
            gettext("address"),
        ),
        [(t.name, t.url) for t in tables],
    )
