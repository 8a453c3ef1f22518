"""`aiqr menu apply`: a file becomes the menu."""

import click

from cli import documents, menu_plan, resolve
from cli.arguments import menu_file, yes_option
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
def apply(file: str, *, yes: bool) -> None:
    """Make FILE the menu: show the plan, ask, and put it in place, all or nothing.

    Items that orders name are hidden instead of removed. The menu that was there is kept: see `history`.
    """
    menu_plan.carry_out(connect(), resolve.current_restaurant(), *documents.read(file), yes=yes)
