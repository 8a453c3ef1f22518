"""`aiqr restaurant delete`."""

import click

from cli import output, resolve
from cli.arguments import yes_option
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("delete", cls=Command, examples="aiqr restaurant delete -r luigis")
@yes_option
def delete(*, yes: bool) -> None:
    """Delete a restaurant. One that has had orders is archived: gone for everybody, its orders kept."""
    found = resolve.current_restaurant()
    output.confirm(
        gettext("Delete {name} ({slug}) with its menu, tables and staff?").format(
            name=found.name, slug=found.slug
        ),
        yes=yes,
    )
    connect().delete_restaurant(found.id)
    output.done(gettext("{name} is deleted.").format(name=found.name))
