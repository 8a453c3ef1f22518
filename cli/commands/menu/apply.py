"""`aiqr menu apply`: a file becomes the menu."""

import click

from cli import documents, menu_plan, resolve
from cli.arguments import menu_file, removals_option, yes_option
from cli.command import Command
from cli.connection import connect


@click.command(
    "apply",
    cls=Command,
    examples="""
    aiqr menu apply menu.yaml
    aiqr menu apply menu.yaml --yes
    aiqr menu export -r luigis | aiqr menu apply - -r luigis-beach --yes
    """,
)
@menu_file
@yes_option
@removals_option
def apply(file: str, *, yes: bool, allow_removals: bool) -> None:
    """Make FILE the menu: show the plan, ask, and put it in place, all or nothing.

    Items that orders name are hidden instead of removed. The menu that was there is kept: see `history`.
    Where more than half of the menu would go you are asked again, also with --yes.
    """
    document = documents.read(file)
    menu_plan.carry_out(
        connect(), resolve.current_restaurant(), *document, yes=yes, allow_removals=allow_removals
    )
