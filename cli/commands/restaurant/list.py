"""`aiqr restaurant list`: the restaurants where one is staff."""

import click

from cli import output
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("list", cls=Command, examples="aiqr restaurant list")
def list_restaurants() -> None:
    """List the restaurants where you are staff."""
    mine = connect().restaurants()
    if output.wants_json():
        output.print_json(mine)
        return
    if not mine:
        output.hint(gettext("None yet: aiqr restaurant create"))
        return
    output.print_table(
        (
            gettext("slug"),
            gettext("name"),
            gettext("role"),
            gettext("currency"),
            gettext("time zone"),
            gettext("orders"),
        ),
        [
            (
                r.slug,
                r.name,
                r.role,
                r.currency,
                r.timezone,
                gettext("open") if r.is_open else gettext("closed"),
            )
            for r in mine
        ],
    )
