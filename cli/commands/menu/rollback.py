"""`aiqr menu rollback`: a kept version becomes the menu again."""

import click

from cli import documents, menu_plan, resolve
from cli.arguments import removals_option, yes_option
from cli.command import Command
from cli.connection import connect


@click.command(
    "rollback",
    cls=Command,
    examples="""
    aiqr menu rollback 12
    aiqr menu rollback 12 --yes
    """,
)
@click.argument("version", type=int)
@yes_option
@removals_option
def rollback(version: int, *, yes: bool, allow_removals: bool) -> None:
    """Put the menu of VERSION in place again, as `history` lists them; it becomes a new version."""
    client, found = connect(), resolve.current_restaurant()
    document = documents.to_json(client.menu_version(found.id, version))
    menu_plan.carry_out(client, found, document, documents.JSON, yes=yes, allow_removals=allow_removals)
