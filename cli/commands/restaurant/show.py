"""`aiqr restaurant show`: settings, hours, and whether orders are taken."""

import click

from cli import output, resolve
from cli.command import Command
from cli.commands.restaurant.hours import hours_in_words
from cli.connection import connect


@click.command("show", cls=Command, examples="aiqr restaurant show -r luigis")
def show() -> None:
    """Show a restaurant's settings, its hours and whether it takes orders now."""
    client = connect()
    found = resolve.current_restaurant()
    hours = client.hours(found.id)
    if output.wants_json():
        output.print_json({**found.model_dump(mode="json"), "service": hours.model_dump(mode="json")})
        return
    output.print_fields(
        [
            ("name", found.name),
            ("address", f"{client.server}/r/{found.slug}/"),
            ("currency", found.currency),
            ("time zone", found.timezone),
            ("locale", found.locale),
            ("your role", found.role),
            ("table code", "required" if found.require_table_code else "not required"),
            ("at most", f"{found.max_quantity_per_line} of one thing in a line"),
            *hours_in_words(hours, found.timezone),
        ]
    )
